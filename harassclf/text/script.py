"""A first look at the language: the script a text is written in."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Scripts some letters of which look like Latin ones, so that they serve as disguise.
LOOKALIKE_SCRIPTS = ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU")
_LATIN, _LOOKALIKE, _OTHER, _NO_LETTER = range(4)


def mostly_latin(text: str) -> bool:
    """Tell whether at least half of the letters of `text` are Latin.

    Of a word that mixes Latin letters with those of a script that looks alike, all
    letters count as Latin: that is disguise, not a language. So do full-width and
    mathematical letters. A text without letters counts as Latin. This finds Russian,
    Arabic or Chinese; it does not tell English from French.

    Parameters
    ----------
    text : str

    Examples
    --------
    >>> mostly_latin("привет как дела"), mostly_latin("i will кіll you")
    (False, True)
    >>> mostly_latin("ok 👍"), mostly_latin("123")
    (True, True)
    """
    if text.isascii():
        return True
    latin = foreign = 0
    for word in text.split():
        if word.isascii():
            latin += sum(map(str.isalpha, word))
            continue
        scripts = list(map(_script, word))
        mixed = _LATIN in scripts
        alike = scripts.count(_LOOKALIKE)
        latin += scripts.count(_LATIN) + alike * mixed
        foreign += scripts.count(_OTHER) + alike * (not mixed)
    return foreign <= latin


@lru_cache(maxsize=1 << 16)
def _script(char: str) -> int:
    if not char.isalpha():
        return _NO_LETTER
    plain = unicodedata.normalize("NFKC", char)
    name = unicodedata.name(plain[0], "")
    if name.startswith("LATIN"):
        return _LATIN
    return _LOOKALIKE if name.startswith(LOOKALIKE_SCRIPTS) else _OTHER
