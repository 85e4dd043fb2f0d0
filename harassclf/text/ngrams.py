"""Counting the n-grams of a batch of texts into a sparse matrix."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin

from harassclf.text.batch import as_texts, batches, code_points
from harassclf.text.chars import char_tables
from harassclf.text.classes import word_classes
from harassclf.text.fold_kernel import fold_text
from harassclf.text.jit import compile_kernels, jit, part
from harassclf.text.ngram_kernel import (
    Ranges,
    Windows,
    check_ranges,
    cut_words,
    folded_length,
    list_char_grams,
    list_word_grams,
    scratch_for,
    window_count,
)
from harassclf.text.pattern_kernel import list_patterns, mark_words


@jit
def list_batch(  # type: ignore[no-untyped-def]
    codes, starts, ranges, windows, tables, classes, scratch, rows
):
    """List the n-grams of every text, and of its windows if their size is not 0.

    Returns
    -------
    grams : ndarray
        Buckets, one for each occurrence.
    rows : ndarray of shape (n_rows, 2)
        Of each row the text it belongs to and where its n-grams end.
    """
    grams = np.empty(6 * len(codes) + 64, np.int32)
    n = n_rows = 0
    for t in range(len(starts) - 1):
        text = codes[starts[t] : starts[t + 1]]
        words = cut_words(scratch, fold_text(text, True, tables, scratch))
        if ranges.max_pattern > 0:
            mark_words(words, scratch, classes)
        extra = window_count(words, windows) if windows.size > 0 else 0
        for k in range(extra + 1):
            first, last = 0, words
            if k > 0:
                first = (k - 1) * windows.step
                last = min(first + windows.size, words)
            room = most_grams(first, last, ranges, scratch)
            if n + room > len(grams):
                grown = np.empty(len(grams) + room, np.int32)
                grams = np.concatenate((grams, grown))
            n = list_word_grams(first, last, ranges, scratch, grams, n)
            n = list_char_grams(first, last, ranges, scratch, grams, n)
            n = list_patterns(first, last, ranges, scratch, grams, n)
            if n_rows == len(rows):
                rows = np.concatenate((rows, np.empty_like(rows)))
            rows[n_rows, 0] = t
            rows[n_rows, 1] = n
            n_rows += 1
    return grams[:n], rows[:n_rows]


@part
def most_grams(first, last, ranges, scratch):  # type: ignore[no-untyped-def]
    """Return how many n-grams words ``first`` to ``last`` have, at most."""
    if first >= last:
        return 0
    chars = scratch.word_end[last - 1] - scratch.word_begin[first]
    spread = ranges.max_chars - ranges.min_chars + 1
    orders = ranges.max_words + 2 * ranges.max_pattern
    return (last - first) * orders + chars * spread


def count_texts(
    texts: list[str], ranges: Ranges, windows: Windows
) -> tuple[sp.csr_matrix, NDArray[np.int64]]:
    """Return counts of all `texts` and their windows, and which text each row is of.

    Parameters
    ----------
    texts : list of str
    ranges : Ranges
    windows : Windows
        ``size`` 0 for one row a text.

    Returns
    -------
    counts : csr_matrix of shape (n_rows, ranges.n_buckets), dtype=int32
        Sorted indices, no explicit zeros. A text's own row comes before its windows.
    owner : ndarray of shape (n_rows,)
        Ascending.
    """
    compile_kernels()
    tables, classes = char_tables(), word_classes()
    parts, owners = [], []
    for begin, batch in batches(texts):
        codes, starts = code_points(batch)
        scratch = scratch_for(folded_length(codes, starts, tables))
        rows = np.empty((len(batch), 2), np.int64)
        grams, rows = list_batch(
            codes, starts, ranges, windows, tables, classes, scratch, rows
        )
        indptr = np.concatenate(([0], rows[:, 1]))
        ones = np.ones(len(grams), np.int32)
        shape = (len(rows), ranges.n_buckets)
        part_counts = sp.csr_matrix((ones, grams, indptr), shape=shape)
        part_counts.sum_duplicates()
        parts.append(part_counts)
        owners.append(rows[:, 0] + begin)
    if not parts:
        empty = sp.csr_matrix((0, ranges.n_buckets), dtype=np.int32)
        return empty, np.empty(0, np.int64)
    return sp.vstack(parts, format="csr"), np.concatenate(owners)


@jit
def key_batch(codes, starts, tables, scratch, keys, ends):  # type: ignore[no-untyped-def]
    """Fill ``keys`` with the keys of all words, and where those of each text end."""
    n = 0
    for t in range(len(starts) - 1):
        text = codes[starts[t] : starts[t + 1]]
        words = cut_words(scratch, fold_text(text, True, tables, scratch))
        for w in range(words):
            keys[n] = scratch.word_key[w]
            n += 1
        ends[t] = n


def word_keys(texts: list[str]) -> list[NDArray[np.uint64]]:
    """Return for each text the keys of its words, in their order."""
    compile_kernels()
    tables = char_tables()
    found = []
    for _, batch in batches(texts):
        codes, starts = code_points(batch)
        longest = folded_length(codes, starts, tables)
        scratch = scratch_for(longest)
        keys = np.empty(longest * len(batch) + 1, np.uint64)
        ends = np.empty(len(batch), np.int64)
        key_batch(codes, starts, tables, scratch, keys, ends)
        found += np.split(keys[: ends[-1]].copy(), ends[:-1])
    return found


class NgramVectorizer(TransformerMixin, BaseEstimator):
    """Hashed counts of word n-grams, within-word character n-grams and patterns.

    Patterns are n-grams of word classes and of word beginnings (see
    `harassclf.text.pattern_kernel`). Texts are folded and masked first (see
    `harassclf.text.fold`). Words are hashed with FNV-1a, so nothing is learnt from the
    data and `fit` only checks parameters.

    Parameters
    ----------
    max_words : int, default=2
        Word n-grams of 1 to this many words.
    min_chars, max_chars : int, default=2 and 5
        Lengths of character n-grams; the edges of a word count as one character each.
    word_bits, char_bits : int, default=17 and 17
        2**bits buckets for word and for character n-grams, 8 to 24.
    max_pattern : int, default=3
        Patterns of up to this many words; 0 for none.
    pattern_bits : int, default=18
        2**bits buckets for patterns, 8 to 24.

    Examples
    --------
    >>> counts = NgramVectorizer().fit_transform(["k i l l", "KILL", ""])
    >>> counts.shape
    (3, 524288)
    >>> (counts[0] != counts[1]).nnz, counts[2].nnz
    (0, 0)
    """

    def __init__(
        self,
        *,
        max_words: int = 2,
        min_chars: int = 2,
        max_chars: int = 5,
        word_bits: int = 17,
        char_bits: int = 17,
        max_pattern: int = 3,
        pattern_bits: int = 18,
    ) -> None:
        self.max_words = max_words
        self.min_chars = min_chars
        self.max_chars = max_chars
        self.word_bits = word_bits
        self.char_bits = char_bits
        self.max_pattern = max_pattern
        self.pattern_bits = pattern_bits

    @property
    def ranges(self) -> Ranges:
        """The parameters as the kernels take them."""
        return Ranges(
            self.max_words,
            self.min_chars,
            self.max_chars,
            self.word_bits,
            self.char_bits,
            self.max_pattern,
            self.pattern_bits,
        )

    def fit(self, texts: Iterable[str], y: object = None) -> NgramVectorizer:
        """Check the parameters; `texts` and `y` are ignored."""
        del texts, y
        check_ranges(self.ranges)
        return self

    def transform(self, texts: Iterable[str]) -> sp.csr_matrix:
        """Return the counts of each text.

        Parameters
        ----------
        texts : iterable of str, length n_samples

        Returns
        -------
        counts : csr_matrix of shape (n_samples, n_buckets)
            Words first, then characters, then patterns.

        Raises
        ------
        InvalidTextError
            If an element is not a str; ``index`` tells which.
        """
        check_ranges(self.ranges)
        return count_texts(as_texts(texts), self.ranges, Windows(0, 1))[0]

    def __sklearn_is_fitted__(self) -> bool:
        return True
