"""HateCheck by functionality, on made-up cases."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io

import numpy as np
import pytest

from harassclf.model.datasets import Origin
from harassclf.model.hatecheck import (
    CASES,
    IDENTITY,
    PLAIN_HATE,
    QUOTED,
    SPELLED,
    THREATS,
    Cases,
    disguise_figures,
    hatecheck_figures,
    read_cases,
)
from harassclf.model.perturb import DISGUISES
from harassclf.tables import LABELS

# What each made-up text is given; the words stand for nothing.
GIVEN = {"t": (1, 0, 0), "a": (0, 1, 0), "s": (0, 0, 1), "": (0, 0, 0)}


class Told:
    """A model that reads its answer off the first letters of the text."""

    def predict(self, texts):
        # A disguise hides the letters too, and then nothing is given.
        given = [GIVEN.get(text.split("|")[0], GIVEN[""]) for text in texts]
        return np.array(given, np.int8).reshape(-1, 3)


def cases(rows):
    return Cases([f"{given}|text" for _, given in rows], np.array([k for k, _ in rows]))


def test_each_functionality_has_a_case_and_a_reason():
    assert len(CASES) == 29
    for name, case in CASES.items():
        assert case.reason
        assert set(case.counts) <= set(LABELS)
        # Abuse of somebody outside a protected group is abuse here all the same.
        expected = name.endswith("_h") or name in ("target_indiv_nh", "target_group_nh")
        assert case.should == expected
    grouped = {*THREATS, *IDENTITY, *QUOTED, *SPELLED, *PLAIN_HATE}
    assert grouped <= set(CASES)
    assert len(SPELLED) == 5


def test_what_counts_as_flagged():
    rows = [
        ("threat_dir_h", "t"),
        ("threat_dir_h", "a"),
        ("threat_norm_h", ""),
        ("threat_norm_h", "s"),
        ("ident_neutral_nh", "s"),
        ("ident_pos_nh", ""),
        ("counter_quote_nh", "a"),
        ("slur_reclaimed_nh", "t"),
        ("derog_impl_h", "a"),
        ("derog_impl_h", "a"),
        ("spell_leet_h", "a"),
        ("spell_leet_h", ""),
    ]
    found = hatecheck_figures(cases(rows), Told())
    summary = {name: one["value"] for name, one in found["summary"].items()}
    assert summary == {
        "threats_found": 0.5,
        "identity_mentions_flagged": 0.5,
        "quoted_flagged_as_threat": 0.5,
        "recall_lost_to_spelling": 0.5,
    }
    by_name = {row["functionality"]: row for row in found["functionalities"]}
    assert by_name["threat_dir_h"]["flagged"]["value"] == 1.0
    assert by_name["threat_dir_h"]["abuse"]["value"] == 0.5
    assert by_name["counter_quote_nh"]["flagged"]["value"] == 0.0
    assert by_name["slur_h"]["flagged"]["value"] is None
    assert [row["disguise"] for row in found["disguise"]] == list(DISGUISES)


def test_what_a_disguise_hides():
    class Plain:
        def predict(self, texts):
            flags = ["hurt" in text for text in texts]
            return np.array([[flag, 0, 0] for flag in flags], np.int8).reshape(-1, 3)

    rows = disguise_figures(["hurt", "harm", "42"], Plain(), ("threat",))
    by_name = {row["disguise"]: row for row in rows}
    spaced = by_name["spaced letters"]
    assert spaced["lost"]["value"] == 1.0
    assert spaced["lost"]["n"] == 1
    assert (spaced["recall_before"]["value"], spaced["recall_before"]["n"]) == (0.5, 2)
    assert spaced["recall_after"]["value"] == 0.0
    assert by_name["emoji for words"]["lost"]["n"] == 0


def test_the_file(tmp_path):
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    head = ["id", "text", "lang", "threat", "abuse", "spam", "benign", "label_raw"]
    writer.writerow(head)
    writer.writerow(["1", "words", "en", "0", "1", "", "0", "slur_h"])
    writer.writerow(["2", " ", "en", "0", "1", "", "0", "slur_h"])
    raw = gzip.compress(stream.getvalue().encode(), mtime=0)
    (tmp_path / "hatecheck").mkdir()
    (tmp_path / "hatecheck" / "messages.csv.gz").write_bytes(raw)
    origin = Origin(
        name="hatecheck",
        title="t",
        url="u",
        commit="c",
        licence="l",
        licence_class="A",
        sha256=hashlib.sha256(raw).hexdigest(),
        use="evaluate",
        family="hatecheck",
        labels=("abuse",),
        benign=(),
        private=False,
        weight=1.0,
        rows=0,
    )
    found = read_cases(origin, tmp_path)
    assert found.texts == ["words"]
    assert found.kinds.tolist() == ["slur_h"]


@pytest.mark.parametrize("names", [THREATS, IDENTITY, QUOTED])
def test_groups_of_the_summary_are_of_one_kind(names):
    assert len({(CASES[name].should, CASES[name].counts) for name in names}) == 1
