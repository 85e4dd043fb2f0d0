"""Finding the evidence for every rule, in one text or in many.

A text is cut into words first, and the words say which cues are worth trying: each
cue has words of which one must occur (`Phrase.anchors`). Ordinary messages hold few
of them, so most of a batch is never searched.
"""

from __future__ import annotations

import functools
import operator
import string
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from harassclf.indicators.phrases import (
    MAX_ANCHORS,
    NEAR,
    STEM_LETTERS,
    compile_phrase,
    pattern,
)
from harassclf.indicators.registry import RULES
from harassclf.indicators.rule import Cue, Rule
from harassclf.text.batch import as_texts
from harassclf.text.fold import fold_all, fold_with_spans

# Vetoes and `unless` look this far to either side of a match.
AROUND = 90
# A text that says the same thing on and on needs no more than this to be shown.
MAX_MATCHES = 16
# Words whose anchors are remembered; about 40 MB at most.
MAX_WORDS = 1 << 17
EVERY = tuple(range(len(RULES)))

_NOT_WORDS = bytes.maketrans(
    (string.punctuation + "\n\r\t\v\f").encode(),
    b" " * (len(string.punctuation) + 5),
)


class Evidence(NamedTuple):
    """Where a text shows a behaviour.

    Attributes
    ----------
    name : str
        The indicator.
    begin, end : int
        Half-open span of code points in the original text.
    strength : int
        2 decides on its own, 1 suggests.
    """

    name: str
    begin: int
    end: int
    strength: int


class _Cue(NamedTuple):
    rule: int
    parts: tuple[str, ...]
    strength: int
    silent: tuple[tuple[str, ...], ...]


class _Bits(dict[str, int]):
    """Word -> which anchors of which cues it is, as bits of an int.

    Bit ``c + n * k`` stands for set ``k`` of the anchors of cue ``c`` of ``n``. Words
    are looked up as they come; stems are tried once for each new word.
    """

    def __init__(self, words: dict[str, int], stems: dict[str, int]) -> None:
        super().__init__()
        self._words, self._stems = words, stems

    def __missing__(self, word: str) -> int:
        stem = self._stems.get(word[:STEM_LETTERS], 0)
        bits = self._words.get(word, 0) | stem
        if len(self) < MAX_WORDS:
            self[word] = bits
        return bits


class _Index(NamedTuple):
    """Cues, what words say of them, and the anchors that need no word."""

    cues: tuple[_Cue, ...]
    bits: _Bits
    always: int


@functools.lru_cache(maxsize=64)
def _index(rules: tuple[int, ...]) -> _Index:
    """Return the index of some rules; compiling those of all costs a quarter second."""
    listed = list(RULES.values())
    numbered = [(k, listed[k], cue) for k in rules for cue in listed[k].cues]
    found: list[_Cue] = []
    words: dict[str, int] = {}
    stems: dict[str, int] = {}
    always = 0
    for place, (number, rule, cue) in enumerate(numbered):
        phrase = compile_phrase(cue.phrase)
        found.append(_Cue(number, phrase.parts, cue.strength, _silent(rule, cue)))
        for k in range(MAX_ANCHORS):
            bit = 1 << (place + len(numbered) * k)
            if k >= len(phrase.anchors):
                always |= bit
                continue
            for anchor in phrase.anchors[k]:
                is_stem = anchor.endswith("*")
                table = stems if is_stem else words
                key = anchor[:STEM_LETTERS] if is_stem else anchor
                table[key] = table.get(key, 0) | bit
    return _Index(tuple(found), _Bits(words, stems), always)


def _silent(rule: Rule, cue: Cue) -> tuple[tuple[str, ...], ...]:
    return tuple(compile_phrase(veto).parts for veto in (*cue.unless, *rule.vetoes))


def find_evidence(text: str) -> list[Evidence]:
    """Return what `text` shows, in the order of the text.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of Evidence
        Spans of one indicator do not overlap; those of different ones may.

    Raises
    ------
    InvalidTextError
        If `text` is not a str.
    """
    folded, spans = fold_with_spans(text)
    names = tuple(RULES)
    per_rule: dict[int, list[tuple[int, int, int]]] = {}
    index = _index(EVERY)
    wanted = next(_wanted([folded], index))
    for cue in _chosen(wanted, index):
        for begin, end in _matches(cue, folded):
            per_rule.setdefault(cue.rule, []).append((begin, end, cue.strength))
    found = [
        Evidence(names[rule], spans[begin][0], spans[end - 1][1], strength)
        for rule, matches in per_rule.items()
        for begin, end, strength in _merged(matches)
    ]
    return sorted(found, key=lambda one: (one.begin, one.end, one.name))


def match_texts(
    texts: Iterable[str], rules: tuple[int, ...] | None = None
) -> NDArray[np.uint8]:
    """Return how strongly each text shows each behaviour.

    Parameters
    ----------
    texts : iterable of str, length n_texts
    rules : tuple of int, default=None
        Which of `RULES` to look for, by their number; the others stay 0. None takes
        all.

    Returns
    -------
    strengths : ndarray of shape (n_texts, 13), dtype=uint8
        Columns in the order of `RULES`; 0 no evidence, 1 suggestive, 2 decisive.

    Raises
    ------
    InvalidTextError
        If an element is not a str; ``index`` tells which.
    """
    listed = as_texts(texts)
    strengths = np.zeros((len(listed), len(RULES)), np.uint8)
    folded = fold_all(listed)
    index = _index(EVERY if rules is None else rules)
    for row, wanted in enumerate(_wanted(folded, index)):
        if not wanted:
            continue
        for cue in _chosen(wanted, index):
            if cue.strength > strengths[row, cue.rule] and any(
                True for _ in _matches(cue, folded[row])
            ):
                strengths[row, cue.rule] = cue.strength
    return strengths


def _wanted(folded: list[str], index: _Index) -> Iterator[int]:
    """Yield for each text the cues of which all anchors are there, as bits."""
    look_up, always, n_cues = index.bits.__getitem__, index.always, len(index.cues)
    every = (1 << n_cues) - 1
    # Folding leaves no NUL, and bytes.translate is the quickest way to cut words.
    raw = "\0".join(folded).encode().translate(_NOT_WORDS).decode()
    for text in raw.split("\0"):
        known = filter(None, map(look_up, text.split()))
        bits = functools.reduce(operator.or_, known, always)
        wanted = bits & every
        for k in range(1, MAX_ANCHORS):
            wanted &= bits >> (n_cues * k)
        yield wanted


def _chosen(bits: int, index: _Index) -> Iterator[_Cue]:
    cues = index.cues
    while bits:
        low = bits & -bits
        yield cues[low.bit_length() - 1]
        bits ^= low


def _matches(cue: _Cue, text: str) -> Iterator[tuple[int, int]]:
    """Yield where `cue` matches and nothing around silences it."""
    first, *others = map(pattern, cue.parts)
    if not all(other.search(text) for other in others):
        return
    tried = 0
    for match in first.finditer(text):
        begin, end = match.span()
        if begin == end:
            continue
        tried += 1
        if tried > 8 * MAX_MATCHES:
            return
        if others:
            near = text[max(begin - NEAR, 0) : end + NEAR]
            if not all(other.search(near) for other in others):
                continue
        around = text[max(begin - AROUND, 0) : end + AROUND]
        if any(_all_in(parts, around) for parts in cue.silent):
            continue
        if not _in_quotes(text, begin, end):
            yield begin, end


def _in_quotes(text: str, begin: int, end: int) -> bool:
    """Tell whether a match is quoted speech: a report, not the thing itself."""
    before = text[max(begin - NEAR, 0) : begin].count('"')
    return before % 2 == 1 and '"' in text[begin : end + NEAR]


def _all_in(parts: tuple[str, ...], text: str) -> bool:
    return all(pattern(part).search(text) for part in parts)


def _merged(matches: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    merged: list[tuple[int, int, int]] = []
    for begin, end, strength in sorted(matches):
        if merged and begin < merged[-1][1]:
            low, high, most = merged[-1]
            merged[-1] = low, max(high, end), max(most, strength)
        else:
            merged.append((begin, end, strength))
    return merged[:MAX_MATCHES]
