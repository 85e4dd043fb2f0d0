"""What `harassclf evaluate` says of each label and set, from probabilities."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from harassclf.model.datasets import AUTHORED, LabelledTexts
from harassclf.model.evaluation import (
    PERSONAL_MAIL,
    HeldOut,
    short_set_names,
    voices,
)
from harassclf.model.metrics import (
    Figure,
    average_precision,
    brier_score,
    calibration_error,
    mean_of,
    missing,
    recall_at,
    reliability,
    roc_auc,
    share_of,
)
from harassclf.tables import LABELS

# Fewer rows of either kind give a figure that says nothing.
MIN_ROWS = 10
EVERYTHING = "all sets"

Probabilities = NDArray[np.float64]
Thresholds = Mapping[str, float]


def measure(
    name: str,
    labels: NDArray[np.int8],
    probabilities: Probabilities,
    thresholds: Thresholds,
) -> list[dict[str, Any]]:
    """Return the figures of every label that the set knows anything of.

    Parameters
    ----------
    name : str
    labels : ndarray of shape (n_texts, 3)
        1, 0 or -1.
    probabilities : ndarray of shape (n_texts, 3)
        NaN where there is none; those rows are left out.
    thresholds : dict
        Of each label.

    Returns
    -------
    list of dict
        ``set``, ``label``, ``rows``, ``positives``, and as `Figure`: ``roc_auc``,
        ``average_precision``, ``recall_at_1_per_1000``, ``recall_at_10_per_1000``,
        ``brier``, ``calibration_error``, and at the threshold ``recall`` and
        ``false_alarms_per_1000``.
    """
    results = []
    for k, label in enumerate(LABELS):
        known = (labels[:, k] >= 0) & np.isfinite(probabilities[:, k])
        truth, scores = labels[known, k] == 1, probabilities[known, k]
        if not len(truth):
            continue
        positives = int(truth.sum())
        enough = min(positives, len(truth) - positives) >= MIN_ROWS
        reached = scores >= thresholds[label]
        none = missing(len(truth))
        results.append(
            {
                "set": name,
                "label": label,
                "rows": len(truth),
                "positives": positives,
                "roc_auc": roc_auc(truth, scores) if enough else none,
                "average_precision": (
                    average_precision(truth, scores) if enough else none
                ),
                "recall_at_1_per_1000": recall_at(truth, scores, 0.001),
                "recall_at_10_per_1000": recall_at(truth, scores, 0.01),
                "brier": brier_score(truth, scores),
                "calibration_error": calibration_error(truth, scores),
                "recall": share_of(reached[truth]),
                "false_alarms_per_1000": share_of(reached[~truth], scale=1000.0),
            }
        )
    return results


def left_out_figures(
    texts: LabelledTexts,
    held: HeldOut,
    thresholds: Thresholds,
    personal: NDArray[np.bool_],
) -> dict[str, Any]:
    """Return the figures of everything that was left out.

    Returns
    -------
    dict
        ``sets``: `measure` of each public set, the authored lines and all together.
        ``voices``: see `voice_figures`. ``ordinary``: false alarms per 1,000 ordinary
        messages of each private set. ``lookalikes``: those on authored lines without
        any label. ``reliability``: of each label the bins of all sets together and of
        the authored lines.
    """
    labels = texts.label_array()
    names = short_set_names(texts)
    own = (names == AUTHORED)[:, None]
    probabilities = np.where(own, held.by_fold, held.by_family)
    scored = np.isfinite(probabilities).any(axis=1)
    sets = []
    for name in sorted(set(names[scored].tolist())):
        rows = scored & (names == name)
        sets += measure(name, labels[rows], probabilities[rows], thresholds)
    sets += measure(EVERYTHING, labels, probabilities, thresholds)
    bare = (labels == 0).all(axis=1) & own[:, 0]
    return {
        "sets": sets,
        "voices": voice_figures(texts, held.by_fold, thresholds),
        "lookalikes": _false_alarms(held.by_fold[bare], labels[bare], thresholds),
        "ordinary": ordinary_figures(texts, held, thresholds, personal),
        "reliability": {
            label: {
                EVERYTHING: _bins(labels[:, k], probabilities[:, k]),
                AUTHORED: _bins(labels[own[:, 0], k], probabilities[own[:, 0], k]),
            }
            for k, label in enumerate(LABELS)
        },
    }


def _bins(
    labels: NDArray[np.int8], probabilities: Probabilities
) -> list[dict[str, Any]]:
    known = (labels >= 0) & np.isfinite(probabilities)
    return [
        one._asdict() for one in reliability(labels[known] == 1, probabilities[known])
    ]


def _false_alarms(
    probabilities: Probabilities, labels: NDArray[np.int8], thresholds: Thresholds
) -> dict[str, Figure]:
    result = {}
    for k, label in enumerate(LABELS):
        clean = (labels[:, k] == 0) & np.isfinite(probabilities[:, k])
        flagged = probabilities[clean, k] >= thresholds[label]
        result[label] = share_of(flagged, scale=1000.0)
    return result


def voice_figures(
    texts: LabelledTexts, by_fold: Probabilities, thresholds: Thresholds
) -> dict[str, Any]:
    """Return how well each voice is served by models that saw none of its lines.

    Returns
    -------
    dict
        Of each label ``mean_roc_auc`` over the voices with at least ten lines of either
        kind (``n`` voices), pooled ``recall`` at the threshold, and ``each`` voice.
    """
    labels = texts.label_array()
    result = {}
    for k, label in enumerate(LABELS):
        each: list[dict[str, Any]] = []
        areas: list[float] = []
        found = [np.zeros(0, np.bool_)]
        for voice, all_rows in voices(texts):
            rows = all_rows[np.isfinite(by_fold[all_rows, k])]
            truth, scores = labels[rows, k] == 1, by_fold[rows, k]
            reached = scores[truth] >= thresholds[label]
            found.append(reached)
            if min(truth.sum(), (~truth).sum()) >= MIN_ROWS:
                area, recall = roc_auc(truth, scores), share_of(reached)
                each.append({"voice": voice, "roc_auc": area, "recall": recall})
                areas += [] if area["value"] is None else [area["value"]]
        pooled = np.concatenate(found)
        result[label] = {
            "mean_roc_auc": mean_of(areas),
            "recall": share_of(pooled),
            "each": each,
        }
    return result


def ordinary_figures(
    texts: LabelledTexts,
    held: HeldOut,
    thresholds: Thresholds,
    personal: NDArray[np.bool_],
) -> list[dict[str, Any]]:
    """Return false alarms on ordinary private messages, by set and all together.

    Returns
    -------
    list of dict
        ``set``, ``label`` and as `Figure` ``folds`` (other messages of the set were
        trained on) and ``whole_set`` (none of its family was).
    """
    names, private = short_set_names(texts), np.array(texts.private, np.bool_)
    kinds = {
        str(name): private & (names == name) for name in sorted(set(names[private]))
    }
    if personal.any():
        kinds[PERSONAL_MAIL] = personal
    if kinds:
        kinds[EVERYTHING] = np.logical_or.reduce(list(kinds.values()))
    # Ordinary by where they come from, also where nobody gave labels.
    clean = np.maximum(texts.label_array(), 0)
    results = []
    for name, rows in kinds.items():
        folds = _false_alarms(held.by_fold[rows], clean[rows], thresholds)
        whole = _false_alarms(held.by_family[rows], clean[rows], thresholds)
        results += [
            {
                "set": name,
                "label": label,
                "folds": folds[label],
                "whole_set": whole[label],
            }
            for label in LABELS
        ]
    return results
