"""Making text from an export safe and short enough for a terminal."""

from __future__ import annotations

import unicodedata

# Direction controls reorder what a reader sees (CVE-2021-42574); the rest hides.
_VISIBLE = {
    0x061C: "ALM",
    0x200B: "ZWSP",
    0x200E: "LRM",
    0x200F: "RLM",
    **{0x202A + i: name for i, name in enumerate(("LRE", "RLE", "PDF", "LRO", "RLO"))},
    **{0x2066 + i: name for i, name in enumerate(("LRI", "RLI", "FSI", "PDI"))},
    0x2060: "WJ",
    0xFEFF: "BOM",
}


def plain(text: str, width: int | None = None) -> str:
    r"""Return `text` on one line, nothing in it able to steer a terminal.

    Parameters
    ----------
    text : str
    width : int, default=None
        Characters at most, the last of them an ellipsis; None for all.

    Returns
    -------
    str
        Control, format and private-use characters and lone surrogates are shown as
        ``<U+001B>``, direction marks by their names, line breaks as a space.

    Examples
    --------
    >>> plain("a\x1b[31mb\nc")
    'a<U+001B>[31mb c'
    """
    cut = width is not None and len(text) > width
    shown = "".join(map(_shown, text[: width - 1] if cut and width else text))
    return shown + "…" if cut else shown


def _shown(char: str) -> str:
    if char in "\n\r\t\u2028\u2029":
        return " "
    code = ord(char)
    if code in _VISIBLE:
        return f"<{_VISIBLE[code]}>"
    if char != "\u200d" and unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co"):
        return f"<U+{code:04X}>"
    return char
