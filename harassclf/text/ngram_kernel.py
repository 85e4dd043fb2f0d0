"""Cutting folded texts into words and counting hashed n-grams, compiled."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from harassclf.errors import UsageError
from harassclf.text.chars import (
    DIGIT,
    EXPAND_BIT,
    LETTER,
    MAX_EXPANSION,
    SYMBOL,
)
from harassclf.text.jit import inlined, jit, part

STAR = ord("*")
EDGE = 1  # pads a word on both sides; folding leaves no such code point
M32 = 0xFFFFFFFF
# FNV-1a over code points (Fowler, Noll, Vo); the bucket is the upper bits of the hash
# times 2**32 divided by the golden ratio (Knuth, TAOCP 3, 6.4). Products stay below
# 2**63, so the same arithmetic holds with and without compilation.
FNV_BASIS, FNV_PRIME = 0x811C9DC5, 0x01000193
GOLDEN = 0x61C88647


class Ranges(NamedTuple):
    """Which n-grams are counted and into how many buckets.

    Attributes
    ----------
    max_words : int
        Word n-grams of 1 to this many words.
    min_chars, max_chars : int
        Character n-grams within a word and its two edges.
    word_bits, char_bits : int
        2**bits buckets for each kind; word buckets come first.
    max_pattern : int
        Patterns, n-grams of word classes of 1 and of word beginnings of 2 to this many
        words; 0 for none. See `harassclf.text.pattern_kernel`.
    pattern_bits : int
        2**bits buckets for patterns, the last ones.
    """

    max_words: int
    min_chars: int
    max_chars: int
    word_bits: int
    char_bits: int
    max_pattern: int
    pattern_bits: int

    @property
    def sizes(self) -> tuple[int, int, int]:
        """Number of buckets of words, characters and patterns, in this order."""
        return 1 << self.word_bits, 1 << self.char_bits, 1 << self.pattern_bits

    @property
    def n_buckets(self) -> int:
        """Number of buckets of all kinds together."""
        return sum(self.sizes)


class Windows(NamedTuple):
    """How a long text is cut for scoring.

    Attributes
    ----------
    size, step : int
        Words in a window, and from the begin of one to the begin of the next. A text
        of at most `size` words has no window but itself.
    """

    size: int = 64
    step: int = 32


class Scratch(NamedTuple):
    """Working memory of a kernel, large enough for the longest text of a batch.

    ``codes`` to ``out_hi`` belong to folding, the rest to the words of one text.
    """

    codes: NDArray[np.int32]
    kinds: NDArray[np.uint8]
    lo: NDArray[np.int32]
    out: NDArray[np.int32]
    out_kinds: NDArray[np.uint8]
    out_lo: NDArray[np.int32]
    out_hi: NDArray[np.int32]
    padded: NDArray[np.int32]
    word_begin: NDArray[np.int32]
    word_end: NDArray[np.int32]
    word_key: NDArray[np.uint64]
    word_class: NDArray[np.uint64]
    word_stem: NDArray[np.uint64]


@part
def window_count(words: int, windows: Windows) -> int:
    """Return how many windows a text of so many words has beside itself."""
    if words <= windows.size:
        return 0
    return (words - windows.size + windows.step - 1) // windows.step + 1


# Indexes and hashes are unsigned, because numba checks every signed index for being
# negative; that alone was half of the time.
u64 = np.uint64
ONE, WIDTH, MASK, SEED = u64(1), u64(32), u64(M32), u64(FNV_BASIS)
PRIME, GOLD, SPREAD = u64(FNV_PRIME), u64(GOLDEN), u64(31)


@part
def bucket_of(value, shift):  # type: ignore[no-untyped-def]
    """Return the bucket of a 32-bit hash: multiply, keep the upper bits (Knuth)."""
    return ((value * GOLD) & MASK) >> shift


@inlined
def chained(value, mark):  # type: ignore[no-untyped-def]
    """Return the hash of an n-gram that one more word, before it, makes longer."""
    return ((value * PRIME) ^ mark) & MASK


@part
def cut_words(scratch, n):  # type: ignore[no-untyped-def]
    """Cut ``scratch.out[:n]`` into words; return how many.

    A word is a run of letters and digits ("f**k" included), or one symbol: an emoji,
    "!", "?" or a mask token. Letters of words are copied to ``padded`` between edges;
    a symbol has no characters there. ``word_key`` holds the hash of the word in its
    upper half and another one in its lower half, so that two words do not meet.
    """
    out, kinds, padded = scratch.out, scratch.out_kinds, scratch.padded
    begins, ends, keys = scratch.word_begin, scratch.word_end, scratch.word_key
    words = fill = u64(0)
    i, n = u64(0), u64(n)
    while i < n:
        kind = kinds[i]
        if kind == SYMBOL:
            begins[words] = fill
            ends[words] = fill
            keys[words] = (((u64(out[i]) ^ SEED) * PRIME) & MASK) << WIDTH
            words += ONE
            i += ONE
            continue
        if kind != LETTER and kind != DIGIT:
            i += ONE
            continue
        begins[words] = fill
        padded[fill] = EDGE
        fill += ONE
        value, other = SEED, u64(0)
        while i < n:
            kind = kinds[i]
            if kind != LETTER and kind != DIGIT:
                if out[i] != STAR or i + ONE >= n:
                    break
                if out[i + ONE] != STAR and kinds[i + ONE] != LETTER:
                    break
            code = u64(out[i])
            padded[fill] = out[i]
            fill += ONE
            value = ((value ^ code) * PRIME) & MASK
            other = (other * SPREAD + code) & MASK
            i += ONE
        padded[fill] = EDGE
        fill += ONE
        ends[words] = fill
        keys[words] = (value << WIDTH) | other
        words += ONE
    return np.int64(words)


@part
def list_char_grams(first, last, ranges, scratch, grams, n):  # type: ignore[no-untyped-def]
    """Append the buckets of the character n-grams of words ``first`` to ``last``.

    Every occurrence is listed. Returns how many ``grams`` holds, from `n` on.
    """
    padded = scratch.padded
    base, shift = ONE << u64(ranges.word_bits), u64(32 - ranges.char_bits)
    shortest, longest = u64(ranges.min_chars - 1), u64(ranges.max_chars)
    n = u64(n)
    for w in range(first, last):
        i, end = u64(scratch.word_begin[w]), u64(scratch.word_end[w])
        while i < end:
            value = SEED
            j, stop = i, min(i + longest, end)
            while j < stop:
                value = ((value ^ u64(padded[j])) * PRIME) & MASK
                if j - i >= shortest:
                    grams[n] = base + bucket_of(value, shift)
                    n += ONE
                j += ONE
            i += ONE
    return np.int64(n)


@part
def list_word_grams(first, last, ranges, scratch, grams, n):  # type: ignore[no-untyped-def]
    """Append the buckets of the word n-grams within words ``first`` to ``last``.

    Every occurrence is listed. Returns how many ``grams`` holds, from `n` on.
    """
    shift = u64(32 - ranges.word_bits)
    n = u64(n)
    for w in range(first, last):
        value = SEED
        for v in range(w, max(w - ranges.max_words, first - 1), -1):
            value = chained(value, scratch.word_key[v] >> WIDTH)
            grams[n] = bucket_of(value, shift)
            n += ONE
    return np.int64(n)


@jit
def folded_length(codes, starts, tables):  # type: ignore[no-untyped-def]
    """Return how many code points the longest text of the batch folds to, at most."""
    longest = 0
    for t in range(len(starts) - 1):
        n = starts[t + 1] - starts[t]
        for i in range(starts[t], starts[t + 1]):
            if codes[i] >= 128:
                code = codes[i]
                page = tables.fold_index[code >> 7]
                if tables.fold_pages[page * 128 + (code & 127)] >= EXPAND_BIT:
                    n += MAX_EXPANSION - 1
        longest = max(longest, n)
    return longest


def scratch_for(longest: int) -> Scratch:
    """Return working memory for texts that fold to at most `longest` code points."""
    n = longest + 8
    sizes: dict[str, tuple[int, Any]] = {
        "codes": (n, np.int32),
        "kinds": (n, np.uint8),
        "lo": (n, np.int32),
        "out": (n, np.int32),
        "out_kinds": (n, np.uint8),
        "out_lo": (n, np.int32),
        "out_hi": (n, np.int32),
        # Two edges to a word, and no two words touch.
        "padded": (2 * n + 8, np.int32),
        "word_begin": (n, np.int32),
        "word_end": (n, np.int32),
        "word_key": (n, np.uint64),
        "word_class": (n, np.uint64),
        "word_stem": (n, np.uint64),
    }
    return Scratch(**{name: np.empty(*size) for name, size in sizes.items()})


def check_ranges(ranges: Ranges) -> None:
    """Raise UsageError unless `ranges` are within what the kernels handle."""
    limits = {
        "max_words": (1, 4),
        "min_chars": (1, 8),
        "max_chars": (1, 8),
        "word_bits": (8, 24),
        "char_bits": (8, 24),
        "max_pattern": (0, 4),
        "pattern_bits": (8, 24),
    }
    for name, (low, high) in limits.items():
        value = getattr(ranges, name)
        if not isinstance(value, int) or not low <= value <= high:
            raise UsageError(
                f"The {name!r} parameter of NgramVectorizer must be an int in"
                f" [{low}, {high}]. Got {value!r} instead."
            )
    if ranges.min_chars > ranges.max_chars:
        raise UsageError(
            "The 'min_chars' parameter of NgramVectorizer must be at most"
            f" 'max_chars'. Got {ranges.min_chars} and {ranges.max_chars} instead."
        )
