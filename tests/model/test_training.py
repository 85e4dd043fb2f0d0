"""Thresholds, and what may be trained on."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harassclf.errors import DataError, UsageError
from harassclf.model.datasets import LICENCE_CLASSES, LabelledTexts, read_sources
from harassclf.model.modelfile import model_bytes, parse_model
from harassclf.model.training import (
    FALSE_ALARM_RATES,
    operating_point,
    read_training_texts,
    train_model,
    trainable,
)

SOURCES = Path(__file__).parents[2] / "data" / "sources.toml"
SMALL = {"word_bits": 9, "char_bits": 10, "pattern_bits": 10, "folds": 2}
STEP = 1e-6


def point(
    ordinary: Any, rate: float, *, positives: Any = (), public: Any = ()
) -> dict[str, Any]:
    """Return the operating point for probabilities of three kinds of texts."""
    probabilities = np.array([*ordinary, *positives, *public], float)
    labels = np.repeat([0, 1, 0], [len(ordinary), len(positives), len(public)])
    private = np.arange(len(labels)) < len(ordinary)
    return operating_point(probabilities, labels, private, rate)


# --- operating_point


def test_nothing_may_be_flagged() -> None:
    row = point([0.1, 0.5, 0.3], 0.0, positives=[0.5, 0.500002, 0.9])
    assert row["threshold"] == 0.500001
    assert row["false_alarms"] == 0
    assert (row["ordinary"], row["positives"], row["found"]) == (3, 3, 2)


def test_rate_too_small_for_any_of_so_few() -> None:
    assert point([0.1, 0.5, 0.3], 0.33)["false_alarms"] == 0
    assert point([0.1, 0.5, 0.3], 0.34)["false_alarms"] == 1


@pytest.mark.parametrize(
    ("rate", "allowed", "threshold"),
    [(0.0, 0, 0.900001), (0.1, 1, 0.800001), (0.25, 2, 0.700001), (0.9, 9, 0.000001)],
)
def test_lowest_threshold(rate: float, allowed: int, threshold: float) -> None:
    row = point(np.arange(10) / 10, rate)
    assert row["false_alarms"] == allowed
    assert row["threshold"] == pytest.approx(threshold, abs=1e-12)
    assert row["rate"] == rate


def test_ties_are_flagged_together_or_not_at_all() -> None:
    tied = [0.9, 0.6, 0.6, 0.6, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]
    assert point(tied, 0.1)["false_alarms"] == 1
    assert point(tied, 0.2)["false_alarms"] == 1
    assert point(tied, 0.3)["false_alarms"] == 1
    assert point(tied, 0.4)["false_alarms"] == 4


@pytest.mark.parametrize("value", [0.0, 0.3, 0.999998])
def test_all_equal(value: float) -> None:
    row = point([value] * 100, 0.5, positives=[value, 1.0])
    assert row["false_alarms"] == 0
    assert value < row["threshold"] <= value + 2 * STEP
    assert row["found"] == 1


def test_certain_false_alarms_leave_no_threshold() -> None:
    with pytest.raises(
        UsageError, match=r"No threshold flags at most 0\.01 of the ord"
    ):
        point([1.0] * 5 + [0.1] * 95, 0.01)
    assert point([1.0] * 5 + [0.1] * 95, 0.05)["threshold"] == 0.100001


def test_only_private_texts_labelled_0_count() -> None:
    probabilities = np.array([0.9, 0.8, 0.7, 0.2])
    labels = np.array([1, -1, 0, 0])
    private = np.array([True, True, False, True])
    row = operating_point(probabilities, labels, private, 0.0)
    assert row["threshold"] == 0.200001
    assert (row["ordinary"], row["positives"], row["found"]) == (1, 1, 1)


def test_without_ordinary_messages() -> None:
    with pytest.raises(UsageError, match="no ordinary private message to set thresh"):
        point([], 0.1, positives=[0.5], public=[0.1])


@given(
    ordinary=st.lists(
        st.floats(0, 1 - 3 * STEP) | st.sampled_from([0.0, 0.25, 0.5]), min_size=1
    ),
    rate=st.floats(0, 0.999),
)
def test_never_more_than_the_rate_and_no_lower_threshold_would_do(
    ordinary: list[float], rate: float
) -> None:
    row = point(ordinary, rate)
    flagged = sum(value >= row["threshold"] for value in ordinary)
    assert flagged == row["false_alarms"] <= rate * len(ordinary)
    assert 0 < row["threshold"] <= 1
    lower = row["threshold"] - 1.01 * STEP - 1e-9
    # One step lower one more message, or a tie of several, would be flagged.
    assert sum(value >= lower for value in ordinary) > int(rate * len(ordinary))


# --- what may be trained on


def test_own_sources_to_train_on() -> None:
    sources = read_sources(SOURCES)
    used = trainable(sources)
    names = [origin.name for origin in used]
    assert names == sorted(names)
    assert len(used) > 10
    for origin in used:
        assert origin.use == "train"
        assert origin.licence_class in LICENCE_CLASSES
    held_out = {name for name, origin in sources.items() if origin.use == "evaluate"}
    assert not held_out & set(names)
    assert {"hatecheck", "hatemoji", "multilingual_hatecheck"} <= held_out


def test_test_families_are_never_trained_on() -> None:
    sources = read_sources(SOURCES)
    tested = {o.family for o in sources.values() if o.use == "evaluate"}
    assert "hatecheck" in tested
    assert not tested & {origin.family for origin in trainable(sources)}


def test_some_trained_set_is_ordinary_private_talk_for_each_label() -> None:
    private = [o for o in trainable(read_sources(SOURCES)) if o.private]
    for name in FALSE_ALARM_RATES:
        assert any(name in origin.benign for origin in private)


def write_set(folder: Path, name: str, use: str, texts: list[str]) -> str:
    """Write a set; return its table for sources.toml."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(["id", "text", "lang", "threat", "abuse", "spam", "benign"])
    writer.writerows([[str(i), t, "en", "", "", "", "1"] for i, t in enumerate(texts)])
    raw = gzip.compress(stream.getvalue().encode(), mtime=0)
    (folder / name).mkdir()
    (folder / name / "messages.csv.gz").write_bytes(raw)
    return f"""[{name}]
title = "t"
url = "https://example.org"
commit = "abcdefg"
licence = "MIT"
class = "A"
sha256 = "{hashlib.sha256(raw).hexdigest()}"
use = "{use}"
family = "{name}"
labels = []
benign = ["threat", "abuse", "spam"]
private = true
weight = 1.0
rows = 0
"""


@pytest.fixture
def corpus(tmp_path: Path, tiny: Any) -> tuple[Path, Path, Path]:
    """Return the folder of sets, the sources file and the folder of own lines."""
    talk = [f"see you at {i} with the cake" for i in range(30)]
    tables = write_set(tmp_path, "talk", "train", talk)
    tables += write_set(tmp_path, "exam", "evaluate", ["held out text"])
    (tmp_path / "sources.toml").write_text(tables)
    (tmp_path / "own").mkdir()
    with (tmp_path / "own" / "v.csv").open("w", newline="") as stream:
        writer = csv.writer(stream)
        labels = ["threat", "abuse", "spam"]
        writer.writerow(["id", "text", *labels, "category", "family", "voice"])
        for i, (text, row) in enumerate(zip(*tiny, strict=True)):
            writer.writerow([i, text, *row, "c", "f", f"v{i // 4 % 5}"])
    return tmp_path, tmp_path / "sources.toml", tmp_path / "own"


def test_read_training_texts(corpus: tuple[Path, Path, Path]) -> None:
    texts, about = read_training_texts(*corpus)
    assert len(texts) == 30 + 84 + about["authored"]["variants"]
    assert "held out text" not in texts.texts
    assert list(about["sets"]) == ["talk"]
    assert about["sets"]["talk"]["rows"] == 30
    assert about["sets"]["talk"]["licence"] == "MIT"
    assert about["authored"]["rows"] == 84
    assert len(about["authored"]["sha256"]) == 64


def test_evaluation_sets_are_not_even_opened(corpus: tuple[Path, Path, Path]) -> None:
    (corpus[0] / "exam" / "messages.csv.gz").unlink()
    texts, about = read_training_texts(*corpus)
    assert len(texts) == 114 + about["authored"]["variants"]
    (corpus[0] / "talk" / "messages.csv.gz").unlink()
    with pytest.raises(DataError, match=r"talk.messages\.csv\.gz: cannot be read"):
        read_training_texts(*corpus)


def test_train_model(corpus: tuple[Path, Path, Path]) -> None:
    texts, about = read_training_texts(*corpus)
    lines: list[str] = []
    model = train_model(texts, about, params=SMALL, report=lines.append)
    assert len(lines) == 4
    assert model.about_["counts"]["talk"] == 30
    assert model.about_["sets"] == about["sets"]
    private = np.array(texts.private)
    scorer = model.scorer_
    held_out = 1 / (
        1 + np.exp(-(model.out_of_fold_margins_ * scorer.slopes + scorer.offsets))
    )
    for k, (name, rate) in enumerate(FALSE_ALARM_RATES.items()):
        row = model.about_["operating"][name]
        assert model.thresholds_[name] == row["threshold"]
        assert row["ordinary"] == private.sum() == 30
        assert (held_out[private, k] >= row["threshold"]).sum() <= rate * 30
    assert "operating" not in about
    again = train_model(texts, about, params=SMALL)
    assert model_bytes(again) == model_bytes(model)
    loaded = parse_model(model_bytes(model), "x", None)
    assert loaded.about_ == model.about_
    assert loaded.thresholds_ == model.thresholds_


def test_train_without_private_talk(corpus: tuple[Path, Path, Path]) -> None:
    texts, about = read_training_texts(*corpus)
    texts.private = [False] * len(texts)
    with pytest.raises(UsageError, match="no ordinary private message"):
        train_model(texts, about, params=SMALL)


def test_train_on_nothing() -> None:
    with pytest.raises(UsageError, match="needs as many groups of texts"):
        train_model(LabelledTexts(), {}, params=SMALL)
