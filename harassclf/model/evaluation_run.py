"""One run of ``harassclf evaluate``: which parts, on what, into one object."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from harassclf.errors import ModelError
from harassclf.model.classifier import HarassmentClassifier
from harassclf.model.datasets import LabelledTexts, Origin, read_set, read_sources
from harassclf.model.evaluation import held_out_scores, personal_mail, quiet
from harassclf.model.figures import left_out_figures, measure
from harassclf.model.floors import as_rows, floors
from harassclf.model.hatecheck import NAME as HATECHECK
from harassclf.model.hatecheck import hatecheck_figures, read_cases
from harassclf.model.identity import identity_figures
from harassclf.model.invariance import invariance_figures
from harassclf.model.model_card import resources
from harassclf.model.modelfile import PACKAGED, load_model
from harassclf.model.training import read_training_texts

FORMAT = 1


@dataclass(frozen=True)
class Inputs:
    """Where labelled texts are, and which of them a run takes.

    Attributes
    ----------
    datasets, sources, authored : Path
        As `harassclf.model.training.read_training_texts` takes them.
    model : Path or None
        None for the packaged one.
    only : tuple of str
        Sets, families, ``authored`` or ``ordinary`` to leave out; empty for all.
    max_rows : int
        Rows of a public set at most; 0 for all.
    n_jobs : int
    """

    datasets: Path
    sources: Path
    authored: Path
    model: Path | None = None
    only: tuple[str, ...] = ()
    max_rows: int = 0
    n_jobs: int = 1


def model_digest(path: Path | None) -> str:
    """Return the SHA-256 of a model file, None for the packaged one.

    Raises
    ------
    ModelError
        If it cannot be read.
    """
    path = resources() / PACKAGED if path is None else path
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror})") from error


def evaluate_model(
    inputs: Inputs,
    parts: tuple[str, ...],
    report: Callable[[str], None] = quiet,
) -> dict[str, Any]:
    """Return the figures of the parts asked for.

    Parameters
    ----------
    inputs : Inputs
    parts : tuple of str
        Of `harassclf.model.model_card.PARTS`.
    report : callable
        Gets a line at each step.

    Returns
    -------
    dict
        JSON values: ``format``, ``model``, ``model_sha256``, ``thresholds``,
        ``operating``, ``run``, a section for each part that has figures, ``floors``.

    Raises
    ------
    ModelError, DataError, UsageError
        If the model or the sets cannot be read, or are not as recorded.
    """
    model = load_model(inputs.model)
    origins = read_sources(inputs.sources)
    texts, _ = read_training_texts(
        inputs.datasets, inputs.sources, inputs.authored, max_rows=inputs.max_rows
    )
    result = _head(inputs, model, parts, len(texts))
    if "leftout" in parts or "identity" in parts:
        _held_out(result, texts, model, inputs, parts, report)
    if "leftout" in parts:
        result["never_trained"] = _never_trained(origins, model, inputs, report)
    if "hatecheck" in parts and HATECHECK in origins:
        report("scoring HateCheck by functionality")
        cases = read_cases(origins[HATECHECK], inputs.datasets)
        result["hatecheck"] = hatecheck_figures(cases, model)
    if "invariance" in parts:
        report("scoring rewritten lines")
        result["invariance"] = invariance_figures(texts, model)
    result["floors"] = as_rows(floors(result))
    return result


def _head(
    inputs: Inputs, model: HarassmentClassifier, parts: tuple[str, ...], n_texts: int
) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "model": PACKAGED if inputs.model is None else inputs.model.name,
        "model_sha256": model_digest(inputs.model),
        "thresholds": dict(model.thresholds_),
        "operating": model.about_.get("operating", {}),
        "run": {
            "parts": list(parts),
            "only": list(inputs.only),
            "max_rows": inputs.max_rows,
            "texts": n_texts,
        },
    }


def _held_out(
    result: dict[str, Any],
    texts: LabelledTexts,
    model: HarassmentClassifier,
    inputs: Inputs,
    parts: tuple[str, ...],
    report: Callable[[str], None],
) -> None:
    personal = personal_mail(texts, read_sources(inputs.sources), inputs.datasets)
    ordinary = np.array(texts.private, np.bool_) | personal
    held = held_out_scores(
        texts,
        model,
        ordinary,
        only=inputs.only,
        n_jobs=inputs.n_jobs,
        report=report,
    )
    limits = model.thresholds_
    if "leftout" in parts:
        result["left_out"] = left_out_figures(texts, held, limits, personal)
    if "identity" in parts:
        result["identity"] = identity_figures(texts, held, limits)


def _never_trained(
    origins: dict[str, Origin],
    model: HarassmentClassifier,
    inputs: Inputs,
    report: Callable[[str], None],
) -> list[dict[str, Any]]:
    rows = []
    for name, origin in sorted(origins.items()):
        asked = not inputs.only or {name, origin.family} & set(inputs.only)
        if origin.use != "evaluate" or not asked:
            continue
        texts = LabelledTexts()
        if not read_set(origin, inputs.datasets, texts):
            continue
        report(f"scoring {name} ({len(texts)} texts)")
        probabilities = model.predict_proba(texts.texts)
        rows += measure(name, texts.label_array(), probabilities, model.thresholds_)
    return rows
