"""Records of a text file, with the bytes they came from.

Any encoding is read by the same code: text in a code that contains ASCII is looked at
as Latin-1, so that one character is one byte, and decoded record by record.
"""

from __future__ import annotations

import codecs
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from harassclf.errors import ReadError
from harassclf.readers.base import Source
from harassclf.tables.cells import (
    clean_text,
    closing_quote,
    ends_inside_quotes,
    split_record,
)

CHUNK_BYTES = 1 << 20
# Longer than any message; a record without an end must not fill the memory.
MAX_RECORD_CHARS = 16 << 20
# How much may be read again after quotation marks that never close; a line counts
# for some characters more.
MAX_REREAD_CHARS = 16 << 20
LINE_COST = 64

DELIMITERS = (",", ";", "\t", "|")
# Of a file with one column: stands in no text, so that nothing is split.
NO_DELIMITER = "\uffff"
SAMPLE_RECORDS = 50
MIN_CONSTANT_SHARE = 0.8

# Longest first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes of a file become text.

    Attributes
    ----------
    name : str
        Python's name of it.
    mark : int
        Length of the byte order mark.
    guessed : bool
        Whether nothing in the file proves it.
    """

    name: str
    mark: int = 0
    guessed: bool = False

    @property
    def unit(self) -> str:
        """The code in which the file is cut into lines."""
        return self.name if self.name.startswith(("utf-16", "utf-32")) else "latin-1"

    def raw(self, text: str) -> bytes:
        """Return the bytes of `text` as `lines` gave it."""
        return text.encode(self.unit, "surrogatepass")

    def decode(self, text: str) -> tuple[str, bool]:
        """Return what `text`, as `lines` gave it, says, and whether all of it fits."""
        if self.unit != "latin-1":
            return clean_text(text), True
        if text.isascii():
            return text, True
        raw = self.raw(text)
        decoded = raw.decode(self.name, "replace")
        # cp1252 has no character for five bytes; UTF-8 has many rules to break.
        if "\ufffd" not in decoded:
            return decoded, True
        return decoded, decoded.encode(self.name, "replace") == raw


@dataclass(slots=True)
class Line:
    """One physical line, or one record of several.

    Attributes
    ----------
    text : str
        As `Encoding.raw` and `Encoding.decode` take it, with its line end.
    number : int
        Of its first line, from 1.
    offset : int
        Byte at which it starts.
    whole : bool
        False if it is longer than is read, or ends inside quotation marks.
    """

    text: str
    number: int
    offset: int
    whole: bool = True

    @property
    def body(self) -> str:
        """The text without its line end."""
        return self.text.removesuffix("\n").removesuffix("\r")


def detect_encoding(source: Source, *, narrow: str = "cp1252") -> Encoding:
    """Return the encoding of `source`: byte order mark, UTF-8, else `narrow`.

    A file of which more lines are valid UTF-8 than not is UTF-8 with damage.
    """
    for mark, name in _MARKS:
        if source.head.startswith(mark):
            return Encoding(name, len(mark))
    plain = Encoding("utf-8")
    if _is_all_utf8(source):
        return plain
    good = bad = 0
    with source.open() as stream:
        for line in lines(stream, plain):
            if not line.text.isascii():
                valid = _is_utf8(plain.raw(line.text))
                good, bad = good + valid, bad + (not valid)
    return plain if good > bad or not bad else Encoding(narrow, guessed=True)


def lines(stream: BinaryIO, encoding: Encoding) -> Iterator[Line]:
    """Yield the physical lines of `stream`, each with its line end.

    Lines end at LF, or at CR in a file that starts without any LF.
    """
    stream.read(encoding.mark)
    decoder = codecs.getincrementaldecoder(encoding.unit)("surrogatepass")
    narrow = encoding.unit == "latin-1"
    number, offset = 1, encoding.mark
    rest = end = ""
    skipping = False
    while chunk := stream.read(CHUNK_BYTES):
        text = rest + decoder.decode(chunk)
        end = end or ("\n" if "\n" in text or "\r" not in text[:-1] else "\r")
        parts = text.split(end)
        rest = parts.pop()
        for part in parts:
            line = Line(part + end, number, offset)
            if not skipping:
                yield line
            skipping = False
            number += 1
            offset += len(line.text if narrow else encoding.raw(line.text))
        if len(rest) > MAX_RECORD_CHARS:
            if not skipping:
                yield Line("", number, offset, whole=False)
            offset += len(encoding.raw(rest))
            rest, skipping = "", True
    if rest and not skipping:
        yield Line(rest, number, offset)


def records(stream: BinaryIO, encoding: Encoding, delimiter: str) -> Iterator[Line]:
    """Yield the CSV records of `stream`.

    A stray quotation mark would swallow all rows up to the next one, or the rest of
    the file. Of such a record (it never closes, or has several lines and another
    number of cells than the file's first record) the first line is given, marked as
    not whole. Reading goes on with its second line if most of its lines have as many
    cells as the first record, so that one stray mark costs one row; else (a file
    that was cut off) behind it.
    """
    width = 0
    budget = MAX_REREAD_CHARS
    source = lines(stream, encoding)
    again: deque[Line] = deque()
    while True:
        taken, whole = _next_record(again, source, delimiter)
        if not taken:
            return
        first = taken[0]
        text = first.text if len(taken) == 1 else "".join(x.text for x in taken)
        record = Line(text, first.number, first.offset)
        if whole and len(taken) > 1:
            cells = len(split_record(record.body, delimiter))
            whole = cells == (width or cells) and _closes_well(record.body, delimiter)
        if whole:
            width = width or len(split_record(record.body, delimiter))
            yield record
            continue
        yield Line(first.text, first.number, first.offset, whole=False)
        budget -= sum(len(line.text) + LINE_COST for line in taken)
        fitting = sum(
            len(split_record(line.body, delimiter)) == width for line in taken[1:]
        )
        if width > 1 and budget > 0 and 2 * fitting > len(taken) - 1:
            again.extendleft(reversed(taken[1:]))


def _next_record(
    again: deque[Line], source: Iterator[Line], delimiter: str
) -> tuple[list[Line], bool]:
    """Return the lines of the next record, and whether it is whole."""
    taken: list[Line] = []
    inside = False
    size = 0
    while True:
        line = again.popleft() if again else next(source, None)
        if line is None:
            return taken, False
        taken.append(line)
        size += len(line.text)
        if not line.whole or size > MAX_RECORD_CHARS:
            return taken, False
        inside = ends_inside_quotes(line.text, delimiter, inside)
        if not inside:
            return taken, True


def _closes_well(record: str, delimiter: str) -> bool:
    """Tell whether each quoted cell of a record of several lines ends with its quote.

    Otherwise two rows with one stray quotation mark each look like one long row.
    """
    position = 0
    while position >= 0:
        if record.startswith('"', position):
            position = closing_quote(record, position + 1) + 1
            if position < len(record) and not record.startswith(delimiter, position):
                return False
        position = record.find(delimiter, position)
        if position >= 0:
            position += 1
    return True


def find_delimiter(head: str, *, complete: bool) -> str:
    """Return the separator that gives the records of `head` one width.

    Parameters
    ----------
    head : str
        The start of a file.
    complete : bool
        Whether it is all of it, so that the last record is not cut.
    """
    best = (0.0, 0, NO_DELIMITER)
    for delimiter in DELIMITERS:
        widths = sample_widths(head, delimiter, complete=complete)
        if not widths or widths[0] < 2:
            continue
        share = widths.count(widths[0]) / len(widths)
        if share >= MIN_CONSTANT_SHARE or len(widths) <= 2:
            best = max(best, (round(share, 1), widths[0], delimiter))
    return best[2]


def header_cells(head: str, delimiter: str) -> list[str]:
    """Return the cells of the first line of `head` that is not blank."""
    rows = (row for row in head.splitlines() if row.strip())
    return split_record(next(rows, ""), delimiter)


def sample_widths(head: str, delimiter: str, *, complete: bool) -> list[int]:
    """Return how many cells the first records of `head` have."""
    widths: list[int] = []
    parts: list[str] = []
    inside = False
    rows = head.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for row in rows if complete else rows[:-1]:
        inside = ends_inside_quotes(row, delimiter, inside)
        parts.append(row)
        if not inside:
            record = "\n".join(parts)
            parts.clear()
            if record.strip():
                widths.append(len(split_record(record, delimiter)))
        if len(widths) == SAMPLE_RECORDS:
            break
    return widths


def decode_head(source: Source) -> str:
    """Return the start of `source` as text, as well as that can be done unread."""
    for mark, name in _MARKS:
        if source.head.startswith(mark):
            return source.head[len(mark) :].decode(name, "ignore")
    try:
        decoder = codecs.getincrementaldecoder("utf-8")()
        return decoder.decode(source.head)
    except UnicodeDecodeError:
        return source.head.decode("cp1252", "replace")


def refuse_empty(source: Source) -> None:
    """Raise a ReadError if nothing but blanks and a byte order mark is in `source`."""
    whole = len(source.head) >= source.size
    if whole and not decode_head(source).strip(" \t\r\n\ufeff\x00"):
        raise ReadError(source.name, "the file is empty.")


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_all_utf8(source: Source) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with source.open() as stream:
        try:
            while chunk := stream.read(CHUNK_BYTES):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True
