"""Build ``harassclf/resources/fold.npz``, the table behind ``harassclf.text.fold``.

    python data/unicode/build_fold.py harassclf/resources/fold.npz

Needs ``pip install numpy confusable-homoglyphs==3.3.1``. The result depends on the
Unicode version of the Python that runs this, so it is made once and shipped: every
user folds alike whatever Python they have.

What a code point becomes, first rule that applies:

1. nothing, if it is invisible: Default_Ignorable_Code_Point of Unicode's
   DerivedCoreProperties.txt, other format and control characters, and the
   combining marks that are piled on Latin letters for disguise;
2. a space or a line break, if it is any Unicode space;
3. the plain ASCII character for typographic quotes, dashes and enclosed letters;
4. its NFKD base letters, if those are ASCII letters or digits (fullwidth,
   mathematical, accented, ligatures), in lower case;
5. the ASCII letter that UTS #39 confusables.txt lists it as looking like (taken
   from the JSON of confusable-homoglyphs, MIT; data under the Unicode licence);
6. its case-folded NFKC form, if that is one character, else itself.

The rules are applied to their own results until nothing changes, so that folding
twice equals folding once.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from importlib.resources import files
from pathlib import Path

import numpy as np

LIMIT = 0x110000
PAGE = 128
MAX_EXPANSION = 4

# Default_Ignorable_Code_Point (DerivedCoreProperties.txt, Unicode 15.1).
IGNORABLE = [
    (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160),
    (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E),
    (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
]  # fmt: skip
# Marks that combine with Latin letters; marks of other scripts carry their vowels.
LATIN_MARKS = [
    (0x0300, 0x036F), (0x0483, 0x0489), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF), (0xFE20, 0xFE2F),
]  # fmt: skip
BY_HAND = {
    **dict.fromkeys("‘’‚‛ʼʹʻ´`′＇ˈ", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−⁃﹣－", "-"),
    "…": "...",
    "•": "*", "∗": "*", "✱": "*", "＊": "*",
    "⠀": " ",  # braille blank: looks like a space
}  # fmt: skip
for base in (0x1F130, 0x1F150, 0x1F170, 0x1F1E6):  # squared, circled, flags
    BY_HAND |= {chr(base + i): chr(ord("a") + i) for i in range(26)}

OTHER, LETTER, DIGIT, SYMBOL, SPACE = range(5)


def inside(code: int, ranges: list[tuple[int, int]]) -> bool:
    """Tell whether `code` lies in one of the closed `ranges`."""
    return any(low <= code <= high for low, high in ranges)


def lookalikes() -> dict[str, str]:
    """Return non-ASCII character -> ASCII letter it looks like (UTS #39)."""
    text = (
        files("confusable_homoglyphs").joinpath("confusables.json").read_text("utf-8")
    )
    table: dict[str, str] = {}
    for char, rows in json.loads(text).items():
        if len(char) != 1 or char.isascii():
            continue
        letters = [r["c"] for r in rows if r["c"].isascii() and r["c"].isalpha()]
        single = sorted(c for c in letters if len(c) == 1)
        # A capital iota looks like I and l; it stands for the capital.
        if char.isupper() and any(c.isupper() for c in single):
            single = [c for c in single if c.isupper()]
        if single:
            table[char] = single[-1].lower()
        elif "rn" in letters:
            table[char] = "m"
    # UTS #39 pairs only the capitals of some letters (K with its Cyrillic and Greek
    # twins); case is folded here, so the small letter goes where its capital goes.
    for char in list(table):
        table.setdefault(char.lower(), table[char])
    return table


def once(char: str, similar: dict[str, str]) -> str:
    """Return what one application of the rules makes of `char`."""
    code = ord(char)
    category = unicodedata.category(char)
    if char in "\n\r\u2028\u2029\x85\x0b\x0c":
        return "\n"
    if char == "\t" or category == "Zs":
        return " "
    if inside(code, IGNORABLE) or inside(code, LATIN_MARKS) or category in ("Cc", "Cf"):
        return ""
    if char in BY_HAND:
        return BY_HAND[char]
    if code < 0x80:
        return char.lower()
    bare = "".join(
        c
        for c in unicodedata.normalize("NFKD", char)
        if not inside(ord(c), LATIN_MARKS)
    )
    if bare.isascii() and bare.isalnum():
        return bare.lower()
    if char in similar:
        return similar[char]
    plain = unicodedata.normalize("NFKC", char).casefold()
    if len(plain) == 1 or plain.isascii():
        return plain
    return char


def closure(similar: dict[str, str]) -> dict[int, str]:
    """Return code point -> folded string for every code point that changes."""
    table: dict[int, str] = {}
    for code in range(LIMIT):
        if 0xD800 <= code <= 0xDFFF:
            table[code] = "�"
            continue
        result = chr(code)
        for _ in range(8):
            new = "".join(once(c, similar) for c in result)
            if new == result:
                break
            result = new
        else:
            raise SystemExit(f"U+{code:04X} does not settle")
        if result != chr(code):
            table[code] = result if len(result) <= MAX_EXPANSION else chr(code)
    return table


def char_class(char: str) -> int:
    """Return what a folded character is for the tokeniser."""
    if char in " \n":
        return SPACE
    if "A" <= char <= "Z":
        return SYMBOL  # never left by folding: free for the tokens of mask.py
    category = unicodedata.category(char)
    if category[0] in "LM":
        return LETTER
    if category == "Nd":
        return DIGIT
    if char in "!?" or category in ("So", "Sk") or ord(char) >= 0x1F000:
        return SYMBOL
    return OTHER


def build() -> dict[str, np.ndarray]:
    """Return the arrays of the resource."""
    folded = closure(lookalikes())
    delta = np.zeros(LIMIT, np.int32)
    classes = np.zeros(LIMIT, np.uint8)
    drop, expand = np.int32(1 << 30), np.int32(1 << 29)
    expansions: list[str] = []
    for code in range(LIMIT):
        result = folded.get(code, chr(code))
        if result == "":
            delta[code] = drop
        elif len(result) == 1:
            delta[code] = ord(result) - code
        else:
            if result not in expansions:
                expansions.append(result)
            delta[code] = expand + expansions.index(result)
        if not 0xD800 <= code <= 0xDFFF:
            classes[code] = char_class(chr(code))
    starts = np.cumsum([0, *map(len, expansions)]).astype(np.int32)
    flat = np.array([ord(c) for text in expansions for c in text], np.int32)
    fold_index, fold_pages = paged(delta)
    class_index, class_pages = paged(classes)
    return {
        "fold_index": fold_index,
        "fold_pages": fold_pages,
        "class_index": class_index,
        "class_pages": class_pages,
        "expansion_starts": starts,
        "expansion_codes": flat,
    }


def paged(flat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Split `flat` into pages, equal ones stored once."""
    pages, index = np.unique(flat.reshape(-1, PAGE), axis=0, return_inverse=True)
    return index.ravel().astype(np.int16), pages.ravel()


if __name__ == "__main__":
    target = Path(sys.argv[1])
    with target.open("wb") as stream:
        np.savez_compressed(stream, **build())
    size = target.stat().st_size
    print(f"{target}: {size} bytes, Unicode {unicodedata.unidata_version}")
