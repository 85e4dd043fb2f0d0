r"""Cells of a CSV file: harmless in a spreadsheet, and exactly recoverable.

No pandas here, so that a reader can undo what `harassclf.tables.files` did.

Formulas
    Each line of a cell that a spreadsheet might run gets an apostrophe in front, and
    so does each line that already starts with one. Undoing drops one apostrophe from
    each line that starts with one. That is exact for every string: no unmarked line
    starts with an apostrophe, and no mark adds or removes a line.

Lists
    Elements are joined by ``"; "``. In an element a backslash is doubled, ``"; "``
    becomes ``"\; "``, and an empty element is written ``"\e"``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# All that str.splitlines or a spreadsheet takes for the end of a line.
_LINE_END = "\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
# Spaces, controls and invisible characters that a program may strip before it looks
# at the first character. Without the line ends, so that no character is looked at
# from two lines and the search stays linear.
_IGNORED = (
    "\x00-\x09\x0e-\x1b\x1f\x20\x7f-\x84\x86-\xa0\xad\u034f\u061c\u115f\u1160\u1680"
    "\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u202a-\u202f\u205f-\u206f\u2800\u3000"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
# OWASP's list, and every character whose compatibility form (NFKC) is in it.
_STARTS_FORMULA = (
    "=+\\-@"
    "\u207a\u207c\u208a\u208c\ufb29\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20"
)
LIVE_LINE_RE = re.compile(
    rf"""
    (?: \A | (?<=[{_LINE_END}]) )                # a line starts here, and
    (?= ['\t]                                    # has our own mark or OWASP's tab
      | [{_IGNORED}]*+ [{_STARTS_FORMULA}]       # or a formula, perhaps after spaces
    )
    | \A (?=\r)                                  # OWASP's carriage return
    """,
    re.VERBOSE,
)
MARK_RE = re.compile(rf"(?:\A|(?<=[{_LINE_END}]))'")

# Half of a UTF-16 pair on its own is no character: UTF-8, Arrow and every file format
# refuse it. Broken exports contain them; the raw record keeps the original bytes.
LONE_SURROGATE_RE = re.compile("[\ud800-\udfff]")

LIST_SEPARATOR = "; "
_ESCAPED_RE = re.compile(r"\\([\\;e])")
_PART_RE = re.compile(r"(?:[^\\;]++|\\[\\;e]|\\|;(?!\x20))++")


def clean_text(text: str) -> str:
    """Return `text` with lone surrogates replaced by U+FFFD, else unchanged."""
    return text if text.isascii() else LONE_SURROGATE_RE.sub("\ufffd", text)


def clean_texts(texts: list[str]) -> list[str]:
    """Return `clean_text` of each; the list itself where nothing is to be done."""
    # Nearly always one look at all of them together is enough.
    if LONE_SURROGATE_RE.search("".join(texts)) is None:
        return texts
    return [clean_text(text) for text in texts]


def escape_cell(cell: str) -> str:
    r"""Return `cell` so that no spreadsheet takes a line of it for a formula.

    Parameters
    ----------
    cell : str
        Any text.

    Returns
    -------
    str
        With an apostrophe before each line that starts (after spaces and invisible
        characters) with one of ``= + - @``, their full-width and other compatibility
        forms, or starts with a tab, a carriage return or an apostrophe.

    Examples
    --------
    >>> escape_cell("=1+1"), escape_cell("'tis"), escape_cell("a=b")
    ("'=1+1", "''tis", 'a=b')
    >>> escape_cell("a\n +b")
    "a\n' +b"
    """
    return LIVE_LINE_RE.sub("'", cell)


def unescape_cell(cell: str) -> str:
    r"""Undo `escape_cell`.

    Examples
    --------
    >>> unescape_cell("'=1+1"), unescape_cell("''tis"), unescape_cell("a=b")
    ('=1+1', "'tis", 'a=b')
    """
    return MARK_RE.sub("", cell) if "'" in cell else cell


def join_list(parts: Iterable[str]) -> str:
    r"""Return `parts` as one cell, see the module.

    Examples
    --------
    >>> join_list(["Ana", "Ben; Co", ""])
    'Ana; Ben\\; Co; \\e'
    """
    return LIST_SEPARATOR.join(
        part.replace("\\", r"\\").replace("; ", r"\; ") or r"\e" for part in parts
    )


def split_list(cell: str) -> list[str]:
    r"""Undo `join_list`; parts that are empty without ``\e`` are dropped.

    Examples
    --------
    >>> split_list("Ana; Ben\\; Co; \\e")
    ['Ana', 'Ben; Co', '']
    >>> split_list("")
    []
    """
    if "\\" not in cell:
        return [part for part in cell.split(LIST_SEPARATOR) if part]
    parts: list[str] = []
    position = 0
    while position < len(cell):
        match = _PART_RE.match(cell, position)
        if match is not None:
            parts.append(_ESCAPED_RE.sub(_unescaped, match[0]))
            position = match.end()
        position += len(LIST_SEPARATOR)
    return parts


def _unescaped(match: re.Match[str]) -> str:
    return "" if match[1] == "e" else match[1]


def ends_inside_quotes(line: str, delimiter: str, inside: bool) -> bool:
    r"""Tell whether a CSV record goes on after `line`.

    Parameters
    ----------
    line : str
        One physical line.
    delimiter : str
        One character.
    inside : bool
        The answer for the line before; False at the start of a record.

    Returns
    -------
    bool
        True if the line ends inside a quoted cell. A quotation mark that does not
        start a cell is an ordinary character, as in ``5" pipe``.
    """
    if '"' not in line:
        return inside
    opening = delimiter + '"'
    position = 0
    if not inside:
        if not line.startswith('"'):
            position = line.find(opening)
            if position < 0:
                return False
            position += 1
        position += 1
    while True:
        end = closing_quote(line, position)
        if end < 0:
            return True
        position = line.find(opening, end)
        if position < 0:
            return False
        position += 2


def split_record(record: str, delimiter: str) -> list[str]:
    r"""Return the cells of one CSV record without its line end.

    The csv module is not used because its limit on the length of a cell is one
    setting for the whole process.

    Parameters
    ----------
    record : str
        Complete, see `ends_inside_quotes`.
    delimiter : str
        One character.

    Examples
    --------
    >>> split_record('a,"b ""c"", d",5" pipe,', ",")
    ['a', 'b "c", d', '5" pipe', '']
    """
    if '"' not in record:
        return record.split(delimiter)
    cells: list[str] = []
    position = 0
    while True:
        cell = ""
        if record.startswith('"', position):
            end = closing_quote(record, position + 1)
            end = len(record) if end < 0 else end
            cell = record[position + 1 : end].replace('""', '"')
            position = end + 1
        end = record.find(delimiter, position)
        if end < 0:
            cells.append(cell + record[position:])
            return cells
        cells.append(cell + record[position:end])
        position = end + 1


def closing_quote(text: str, position: int) -> int:
    """Return where the quoted cell ends whose contents start at `position`, or -1."""
    while True:
        end = text.find('"', position)
        if end < 0 or not text.startswith('"', end + 1):
            return end
        position = end + 2
