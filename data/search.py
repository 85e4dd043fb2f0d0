"""Compare settings of the recipe by leaving whole voices and texts out.

    python data/search.py --datasets DIR [--max-rows 3000] [--jobs 2] [SETTING ...]

A setting is NAME=VALUE,NAME=VALUE...: parameters of `HarassmentClassifier` by name
(``C=30,length_prior=1``); ``public=X`` multiplies the weight of every public set that
is not ordinary private talk, ``private=X`` that of those that are. Without arguments
the defaults are measured. In three folds, no voice of data/authored on both sides,
prints for each label the mean over voices of ROC-AUC on authored lines, and the share
of labelled authored lines found, and of authored look-alikes flagged, where as many
ordinary private messages are flagged as the recipe allows.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path
from typing import Any

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

from harassclf.model.classifier import HarassmentClassifier
from harassclf.model.datasets import LabelledTexts
from harassclf.model.fitting import Counted, count, fit_regressions
from harassclf.model.training import FALSE_ALARM_RATES, read_training_texts
from harassclf.tables import LABELS

HERE = Path(__file__).resolve().parent
FOLDS = 3


def folds_of(groups: list[str]) -> NDArray[np.int64]:
    """Return the fold of each text; texts of one group share it."""
    numbers = {
        group: int(hashlib.sha256(group.encode()).hexdigest()[:8], 16) % FOLDS
        for group in set(groups)
    }
    return np.array([numbers[group] for group in groups])


def held_out(
    counted: Counted, texts: LabelledTexts, weights: NDArray[np.float64], recipe: Any
) -> NDArray[np.float64]:
    """Return the margin of every text from a model that saw none of its group."""
    labels, folds = texts.label_array(), folds_of(texts.groups)
    margins = np.full(labels.shape, np.nan)
    for fold in range(FOLDS):
        outside = np.flatnonzero(folds == fold)
        inside = np.flatnonzero(folds != fold)
        fitted = fit_regressions(counted, labels, weights, inside, recipe)
        rows = counted.rows_of(outside)
        margins[outside] = fitted.margins(counted.counts[rows], counted.owner[rows])
    return margins


def figures(texts: LabelledTexts, margins: NDArray[np.float64]) -> str:
    """Return the row of a setting."""
    labels, sets = texts.label_array(), np.array(texts.sets)
    private, cells = np.array(texts.private), []
    authored = np.char.startswith(sets, "authored:")
    for k, name in enumerate(LABELS):
        ordinary = np.sort(margins[private & (labels[:, k] == 0), k])[::-1]
        limit = ordinary[int(FALSE_ALARM_RATES[name] * len(ordinary))]
        areas = []
        for voice in sorted(set(sets[authored].tolist())):
            rows = np.flatnonzero(sets == voice)
            positives = int((labels[rows, k] == 1).sum())
            if 5 <= positives < len(rows):
                areas.append(roc_auc_score(labels[rows, k], margins[rows, k]))
        found = float((margins[authored & (labels[:, k] == 1), k] > limit).mean())
        alarms = float((margins[authored & (labels[:, k] == 0), k] > limit).mean())
        cells.append(f"{name} {np.mean(areas):.4f} {found:.3f} {alarms:.3f}")
    return " | ".join(cells)


def measure(setting: str, counted: Counted, texts: LabelledTexts, ranges: str) -> str:
    """Return the setting and its figures."""
    params: dict[str, Any] = {}
    factors = {"public": 1.0, "private": 1.0}
    for part in filter(None, setting.split(",")):
        name, _, value = part.partition("=")
        if name in factors:
            factors[name] = float(value)
        else:
            params[name] = float(value) if "." in value or name == "C" else int(value)
    model = HarassmentClassifier(**params)
    model.check_params()
    if repr(model.recipe().ranges) != ranges:
        counted = count(texts.texts, model.recipe())
    private = np.array(texts.private)
    own = np.char.startswith(np.array(texts.sets), "authored:")
    weights = np.array(texts.weights)
    weights = np.where(private, weights * factors["private"], weights)
    weights = np.where(~private & ~own, weights * factors["public"], weights)
    margins = held_out(counted, texts, weights, model.recipe())
    return f"{setting or 'defaults'}: {figures(texts, margins)}"


def main() -> None:
    """Measure every setting given."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--datasets", type=Path, required=True)
    parser.add_argument("--max-rows", type=int, default=3000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("settings", nargs="*", default=[""])
    options = parser.parse_args()
    texts, _ = read_training_texts(
        options.datasets,
        HERE / "sources.toml",
        HERE / "authored",
        max_rows=options.max_rows,
    )
    recipe = HarassmentClassifier().recipe()
    counted = count(texts.texts, recipe)
    print("setting: for each label, ROC-AUC, found, look-alikes flagged")
    tasks = (
        delayed(measure)(setting, counted, texts, repr(recipe.ranges))
        for setting in options.settings
    )
    for line in Parallel(n_jobs=options.jobs, return_as="generator")(tasks):
        print(line, flush=True)


if __name__ == "__main__":
    main()
