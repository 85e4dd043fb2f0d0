"""Which stretches of a text moved which score, and by how much."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from harassclf.errors import UsageError
from harassclf.model.score_kernel import CHARS, N_KINDS, PATTERNS, WORDS
from harassclf.model.scorer import Scorer
from harassclf.tables import LABELS
from harassclf.text.batch import as_texts, code_points
from harassclf.text.chars import DIGIT, LETTER, SYMBOL, as_lists, char_tables
from harassclf.text.classes import word_classes
from harassclf.text.fold_kernel import fold_text
from harassclf.text.jit import jit, run_kernels
from harassclf.text.ngram_kernel import (
    Windows,
    cut_words,
    folded_length,
    list_char_grams,
    list_word_grams,
    scratch_for,
    window_count,
)
from harassclf.text.pattern_kernel import list_patterns, mark_words

WORD_KINDS = (LETTER, DIGIT, SYMBOL)


@dataclass(frozen=True, slots=True)
class Span:
    """A word of the text and what it added to a margin.

    Attributes
    ----------
    begin, end : int
        Half-open, in code points of the original text: all that the word was made
        from, so "k i l l" and a telephone number are one span each. Two spans overlap
        only where one character stands for several words ("½").
    weight : float
        Above 0 where the word speaks for the label, below 0 where against it.
    """

    begin: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True)
class LabelExplanation:
    """Why one label of a text has the probability that it has.

    Attributes
    ----------
    label : {'threat', 'abuse', 'spam'}
    probability : float
        As `HarassmentClassifier.predict_proba` gives it.
    margin : float
        Before calibration: `base` and the weights of all `spans` together.
    base : float
        What a text without words has.
    begin, end : int
        The part of the text that the score comes from, in code points: of a long text
        the window with the largest margin, else the whole.
    spans : tuple of Span
        Largest absolute weight first, then by position; none of weight 0.
    """

    label: str
    probability: float
    margin: float
    base: float
    begin: int
    end: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a text has its scores. Holds offsets, nothing of the text itself.

    Attributes
    ----------
    labels : tuple of LabelExplanation
        In the order of ``classes_``; ``explanation["threat"]`` finds one by name.
    """

    labels: tuple[LabelExplanation, ...]

    def __getitem__(self, label: str) -> LabelExplanation:
        for explained in self.labels:
            if explained.label == label:
                return explained
        raise UsageError(
            f"There is no label {label!r}; the labels are {', '.join(LABELS)}."
        )

    def top(self, label: str, n: int = 5) -> tuple[Span, ...]:
        """Return the `n` spans that moved a label most, for it or against it.

        Parameters
        ----------
        label : {'threat', 'abuse', 'spam'}
        n : int, default=5
            At least 0.

        Raises
        ------
        UsageError
            If there is no such label, or `n` is below 0.
        """
        if n < 0:
            raise UsageError(f"The 'n' parameter of top must be >= 0. Got {n!r}.")
        return self[label].spans[:n]


class Grams(NamedTuple):
    """The n-grams of one text, one row for each occurrence.

    Attributes
    ----------
    spans : list of (int, int)
        Of each word, in the original text.
    n_windows : int
        How many windows there are beside the whole.
    buckets, kinds, firsts, sizes : ndarray of shape (n_grams,)
        Bucket, kind as in `harassclf.model.score_kernel`, first word, number of words.
    """

    spans: list[tuple[int, int]]
    n_windows: int
    buckets: NDArray[np.int64]
    kinds: NDArray[np.int64]
    firsts: NDArray[np.int64]
    sizes: NDArray[np.int64]


@jit
def list_grams(codes, ranges, windows, tables, classes, scratch):  # type: ignore[no-untyped-def]
    """List the n-grams of a text: buckets, first words, numbers of words, and counts.

    The counts are those of words, of windows, of n-grams of words and of n-grams of
    words and characters; patterns come last.
    """
    words = cut_words(scratch, fold_text(codes, True, tables, scratch))
    if ranges.max_pattern > 0:
        mark_words(words, scratch, classes)
    chars = np.int64(scratch.word_end[words - 1]) if words > 0 else np.int64(0)
    room = words * (ranges.max_words + 2 * ranges.max_pattern)
    room += chars * (ranges.max_chars - ranges.min_chars + 1)
    grams = np.empty(room, np.int64)
    firsts, sizes = np.empty(room, np.int64), np.ones(room, np.int64)
    of_words = list_word_grams(0, words, ranges, scratch, grams, 0)
    # In the order in which they were listed: by the word they end with, then by size.
    at = 0
    for w in range(words):
        for size in range(1, min(ranges.max_words, w + 1) + 1):
            firsts[at] = w + 1 - size
            sizes[at] = size
            at += 1
    of_chars = of_words
    for w in range(words):
        of_chars = list_char_grams(w, w + 1, ranges, scratch, grams, of_chars)
        firsts[at:of_chars] = w
        at = of_chars
    n = list_patterns(0, words, ranges, scratch, grams, of_chars)
    for w in range(words):
        for size in range(1, min(ranges.max_pattern, w + 1) + 1):
            # Of classes, and from two words on of beginnings.
            for _ in range(min(size, 2)):
                firsts[at] = w + 1 - size
                sizes[at] = size
                at += 1
    counts = (words, window_count(words, windows), of_words, of_chars)
    return grams[:n], firsts[:n], sizes[:n], counts


def explain(scorer: Scorer, text: str) -> Explanation:
    """Return which words of `text` moved which score.

    The margin is linear in the n-grams, so each has an exact share of it: idf times
    coefficient, scaled as all of its kind in the part that is explained. The share of
    an n-gram goes in equal parts to the words that it spans.

    Parameters
    ----------
    scorer : Scorer
    text : str

    Raises
    ------
    InvalidTextError
        If `text` is not a str.
    """
    listed = as_texts([text])
    probabilities = scorer.probabilities(listed)[0]
    grams = run_kernels(len(text), lambda compiled: _listed(scorer, text, compiled))
    values = scorer.weights[grams.buckets].astype(np.float64)
    values[:, 0] *= values[:, 0]
    priors = np.array(scorer.norm, np.float64)
    bounds = _bounds(len(grams.spans), grams.n_windows, scorer.windows)
    best = _window_margins(grams, values, priors, bounds).argmax(axis=0).tolist()
    explained = []
    for k, label in enumerate(LABELS):
        first, last = bounds[best[k]].tolist()
        spans = _spans(grams, values, k + 1, priors, first, last)
        base = float(scorer.intercepts[k])
        begin, end = 0, len(text)
        if best[k] > 0:
            begin, end = grams.spans[first][0], grams.spans[last - 1][1]
        explained.append(
            LabelExplanation(
                label=label,
                probability=float(probabilities[k]),
                margin=math.fsum([base, *(span.weight for span in spans)]),
                base=base,
                begin=begin,
                end=end,
                spans=spans,
            )
        )
    return Explanation(tuple(explained))


def _listed(scorer: Scorer, text: str, compiled: bool) -> Grams:
    tables: Any = char_tables()
    codes: Any
    codes, starts = code_points([text])
    scratch: Any
    if compiled:
        scratch = scratch_for(folded_length(codes, starts, tables))
    else:
        tables, codes = as_lists(tables), codes.tolist()
        scratch = as_lists(scratch_for(folded_length(codes, starts.tolist(), tables)))
    ranges = scorer.ranges
    buckets, firsts, sizes, counts = list_grams(
        codes, ranges, scorer.windows, tables, word_classes(), scratch
    )
    words, n_windows, of_words, of_chars = map(int, counts)
    kinds = np.full(len(buckets), PATTERNS)
    kinds[:of_words] = WORDS
    kinds[of_words:of_chars] = CHARS
    spans = list(_word_spans(scratch, words))
    return Grams(spans, n_windows, buckets, kinds, firsts, sizes)


def _word_spans(scratch: Any, words: int) -> Iterator[tuple[int, int]]:
    """Yield where in the original each word comes from."""
    kinds, lo, hi = scratch.out_kinds, scratch.out_lo, scratch.out_hi
    i = 0
    for w in range(words):
        while kinds[i] not in WORD_KINDS:
            i += 1
        begin = i
        # Two edges belong to a word; a symbol has no characters there.
        i += max(int(scratch.word_end[w]) - int(scratch.word_begin[w]) - 2, 1)
        yield int(lo[begin]), int(hi[i - 1])


def _bounds(words: int, n_windows: int, windows: Windows) -> NDArray[np.int64]:
    """Return the first word and the end of the whole and of every window."""
    begins = np.arange(n_windows) * windows.step
    ends = np.minimum(begins + windows.size, words)
    return np.vstack([[(0, words)], np.column_stack([begins, ends])])


def _window_margins(
    grams: Grams,
    values: NDArray[np.float64],
    priors: NDArray[np.float64],
    bounds: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Return the margins of the whole and of every window, without intercepts."""
    margins = np.zeros((len(bounds), values.shape[1] - 1))
    if len(bounds) == 1:
        return margins  # there is nothing to choose
    begins, ends = bounds.T
    for kind in range(N_KINDS):
        sums = np.zeros((len(bounds), values.shape[1]))
        for size in range(1, int(grams.sizes.max()) + 1):
            chosen = (grams.kinds == kind) & (grams.sizes == size)
            running = np.zeros((len(grams.spans) + 1, values.shape[1]))
            np.add.at(running, grams.firsts[chosen] + 1, values[chosen])
            running = running.cumsum(axis=0)
            stops = np.maximum(ends - size + 1, begins)
            sums += running[stops] - running[begins]
        margins += sums[:, 1:] / np.sqrt(sums[:, :1] + priors[kind])
    return margins


def _spans(
    grams: Grams,
    values: NDArray[np.float64],
    column: int,
    priors: NDArray[np.float64],
    first: int,
    last: int,
) -> tuple[Span, ...]:
    """Return what the words ``first`` to ``last`` add to a margin."""
    inside = (grams.firsts >= first) & (grams.firsts + grams.sizes <= last)
    kinds, sizes = grams.kinds[inside], grams.sizes[inside]
    firsts, inner = grams.firsts[inside], values[inside]
    masses = np.bincount(kinds, weights=inner[:, 0], minlength=N_KINDS)
    moved = inner[:, column] / np.sqrt(masses + priors)[kinds] / sizes
    weights = np.zeros(len(grams.spans))
    for place in range(int(sizes.max(initial=0))):
        covers = sizes > place
        weights += np.bincount(
            firsts[covers] + place, weights=moved[covers], minlength=len(weights)
        )
    # One character may stand for several words.
    by_place: defaultdict[tuple[int, int], float] = defaultdict(float)
    for place_of, weight in zip(grams.spans, weights.tolist(), strict=True):
        by_place[place_of] += weight
    spans = [Span(*place_of, weight) for place_of, weight in by_place.items() if weight]
    spans.sort(key=lambda span: (-abs(span.weight), span.begin, span.end))
    return tuple(spans)
