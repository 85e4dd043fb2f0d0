"""Counting n-grams, against a slow and obvious reference."""

from __future__ import annotations

import time
from collections import Counter

import numpy as np
import pandas as pd
import pytest
import scipy.sparse as sp
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from harassclf.errors import InvalidTextError, UsageError
from harassclf.text import batch
from harassclf.text.chars import DIGIT, LETTER, SYMBOL, char_tables
from harassclf.text.classes import word_classes
from harassclf.text.mask import mask
from harassclf.text.ngram_kernel import (
    EDGE,
    FNV_BASIS,
    FNV_PRIME,
    GOLDEN,
    Ranges,
    Windows,
)
from harassclf.text.ngrams import NgramVectorizer, count_texts

SMALL = Ranges(2, 2, 4, 12, 12, 3, 12)
NO_WINDOWS = Windows(0, 1)
ANY = st.text(st.characters(exclude_categories=[]), max_size=40)
WORDY = st.lists(
    st.sampled_from(
        [
            "kill",
            "you",
            "f**k",
            "s***",
            "a*b",
            "**",
            "*",
            "!",
            "?!",
            "😀",
            "k1ll",
            "07700900142",
            "café",
            "m8",
            "it's",
            "i.e.",
        ]
    ),
    max_size=12,
).map(" ".join)


def fnv(values: list[int]) -> int:
    """Return the 32-bit FNV-1a hash of whole code points."""
    result = FNV_BASIS
    for value in values:
        result = ((result ^ value) * FNV_PRIME) % 2**32
    return result


def bucket(value: int, bits: int) -> int:
    """Return the upper `bits` of a multiplicative hash."""
    return int((value * GOLDEN) % 2**32 >> (32 - bits))


def kind_of(char: str) -> int:
    """Return the class of a folded character."""
    tables = char_tables()
    page = int(tables.class_index[ord(char) >> 7])
    return int(tables.class_pages[page * 128 + ord(char) % 128])


def words_of(text: str) -> list[str]:
    """Return the words of `text`: letters and digits in a row, symbols one by one.

    An asterisk belongs to the word before it if a letter or an asterisk comes next.
    """
    folded = mask(text)
    words: list[str] = []
    growing = False
    for i, char in enumerate(folded):
        after = folded[i + 1 : i + 2]
        kind = kind_of(char)
        inner = char == "*" and after and (after == "*" or kind_of(after) == LETTER)
        if kind in (LETTER, DIGIT) or (growing and inner):
            if growing:
                words[-1] += char
            else:
                words.append(char)
            growing = True
        else:
            if kind == SYMBOL:
                words.append(char)
            growing = False
    return words


def reference_row(words: list[str], ranges: Ranges) -> dict[int, int]:
    """Return bucket -> count for one text or window."""
    counts: Counter[int] = Counter()
    hashes = [fnv(list(map(ord, word))) for word in words]
    for i in range(len(words)):
        value = FNV_BASIS
        for part in hashes[max(i + 1 - ranges.max_words, 0) : i + 1][::-1]:
            value = (value * FNV_PRIME) % 2**32 ^ part
            counts[bucket(value, ranges.word_bits)] += 1
    for word in words:
        if len(word) == 1 and kind_of(word) == SYMBOL:
            continue
        padded = [EDGE, *map(ord, word), EDGE]
        for n in range(ranges.min_chars, ranges.max_chars + 1):
            for i in range(len(padded) - n + 1):
                place = bucket(fnv(padded[i : i + n]), ranges.char_bits)
                counts[(1 << ranges.word_bits) + place] += 1
    for place in reference_patterns(words, ranges):
        counts[(1 << ranges.word_bits) + (1 << ranges.char_bits) + place] += 1
    return dict(counts)


def other_hash(codes: list[int]) -> int:
    """Return the second hash of a word, which keeps words with equal FNV apart."""
    value = 0
    for code in codes:
        value = (value * 31 + code) % 2**32
    return value


def reference_patterns(words: list[str], ranges: Ranges) -> list[int]:
    """Return the bucket of every pattern."""
    table = word_classes()
    slots = zip(table.keys.tolist(), table.values.tolist(), strict=True)
    known = {key: number for key, number in slots if key}
    classes, stems = [], []
    for word in words:
        codes = list(map(ord, word))
        if len(word) == 1 and kind_of(word) == SYMBOL:
            key = fnv(codes) << 32
            unknown = stem = fnv(codes)
        else:
            key = fnv(codes) << 32 | other_hash(codes)
            unknown, stem = fnv(codes[:2]), fnv(codes[:3])
        number = known.get(key)
        classes.append(unknown if number is None else number * 0x9E3779B1 % 2**32)
        stems.append(stem)
    places = []
    for marks, seed, shortest in ((classes, 0x3C6EF372, 1), (stems, 0xA54FF53A, 2)):
        for n in range(shortest, ranges.max_pattern + 1):
            for i in range(len(words) - n + 1):
                value = seed
                for mark in marks[i : i + n][::-1]:
                    value = (value * FNV_PRIME) % 2**32 ^ mark
                places.append(bucket(value, ranges.pattern_bits))
    return places


def rows_of(counts: sp.csr_matrix) -> list[dict[int, int]]:
    """Return bucket -> count of every row."""
    return [
        dict(zip(row.indices.tolist(), row.data.tolist(), strict=True))
        for row in (counts[i] for i in range(counts.shape[0]))
    ]


def same(one: sp.csr_matrix, two: sp.csr_matrix) -> bool:
    """Tell whether two matrices are equal."""
    return bool(one.shape == two.shape and (one != two).nnz == 0)


@settings(deadline=None)
@given(st.lists(st.one_of(ANY, WORDY), max_size=5))
@example(["f**k you", "s*** !", "a** b", "*a* **", "k i l l", "me@example.org 😀😀"])
def test_counts_equal_the_reference(texts: list[str]) -> None:
    counts, owner = count_texts(texts, SMALL, NO_WINDOWS)

    assert owner.tolist() == list(range(len(texts)))
    assert rows_of(counts) == [reference_row(words_of(t), SMALL) for t in texts]


@pytest.mark.parametrize(
    "ranges",
    [
        Ranges(1, 1, 1, 8, 8, 0, 8),
        Ranges(4, 1, 8, 9, 24, 4, 10),
        Ranges(3, 5, 5, 24, 8, 1, 24),
        Ranges(2, 2, 5, 17, 17, 3, 18),
        Ranges(1, 8, 8, 10, 10, 2, 9),
    ],
)
def test_counts_equal_the_reference_in_other_ranges(ranges: Ranges) -> None:
    texts = ["i will f**k you up!!! 😀 07700900142", "k i l l", "", "a", "n" * 300]
    counts, _ = count_texts(texts, ranges, NO_WINDOWS)

    assert counts.shape == (5, ranges.n_buckets)
    assert rows_of(counts) == [reference_row(words_of(t), ranges) for t in texts]


def test_words_of_a_text() -> None:
    assert words_of("I'll f**k U up!! call 07700900142, k?") == [
        *["ill", "f**k", "u", "up", "!", "!", "call", "P", "k", "?"]
    ]


@settings(max_examples=60, deadline=None)
@given(WORDY, st.integers(1, 6), st.data())
def test_windows_equal_the_reference(text: str, size: int, data: st.DataObject) -> None:
    step = data.draw(st.integers(1, size))
    counts, owner = count_texts([text, ""], SMALL, Windows(size, step))
    words = words_of(text)
    begins: list[int] = []
    if len(words) > size:
        begins = [0]
        while begins[-1] + size < len(words):
            begins.append(begins[-1] + step)
    pieces = [words, *(words[begin : begin + size] for begin in begins), []]

    assert owner.tolist() == [0] * (len(begins) + 1) + [1]
    assert rows_of(counts) == [reference_row(piece, SMALL) for piece in pieces]
    covered = {i for begin in begins for i in range(begin, begin + size)}
    assert not begins or covered >= set(range(len(words)))


def test_a_text_of_exactly_one_window_has_none() -> None:
    windows = Windows(4, 2)

    assert count_texts(["a1 b1 c1 d1"], SMALL, windows)[0].shape[0] == 1
    assert count_texts(["a1 b1 c1 d1 e1"], SMALL, windows)[0].shape[0] == 3


def test_shape_type_and_order_of_indices() -> None:
    counts = NgramVectorizer().fit_transform(["kill kill kill", "", "you " * 500])

    assert counts.format == "csr"
    assert counts.shape == (3, 2**19)
    assert np.issubdtype(counts.dtype, np.integer)
    assert counts.data.min() >= 1
    assert counts.has_canonical_format
    assert all((np.diff(row.indices) > 0).all() for row in counts)
    assert counts[0].data.max() == 3
    assert counts[1].nnz == 0


@pytest.mark.parametrize("texts", [[], (), pd.Series([], dtype=object)])
def test_no_texts_give_no_rows(texts: object) -> None:
    counts = NgramVectorizer(word_bits=8, char_bits=8, pattern_bits=8).transform(texts)  # type: ignore[arg-type]

    assert counts.shape == (0, 768)


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDY, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_order_and_subset_do_not_matter(texts: list[str], random) -> None:  # type: ignore[no-untyped-def]
    vectorizer = NgramVectorizer(word_bits=12, char_bits=12)
    counts = vectorizer.transform(texts)
    order = list(range(len(texts)))
    random.shuffle(order)
    order = order[: len(order) // 2 + 1]

    assert same(vectorizer.transform([texts[i] for i in order]), counts[order])


def test_batch_boundaries_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["i will kill you " * (n % 7) + "!" * n for n in range(60)]
    windows = Windows(8, 4)
    whole, owner = count_texts(texts, SMALL, windows)
    for size in (1, 17, 100, 1000):
        monkeypatch.setattr(batch, "BATCH_CHARS", size)
        counts, owners = count_texts(texts, SMALL, windows)
        assert same(counts, whole)
        assert owners.tolist() == owner.tolist()


@pytest.mark.parametrize("extra", [-1, 0, 1])
def test_texts_about_the_size_of_a_batch(
    extra: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "BATCH_CHARS", 1 << 13)
    text = ("word " * (batch.BATCH_CHARS // 5 + 2))[: batch.BATCH_CHARS + extra]
    counts, _ = count_texts(["before", text, "after"], SMALL, NO_WINDOWS)

    expected = [reference_row(words_of(t), SMALL) for t in ("before", text, "after")]
    assert rows_of(counts) == expected


def test_a_text_of_a_megabyte() -> None:
    text = " ".join(f"w{i % 9973:x}" for i in range(180_000))
    begin = time.perf_counter()
    counts, owner = count_texts(
        [text, "short"], Ranges(2, 2, 5, 17, 17, 3, 18), Windows()
    )

    assert time.perf_counter() - begin < 20
    assert counts.shape[0] == len(owner) > 5000
    assert rows_of(counts[-1]) == [
        reference_row(["short"], Ranges(2, 2, 5, 17, 17, 3, 18))
    ]


def test_fitting_learns_nothing() -> None:
    vectorizer = NgramVectorizer()
    before = vars(vectorizer).copy()

    assert vectorizer.fit(["one text"], [1]) is vectorizer
    assert vars(vectorizer) == before
    assert same(vectorizer.transform(["x y"]), NgramVectorizer().transform(["x y"]))


@pytest.mark.parametrize(
    ("name", "value", "limits"),
    [
        ("max_words", 0, "1, 4"),
        ("max_words", 5, "1, 4"),
        ("min_chars", 0, "1, 8"),
        ("max_chars", 9, "1, 8"),
        ("word_bits", 7, "8, 24"),
        ("char_bits", 25, "8, 24"),
        ("word_bits", 17.0, "8, 24"),
        ("max_words", "2", "1, 4"),
    ],
)
def test_parameters_out_of_range(name: str, value: object, limits: str) -> None:
    vectorizer = NgramVectorizer(**{name: value})  # type: ignore[arg-type]
    sentence = (
        rf"^The '{name}' parameter of NgramVectorizer must be an int in"
        rf" \[{limits}\]\. Got {value!r} instead\.$"
    )
    with pytest.raises(UsageError, match=sentence):
        vectorizer.fit([])
    with pytest.raises(UsageError, match=sentence):
        vectorizer.transform([])


def test_min_chars_above_max_chars() -> None:
    with pytest.raises(
        UsageError, match=r"must be at most 'max_chars'\. Got 4 and 3 instead\.$"
    ):
        NgramVectorizer(min_chars=4, max_chars=3).fit([])


@pytest.mark.parametrize("value", [None, float("nan"), b"kill"])
def test_other_elements_are_refused_with_their_index(value: object) -> None:
    name = type(value).__name__
    with pytest.raises(InvalidTextError, match=f"Got {name} at index 1;"):
        NgramVectorizer().transform(["fine", value])  # type: ignore[list-item]


def test_a_bare_str_is_refused() -> None:
    with pytest.raises(InvalidTextError, match="Got a bare str instead of a list"):
        NgramVectorizer().transform("kill")


@pytest.mark.parametrize("kind", [tuple, np.array, pd.Series, iter])
def test_other_iterables_give_the_same(kind) -> None:  # type: ignore[no-untyped-def]
    texts = ["k i l l", "KILL", "😀"]
    vectorizer = NgramVectorizer()

    assert same(vectorizer.transform(kind(texts)), vectorizer.transform(texts))
    assert texts == ["k i l l", "KILL", "😀"]


def test_disguises_of_a_text_give_one_row() -> None:
    texts = ["kill you", "k i l l  you", "K1LL yοu", "ki\u200bll you", "k.i.l.l you"]
    rows = rows_of(NgramVectorizer().transform(texts))

    assert all(row == rows[0] for row in rows)


def test_scikit_learn_takes_it() -> None:
    vectorizer = NgramVectorizer(max_words=3, char_bits=12)
    copy = clone(vectorizer)

    assert copy is not vectorizer
    assert copy.get_params() == vectorizer.get_params()
    assert copy.set_params(word_bits=9).get_params()["word_bits"] == 9
    model = make_pipeline(copy, LogisticRegression())
    texts = ["you idiot", "good morning", "idiot", "morning all"]
    model.fit(texts, [1, 0, 1, 0])
    assert model.predict(["an idiot", "a morning"]).tolist() == [1, 0]
