"""Fitting a scorer with scikit-learn: features, one regression a label, calibration."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp
from joblib import Parallel, delayed
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from harassclf.errors import UsageError
from harassclf.model.pipeline import (
    DIGITS,
    best_of_rows,
    fit_label,
    row_margins,
)
from harassclf.model.score_kernel import Norm
from harassclf.model.scorer import Scorer
from harassclf.tables import LABELS
from harassclf.text.ngram_kernel import Ranges, Windows
from harassclf.text.ngrams import count_texts
from harassclf.text.tfidf import BlockTfidf


@dataclass(frozen=True)
class Recipe:
    """The hyper-parameters of a fit, as `HarassmentClassifier` names them."""

    ranges: Ranges
    windows: Windows
    length_prior: float
    C: float
    folds: int
    n_jobs: int


@dataclass(frozen=True)
class Counted:
    """Counts of texts and their windows, and which text each row belongs to."""

    counts: sp.csr_matrix
    owner: NDArray[np.int64]

    @property
    def whole(self) -> NDArray[np.int64]:
        """Row of each text as a whole."""
        return np.flatnonzero(np.diff(self.owner, prepend=-1))

    def rows_of(self, texts: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return all rows of the given texts (ascending numbers)."""
        return np.flatnonzero(np.isin(self.owner, texts))


@dataclass(frozen=True)
class Regressions:
    """The fitted scikit-learn pipeline behind a scorer, up to calibration."""

    tfidf: BlockTfidf
    models: list[LogisticRegression]

    def margins(
        self, counts: sp.csr_matrix, owner: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        """Return the largest margin of each text over its rows."""
        rows = row_margins(self.tfidf.transform(counts), self.models)
        return best_of_rows(rows, owner)


def count(texts: list[str], recipe: Recipe) -> Counted:
    """Count `texts` and their windows."""
    return Counted(*count_texts(texts, recipe.ranges, recipe.windows))


def fit_regressions(
    counted: Counted,
    labels: NDArray[np.int8],
    weights: NDArray[np.float64],
    texts: NDArray[np.int64],
    recipe: Recipe,
) -> Regressions:
    """Fit on the given text numbers, each as a whole.

    Raises
    ------
    UsageError
        If a label lacks a text that has it, or one that does not.
    """
    rows = counted.counts[counted.whole[texts]]
    tfidf = BlockTfidf(recipe.ranges.sizes, recipe.length_prior).fit(rows)
    features = tfidf.transform(rows)
    for k, name in enumerate(LABELS):
        # A text of weight 0 is no text to the solver either.
        present = set(labels[texts, k][weights[texts] > 0].tolist()) - {-1}
        if present != {0, 1}:
            raise UsageError(
                f"Label {name!r} needs texts that have it and texts that do not;"
                f" got only {sorted(present)} among {len(texts)} texts."
            )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        models = [
            fit_label(features, labels[texts, k], weights[texts], C=recipe.C)
            for k in range(len(LABELS))
        ]
    return Regressions(tfidf, models)


def fit_in_folds(
    counted: Counted,
    labels: NDArray[np.int8],
    weights: NDArray[np.float64],
    groups: list[str],
    recipe: Recipe,
) -> tuple[Regressions, NDArray[np.float64]]:
    """Fit on all texts, and for each fold on those outside it.

    Fits run in processes of their own, since liblinear holds the interpreter's lock.

    Returns
    -------
    fitted : Regressions
        On all texts.
    margins : ndarray of shape (n_texts, 3)
        Each text's margins from a model that saw none of its group.
    """
    everything = np.arange(len(labels))
    splits = list(GroupKFold(n_splits=recipe.folds).split(labels, groups=groups))
    jobs = [(everything, everything[:0]), *splits]
    results: Any = Parallel(n_jobs=recipe.n_jobs)(
        delayed(_fit_and_apply)(counted, labels, weights, inside, outside, recipe)
        for inside, outside in jobs
    )
    margins = np.full(labels.shape, np.nan)
    for (_, outside), (_, held_out) in zip(splits, results[1:], strict=True):
        margins[outside] = held_out
    return results[0][0], margins


def _fit_and_apply(
    counted: Counted,
    labels: NDArray[np.int8],
    weights: NDArray[np.float64],
    inside: NDArray[np.int64],
    outside: NDArray[np.int64],
    recipe: Recipe,
) -> tuple[Regressions, NDArray[np.float64]]:
    fitted = fit_regressions(counted, labels, weights, inside, recipe)
    if not len(outside):
        return fitted, np.empty((0, labels.shape[1]))
    rows = counted.rows_of(outside)
    return fitted, fitted.margins(counted.counts[rows], counted.owner[rows])


def calibrate(
    margins: NDArray[np.float64],
    labels: NDArray[np.int8],
    weights: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return Platt slopes and offsets, one of each a label, from held-out margins."""
    slopes, offsets = [], []
    for k in range(labels.shape[1]):
        known = np.flatnonzero((labels[:, k] >= 0) & np.isfinite(margins[:, k]))
        model: Any = LogisticRegression(C=1e6, solver="lbfgs", tol=1e-8, max_iter=1000)
        model.fit(margins[known, k, None], labels[known, k], weights[known])
        # A negative slope would turn the model's order round; it can only come from
        # too few texts, and then the share of the label is the honest answer.
        slope, offset = float(model.coef_[0, 0]), float(model.intercept_[0])
        if slope < 0.0:
            share = np.average(labels[known, k], weights=weights[known])
            slope, offset = 0.0, float(np.log(share / (1.0 - share)))
        slopes.append(slope)
        offsets.append(offset)
    # The last digits depend on which process added up what.
    return np.round(slopes, DIGITS), np.round(offsets, DIGITS)


def as_scorer(
    fitted: Regressions,
    slopes: NDArray[np.float64],
    offsets: NDArray[np.float64],
    recipe: Recipe,
) -> Scorer:
    """Return what is needed to score, without scikit-learn."""
    idf = fitted.tfidf.idf_
    columns = [idf, *(idf * model.coef_[0] for model in fitted.models)]
    return Scorer(
        ranges=recipe.ranges,
        windows=recipe.windows,
        norm=Norm(*fitted.tfidf.priors_),
        weights=np.ascontiguousarray(np.column_stack(columns), np.float32),
        intercepts=np.array([model.intercept_[0] for model in fitted.models]),
        slopes=slopes,
        offsets=offsets,
    )
