"""From a batch of texts to margins in one compiled pass.

A text's score is a quotient of sums over its n-grams, so it can be put together from
the sums of its words: what a word's character n-grams add is looked up where the word
has occurred before, and a window is the difference of two running sums.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from harassclf.text.fold_kernel import fold_text
from harassclf.text.jit import jit, part
from harassclf.text.ngram_kernel import (
    MASK,
    ONE,
    PRIME,
    SEED,
    WIDTH,
    bucket_of,
    cut_words,
    u64,
    window_count,
)

# Squared norm, threat, abuse, spam.
N_SUMS = 4
MEMO_BITS = 15


class Memo(NamedTuple):
    """What the character n-grams of words add, for words that have occurred."""

    keys: NDArray[np.uint64]
    sums: NDArray[np.float64]


class Norm(NamedTuple):
    """How sums become margins: ``product / sqrt(mass + prior)`` for either kind."""

    word_prior: float
    char_prior: float


def new_memo() -> Memo:
    """Return an empty memo; key 0 stands for no word."""
    return Memo(np.zeros(1 << MEMO_BITS, np.uint64), np.zeros((1 << MEMO_BITS, N_SUMS)))


@part
def remember(key, place, i, end, ranges, padded, weights, memo):  # type: ignore[no-untyped-def]
    """Put the sums of the word ``padded[i:end]`` at `place` of `memo`."""
    base, shift = ONE << u64(ranges.word_bits), u64(32 - ranges.char_bits)
    shortest, longest = u64(ranges.min_chars - 1), u64(ranges.max_chars)
    i, end = u64(i), u64(end)
    mass = threat = abuse = spam = 0.0
    while i < end:
        value = SEED
        j, stop = i, min(i + longest, end)
        while j < stop:
            value = ((value ^ u64(padded[j])) * PRIME) & MASK
            if j - i >= shortest:
                bucket = base + bucket_of(value, shift)
                idf = np.float64(weights[bucket, 0])
                mass += idf * idf
                threat += weights[bucket, 1]
                abuse += weights[bucket, 2]
                spam += weights[bucket, 3]
            j += ONE
        i += ONE
    memo.keys[place] = key
    memo.sums[place, 0] = mass
    memo.sums[place, 1] = threat
    memo.sums[place, 2] = abuse
    memo.sums[place, 3] = spam


@part
def run_sums(words, ranges, scratch, weights, memo, running):  # type: ignore[no-untyped-def]
    """Fill ``running[order, w]``: the sums over n-grams that end before word `w`.

    Order 0 is the characters, order k the n-grams of k words.
    """
    shift, orders = u64(32 - ranges.word_bits), u64(ranges.max_words)
    keys, known, sums = scratch.word_key, memo.keys, memo.sums
    places = u64(len(known) - 1)
    running[:, 0, :] = 0.0
    w, words = u64(0), u64(words)
    while w < words:
        key = keys[w]
        place = (key ^ (key >> WIDTH)) & places
        if known[place] != key:
            i, end = scratch.word_begin[w], scratch.word_end[w]
            remember(key, place, i, end, ranges, scratch.padded, weights, memo)
        after = w + ONE
        for k in range(N_SUMS):
            running[0, after, k] = running[0, w, k] + sums[place, k]
        order = ONE
        while order <= orders:
            if order > after:
                for k in range(N_SUMS):
                    running[order, after, k] = 0.0
            else:
                value = SEED
                v = after - order
                while v < after:
                    value = ((value * PRIME) ^ (keys[v] >> WIDTH)) & MASK
                    v += ONE
                bucket = bucket_of(value, shift)
                idf = np.float64(weights[bucket, 0])
                running[order, after, 0] = running[order, w, 0] + idf * idf
                for k in range(1, N_SUMS):
                    running[order, after, k] = running[order, w, k] + weights[bucket, k]
            order += ONE
        w = after


@part
def raise_to_window(first, last, ranges, norm, running, best):  # type: ignore[no-untyped-def]
    """Raise ``best`` to the margins of words ``first`` to ``last``, no intercept."""
    mass = running[0, last, 0] - running[0, first, 0]
    char_scale = 1.0 / np.sqrt(mass + norm.char_prior)
    mass = 0.0
    for order in range(1, ranges.max_words + 1):
        begin = min(first + order - 1, last)
        mass += running[order, last, 0] - running[order, begin, 0]
    word_scale = 1.0 / np.sqrt(mass + norm.word_prior)
    for k in range(1, N_SUMS):
        words = 0.0
        for order in range(1, ranges.max_words + 1):
            begin = min(first + order - 1, last)
            words += running[order, last, k] - running[order, begin, k]
        chars = running[0, last, k] - running[0, first, k]
        best[k - 1] = max(best[k - 1], words * word_scale + chars * char_scale)


@jit
def score_batch(  # type: ignore[no-untyped-def]
    codes,
    starts,
    ranges,
    windows,
    norm,
    tables,
    scratch,
    weights,
    memo,
    running,
    margins,
):
    """Fill ``margins`` (n_texts, 3): the best of each text and its windows.

    Parameters
    ----------
    weights : ndarray of shape (n_buckets, 4)
        Inverse document frequency, and its product with the coefficient of each label.
    running : ndarray of shape (1 + max_words, words of the longest text + 1, 4)
        Working memory.
    """
    for t in range(len(starts) - 1):
        text = codes[starts[t] : starts[t + 1]]
        words = cut_words(scratch, fold_text(text, True, tables, scratch))
        run_sums(words, ranges, scratch, weights, memo, running)
        best = margins[t]
        best[:] = -np.inf
        raise_to_window(0, words, ranges, norm, running, best)
        for k in range(window_count(words, windows)):
            first = k * windows.step
            last = min(first + windows.size, words)
            raise_to_window(first, last, ranges, norm, running, best)
