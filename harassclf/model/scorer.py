"""Scoring with NumPy alone: what a loaded model consists of."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from harassclf.model.score_kernel import (
    N_KINDS,
    N_SUMS,
    Memo,
    Norm,
    new_memo,
    score_batch,
)
from harassclf.text.batch import batches, code_points
from harassclf.text.chars import as_lists, char_tables, listed_tables
from harassclf.text.classes import word_classes
from harassclf.text.jit import run_kernels
from harassclf.text.ngram_kernel import Ranges, Windows, folded_length, scratch_for


@dataclass(frozen=True)
class Scorer:
    """A fitted linear model over n-grams, calibrated. Thread-safe.

    The margin of a text is, for words, characters and patterns apart, the sum over its
    n-grams of idf * coefficient, divided by the root of the sum of their idf squared
    and a prior: the TF-IDF vector scaled by its length, in a form that adds up word by
    word.

    Attributes
    ----------
    ranges : Ranges
        Which n-grams are counted.
    windows : Windows
        How long texts are cut.
    norm : Norm
        How sums become margins.
    weights : ndarray of shape (n_buckets, 1 + n_labels), dtype=float32
        Inverse document frequency, then its product with the coefficient of each
        label. Both factors have half precision, so the product is exact.
    intercepts : ndarray of shape (n_labels,)
    slopes, offsets : ndarray of shape (n_labels,)
        Platt calibration: probability = 1 / (1 + exp(-(slope * margin + offset))).
    """

    ranges: Ranges
    windows: Windows
    norm: Norm
    weights: NDArray[np.float32]
    intercepts: NDArray[np.float64]
    slopes: NDArray[np.float64]
    offsets: NDArray[np.float64]
    # One for each thread that scores at a time; list.pop and append are atomic. Not in
    # __init__, or `dataclasses.replace` would carry the sums of other weights over.
    _memos: list[Memo] = field(
        default_factory=list, init=False, repr=False, compare=False
    )

    def margins(self, texts: list[str]) -> NDArray[np.float64]:
        """Return the signed distances from the separating planes.

        Parameters
        ----------
        texts : list of str
            Already checked by `harassclf.text.batch.as_texts`.

        Returns
        -------
        margins : ndarray of shape (n_texts, n_labels)
            Of each text the largest over the text as a whole and its windows.
        """
        result = np.empty((len(texts), len(self.intercepts)))
        chars = sum(map(len, texts))
        run_kernels(chars, lambda compiled: self._score_all(texts, result, compiled))
        return result + self.intercepts

    def _score_all(
        self, texts: list[str], result: NDArray[np.float64], compiled: bool
    ) -> None:
        try:
            memo = self._memos.pop()
        except IndexError:
            memo = new_memo()
        for begin, batch in batches(texts):
            self._score(batch, memo, result[begin : begin + len(batch)], compiled)
        self._memos.append(memo)

    def _score(
        self,
        texts: list[str],
        memo: Memo,
        margins: NDArray[np.float64],
        compiled: bool,
    ) -> None:
        tables, weights = char_tables(), self.weights
        codes, starts = code_points(texts)
        if not compiled:
            tables, weights = listed_tables(), weights.astype(np.float64)
            codes, starts = codes.tolist(), starts.tolist()
        longest = int(folded_length(codes, starts, tables))
        scratch = scratch_for(longest)
        running = np.empty((N_KINDS, longest + 1, N_SUMS))
        score_batch(
            codes,
            starts,
            self.ranges,
            self.windows,
            self.norm,
            tables,
            word_classes(),
            scratch if compiled else as_lists(scratch),
            weights,
            memo,
            running,
            margins,
        )

    def probabilities(self, texts: list[str]) -> NDArray[np.float64]:
        """Return calibrated probabilities, shape (n_texts, n_labels), in [0, 1]."""
        return calibrated(self.margins(texts), self.slopes, self.offsets)


def calibrated(
    margins: NDArray[np.float64],
    slopes: NDArray[np.float64],
    offsets: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Turn margins into probabilities (Platt 1999)."""
    exponent = np.clip(margins * slopes + offsets, -700.0, 700.0)
    probabilities: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-exponent))
    return probabilities
