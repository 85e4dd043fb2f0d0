"""Variants of the project's own lines that training sees beside them.

Some disguise cannot be undone by folding, and which group a sentence names should not
tell whether it is harmful. So a share of the lines is also shown disguised, and lines
that name a group are also shown with other groups in its place.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from random import Random

from harassclf.model.datasets import AUTHORED, LabelledTexts
from harassclf.model.perturb import DISGUISES

VARIANTS = "variants"
# Of 100 lines so many are also shown in each of these disguises.
DISGUISED = {
    "leet": 6,
    "spaced letters": 5,
    "repeated letters": 6,
    "dropped vowels": 6,
    "emoji for words": 4,
}
SWAPS = 2
# A variant says less than the line it comes from.
WEIGHT = 0.4

# Words for groups that can stand in each other's place, after the groups of HateCheck
# (Röttger et al. 2021) and Borkan et al. 2019, in neutral words.
ADJECTIVES = (
    *("muslim", "jewish", "christian", "hindu", "sikh", "catholic", "atheist"),
    *("black", "white", "asian", "african", "arab", "mexican", "polish", "indian"),
    *("romanian", "chinese", "turkish", "irish", "gay", "lesbian", "bisexual"),
    *("trans", "transgender", "queer", "disabled", "deaf", "blind", "autistic"),
    *("immigrant", "refugee", "old", "young", "poor", "female", "male"),
)
PLURALS = (
    *("muslims", "jews", "christians", "hindus", "sikhs", "catholics", "atheists"),
    *("arabs", "mexicans", "asians", "africans", "indians", "immigrants"),
    *("refugees", "migrants", "foreigners", "women", "men", "girls", "gays"),
    *("lesbians", "pensioners", "romanians", "turks"),
)
# These have other meanings, so they are put in but not taken out.
AMBIGUOUS = frozenset(
    (
        *("black", "white", "old", "young", "poor", "blind", "polish", "indian"),
        *("chinese", "irish", "girls", "men", "women", "turkish"),
    )
)
WORD_RE = re.compile(r"[A-Za-z]{3,12}")


def with_variants(texts: LabelledTexts) -> int:
    """Append variants of the project's own lines to `texts`; return how many.

    A variant keeps labels and voice, so it is left out wherever its voice is. Which
    ones are made depends on the line alone.
    """
    added = 0
    for i in range(len(texts)):
        kind, _, voice = texts.sets[i].partition(":")
        if kind != AUTHORED:
            continue
        for variant in _variants(texts.texts[i]):
            texts.add(
                variant,
                texts.labels[i],
                weights=texts.weights[i] * WEIGHT,
                groups=texts.groups[i],
                sets=f"{VARIANTS}:{voice}",
                families=texts.families[i],
                private=False,
            )
            added += 1
    return added


def _variants(text: str) -> Iterator[str]:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    random = Random(digest)  # noqa: S311
    percent, sum_so_far = random.randrange(100), 0
    for name, share in DISGUISED.items():
        if sum_so_far <= percent < sum_so_far + share:
            changed = DISGUISES[name](text, random)
            if changed != text:
                yield changed
        sum_so_far += share
    for _ in range(SWAPS):
        changed = swap_groups(text, random)
        if changed == text:
            return
        yield changed


def swap_groups(text: str, random: Random) -> str:
    """Put another group in the place of each one named, the same for the same word.

    Parameters
    ----------
    text : str
    random : Random

    Returns
    -------
    str
        `text` itself where it names no group by a word that means nothing else.
    """
    chosen: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        word = match[0].lower()
        if word in AMBIGUOUS:
            return match[0]
        for words in (ADJECTIVES, PLURALS):
            if word in words:
                new = chosen.setdefault(word, random.choice(words))
                return new.capitalize() if match[0][0].isupper() else new
        return match[0]

    return WORD_RE.sub(other, text)
