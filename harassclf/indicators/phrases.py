"""The language in which cues are written, and what it compiles to.

A phrase is tokens with spaces between them; it matches FOLDED text (lower case, no
apostrophes inside words: "don't" is ``dont``).

=============  =============================================================
``kill``       the word
``a|b|c``      one of them; ``_`` is a space inside one: ``do_not|dont``
``{you}``      a group of `harassclf.indicators.vocabulary`; may stand in
               an alternation: ``{you}|them``
``track*``     the word and up to eight more letters: track, tracking
``a|b?``       the whole token may be missing
``..4``        up to four words within the sentence
``~4``         up to four words, over the ends of sentences too
``!a|b``       the next word is none of these
``^`` ``$``    begin and end of a sentence or clause; ``now|$`` is the word or the end
``^^`` ``$$``  begin and end of the message
`` & ``        both sides, in any order, at most `NEAR` characters apart; the
               span is that of the first
=============  =============================================================

Every repetition is bounded, so searching is linear in the length of the text.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from harassclf.indicators.vocabulary import COMMON_WORDS, GROUPS, PATTERNS

NEAR = 110
STEM_LETTERS = 4
MAX_ANCHORS = 3

_SEP = r"[\s,;:'\"*()/-]{1,3}"
_ANY_SEP = r"[\W_]{1,6}"
_WORD = r"[^\s,;:'\"*()/.!?-]{1,24}(?:\.\d{1,6})?"
_BEGIN = r"(?:^|(?<=[.!?\n,:;\"'-])|(?<=[.!?,:;'-]\s)|(?<=[^\w\s]\s))"
_END = r"(?=\s{0,2}(?:[^\w\s]|$)|\s{0,1}\n)"
_MESSAGE_BEGIN, _MESSAGE_END = r"(?:\A\W{0,4})", r"(?=\W{0,8}\Z)"
_GROUP_RE = re.compile(r"\{(\w+)\}")


class Phrase(NamedTuple):
    """A compiled phrase.

    Attributes
    ----------
    parts : tuple of str
        Regular expressions; all have to match.
    anchors : tuple of frozenset of str
        At most `MAX_ANCHORS` sets of whole words, or of stems that end in ``*``; any
        match holds one word of each set. The set met least often comes first.
    """

    parts: tuple[str, ...]
    anchors: tuple[frozenset[str], ...]


@functools.cache
def compile_phrase(source: str) -> Phrase:
    """Return what `source` compiles to.

    Parameters
    ----------
    source : str
        A phrase in the language of this module.

    Raises
    ------
    KeyError
        If it names a group that does not exist.
    """
    sides = [side.split() for side in source.split(" & ")]
    choices = sorted((a for side in sides for a in _anchor_sets(side)), key=_cost)
    return Phrase(tuple(map(_regex, sides)), tuple(choices[:MAX_ANCHORS]))


@functools.cache
def pattern(regex: str) -> re.Pattern[str]:
    """Return the compiled form of a part of a phrase, made once."""
    return re.compile(regex)


@functools.cache
def alternatives(token: str) -> tuple[str, ...]:
    """Return what a token may be, groups spelled out, ``_`` for a space."""
    found: list[str] = []
    for one in token.split("|"):
        group = _GROUP_RE.fullmatch(one)
        if group and group[1] in GROUPS:
            found.extend(alternatives("|".join(GROUPS[group[1]].split())))
        else:
            found.append(one)
    return tuple(dict.fromkeys(found))


def _alternative_regex(one: str) -> str:
    group = _GROUP_RE.fullmatch(one)
    if group:
        return PATTERNS[group[1]]
    words = one.split("_")
    stems = [
        re.escape(w[:-1]) + r"\w{0,8}" if w.endswith("*") else re.escape(w)
        for w in words
    ]
    return _SEP.join(stems)


@functools.cache
def _token_regex(token: str) -> str:
    inside = "|".join(map(_alternative_regex, alternatives(token)))
    return rf"(?<!\w)(?:{inside})(?!\w)"


def _regex(tokens: list[str]) -> str:
    out: list[str] = []
    sep = ""
    for token in tokens:
        if token in _EDGES:
            out.append(_EDGES[token])
        elif token[:2] == "..":
            gap = rf"{sep}{_WORD}" if sep else rf"{_WORD}{_SEP}"
            out.append(rf"(?:{gap}){{0,{int(token[2:])}}}")
        elif token[0] == "~":
            out.append(rf"{_ANY_SEP}(?:\S{{1,32}}\s{{1,3}}\W{{0,3}}){{0,{token[1:]}}}")
            sep = ""
        elif token[0] == "!":
            out.append(rf"(?!{sep}{_token_regex(token[1:])})")
        elif token[-1] == "?":
            out.append(rf"(?:{sep}{_token_regex(token[:-1])})?")
            # A missing first token takes the space behind it along.
            if not sep:
                out[-1] = rf"(?:{_token_regex(token[:-1])}{_SEP})?"
                continue
            sep = _SEP
        elif _EDGES.keys() & set(token.split("|")):
            out.append(_word_or_edge(sep, token))
            sep = _SEP
        else:
            out.append(sep + _token_regex(token))
            sep = _SEP
    return "".join(out)


def _word_or_edge(sep: str, token: str) -> str:
    """Return what matches one of the words, or an edge in their place."""
    parts = token.split("|")
    edges = [_EDGES[one] for one in parts if one in _EDGES]
    words = "|".join(one for one in parts if one not in _EDGES)
    return f"(?:{sep}{_token_regex(words)}|{'|'.join(edges)})"


_EDGES = {"^": _BEGIN, "$": _END, "^^": _MESSAGE_BEGIN, "$$": _MESSAGE_END}


def _anchor_sets(tokens: list[str]) -> list[frozenset[str]]:
    """Return for each token that has to be there the words it can be found by."""
    found = []
    for token in tokens:
        optional = token[0] in "!~" or token[:2] == ".." or token[-1] == "?"
        if optional or _EDGES.keys() & set(token.split("|")):
            continue
        anchors = [_anchor(one) for one in alternatives(token)]
        if all(anchors):
            found.append(frozenset(anchors))
    return found


def _anchor(one: str) -> str:
    """Return the rarest word of an alternative, empty where there is none."""
    if _GROUP_RE.fullmatch(one):
        return ""
    usable = [
        word
        for word in one.split("_")
        if not word.endswith("*") or len(word) > STEM_LETTERS
    ]
    return min(usable, key=lambda word: (word in COMMON_WORDS, -len(word)), default="")


def _cost(anchors: frozenset[str]) -> float:
    return sum(20.0 if a in COMMON_WORDS else 1.0 for a in anchors)
