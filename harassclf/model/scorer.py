"""Scoring with NumPy alone: what a loaded model consists of."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from harassclf.model.score_kernel import N_SUMS, Memo, Norm, new_memo, score_batch
from harassclf.text.batch import batches, code_points
from harassclf.text.chars import as_lists, char_tables
from harassclf.text.jit import _lock as kernel_lock
from harassclf.text.jit import compile_kernels, is_compiled
from harassclf.text.ngram_kernel import Ranges, Windows, folded_length, scratch_for

# Scoring so many characters without compiled kernels takes about as long as loading
# them does (0.4 s here); from then on they are loaded.
PLAIN_CHARS = 30_000


class _Budget:
    """Counts what has been scored without compiled kernels in this process."""

    def __init__(self) -> None:
        self.left = PLAIN_CHARS

    def affords(self, chars: int) -> bool:
        """Tell whether so many characters more are worth scoring without."""
        self.left -= chars
        return self.left >= 0


plain_python = _Budget()


@dataclass(frozen=True)
class Scorer:
    """A fitted linear model over n-grams, calibrated. Thread-safe.

    The margin of a text is, for words and characters apart, the sum over its n-grams
    of idf * coefficient, divided by the root of the sum of their idf squared and a
    prior: the TF-IDF vector scaled by its length, in a form that adds up word by word.

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
        if not is_compiled():
            # `compile_kernels` in another thread would replace the kernels under a call
            # that gives them lists, and compiled code does not survive that. Waiting
            # costs nothing, since plain Python runs one thread at a time.
            with kernel_lock:
                few = plain_python.affords(sum(map(len, texts)))
                if few and not is_compiled():
                    self._score_all(texts, result)
                    return result + self.intercepts
            compile_kernels()
        self._score_all(texts, result)
        return result + self.intercepts

    def _score_all(self, texts: list[str], result: NDArray[np.float64]) -> None:
        try:
            memo = self._memos.pop()
        except IndexError:
            memo = new_memo()
        for begin, batch in batches(texts):
            self._score(batch, memo, result[begin : begin + len(batch)])
        self._memos.append(memo)

    def _score(
        self, texts: list[str], memo: Memo, margins: NDArray[np.float64]
    ) -> None:
        tables, weights = char_tables(), self.weights
        codes, starts = code_points(texts)
        compiled = is_compiled()
        if not compiled:
            # Lists give Python's own numbers, which are quicker to reckon with one at
            # a time than NumPy's, and cannot overflow.
            tables, weights = as_lists(tables), weights.astype(np.float64)
            codes, starts = codes.tolist(), starts.tolist()
        longest = int(folded_length(codes, starts, tables))
        scratch = scratch_for(longest)
        running = np.empty((1 + self.ranges.max_words, longest + 1, N_SUMS))
        score_batch(
            codes,
            starts,
            self.ranges,
            self.windows,
            self.norm,
            tables,
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
