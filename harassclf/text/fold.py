"""Undoing disguise on a copy of a text, with the way back to the original.

Folding removes what a reader does not see and undoes what a reader sees through:
compatibility forms and accents (Unicode NFKD), case, invisible and direction
characters (Default_Ignorable_Code_Point), look-alike letters (UTS #39), letters
written apart ("k i l l", "k.i.l.l"), digits and signs for letters ("k1ll", "sh!t") and
long runs of one letter. The character table is made by data/unicode/build_fold.py.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np

from harassclf.text.batch import as_texts, batches, code_points
from harassclf.text.chars import as_lists, char_tables, listed_tables
from harassclf.text.fold_kernel import fold_text
from harassclf.text.jit import jit, run_kernels
from harassclf.text.ngram_kernel import folded_length, scratch_for


class Folded(NamedTuple):
    """A folded text and where each of its characters comes from.

    Attributes
    ----------
    text : str
    spans : list of (int, int), one per character of `text`
        Half-open code point spans of the original text; ascending.
    """

    text: str
    spans: list[tuple[int, int]]


def fold(text: str) -> str:
    """Return `text` with disguise undone.

    Total on every str, deterministic, and folding twice equals folding once. The
    result is for comparing and counting, never for showing.

    Parameters
    ----------
    text : str

    Returns
    -------
    str

    Raises
    ------
    InvalidTextError
        If `text` is not a str.

    Examples
    --------
    >>> fold("I will K1LL you!!!!!")
    'i will kill you!!!'
    >>> fold("f o o l")
    'fool'
    >>> fold("10 fools"), fold("gr8")
    ('10 fools', 'gr8')
    """
    return fold_with_spans(text).text


def fold_with_spans(text: str, *, mask: bool = False) -> Folded:
    """Return `text` folded, each character with its span in the original.

    Parameters
    ----------
    text : str
    mask : bool, default=False
        Replace links, addresses, numbers, money and wallets by tokens as well (see
        `harassclf.text.mask`).

    Raises
    ------
    InvalidTextError
        If `text` is not a str.
    """
    as_texts([text])
    return run_kernels(len(text), lambda compiled: _fold_one(text, mask, compiled))


def _fold_one(text: str, mask: bool, compiled: bool) -> Folded:
    codes, _, tables, scratch = _prepared([text], compiled)
    n = fold_text(codes, mask, tables, scratch)
    out, low, high = (
        np.asarray(part[:n], np.uint32)
        for part in (scratch.out, scratch.out_lo, scratch.out_hi)
    )
    folded = out.tobytes().decode("utf-32-le")
    return Folded(folded, list(zip(low.tolist(), high.tolist(), strict=True)))


def _prepared(texts: list[str], compiled: bool) -> tuple[Any, Any, Any, Any]:
    """Return code points, begins, tables and scratch, as lists for plain Python."""
    codes, starts = code_points(texts)
    if compiled:
        tables = char_tables()
        scratch = scratch_for(folded_length(codes, starts, tables))
        return codes, starts, tables, scratch
    listed, tables = (codes.tolist(), starts.tolist()), listed_tables()
    return *listed, tables, as_lists(scratch_for(folded_length(*listed, tables)))


def fold_all(texts: Iterable[str]) -> list[str]:
    """Return each of `texts` folded, as `fold` does one; quick for many.

    Parameters
    ----------
    texts : iterable of str

    Returns
    -------
    list of str

    Raises
    ------
    InvalidTextError
        If an element is not a str; ``index`` tells which.

    Examples
    --------
    >>> fold_all(["K1LL", "", "k i l l"])
    ['kill', '', 'kill']
    """
    listed = as_texts(texts)
    chars = sum(map(len, listed))
    return run_kernels(chars, lambda compiled: _fold_batches(listed, compiled))


def _fold_batches(texts: list[str], compiled: bool) -> list[str]:
    folded: list[str] = []
    for _, batch in batches(texts):
        prepared = _prepared(batch, compiled)
        ends = np.zeros(len(batch) + 1, np.int64)
        out = fold_batch(*prepared, ends)
        whole = out.astype(np.uint32).tobytes().decode("utf-32-le")
        bounds = ends.tolist()
        folded += [whole[i:j] for i, j in itertools.pairwise(bounds)]
    return folded


@jit
def fold_batch(codes, starts, tables, scratch, ends):  # type: ignore[no-untyped-def]
    """Fold every text into one array; text ``t`` ends at ``ends[t + 1]``."""
    out = np.empty(len(codes) + 64, np.int32)
    n = 0
    for t in range(len(starts) - 1):
        size = fold_text(codes[starts[t] : starts[t + 1]], False, tables, scratch)
        if n + size > len(out):
            grown = np.empty(n + size + len(out), np.int32)
            grown[:n] = out[:n]
            out = grown
        out[n : n + size] = scratch.out[:size]
        n += size
        ends[t + 1] = n
    return out[:n]
