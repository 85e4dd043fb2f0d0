"""Every public estimator against every check of tests/checks.py."""

from __future__ import annotations

import csv
import importlib.util
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.base import is_classifier
from sklearn.utils import get_tags

from harassclf.model.classifier import HarassmentClassifier
from harassclf.text.ngrams import NgramVectorizer

HERE = Path(__file__).parent
# tests/ is no package, so that installing the project never installs it.
SPEC = importlib.util.spec_from_file_location("estimator_checks", HERE / "checks.py")
assert SPEC is not None
assert SPEC.loader is not None
checks = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(checks)

ESTIMATORS: list[tuple[type, dict[str, Any]]] = [
    (
        HarassmentClassifier,
        {"word_bits": 10, "char_bits": 10, "pattern_bits": 10, "folds": 2},
    ),
    (NgramVectorizer, {"word_bits": 10, "char_bits": 10, "pattern_bits": 10}),
]
CASES = [
    pytest.param(kind, params, check, id=f"{kind.__name__}-{name}")
    for kind, params in ESTIMATORS
    for name, check in checks.estimator_checks(kind(**params))
]


def labelled() -> tuple[list[str], Any]:
    path = HERE / "cases" / "tiny_labelled.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    y = [[int(row[name]) for name in ("threat", "abuse", "spam")] for row in rows]
    return [row["text"] for row in rows], np.array(y, np.int8)


@pytest.mark.parametrize(("kind", "params", "check"), CASES)
def test_estimator(kind: type, params: dict[str, Any], check: Any) -> None:
    texts, y = labelled()
    check(kind(**params), texts, y)


def test_checks_are_found() -> None:
    counts = [len(list(checks.estimator_checks(k(**p)))) for k, p in ESTIMATORS]
    assert counts == [24, 20]


def test_tags() -> None:
    model = HarassmentClassifier()
    tags = get_tags(model)
    assert is_classifier(model)
    assert tags.input_tags.string
    assert not tags.input_tags.two_d_array
    assert tags.target_tags.required
    assert tags.classifier_tags.multi_label


def test_classifier_takes_every_parameter_of_the_vectorizer() -> None:
    own = HarassmentClassifier().get_params()
    assert NgramVectorizer().get_params().items() <= own.items()
