"""What is left out, and that the models that score it never saw it."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
from dataclasses import replace

import numpy as np
import pytest

from harassclf.errors import DataError, UsageError
from harassclf.model import evaluation
from harassclf.model.datasets import LabelledTexts, Origin
from harassclf.model.evaluation import (
    affordable_jobs,
    chosen_folds,
    held_out_scores,
    leave_out_folds,
    personal_mail,
    voices,
)
from harassclf.model.figures import EVERYTHING, left_out_figures, measure
from harassclf.model.fitting import count
from harassclf.tables import LABELS

HALF = dict.fromkeys(LABELS, 0.5)


@pytest.fixture(scope="module")
def texts(tiny):
    """Two public sets, one of them ordinary talk, and four voices."""
    made = LabelledTexts()

    def add(text, labels, name, family, group, private=False):
        made.add(
            text,
            labels,
            weights=1.0,
            groups=group,
            sets=name,
            families=family,
            private=private,
        )

    for i, (text, row) in enumerate(zip(*tiny, strict=True)):
        labels = tuple(int(value) for value in row)
        voice = f"authored:v{i // 4 % 4}"
        add(text, labels, voice, voice, f"voice v{i // 4 % 4}")
        known = (labels[0], labels[1], -1)
        add(f"{text} again", known, "forum", "public", f"f{i}")
    for i in range(40):
        add(f"see you at {i}", (0, 0, 0), "talk", "talk", f"t{i}", True)
    # The same message in another family: it may not be trained on when talk is out.
    add("see you at 3", (0, 0, 0), "forum", "public", "t3")
    return made


@pytest.fixture(scope="module")
def ordinary(texts):
    return np.array(texts.private)


def test_each_text_is_left_out_with_its_like(texts, ordinary):
    folds = leave_out_folds(texts, ordinary)
    names = np.array(texts.sets)
    assert set(names[folds["family public"]]) == {"forum"}
    assert set(names[folds["family talk"]]) == {"talk"}
    numbered = [rows for name, rows in folds.items() if name.startswith("fold ")]
    together = np.sort(np.concatenate(numbered))
    own = np.char.startswith(names, "authored")
    assert together.tolist() == np.flatnonzero(own | ordinary).tolist()
    for _, rows in voices(texts):
        assert sum(bool(np.isin(rows, fold).all()) for fold in numbered) == 1


@pytest.mark.parametrize(
    ("only", "kinds"),
    [
        (("public",), {"family public"}),
        (("forum",), {"family public"}),
        (("talk",), {"family talk"}),
        (("authored",), {"fold"}),
        (("ordinary",), {"fold"}),
    ],
)
def test_only(texts, ordinary, only, kinds):
    found = {
        "fold" if name.startswith("fold ") else name
        for name in chosen_folds(texts, ordinary, only)
        # A fold holds ordinary talk, but nobody asked for folds by naming a set.
    }
    assert found == kinds


def test_no_model_sees_what_it_scores(texts, ordinary, fitted, monkeypatch):
    seen = []
    fit = evaluation.fit_regressions

    def spy(counted, labels, weights, inside, recipe):
        seen.append((labels, inside))
        return fit(counted, labels, weights, inside, recipe)

    monkeypatch.setattr(evaluation, "fit_regressions", spy)
    held = held_out_scores(texts, fitted, ordinary)
    folds = leave_out_folds(texts, ordinary)
    groups = np.array(texts.groups)
    assert len(seen) == len(folds)
    for (labels, inside), (name, outside) in zip(seen, folds.items(), strict=True):
        assert not set(groups[inside]) & set(groups[outside])
        if name == "family public":
            # Nobody asks for spam there, so little of it is fitted.
            assert (labels[:, 2] >= 0).sum() <= 2 * evaluation.TOKEN_ROWS
    names = np.array(texts.sets)
    assert np.isfinite(held.by_family[names == "talk"]).all()
    assert np.isfinite(held.by_fold[ordinary]).all()
    own = np.char.startswith(names, "authored")
    assert np.isfinite(held.by_fold[own]).all()
    assert np.isnan(held.by_family[own]).all()
    forum = held.by_family[names == "forum"]
    assert np.isfinite(forum[:, :2]).all()


def test_processes_give_the_same(texts, ordinary, fitted):
    lines = []
    only = ("talk", "forum")
    one = held_out_scores(texts, fitted, ordinary, only=only, report=lines.append)
    two = held_out_scores(texts, fitted, ordinary, only=only, n_jobs=2)
    np.testing.assert_array_equal(one.by_family, two.by_family)
    assert len(lines) == 3


def test_nothing_asked_for(texts, ordinary, fitted):
    held = held_out_scores(texts, fitted, ordinary, only=("nowhere",))
    assert np.isnan(held.by_family).all()
    figures = left_out_figures(texts, held, HALF, np.zeros(len(texts), bool))
    assert figures["sets"] == []
    assert figures["voices"]["threat"]["mean_roc_auc"]["value"] is None


def test_a_label_that_nothing_is_left_of(texts, ordinary, fitted):
    few = LabelledTexts(
        texts=["a b", "c d", "e f"],
        labels=[(0, -1, -1), (1, -1, -1), (0, 0, 0)],
        weights=[1.0] * 3,
        groups=["1", "2", "3"],
        sets=["x", "y", "z"],
        families=["x", "y", "z"],
        private=[False] * 3,
    )
    with pytest.raises(UsageError, match=r"What is left to train on lacks a label\."):
        held_out_scores(few, fitted, np.zeros(3, bool), only=("x",))


def test_jobs_are_cut_to_what_memory_holds(fitted, monkeypatch, tmp_path):
    counted = count(["see you at six", "hello"], fitted.recipe())
    assert affordable_jobs(8, 3, counted) == 3
    assert affordable_jobs(0, 3, counted) == 1
    need = evaluation.COPIES_IN_A_FIT * 12 * counted.counts.nnz
    (tmp_path / "proc").mkdir()
    meminfo = tmp_path / "proc" / "meminfo"
    meminfo.write_text(f"MemTotal: 1 kB\nMemAvailable:   {need * 5 // 2048 + 1} kB\n")
    monkeypatch.setattr(evaluation, "Path", lambda _: meminfo)
    assert affordable_jobs(8, 8, counted) == 2
    meminfo.unlink()
    assert affordable_jobs(8, 8, counted) == 8


def test_figures_of_what_was_left_out(texts, ordinary, fitted):
    held = held_out_scores(texts, fitted, ordinary)
    figures = left_out_figures(texts, held, HALF, np.zeros(len(texts), bool))
    keys = [(row["set"], row["label"]) for row in figures["sets"]]
    assert len(set(keys)) == len(keys)
    assert {name for name, _ in keys} == {"authored", "forum", "talk", EVERYTHING}
    by_key = dict(zip(keys, figures["sets"], strict=True))
    rows = by_key["authored", "threat"]
    assert rows["rows"] == 84
    assert rows["roc_auc"]["n"] == 84
    assert rows["recall"]["n"] == rows["positives"]
    total = sum(
        by_key[name, "threat"]["rows"] for name in ("authored", "forum", "talk")
    )
    assert by_key[EVERYTHING, "threat"]["rows"] == total
    kinds = {row["set"] for row in figures["ordinary"]}
    assert kinds == {"talk", EVERYTHING}
    assert all(row["folds"]["n"] == 40 for row in figures["ordinary"])
    assert figures["lookalikes"]["abuse"]["n"] == sum(
        max(labels) == 0 and name.startswith("authored")
        for labels, name in zip(texts.labels, texts.sets, strict=True)
    )
    assert sum(b["n"] for b in figures["reliability"]["spam"]["authored"]) == 84
    json.dumps(figures, allow_nan=False)


def test_measure_by_hand():
    labels = np.full((40, 3), -1, np.int8)
    labels[:, 0] = np.repeat([1, 0], 20)
    probabilities = np.full((40, 3), np.nan)
    probabilities[:, 0] = np.concatenate([np.full(20, 0.9), np.linspace(0, 0.5, 20)])
    (row,) = measure("s", labels, probabilities, HALF)
    assert (row["rows"], row["positives"]) == (40, 20)
    assert row["roc_auc"]["value"] == 1.0
    assert row["recall"]["value"] == 1.0
    assert row["false_alarms_per_1000"]["value"] == 50.0


# --- personal mail


@pytest.fixture
def mail(tmp_path):
    """Return a folder with four mails, one of them from person to person."""
    folder = tmp_path / "spamassassin"
    folder.mkdir()
    bare = {"group": "easy-ham-1", "list_id": "", "precedence": "", "from_": "a@x"}
    mails = {
        "1": bare,
        "2": bare | {"list_id": "<l.example.org>"},
        "3": bare | {"from_": "b <rssfeeds@example.org>"},
        "4": bare | {"group": "spam-1"},
    }
    lines = [json.dumps({"id": key, **fields}) for key, fields in mails.items()]
    raw = gzip.compress("\n".join(lines).encode(), mtime=0)
    (folder / "mail.jsonl.gz").write_bytes(raw)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(["id", "text", "lang", "threat", "abuse", "spam", "benign"])
    writer.writerows([[key, f"mail {key}", "en", "", "", "0", "1"] for key in mails])
    packed = gzip.compress(stream.getvalue().encode(), mtime=0)
    (folder / "messages.csv.gz").write_bytes(packed)
    origin = Origin(
        name="spamassassin",
        title="t",
        url="u",
        commit="c",
        licence="l",
        licence_class="A",
        sha256=hashlib.sha256(packed).hexdigest(),
        use="train",
        family="spamassassin",
        labels=("spam",),
        benign=(),
        private=False,
        weight=1.0,
        rows=0,
    )
    texts = LabelledTexts()
    for key in mails:
        texts.add(
            f"mail {key}",
            (0, 0, 0),
            weights=1.0,
            groups=key,
            sets="spamassassin",
            families="spamassassin",
            private=False,
        )
    return tmp_path, {"spamassassin": origin}, texts


def test_personal_mail(mail):
    folder, origins, texts = mail
    assert personal_mail(texts, origins, folder).tolist() == [True, False, False, False]
    assert not personal_mail(texts, {}, folder).any()


def test_damaged_headers(mail):
    folder, origins, texts = mail
    (folder / "spamassassin" / "mail.jsonl.gz").write_bytes(b"x")
    with pytest.raises(DataError, match=r"mail\.jsonl\.gz: is not the file of mail"):
        personal_mail(texts, origins, folder)


def test_mail_that_is_not_the_recorded_set(mail):
    folder, origins, texts = mail
    other = {"spamassassin": replace(origins["spamassassin"], sha256="0" * 64)}
    with pytest.raises(DataError, match="SHA-256 is not the one recorded"):
        personal_mail(texts, other, folder)
