"""Which named behaviours a message shows: linear heads and rules together.

A rule fires on phrasings that somebody thought of; a linear head over n-grams, one an
indicator, also ranks those that nobody did. Both are put together by a second linear
step, whose threshold is set by precision on writers that no part of it had seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from harassclf.indicators.heads_kernel import Priors, head_batch
from harassclf.indicators.matching import match_texts
from harassclf.indicators.registry import RULES
from harassclf.text.batch import as_texts, batches, code_points
from harassclf.text.chars import as_lists, char_tables, listed_tables
from harassclf.text.classes import word_classes
from harassclf.text.jit import run_kernels
from harassclf.text.ngram_kernel import Ranges, Windows, folded_length, scratch_for

RESOURCE = "indicators.npz"
# Beside the indicators there is a head for each label: what is no threat at all is
# rarely a death threat.
N_LABEL_HEADS = 3


@dataclass(frozen=True)
class Heads:
    """The fitted heads and what decides with them.

    Attributes
    ----------
    ranges : Ranges
    windows : Windows
    priors : Priors
    idf : ndarray of shape (n_buckets,)
    coef : ndarray of shape (n_buckets, n_heads), dtype=float32
        Multiplied by idf; the indicators in the order of the registry, then labels.
    intercepts : ndarray of shape (n_heads,)
    decide : ndarray of shape (n_indicators, n_facts + 1)
        Weights of `facts`, then what is added; an indicator is named from 0 on.
    """

    ranges: Ranges
    windows: Windows
    priors: Priors
    idf: NDArray[np.float32]
    coef: NDArray[np.float32]
    intercepts: NDArray[np.float64]
    decide: NDArray[np.float64]

    def margins(self, texts: list[str]) -> NDArray[np.float64]:
        """Return the margin of every head, shape (n_texts, n_heads)."""
        result = np.empty((len(texts), len(self.intercepts)))
        chars = sum(map(len, texts))
        run_kernels(chars, lambda compiled: self._fill(texts, result, compiled))
        return result + self.intercepts

    def _fill(
        self, texts: list[str], result: NDArray[np.float64], compiled: bool
    ) -> None:
        tables = char_tables() if compiled else listed_tables()
        for begin, batch in batches(texts):
            codes, starts = code_points(batch)
            if not compiled:
                codes, starts = codes.tolist(), starts.tolist()
            longest = int(folded_length(codes, starts, tables))
            scratch = scratch_for(longest)
            spread = self.ranges.max_chars - self.ranges.min_chars + 1
            orders = self.ranges.max_words + 2 * self.ranges.max_pattern
            grams = np.empty((longest + 8) * (2 * spread + orders), np.int64)
            head_batch(
                codes,
                starts,
                self.ranges,
                self.windows,
                self.priors,
                tables,
                word_classes(),
                scratch if compiled else as_lists(scratch),
                grams,
                self.idf,
                self.coef,
                result[begin : begin + len(batch)],
            )


def facts(
    margins: NDArray[np.float64], strengths: NDArray[np.uint8], k: int
) -> NDArray[np.float64]:
    """Return what indicator `k` is decided by, shape (n_texts, 7).

    Its own head, whether its rule suggests and whether it decides, the label heads,
    and the largest of the other indicators' heads.
    """
    n = len(RULES)
    others = np.delete(margins[:, :n], k, axis=1).max(axis=1)
    return np.column_stack(
        [
            margins[:, k],
            strengths[:, k] >= 1,
            strengths[:, k] >= 2,
            margins[:, n:],
            others,
        ]
    )


def indicate(texts: Iterable[str], heads: Heads | None = None) -> NDArray[np.bool_]:
    """Tell for each text which indicators it shows.

    Parameters
    ----------
    texts : iterable of str, length n_texts
    heads : Heads, default=None
        None takes the packaged ones.

    Returns
    -------
    shown : ndarray of shape (n_texts, n_indicators)
        Columns in the order of `harassclf.indicators.registry.RULES`.

    Raises
    ------
    InvalidTextError
        If an element is not a str.
    """
    listed = as_texts(texts)
    heads = heads or packaged_heads()
    margins = heads.margins(listed)
    strengths = np.zeros((len(listed), len(RULES)), np.uint8)
    # Rules cost more than heads do, and cannot lift just any text over the threshold.
    possible = decided(margins, np.full_like(strengths, 2), heads)
    wanted = np.flatnonzero(possible.any(axis=1))
    if len(wanted):
        rules = tuple(np.flatnonzero(possible.any(axis=0)).tolist())
        strengths[wanted] = match_texts([listed[i] for i in wanted], rules)
    return decided(margins, strengths, heads)


def decided(
    margins: NDArray[np.float64], strengths: NDArray[np.uint8], heads: Heads
) -> NDArray[np.bool_]:
    """Return which indicators margins and rules together name."""
    shown = np.zeros(strengths.shape, np.bool_)
    for k, weights in enumerate(heads.decide):
        shown[:, k] = facts(margins, strengths, k) @ weights[:-1] + weights[-1] >= 0
    return shown


def joined(shown: NDArray[np.bool_]) -> list[str]:
    """Return the names of each row as the scores table has them, ``; `` between."""
    names = list(RULES)
    empty = [""] * len(shown)
    for i in np.flatnonzero(shown.any(axis=1)).tolist():
        empty[i] = "; ".join(names[k] for k in np.flatnonzero(shown[i]).tolist())
    return empty


@cache
def packaged_heads() -> Heads:
    """Return the heads of ``resources/indicators.npz``."""
    with (
        files("harassclf.resources").joinpath(RESOURCE).open("rb") as stream,
        np.load(stream, allow_pickle=False) as arrays,
    ):
        ranges = Ranges(*arrays["ranges"].tolist())
        idf = arrays["idf"].astype(np.float32)
        coef = np.zeros((ranges.n_buckets, len(arrays["intercepts"])), np.float32)
        rows = arrays["buckets"]
        coef[rows] = arrays["coef"].astype(np.float32) * idf[rows, None]
        return Heads(
            ranges=ranges,
            windows=Windows(*arrays["windows"].tolist()),
            priors=Priors(*arrays["priors"].tolist()),
            idf=idf,
            coef=coef,
            intercepts=arrays["intercepts"],
            decide=arrays["decide"],
        )
