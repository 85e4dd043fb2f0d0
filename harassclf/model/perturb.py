"""Texts rewritten: what should not change a score, and disguises of words.

Every generator takes a text and a ``random.Random`` and returns a text; the same seed
gives the same text on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random
from types import MappingProxyType

from harassclf.model.perturb_words import EMOJI, LOOKALIKES, NAMES, PLACES

Change = Callable[[str, Random], str]

WEEKDAYS = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
# Not March and May, which are words as well.
MONTHS = (
    "january",
    "february",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WORD_RE = re.compile(r"[^\W\d_]+")
LATIN_WORD_RE = re.compile(r"[A-Za-z]{4,}")
ORDINAL_RE = re.compile(r"\b([12]?\d|3[01])(st|nd|rd|th)\b")
FINAL_RE = re.compile(r"[.!?…]{1,20}\s{0,20}\Z")
ZERO_WIDTH = "\u200b\u200c\u2060\ufeff"
LEET = str.maketrans("aeiostAEIOST", "431057431057")
FULLWIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000}
VOWEL_RE = re.compile(r"(?<=\w)[aeiouAEIOU](?=\w)")


def _as_written(new: str, old: str) -> str:
    """Return `new` in the case of `old`."""
    if old.isupper() and len(old) > 1:
        return new.upper()
    return new.capitalize() if old[0].isupper() else new


def _swapped(text: str, random: Random, words: tuple[str, ...]) -> str:
    """Replace the words that are in `words`, the same word by the same other word."""
    chosen: dict[str, str] = {}
    known = frozenset(words)

    def other(match: re.Match[str]) -> str:
        old = match[0]
        key = old.casefold()
        if key not in known:
            return old
        if key not in chosen:
            taken = {key, *chosen.values()}
            chosen[key] = random.choice([word for word in words if word not in taken])
        return _as_written(chosen[key], old)

    return WORD_RE.sub(other, text)


def _swap_names(text: str, random: Random) -> str:
    return _swapped(text, random, NAMES)


def _swap_places(text: str, random: Random) -> str:
    return _swapped(text, random, PLACES)


def _swap_dates(text: str, random: Random) -> str:
    swapped = _swapped(_swapped(text, random, WEEKDAYS), random, MONTHS)

    def other(match: re.Match[str]) -> str:
        # All of these take "th", so the number stays a good one.
        return f"{random.choice((4, 9, 12, 16, 25, 28))}th"

    return ORDINAL_RE.sub(other, swapped)


def _trail(text: str, random: Random) -> str:
    del random
    return text + "   \n "


def _lower(text: str, random: Random) -> str:
    del random
    return text.lower()


def _upper(text: str, random: Random) -> str:
    del random
    return text.upper()


def _without_final(text: str, random: Random) -> str:
    del random
    return FINAL_RE.sub("", text)


def _with_final(text: str, random: Random) -> str:
    del random
    last = text.rstrip()[-1:]
    return text.rstrip() + "." if last.isalnum() else text


INVARIANCES: Mapping[str, Change] = MappingProxyType(
    {
        "first names swapped": _swap_names,
        "places swapped": _swap_places,
        "dates and weekdays swapped": _swap_dates,
        "trailing spaces": _trail,
        "lower case": _lower,
        "capitals": _upper,
        "without final punctuation": _without_final,
        "with a full stop": _with_final,
    }
)


def _words(text: str, random: Random, change: Callable[[str], str]) -> str:
    """Change about half of the words of four or more letters, at least one."""
    matches = list(LATIN_WORD_RE.finditer(text))
    if not matches:
        return text
    chosen = {match.start() for match in matches if random.random() < 0.5}
    chosen = chosen or {random.choice(matches).start()}
    return LATIN_WORD_RE.sub(
        lambda match: change(match[0]) if match.start() in chosen else match[0], text
    )


def _leet(text: str, random: Random) -> str:
    return _words(text, random, lambda word: word.translate(LEET))


def _spaced(text: str, random: Random) -> str:
    return _words(text, random, " ".join)


def _lookalike(text: str, random: Random) -> str:
    return "".join(
        LOOKALIKES.get(char, char) if random.random() < 0.7 else char for char in text
    )


def _zero_width(text: str, random: Random) -> str:
    def change(match: re.Match[str]) -> str:
        word = match[0]
        at = random.randrange(1, len(word))
        return word[:at] + random.choice(ZERO_WIDTH) + word[at:]

    return LATIN_WORD_RE.sub(change, text)


def _repeated(text: str, random: Random) -> str:
    def change(word: str) -> str:
        at = random.randrange(len(word))
        return word[:at] + word[at] * random.randint(3, 5) + word[at + 1 :]

    return _words(text, random, change)


def _dropped(text: str, random: Random) -> str:
    return _words(text, random, lambda word: VOWEL_RE.sub("", word))


def _fullwidth(text: str, random: Random) -> str:
    del random
    return text.translate(FULLWIDTH)


def _emoji(text: str, random: Random) -> str:
    del random
    return WORD_RE.sub(lambda match: EMOJI.get(match[0].casefold(), match[0]), text)


DISGUISES: Mapping[str, Change] = MappingProxyType(
    {
        "leet": _leet,
        "spaced letters": _spaced,
        "look-alike letters": _lookalike,
        "zero-width characters": _zero_width,
        "repeated letters": _repeated,
        "dropped vowels": _dropped,
        "fullwidth": _fullwidth,
        "emoji for words": _emoji,
    }
)


def changed_by(
    change: Change, texts: list[str], seed: int
) -> tuple[list[str], list[str]]:
    """Return the texts that `change` alters, and what it makes of them.

    Parameters
    ----------
    change : callable
        One of `INVARIANCES` or `DISGUISES`.
    texts : list of str
    seed : int
        Each text has a generator of its own, seeded with this and the text, so that no
        text depends on its neighbours.
    """
    before, after = [], []
    for text in texts:
        # Not for secrets: the same numbers on every machine are what is wanted.
        key = f"{seed}:{text}".encode("utf-8", "surrogatepass")
        rewritten = change(text, Random(key))  # noqa: S311
        if rewritten != text:
            before.append(text)
            after.append(rewritten)
    return before, after
