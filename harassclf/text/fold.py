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
from typing import NamedTuple

import numpy as np

from harassclf.text.batch import as_texts, batches, code_points
from harassclf.text.chars import char_tables
from harassclf.text.fold_kernel import fold_text
from harassclf.text.jit import compile_kernels, jit
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
    codes, starts = code_points(as_texts([text]))
    compile_kernels()
    tables = char_tables()
    scratch = scratch_for(folded_length(codes, starts, tables))
    n = fold_text(codes, mask, tables, scratch)
    folded = scratch.out[:n].astype(np.uint32).tobytes().decode("utf-32-le")
    spans = zip(scratch.out_lo[:n].tolist(), scratch.out_hi[:n].tolist(), strict=True)
    return Folded(folded, list(spans))


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
    compile_kernels()
    tables = char_tables()
    folded: list[str] = []
    for _, batch in batches(as_texts(texts)):
        codes, starts = code_points(batch)
        scratch = scratch_for(folded_length(codes, starts, tables))
        ends = np.zeros(len(starts), np.int64)
        out = fold_batch(codes, starts, tables, scratch, ends)
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
