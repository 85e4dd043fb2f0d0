"""Checks of what a classifier is given."""

from __future__ import annotations

import reprlib
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from harassclf.errors import UsageError
from harassclf.tables import LABELS


def check_number(
    name: str, value: Any, low: float, high: float, *, kind: Any = int
) -> None:
    """Raise UsageError unless `value` is a `kind` in [low, high], and no bool."""
    typed = isinstance(value, kind) and not isinstance(value, bool)
    if not typed or not low <= value <= high:
        # Cut off, since the value may come from a hostile model file.
        raise UsageError(
            f"The {name!r} parameter of HarassmentClassifier must be"
            f" {'an int' if kind is int else 'a number'} in [{low}, {high}]."
            f" Got {reprlib.repr(value)} instead."
        )


def checked_labels(y: ArrayLike, n: int) -> NDArray[np.int8]:
    """Return `y` as an array of shape (n, 3) of 1, 0 and, where unknown, -1.

    Raises
    ------
    UsageError
        If the shape or a value does not fit.
    """
    try:
        labels = np.asarray(y, np.float64)
    except (TypeError, ValueError) as error:
        raise UsageError("'y' must hold numbers: 1, 0, or -1 for unknown.") from error
    if labels.shape != (n, len(LABELS)):
        raise UsageError(
            f"'y' must have shape ({n}, {len(LABELS)}), columns"
            f" {', '.join(LABELS)}. Got {labels.shape} instead."
        )
    labels = np.where(np.isnan(labels), -1.0, labels)
    wrong = np.argwhere(~np.isin(labels, (-1.0, 0.0, 1.0)))
    if len(wrong):
        raise UsageError(
            f"'y' must hold 1, 0, or -1 for unknown; row {wrong[0][0]} does not."
        )
    return labels.astype(np.int8)


def checked_weights(weights: ArrayLike | None, n: int) -> NDArray[np.float64]:
    """Return `weights` as an array of shape (n,); None gives ones.

    Raises
    ------
    UsageError
        If they are not `n` finite numbers of at least 0.
    """
    if weights is None:
        return np.ones(n)
    message = f"'sample_weight' must hold {n} numbers of at least 0."
    try:
        checked = np.asarray(weights, np.float64)
    except (TypeError, ValueError) as error:
        raise UsageError(message) from error
    if checked.shape != (n,) or not np.all(np.isfinite(checked) & (checked >= 0)):
        raise UsageError(message)
    return checked
