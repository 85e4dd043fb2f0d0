"""The recipe of the packaged model: which texts, which weights, which thresholds."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from harassclf.errors import UsageError
from harassclf.model.classifier import HarassmentClassifier
from harassclf.model.datasets import (
    LabelledTexts,
    Origin,
    read_authored,
    read_set,
    read_sources,
)
from harassclf.model.scorer import calibrated
from harassclf.model.variants import with_variants
from harassclf.tables import LABELS

# How many of 1,000 ordinary private messages may be flagged with each label. A false
# alarm on a friend costs trust, and there are far more ordinary messages than others.
FALSE_ALARM_RATES = {"threat": 0.001, "abuse": 0.005, "spam": 0.003}
# Of the operating table, from strict to lenient.
TABLE_RATES = (0.0003, 0.001, 0.002, 0.003, 0.005, 0.01, 0.02, 0.05)


def read_training_texts(
    datasets: Path, sources: Path, authored: Path, *, max_rows: int = 0
) -> tuple[LabelledTexts, dict[str, Any]]:
    """Read everything that may be trained on, and add variants of the own lines.

    Parameters
    ----------
    datasets : Path
        Folder with one folder per public set.
    sources : Path
        data/sources.toml.
    authored : Path
        Folder of the project's own lines.
    max_rows : int, default=0
        Rows of a public set at most, drawn by digest; 0 takes what the record says.

    Returns
    -------
    texts : LabelledTexts
    about : dict
        Sets, row counts and digests, for the model file.

    Raises
    ------
    DataError
        If a set is missing or is not the recorded one.
    """
    texts = LabelledTexts()
    origins = trainable(read_sources(sources))
    sets = {}
    for origin in origins:
        if max_rows:
            most = min(max_rows, origin.rows or max_rows)
            origin = dataclasses.replace(origin, rows=most)
        rows = read_set(origin, datasets, texts)
        sets[origin.name] = {
            "rows": rows,
            "sha256": origin.sha256,
            "licence": origin.licence,
        }
    before = len(texts)
    digest = read_authored(authored, texts)
    own = {"rows": len(texts) - before, "sha256": digest}
    own["variants"] = with_variants(texts)
    return texts, {"sets": sets, "authored": own}


def trainable(sources: dict[str, Origin]) -> list[Origin]:
    """Return the sets that may be trained on, by name."""
    return [origin for _, origin in sorted(sources.items()) if origin.use == "train"]


def train_model(
    texts: LabelledTexts,
    about: dict[str, Any],
    *,
    params: dict[str, Any] | None = None,
    report: Callable[[str], None] = lambda line: None,
) -> HarassmentClassifier:
    """Fit the recipe on `texts`; set thresholds from held-out false alarms.

    Parameters
    ----------
    texts : LabelledTexts
    about : dict
        Goes into the model file, with the operating table added.
    params : dict, default=None
        Parameters of `HarassmentClassifier`, beside the defaults.
    report : callable
        Gets a line at each step.
    """
    model = HarassmentClassifier(**(params or {}))
    report(f"fitting on {len(texts)} texts, {model.folds} folds for calibration")
    model.fit(
        texts.texts,
        texts.label_array(),
        sample_weight=texts.weights,
        groups=texts.groups,
    )
    probabilities = calibrated(
        model.out_of_fold_margins_, model.scorer_.slopes, model.scorer_.offsets
    )
    private = np.array(texts.private)
    labels = texts.label_array()
    operating = {}
    for k, name in enumerate(LABELS):
        row = operating_point(
            probabilities[:, k], labels[:, k], private, FALSE_ALARM_RATES[name]
        )
        operating[name] = row
        model.thresholds_[name] = row["threshold"]
        report(
            f"{name}: threshold {row['threshold']:.4f}, {row['false_alarms']} of"
            f" {row['ordinary']} ordinary private messages flagged,"
            f" {row['found']} of {row['positives']} labelled {name} found (held out)"
        )
    model.about_ = about | {
        "operating": operating,
        "counts": dict(sorted(Counter(texts.sets).items())),
    }
    return model


def operating_point(
    probabilities: NDArray[np.float64],
    labels: NDArray[np.int8],
    private: NDArray[np.bool_],
    rate: float,
) -> dict[str, Any]:
    """Return the lowest threshold that flags at most `rate` of ordinary messages.

    Parameters
    ----------
    probabilities : ndarray of shape (n_texts,)
        Held-out.
    labels : ndarray of shape (n_texts,)
        1, 0 or -1.
    private : ndarray of shape (n_texts,)
        True for ordinary messages between private people; they must be labelled 0.
    rate : float
        In [0, 1).

    Returns
    -------
    dict
        ``threshold``; ``ordinary`` messages and ``false_alarms`` among them;
        ``positives`` and how many of them are ``found``; ``table``, the same of other
        thresholds: recall and false alarms per 1,000.

    Raises
    ------
    UsageError
        If there is no ordinary message, or too many of them have probability 1.
    """
    ordinary = np.sort(probabilities[private & (labels == 0)])[::-1]
    if not len(ordinary):
        raise UsageError("There is no ordinary private message to set thresholds on.")
    allowed = int(rate * len(ordinary))
    # Rounded up, so that the stored number is above every message it must not flag.
    threshold = float(np.ceil((ordinary[allowed] + 1e-9) * 1e6) / 1e6)
    threshold = min(threshold, 1.0)
    if threshold <= ordinary[allowed]:
        raise UsageError(
            f"No threshold flags at most {rate:g} of the ordinary private messages;"
            f" more than {allowed} of {len(ordinary)} have probability 1."
        )
    positives = probabilities[labels == 1]
    return {
        "table": _operating_table(ordinary, np.sort(positives)),
        "threshold": threshold,
        "rate": rate,
        "ordinary": len(ordinary),
        "false_alarms": int((ordinary >= threshold).sum()),
        "positives": len(positives),
        "found": int((positives >= threshold).sum()),
    }


def _operating_table(
    ordinary: NDArray[np.float64], positives: NDArray[np.float64]
) -> list[dict[str, float]]:
    """Return what each of several thresholds finds and flags, held out."""
    rows = []
    for rate in TABLE_RATES:
        allowed = min(int(rate * len(ordinary)), len(ordinary) - 1)
        threshold = float(np.ceil((ordinary[allowed] + 1e-9) * 1e6) / 1e6)
        flagged = int((ordinary >= threshold).sum())
        rows.append(
            {
                "threshold": min(threshold, 1.0),
                "recall": _share(positives >= threshold),
                "false_alarms_per_1000": round(1000 * flagged / len(ordinary), 3),
            }
        )
    return rows


def _share(reached: NDArray[np.bool_]) -> float:
    return round(float(reached.mean()), 4) if len(reached) else 0.0
