"""How far scores move, on made-up lines."""

from __future__ import annotations

import numpy as np
import pytest

from harassclf.model.datasets import LabelledTexts
from harassclf.model.invariance import authored_lines, invariance_figures, sampled
from harassclf.model.perturb import DISGUISES, INVARIANCES
from harassclf.tables import LABELS


class ByCase:
    """A model that is surer of capitals, and of nothing else."""

    thresholds_ = dict.fromkeys(LABELS, 0.5)

    def predict_proba(self, texts):
        upper = [0.9 if text.isupper() else 0.2 for text in texts]
        return np.array([[value, 0.0, 0.0] for value in upper]).reshape(-1, 3)

    def predict(self, texts):
        return (self.predict_proba(texts) >= 0.5).astype(np.int8)


@pytest.fixture
def texts():
    made = LabelledTexts()
    for i, (text, threat, name) in enumerate(
        [
            ("see you on friday at home", 0, "authored:a"),
            ("I will break your door", 1, "authored:a"),
            ("Emma, come to Leeds", 0, "authored:b"),
            ("not one of ours", 1, "forum"),
        ]
    ):
        made.add(
            text,
            (threat, 0, 0),
            weights=1.0,
            groups=str(i),
            sets=name,
            families=name,
            private=False,
        )
    return made


def test_lines_of_our_own_only(texts):
    assert len(authored_lines(texts)) == 3
    assert authored_lines(texts, "threat") == ["I will break your door"]


def test_a_sample_stays_when_lines_are_added():
    some = sampled([f"line {i}" for i in range(20)])
    more = sampled([f"line {i}" for i in range(30)])
    assert [line for line in more if line in set(some)] == some
    assert sampled(["b", "a", "b"]) == sampled(["a", "b"])


def test_what_moves(texts):
    found = invariance_figures(texts, ByCase())
    rows = {(row["change"], row["label"]): row for row in found["changes"]}
    assert set(rows) == {(name, label) for name in INVARIANCES for label in LABELS}
    capitals = rows["capitals", "threat"]
    assert capitals["mean"]["value"] == 0.7
    assert capitals["p95"] == 0.7
    assert capitals["flips"]["value"] == 1.0
    assert capitals["flips"]["n"] == 3
    assert rows["trailing spaces", "threat"]["flips"]["value"] == 0.0
    assert rows["first names swapped", "abuse"]["flips"]["n"] == 1
    assert [row["disguise"] for row in found["disguise"]] == list(DISGUISES)


def test_invisible_characters_and_trailing_spaces_move_nothing(texts, fitted):
    found = invariance_figures(texts, fitted)
    for row in found["changes"]:
        if row["change"] == "trailing spaces":
            assert row["p95"] == 0.0
