"""Weighting counts of n-grams for a linear model."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.feature_extraction.text import TfidfTransformer


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
