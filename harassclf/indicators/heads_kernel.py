"""Margins of many linear heads over the n-grams of a text, compiled."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from harassclf.text.fold_kernel import fold_text
from harassclf.text.jit import jit, part
from harassclf.text.ngram_kernel import (
    cut_words,
    list_char_grams,
    list_word_grams,
    window_count,
)
from harassclf.text.pattern_kernel import list_patterns, mark_words


class Priors(NamedTuple):
    """What is added to the mass of each kind of n-gram before taking the root."""

    words: float
    chars: float
    patterns: float


@part
def add_kind(grams, begin, end, prior, idf, coef, sums, margin):  # type: ignore[no-untyped-def]
    """Add to ``margin`` what the n-grams ``begin`` to ``end`` of one kind bring."""
    sums[:] = 0.0
    mass = 0.0
    for g in range(begin, end):
        bucket = grams[g]
        mass += idf[bucket] * idf[bucket]
        for head in range(len(sums)):
            sums[head] += coef[bucket, head]
    scale = 1.0 / np.sqrt(mass + prior)
    for head in range(len(sums)):
        margin[head] += sums[head] * scale


@jit
def head_batch(  # type: ignore[no-untyped-def]
    codes,
    starts,
    ranges,
    windows,
    priors,
    tables,
    classes,
    scratch,
    grams,
    idf,
    coef,
    margins,
):
    """Fill ``margins`` (n_texts, n_heads): the best of each text and its windows.

    Parameters
    ----------
    grams : ndarray
        Working memory for the n-grams of the longest text.
    idf : ndarray of shape (n_buckets,)
    coef : ndarray of shape (n_buckets, n_heads)
        Already multiplied by idf.
    """
    sums, margin = np.zeros(coef.shape[1]), np.zeros(coef.shape[1])
    for t in range(len(starts) - 1):
        text = codes[starts[t] : starts[t + 1]]
        words = cut_words(scratch, fold_text(text, True, tables, scratch))
        mark_words(words, scratch, classes)
        margins[t, :] = -np.inf
        for k in range(window_count(words, windows) + 1):
            first, last = 0, words
            if k > 0:
                first = (k - 1) * windows.step
                last = min(first + windows.size, words)
            a = list_word_grams(first, last, ranges, scratch, grams, 0)
            b = list_char_grams(first, last, ranges, scratch, grams, a)
            c = list_patterns(first, last, ranges, scratch, grams, b)
            margin[:] = 0.0
            add_kind(grams, 0, a, priors.words, idf, coef, sums, margin)
            add_kind(grams, a, b, priors.chars, idf, coef, sums, margin)
            add_kind(grams, b, c, priors.patterns, idf, coef, sums, margin)
            for head in range(len(sums)):
                margins[t, head] = max(margins[t, head], margin[head])
