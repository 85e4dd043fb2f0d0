"""Patterns: n-grams of word classes and of word beginnings, compiled.

A word n-gram says nothing about a text that puts it in other words. A pattern does,
because several words share what stands for each of them: its class (words that occur
in the same surroundings, see `harassclf.text.classes`) or its first three letters.
"""

from __future__ import annotations

from harassclf.text.jit import inlined, part
from harassclf.text.ngram_kernel import (
    MASK,
    ONE,
    PRIME,
    SEED,
    WIDTH,
    bucket_of,
    chained,
    u64,
)

# What begins the hash of an n-gram of classes, and one of beginnings.
CLASS_SEED, STEM_SEED = u64(0x3C6EF372), u64(0xA54FF53A)
CLASS_STEP, STEM_LETTERS, OTHER_LETTERS = u64(0x9E3779B1), u64(3), u64(2)


@part
def beginning(i, end, letters, padded):  # type: ignore[no-untyped-def]
    """Return a hash of the first letters of the word ``padded[i:end]``."""
    value = SEED
    j, stop = i + ONE, min(i + ONE + letters, end - ONE)
    while j < stop:
        value = ((value ^ u64(padded[j])) * PRIME) & MASK
        j += ONE
    return value


@part
def class_of(key, i, end, padded, classes):  # type: ignore[no-untyped-def]
    """Return what stands for the class of a word: for unknown ones, two letters."""
    places = u64(len(classes.keys) - 1)
    place = (key ^ (key >> WIDTH)) & places
    while classes.keys[place] != u64(0):
        if classes.keys[place] == key:
            return (u64(classes.values[place]) * CLASS_STEP) & MASK
        place = (place + ONE) & places
    if i == end:
        return key >> WIDTH
    return beginning(i, end, OTHER_LETTERS, padded)


@part
def stem_of(key, i, end, padded):  # type: ignore[no-untyped-def]
    """Return what stands for the beginning of a word; a symbol is its own."""
    if i == end:
        return key >> WIDTH
    return beginning(i, end, STEM_LETTERS, padded)


@part
def mark_words(words, scratch, classes):  # type: ignore[no-untyped-def]
    """Fill ``word_class`` and ``word_stem`` of all words."""
    for w in range(words):
        key = scratch.word_key[w]
        i, end = u64(scratch.word_begin[w]), u64(scratch.word_end[w])
        scratch.word_class[w] = class_of(key, i, end, scratch.padded, classes)
        scratch.word_stem[w] = stem_of(key, i, end, scratch.padded)


@inlined
def pattern_places(ranges):  # type: ignore[no-untyped-def]
    """Return the first bucket of patterns, and the shift to a bucket."""
    base = (ONE << u64(ranges.word_bits)) + (ONE << u64(ranges.char_bits))
    return base, u64(32 - ranges.pattern_bits)


@part
def list_patterns(first, last, ranges, scratch, grams, n):  # type: ignore[no-untyped-def]
    """Append the buckets of the patterns within words ``first`` to ``last``.

    Every occurrence is listed. Returns how many ``grams`` holds, from `n` on.
    """
    base, shift = pattern_places(ranges)
    for w in range(first, last):
        by_class, by_stem = CLASS_SEED, STEM_SEED
        for v in range(w, max(w - ranges.max_pattern, first - 1), -1):
            by_class = chained(by_class, scratch.word_class[v])
            by_stem = chained(by_stem, scratch.word_stem[v])
            grams[n] = base + bucket_of(by_class, shift)
            n += 1
            if v < w:
                grams[n] = base + bucket_of(by_stem, shift)
                n += 1
    return n
