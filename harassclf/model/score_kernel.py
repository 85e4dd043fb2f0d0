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
    chained,
    cut_words,
    u64,
    window_count,
)
from harassclf.text.pattern_kernel import (
    CLASS_SEED,
    STEM_SEED,
    class_of,
    pattern_places,
    stem_of,
)

# Squared norm, threat, abuse, spam.
N_SUMS = 4
# Kinds of n-grams, as rows of running sums.
WORDS, CHARS, PATTERNS, N_KINDS = 0, 1, 2, 3
MEMO_BITS = 15


class Memo(NamedTuple):
    """What is known of words that have occurred.

    Attributes
    ----------
    keys : ndarray of shape (n,)
    sums : ndarray of shape (n, 4)
        Over their character n-grams.
    marks : ndarray of shape (n, 2)
        What stands for the word in patterns of classes and of beginnings.
    """

    keys: NDArray[np.uint64]
    sums: NDArray[np.float64]
    marks: NDArray[np.uint64]


class Norm(NamedTuple):
    """How sums become margins: ``product / sqrt(mass + prior)`` for each kind."""

    word_prior: float
    char_prior: float
    pattern_prior: float


def new_memo() -> Memo:
    """Return an empty memo; key 0 stands for no word."""
    n = 1 << MEMO_BITS
    return Memo(
        np.zeros(n, np.uint64), np.zeros((n, N_SUMS)), np.zeros((n, 2), np.uint64)
    )


@part
def remember(key, place, i, end, ranges, padded, weights, classes, memo):  # type: ignore[no-untyped-def]
    """Put what is to be known of the word ``padded[i:end]`` at `place` of `memo`."""
    base, shift = ONE << u64(ranges.word_bits), u64(32 - ranges.char_bits)
    shortest, longest = u64(ranges.min_chars - 1), u64(ranges.max_chars)
    i, end = u64(i), u64(end)
    memo.keys[place] = key
    memo.marks[place, 0] = class_of(key, i, end, padded, classes)
    memo.marks[place, 1] = stem_of(key, i, end, padded)
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
    memo.sums[place, 0] = mass
    memo.sums[place, 1] = threat
    memo.sums[place, 2] = abuse
    memo.sums[place, 3] = spam


@part
def words_ending(w, shortest, longest, ranges, scratch, weights):  # type: ignore[no-untyped-def]
    """Return the sums over n-grams of so many words that end with word `w`."""
    shift, keys = u64(32 - ranges.word_bits), scratch.word_key
    mass = threat = abuse = spam = 0.0
    value = SEED
    for order in range(1, longest + 1):
        value = chained(value, keys[w + 1 - order] >> WIDTH)
        if order < shortest:
            continue
        bucket = bucket_of(value, shift)
        idf = np.float64(weights[bucket, 0])
        mass += idf * idf
        threat += weights[bucket, 1]
        abuse += weights[bucket, 2]
        spam += weights[bucket, 3]
    return mass, threat, abuse, spam


@part
def patterns_ending(w, shortest, longest, ranges, scratch, weights):  # type: ignore[no-untyped-def]
    """Return the sums over patterns of so many words that end with word `w`."""
    base, shift = pattern_places(ranges)
    mass = threat = abuse = spam = 0.0
    by_class, by_stem = CLASS_SEED, STEM_SEED
    for order in range(1, longest + 1):
        by_class = chained(by_class, scratch.word_class[w + 1 - order])
        by_stem = chained(by_stem, scratch.word_stem[w + 1 - order])
        if order < shortest:
            continue
        bucket = base + bucket_of(by_class, shift)
        idf = np.float64(weights[bucket, 0])
        mass += idf * idf
        threat += weights[bucket, 1]
        abuse += weights[bucket, 2]
        spam += weights[bucket, 3]
        if order > 1:
            bucket = base + bucket_of(by_stem, shift)
            idf = np.float64(weights[bucket, 0])
            mass += idf * idf
            threat += weights[bucket, 1]
            abuse += weights[bucket, 2]
            spam += weights[bucket, 3]
    return mass, threat, abuse, spam


@part
def run_chars(words, ranges, scratch, weights, classes, memo, running):  # type: ignore[no-untyped-def]
    """Fill ``running[CHARS]`` with the sums of words, and the marks of all words."""
    known, sums = memo.keys, memo.sums
    places = u64(len(known) - 1)
    for w in range(words):
        key = scratch.word_key[w]
        place = (key ^ (key >> WIDTH)) & places
        if known[place] != key:
            i, end = scratch.word_begin[w], scratch.word_end[w]
            remember(key, place, i, end, ranges, scratch.padded, weights, classes, memo)
        scratch.word_class[w] = memo.marks[place, 0]
        scratch.word_stem[w] = memo.marks[place, 1]
        for k in range(N_SUMS):
            running[CHARS, w + 1, k] = running[CHARS, w, k] + sums[place, k]


@part
def run_others(words, ranges, scratch, weights, running):  # type: ignore[no-untyped-def]
    """Fill ``running[WORDS]`` and ``running[PATTERNS]``."""
    for w in range(words):
        after = w + 1
        mass, threat, abuse, spam = words_ending(
            w, 1, min(ranges.max_words, after), ranges, scratch, weights
        )
        running[WORDS, after, 0] = running[WORDS, w, 0] + mass
        running[WORDS, after, 1] = running[WORDS, w, 1] + threat
        running[WORDS, after, 2] = running[WORDS, w, 2] + abuse
        running[WORDS, after, 3] = running[WORDS, w, 3] + spam
        mass, threat, abuse, spam = patterns_ending(
            w, 1, min(ranges.max_pattern, after), ranges, scratch, weights
        )
        running[PATTERNS, after, 0] = running[PATTERNS, w, 0] + mass
        running[PATTERNS, after, 1] = running[PATTERNS, w, 1] + threat
        running[PATTERNS, after, 2] = running[PATTERNS, w, 2] + abuse
        running[PATTERNS, after, 3] = running[PATTERNS, w, 3] + spam


@part
def cut_off(first, last, ranges, scratch, weights, cut):  # type: ignore[no-untyped-def]
    """Fill ``cut`` with the sums over what ends within a window but begins before."""
    cut[:, :] = 0.0
    for w in range(first, last):
        shortest = w - first + 2
        longest = min(ranges.max_words, w + 1)
        if shortest <= longest:
            parts = words_ending(w, shortest, longest, ranges, scratch, weights)
            for k in range(N_SUMS):
                cut[WORDS, k] += parts[k]
        longer = min(ranges.max_pattern, w + 1)
        if shortest <= longer:
            parts = patterns_ending(w, shortest, longer, ranges, scratch, weights)
            for k in range(N_SUMS):
                cut[PATTERNS, k] += parts[k]
        if shortest > longest and shortest > longer:
            break


@part
def raise_to_window(first, last, norm, running, cut, best):  # type: ignore[no-untyped-def]
    """Raise ``best`` to the margins of words ``first`` to ``last``, no intercept.

    ``cut`` holds what is to be left out of the differences of running sums.
    """
    word_mass = running[WORDS, last, 0] - running[WORDS, first, 0] - cut[WORDS, 0]
    char_mass = running[CHARS, last, 0] - running[CHARS, first, 0]
    mass = running[PATTERNS, last, 0] - running[PATTERNS, first, 0] - cut[PATTERNS, 0]
    word_scale = 1.0 / np.sqrt(word_mass + norm.word_prior)
    char_scale = 1.0 / np.sqrt(char_mass + norm.char_prior)
    scale = 1.0 / np.sqrt(mass + norm.pattern_prior)
    for k in range(1, N_SUMS):
        words = running[WORDS, last, k] - running[WORDS, first, k] - cut[WORDS, k]
        chars = running[CHARS, last, k] - running[CHARS, first, k]
        patterns = running[PATTERNS, last, k] - running[PATTERNS, first, k]
        patterns -= cut[PATTERNS, k]
        margin = words * word_scale + chars * char_scale + patterns * scale
        best[k - 1] = max(best[k - 1], margin)


@jit
def score_batch(  # type: ignore[no-untyped-def]
    codes,
    starts,
    ranges,
    windows,
    norm,
    tables,
    classes,
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
    running : ndarray of shape (3, words of the longest text + 1, 4)
        Working memory: sums over what ends before each word, one row a kind.
    """
    cut = np.zeros((N_KINDS, N_SUMS))
    for t in range(len(starts) - 1):
        text = codes[starts[t] : starts[t + 1]]
        words = cut_words(scratch, fold_text(text, True, tables, scratch))
        running[:, 0, :] = 0.0
        run_chars(words, ranges, scratch, weights, classes, memo, running)
        run_others(words, ranges, scratch, weights, running)
        best = margins[t]
        best[:] = -np.inf
        cut[:, :] = 0.0
        raise_to_window(0, words, norm, running, cut, best)
        for k in range(window_count(words, windows)):
            first = k * windows.step
            last = min(first + windows.size, words)
            cut_off(first, last, ranges, scratch, weights, cut)
            raise_to_window(first, last, norm, running, cut, best)
