"""Telling texts that are clearly not English, on which the scores mean little."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from harassclf.text.batch import as_texts, batches, code_points
from harassclf.text.chars import as_lists
from harassclf.text.jit import run_kernels
from harassclf.text.language_kernel import (
    WORD_FACTS,
    LanguageTables,
    weigh_batch,
)


def english_or_unclear(texts: list[str]) -> NDArray[np.bool_]:
    """Tell of each text whether it is English or too unclear to say.

    False only where a text is clearly not English: most of its letters are of another
    script than Latin, or at least three different words are much commoner in other
    languages and few are English. Short texts, names, slang, text speak, mixtures of
    English with another language, links, numbers, code and emoji are True. How often
    it errs is measured by data/language/measure.py.

    Parameters
    ----------
    texts : list of str
        As exported; any str, lone surrogates and control characters included.

    Returns
    -------
    ndarray of shape (n_texts,), dtype=bool

    Raises
    ------
    InvalidTextError
        If `texts` is no list of str; ``index`` tells which element is not.

    Notes
    -----
    Words are looked up in a table of log-odds learnt from word lists of 38 languages
    against English (resources/language.npz; sources and licences in
    data/language/build_language.py). A word that is not there is judged by its
    spelling, letter by letter, with less weight.

    Examples
    --------
    >>> english_or_unclear(["u comin or wat lah", "ok 👍", ""]).tolist()
    [True, True, True]
    >>> english_or_unclear(["no sé dónde está mi casa", "привет как дела"]).tolist()
    [False, False]
    """
    texts = as_texts(texts)
    result = np.ones(len(texts), bool)
    chars = sum(map(len, texts))
    run_kernels(chars, lambda compiled: _weigh(texts, compiled, result))
    return result


def _weigh(texts: list[str], compiled: bool, result: NDArray[np.bool_]) -> None:
    if not compiled:
        codes, starts = code_points(texts)
        lists = [[0] * WORD_FACTS for _ in range(3)]
        weigh_batch(codes.tolist(), starts.tolist(), _listed_tables(), lists, result)
        return
    work = np.zeros((3, WORD_FACTS), np.int64)
    for begin, batch in batches(texts):
        part = result[begin : begin + len(batch)]
        weigh_batch(*code_points(batch), language_tables(), work, part)


@cache
def language_tables() -> LanguageTables:
    """Return the tables of ``resources/language.npz``."""
    with (
        files("harassclf.resources").joinpath("language.npz").open("rb") as stream,
        np.load(stream, allow_pickle=False) as arrays,
    ):
        return LanguageTables(*(arrays[name] for name in LanguageTables._fields))


@cache
def _listed_tables() -> LanguageTables:
    return as_lists(language_tables())  # type: ignore[no-any-return]
