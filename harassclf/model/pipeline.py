"""The model as scikit-learn sees it: what training fits and `Scorer` must equal."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression

# Of intercepts and calibration; what is beyond them differs from run to run.
DIGITS = 9


class BlockTfidf(TransformerMixin, BaseEstimator):
    """TF-IDF of several kinds of n-grams, each kind scaled by its own length.

    A row is ``count * idf``, divided by ``sqrt(mass + prior)``, where its *mass* is the
    sum of ``count * idf**2``, the squared Euclidean norm of the row with square roots
    of counts. The prior keeps one suggestive word in a short message from weighing as
    much as a whole paragraph of them: with it, at the same false alarms on ordinary
    private messages, a quarter more threats were found than with the usual norm. And
    unlike that norm, a mass adds up word by word, which is what lets `Scorer` reuse
    the sums of words and take windows as differences.

    Parameters
    ----------
    sizes : sequence of int
        How many columns each kind has, in their order.
    length_prior : float
        The prior, as a multiple of the median mass of the fitted rows; above 0.

    Attributes
    ----------
    idf_ : ndarray of shape (n_buckets,)
        Smooth inverse document frequencies (scikit-learn's formula), in the precision
        in which they are stored.
    priors_ : list of float
        Of each kind.
    """

    def __init__(self, sizes: Sequence[int], length_prior: float) -> None:
        self.sizes = sizes
        self.length_prior = length_prior

    def fit(self, counts: sp.csr_matrix, y: object = None) -> BlockTfidf:
        """Learn inverse document frequencies and the median masses."""
        del y
        idf = TfidfTransformer().fit(counts).idf_
        self.idf_ = idf.astype(np.float16).astype(np.float64)
        self.priors_ = []
        for masses in self._masses(counts):
            some = masses[masses > 0]
            median = float(np.median(some)) if len(some) else 1.0
            self.priors_.append(self.length_prior * median)
        return self

    def transform(self, counts: sp.csr_matrix) -> sp.csr_matrix:
        """Return the weighted counts, same shape."""
        parts = [
            sp.diags(1.0 / np.sqrt(mass + prior)) @ block
            for block, mass, prior in zip(
                self._cut(counts @ sp.diags(self.idf_)),
                self._masses(counts),
                self.priors_,
                strict=True,
            )
        ]
        return sp.hstack(parts, format="csr")

    def _masses(self, counts: sp.csr_matrix) -> list[NDArray[np.float64]]:
        squares = np.square(self.idf_)
        return [
            block @ squares[begin:end]
            for block, (begin, end) in zip(
                self._cut(counts), pairwise(self._edges()), strict=True
            )
        ]

    def _cut(self, counts: sp.csr_matrix) -> list[sp.csr_matrix]:
        return [counts[:, begin:end] for begin, end in pairwise(self._edges())]

    def _edges(self) -> list[int]:
        return [0, *accumulate(self.sizes)]


def fit_label(
    features: sp.csr_matrix,
    labels: NDArray[np.int8],
    sample_weight: NDArray[np.float64],
    *,
    C: float,
) -> LogisticRegression:
    """Fit one label on the rows where it is known, coefficients half precision.

    Parameters
    ----------
    features : csr_matrix of shape (n_rows, n_buckets)
    labels : ndarray of shape (n_rows,)
        1, 0, or -1 where unknown; those rows are left out.
    sample_weight : ndarray of shape (n_rows,)
    C : float
        Inverse of regularisation strength, > 0.

    Returns
    -------
    LogisticRegression
        Rounding happens here, before calibration, so that what is stored is exactly
        what was calibrated and evaluated.
    """
    known = np.flatnonzero(labels >= 0)
    # lbfgs needs a tolerance of 1e-6 and as long to reach the same held-out ROC-AUC.
    model: Any = LogisticRegression(C=C, solver="liblinear", tol=1e-2, random_state=0)
    model.fit(features[known], labels[known], sample_weight=sample_weight[known])
    model.coef_ = model.coef_.astype(np.float16).astype(np.float64)
    model.intercept_ = np.round(model.intercept_, DIGITS)
    return model


def row_margins(
    features: sp.csr_matrix, models: list[LogisticRegression]
) -> NDArray[np.float64]:
    """Return the margins of every row, shape (n_rows, n_labels)."""
    return np.column_stack([model.decision_function(features) for model in models])


def best_of_rows(
    margins: NDArray[np.float64], owner: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return for each text the largest margin of its rows (itself and its windows).

    Parameters
    ----------
    margins : ndarray of shape (n_rows, n_labels)
    owner : ndarray of shape (n_rows,)
        Ascending text numbers, every text present.
    """
    if not len(owner):
        return margins
    begins = np.flatnonzero(np.diff(owner, prepend=-1))
    best: NDArray[np.float64] = np.maximum.reduceat(margins, begins, axis=0)
    return best
