"""A small classifier that every test of this folder may read and none may change."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray

from harassclf.model.classifier import HarassmentClassifier

CASES = Path(__file__).parents[1] / "cases" / "tiny_labelled.csv"
SMALL = {"word_bits": 10, "char_bits": 11, "pattern_bits": 10, "folds": 3}


class Labelled(NamedTuple):
    texts: list[str]
    y: NDArray[np.int8]


@pytest.fixture(scope="session")
def tiny() -> Labelled:
    with CASES.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    labels = [[int(row[name]) for name in ("threat", "abuse", "spam")] for row in rows]
    return Labelled([row["text"] for row in rows], np.array(labels, np.int8))


@pytest.fixture(scope="session")
def fitted(tiny: Labelled) -> HarassmentClassifier:
    return HarassmentClassifier(**SMALL).fit(tiny.texts, tiny.y)
