"""How well training on some sets serves a set that was left out."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, roc_auc_score

from harassclf.model.classifier import HarassmentClassifier
from harassclf.model.datasets import LabelledTexts
from harassclf.model.fitting import Counted, count, fit_regressions
from harassclf.model.scorer import calibrated
from harassclf.tables import LABELS

AUTHORED = "authored"
# Voices of the project's own lines are left out a few at a time.
VOICE_FOLDS = 5
# Fewer rows of either kind give a figure that says nothing.
MIN_ROWS = 10


@dataclass(frozen=True, slots=True)
class Measured:
    """One label on one set that the model did not see.

    Attributes
    ----------
    set, label : str
    rows, positives : int
        Rows where the label is known, and where it is given.
    roc_auc, average_precision : float or None
        In [0, 1]; None where the set has too few rows of either kind.
    flagged : float
        Of 1,000 rows without the label, how many reach the packaged threshold.
    recall : float or None
        Share of the rows with the label that reach it.
    """

    set: str
    label: str
    rows: int
    positives: int
    roc_auc: float | None
    average_precision: float | None
    flagged: float | None
    recall: float | None


def measure(
    name: str,
    labels: NDArray[np.int8],
    probabilities: NDArray[np.float64],
    thresholds: dict[str, float],
) -> list[Measured]:
    """Return a `Measured` for every label that the set knows anything of.

    Parameters
    ----------
    name : str
    labels : ndarray of shape (n_texts, 3)
        1, 0 or -1.
    probabilities : ndarray of shape (n_texts, 3)
    thresholds : dict
        Of each label.
    """
    results = []
    for k, label in enumerate(LABELS):
        known = labels[:, k] >= 0
        truth, scores = labels[known, k] == 1, probabilities[known, k]
        if not len(truth):
            continue
        positives = int(truth.sum())
        enough = min(positives, len(truth) - positives) >= MIN_ROWS
        reached = scores >= thresholds[label]
        results.append(
            Measured(
                set=name,
                label=label,
                rows=len(truth),
                positives=positives,
                roc_auc=float(roc_auc_score(truth, scores)) if enough else None,
                average_precision=(
                    float(average_precision_score(truth, scores)) if enough else None
                ),
                flagged=_share(reached[~truth], 1000.0),
                recall=_share(reached[truth], 1.0),
            )
        )
    return results


def _share(flags: NDArray[np.bool_], scale: float) -> float | None:
    return scale * float(flags.mean()) if len(flags) else None


def leave_out_folds(texts: LabelledTexts) -> dict[str, NDArray[np.int64]]:
    """Return the rows of each fold: a family of sets, or some authored voices."""
    names = [
        f"{AUTHORED} {zlib.crc32(family.encode()) % VOICE_FOLDS + 1}"
        if family.startswith(AUTHORED)
        else family
        for family in texts.families
    ]
    array = np.array(names)
    return {name: np.flatnonzero(array == name) for name in sorted(set(names))}


def evaluate_left_out(
    texts: LabelledTexts,
    packaged: HarassmentClassifier,
    *,
    only: tuple[str, ...] = (),
    n_jobs: int = 1,
    report: Callable[[str], None] = lambda line: None,
) -> list[Measured]:
    """Leave each family of sets out in turn, fit on the rest, measure on it.

    Parameters
    ----------
    texts : LabelledTexts
        Everything that may be trained on.
    packaged : HarassmentClassifier
        Gives hyper-parameters, calibration and thresholds.
    only : tuple of str
        Folds to do; empty for all.
    n_jobs : int
    report : callable
        Gets a line at each fold.

    Returns
    -------
    list of Measured
        Per set; the authored lines as one set, each line scored by a model that saw
        no line of its voice.
    """
    model = HarassmentClassifier(**packaged.get_params()).set_params(n_jobs=n_jobs)
    recipe = model.recipe()
    labels, weights = texts.label_array(), np.array(texts.weights)
    sets = np.array([name.partition(":")[0] for name in texts.sets])
    report(f"counting n-grams of {len(texts)} texts")
    counted = count(texts.texts, recipe)
    probabilities = np.full(labels.shape, np.nan)
    for name, outside in leave_out_folds(texts).items():
        if only and not any(
            name == choice or choice in sets[outside] for choice in only
        ):
            continue
        report(f"leaving out {name} ({len(outside)} texts)")
        inside = np.setdiff1d(np.arange(len(texts)), outside)
        margins = _left_out_margins(counted, labels, weights, inside, outside, recipe)
        probabilities[outside] = calibrated(
            margins, packaged.scorer_.slopes, packaged.scorer_.offsets
        )
    results = []
    for name in sorted(set(sets)):
        rows = np.flatnonzero((sets == name) & np.isfinite(probabilities[:, 0]))
        results += measure(
            name, labels[rows], probabilities[rows], packaged.thresholds_
        )
    return results


def _left_out_margins(
    counted: Counted,
    labels: NDArray[np.int8],
    weights: NDArray[np.float64],
    inside: NDArray[np.int64],
    outside: NDArray[np.int64],
    recipe: Any,
) -> NDArray[np.float64]:
    fitted = fit_regressions(counted, labels, weights, inside, recipe)
    rows = counted.rows_of(outside)
    return fitted.margins(counted.counts[rows], counted.owner[rows])


def as_rows(results: list[Measured]) -> Iterator[dict[str, Any]]:
    """Yield each result as a dict, numbers rounded to six places, for JSON."""
    for result in results:
        yield {
            key: round(value, 6) if isinstance(value, float) else value
            for key, value in asdict(result).items()
        }
