"""How far scores move when a text changes and its meaning does not."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

from harassclf.model.classifier import HarassmentClassifier
from harassclf.model.datasets import AUTHORED, LabelledTexts
from harassclf.model.evaluation import short_set_names
from harassclf.model.hatecheck import SEED, THREAT, disguise_figures
from harassclf.model.metrics import mean_of, share_of
from harassclf.model.perturb import INVARIANCES, Change, changed_by
from harassclf.tables import LABELS

# Lines that one change is tried on, and threats that are disguised.
SAMPLE = 2000


def sampled(texts: list[str]) -> list[str]:
    """Return the texts in the order of their SHA-256: the first of them are a sample.

    Lines added later take the place of others, but leave the rest where it is.
    """
    return sorted(set(texts), key=_digest)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def authored_lines(texts: LabelledTexts, label: str | None = None) -> list[str]:
    """Return the project's own lines, all or those with one label, `sampled`."""
    rows = short_set_names(texts) == AUTHORED
    if label is not None:
        rows &= texts.label_array()[:, LABELS.index(label)] == 1
    return sampled([texts.texts[i] for i in np.flatnonzero(rows)])


def invariance_figures(
    texts: LabelledTexts, model: HarassmentClassifier
) -> dict[str, Any]:
    """Return what harmless changes and disguises do to the project's own lines.

    The model was trained on these lines, so only the difference between a line and its
    rewritten form means anything.

    Returns
    -------
    dict
        ``changes``: of each change and label ``mean`` and ``p95`` of the absolute
        difference of probability, and the share of ``flips`` at the threshold.
        ``disguise``: `harassclf.model.hatecheck.disguise_figures` of threats.
    """
    lines = authored_lines(texts)
    threats = authored_lines(texts, "threat")[:SAMPLE]
    changes = []
    for name, change in INVARIANCES.items():
        before, after = _some_changed(change, lines)
        changes += _moves(name, model, before, after)
    return {
        "changes": changes,
        "disguise": disguise_figures(threats, model, THREAT),
    }


def _some_changed(change: Change, lines: list[str]) -> tuple[list[str], list[str]]:
    before, after = changed_by(change, lines, SEED)
    return before[:SAMPLE], after[:SAMPLE]


def _moves(
    name: str, model: HarassmentClassifier, before: list[str], after: list[str]
) -> list[dict[str, Any]]:
    one, other = model.predict_proba(before), model.predict_proba(after)
    limits = np.array([model.thresholds_[label] for label in LABELS])
    flips = (one >= limits) != (other >= limits)
    moved = np.abs(one - other)
    return [
        {
            "change": name,
            "label": label,
            "mean": mean_of(moved[:, k].tolist()),
            "p95": _p95(moved[:, k]),
            "flips": share_of(flips[:, k]),
        }
        for k, label in enumerate(LABELS)
    ]


def _p95(values: NDArray[np.float64]) -> float | None:
    return round(float(np.quantile(values, 0.95)), 6) if len(values) else None
