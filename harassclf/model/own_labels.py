"""A user's own corrections, added to the recipe of the packaged model."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from harassclf.errors import DataError
from harassclf.model.classifier import HarassmentClassifier
from harassclf.model.datasets import AUTHORED_WEIGHT, CELLS, LabelledTexts
from harassclf.model.scorer import calibrated
from harassclf.tables import LABELS
from harassclf.tables.columns import TEXT

OWN = "own labels"


def read_own_labels(path: Path, into: LabelledTexts) -> int:
    """Append the labelled messages of a CSV file to `into`; return how many.

    Parameters
    ----------
    path : Path
        UTF-8 with a header: ``text`` and at least one of ``threat``, ``abuse``,
        ``spam``, each 1, 0 or empty for unknown. Other columns are not used. Every
        message is a group of its own and counts as much as a line of data/authored.

    Raises
    ------
    DataError
        If the file cannot be read, lacks a column, has no row with a label, or a cell
        is something else; the record is named, its text is not.
    """
    try:
        raw = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: is not UTF-8 (byte {error.start})") from error
    rows = csv.DictReader(io.StringIO(raw, newline=""))
    names = rows.fieldnames or []
    if TEXT not in names or not set(LABELS) & set(names):
        raise DataError(
            f"{path}: needs a column {TEXT!r} and at least one of {', '.join(LABELS)}"
        )
    added = 0
    try:
        for number, row in enumerate(rows, 1):
            labels = tuple(_label(path, number, row.get(name)) for name in LABELS)
            text = row[TEXT]
            if max(labels) < 0 or not (text or "").strip():
                continue
            into.add(
                text,
                labels,
                weights=AUTHORED_WEIGHT,
                groups=f"{OWN} {number}",
                sets=OWN,
                families=OWN,
                private=False,
            )
            added += 1
    except csv.Error as error:
        raise DataError(f"{path}, record {added + 1}: is not CSV") from error
    if not added:
        raise DataError(f"{path}: has no message with a label")
    return added


def _label(path: Path, number: int, cell: str | None) -> int:
    if not (cell or "").strip():
        return -1
    value = CELLS.get(str(cell).strip())
    if value is None:
        raise DataError(f"{path}, record {number}: a label must be 1, 0 or empty")
    return value


def what_changed(
    new: HarassmentClassifier, old: HarassmentClassifier, texts: LabelledTexts
) -> Iterator[str]:
    """Yield lines that compare a model with the packaged one, label by label.

    All figures of the new model are held out: by folds in which it had not seen the
    message. Those of the packaged model are from its own training, and on the user's
    messages simply its answers, since it never saw them.

    Parameters
    ----------
    new : HarassmentClassifier
        Fresh from `harassclf.model.training.train_model`.
    old : HarassmentClassifier
    texts : LabelledTexts
        What the new one was trained on.
    """
    own = np.flatnonzero(np.array(texts.sets) == OWN)
    labels = texts.label_array()[own]
    margins = new.out_of_fold_margins_[own]
    after = calibrated(margins, new.scorer_.slopes, new.scorer_.offsets)
    before = old.predict_proba([texts.texts[i] for i in own])
    for k, name in enumerate(LABELS):
        pairs = [
            (model.about_.get("operating", {}).get(name, {}), model.thresholds_[name])
            for model in (old, new)
        ]
        for word, (row, threshold) in zip(("packaged", "new"), pairs, strict=True):
            yield (
                f"{name}, {word}: threshold {threshold:.4f}, found"
                f" {_share(row, 'found', 'positives')} labelled, flagged"
                f" {_share(row, 'false_alarms', 'ordinary')} ordinary (held out)"
            )
        known = labels[:, k] >= 0
        right = [
            _right(proba[known, k], labels[known, k], model.thresholds_[name])
            for proba, model in ((before, old), (after, new))
        ]
        yield (
            f"{name}, your {int(known.sum())} messages: {right[0]} right before,"
            f" {right[1]} after (held out)"
        )


def _share(row: dict[str, int], part: str, whole: str) -> str:
    return f"{row.get(part, '?')} of {row.get(whole, '?')}"


def _right(
    proba: NDArray[np.float64], labels: NDArray[np.int8], threshold: float
) -> int:
    return int(((proba >= threshold) == (labels == 1)).sum())
