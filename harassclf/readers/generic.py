"""Any table with one message per row: CSV or TSV, JSON lines, Parquet.

A file that has the columns of our own messages table, as
`harassclf.tables.files.write_table` writes it, is read back as it was. Of any other
the columns are guessed from their names, and what was guessed is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from harassclf.errors import ReadError
from harassclf.readers.base import Options, Reader, Report, Source
from harassclf.readers.delimited import (
    NO_DELIMITER,
    decode_head,
    find_delimiter,
    refuse_empty,
    sample_widths,
)
from harassclf.readers.mapping import (
    DATE,
    DIRECTIONS_OF,
    TIME,
    Mapping,
    describe,
    guess_mapping,
)
from harassclf.readers.rows import CsvRows, JsonRows, ParquetRows, Row, Rows
from harassclf.readers.stamps import StampReader
from harassclf.tables.cells import split_list, split_record
from harassclf.tables.columns import (
    ATTACHMENTS,
    CATEGORIES,
    CATEGORY_DEFAULTS,
    CONVERSATION,
    DIRECTION,
    KIND,
    MESSAGE_ID,
    MESSAGE_TYPES,
    OPTIONAL_MESSAGE_TYPES,
    PLATFORM,
    POSITION,
    RAW_SHA256,
    RECIPIENTS,
    SENDER,
    SENDER_NAME,
    SENT_AT,
    SOURCE,
    SUBJECT,
    TEXT,
    TIME_BASIS,
    Message,
)
from harassclf.tables.strictjson import JsonError, parse_json

PARQUET_MAGIC = b"PAR1"
_FIELD_TYPES = MESSAGE_TYPES | OPTIONAL_MESSAGE_TYPES
_MAIL_RE = re.compile(r"From |[A-Za-z][A-Za-z-]{1,40}: ")
_CHAT_RE = re.compile(
    r"""
    [\u200e\u200f\ufeff]{0,3} \[? \d{1,4} [./-] \d{1,2} [./-] \d{1,4} ,? \s
    [^\n]{1,20} (?: \s-\s | \] )
    """,
    re.VERBOSE,
)
_ADDRESSES_RE = re.compile(r"[;\n]")


class _TableReader(Reader):
    """What the three formats share.

    Attributes
    ----------
    rows : type of Rows
        How the file becomes rows.
    """

    rows: type[Any]

    def read(
        self, source: Source, options: Options, report: Report
    ) -> Iterator[Message]:
        """Yield a message for every row, see `Reader.read`.

        Raises
        ------
        ReadError
            If the file is empty or damaged, or no column can be the text.
        MissingExtraError
            If it is Parquet and pyarrow is not installed.
        """
        if not source.size:
            raise ReadError(source.name, "the file is empty.")
        refuse_empty(source)
        try:
            yield from self._read(source, options, report)
        except UnicodeDecodeError:
            raise ReadError(source.name, "the text is damaged.") from None
        except OSError as error:
            raise ReadError(
                source.name, f"cannot be read: {error.strerror or 'read error'}."
            ) from None

    def _read(
        self, source: Source, options: Options, report: Report
    ) -> Iterator[Message]:
        rows: Rows = self.rows(source, report)
        mapping = guess_mapping(rows.names)
        if mapping is None:
            raise ReadError(source.name, describe(rows.names))
        mapping.announce(report)
        stamps = StampReader(options, report)
        if not (mapping.exact or stamps.settled):
            for row in rows.read(Report()):
                stamps.observe(_time_cell(row, mapping))
        maker = _Maker(mapping, stamps, options, source.name, self.name)
        skipped = len(report.skipped)
        number = 0
        for row in rows.read(report):
            try:
                message = maker.make(row)
            except _NoMessage as error:
                unit, _, place = row.place.partition(" ")
                report.skip(source.name, int(place), unit, str(error))  # type: ignore[arg-type]
                continue
            number += 1
            yield message
        stamps.finish()
        if not number and len(report.skipped) > skipped:
            raise ReadError(
                source.name,
                f"none of its {len(report.skipped) - skipped} rows can be read. The"
                f" first: {report.skipped[skipped].reason}",
                place=report.skipped[skipped].place,
            )


class _CsvReader(_TableReader):
    name = "csv"
    title = "CSV or TSV table"
    rows = CsvRows

    def sniff(self, source: Source) -> float:
        """Return 0.7 for a header that names a text column, see `Reader.sniff`."""
        head = decode_head(source)
        start = head.lstrip(" \t\r\n\ufeff")
        if not start or start[0] in "<{[" or _is_binary(source, head):
            return 0.0
        rows = [row for row in start.splitlines()[:5] if row.strip()]
        if all(map(_MAIL_RE.match, rows[:3])) or any(map(_CHAT_RE.match, rows)):
            return 0.0
        named = source.name.lower().endswith((".csv", ".tsv", ".tab"))
        complete = source.size <= len(source.head)
        delimiter = find_delimiter(start, complete=complete)
        mapping = guess_mapping(
            [name.strip() for name in split_record(rows[0], delimiter)]
        )
        if mapping is not None and mapping.exact:
            return 0.9
        if delimiter != NO_DELIMITER:
            widths = sample_widths(start, delimiter, complete=complete)
            if mapping is not None and len(widths) > 1:
                return 0.7
        return 0.7 if named and mapping is not None else 0.3 if named else 0.0


class _JsonReader(_TableReader):
    name = "jsonl"
    title = "JSON lines"
    rows = JsonRows

    def sniff(self, source: Source) -> float:
        """Return 0.6 for objects with a text, see `Reader.sniff`."""
        head = decode_head(source).lstrip(" \t\r\n\ufeff")
        if head[:1] not in ("{", "["):
            return 0.0
        named = source.name.lower().endswith((".jsonl", ".ndjson"))
        weak = 0.6 if named else 0.2
        try:
            first = parse_json(_first_object(head))
        except JsonError:
            return weak if named or head[:1] == "{" else 0.0
        if not isinstance(first, dict):
            return 0.0
        plain = [key for key, value in first.items() if not isinstance(value, dict)]
        mapping = guess_mapping(plain)
        if mapping is None or not isinstance(first[mapping.columns[TEXT]], str):
            return weak
        return 0.9 if mapping.exact else 0.6


class _ParquetReader(_TableReader):
    name = "parquet"
    title = "Parquet table"
    rows = ParquetRows

    def sniff(self, source: Source) -> float:
        """Return 1 for the magic bytes of Parquet, see `Reader.sniff`."""
        return 1.0 if source.head.startswith(PARQUET_MAGIC) else 0.0


CSV_READER: Reader = _CsvReader()
JSONL_READER: Reader = _JsonReader()
PARQUET_READER: Reader = _ParquetReader()


class _NoMessage(Exception):  # noqa: N818  never leaves this module
    """A row holds what a message may not."""


class _Maker:
    """Turns rows into messages."""

    def __init__(
        self,
        mapping: Mapping,
        stamps: StampReader,
        options: Options,
        source: str,
        platform: str,
    ) -> None:
        self._mapping = mapping
        self._stamps = stamps
        self._options = options
        self._source = source
        self._platform = platform

    def make(self, row: Row) -> Message:
        """Return the message of `row`; raise _NoMessage if it is none."""
        return self._exact(row) if self._mapping.exact else self._guessed(row)

    def _exact(self, row: Row) -> Message:
        """Take every column as it is."""
        values: dict[str, Any] = {
            SOURCE: self._source,
            POSITION: row.position,
            RAW_SHA256: row.raw_sha256,
        }
        basis = None
        for name in self._mapping.columns:
            cell = row.cells.get(name)
            if name == SENT_AT:
                values[name], basis = self._stamps.read(cell, row.place)
            elif name == TEXT or not _is_blank(cell):
                values[name] = _own_value(name, cell)
        if basis is not None:
            values.setdefault(TIME_BASIS, basis)
        return Message(**values)

    def _guessed(self, row: Row) -> Message:
        text = self._cell(row, TEXT)
        if isinstance(text, dict | list | bool | bytes):
            raise _NoMessage("the text is not a text.")
        sender, name = self._string(row, SENDER), self._string(row, SENDER_NAME)
        sent_at, basis = self._stamps.read(_time_cell(row, self._mapping), row.place)
        kind = self._string(row, KIND).strip().lower()
        attachments = self._string(row, ATTACHMENTS).strip()
        return Message(
            text=_string(text),
            message_id=self._string(row, MESSAGE_ID),
            platform=self._string(row, PLATFORM) or self._platform,
            conversation=self._string(row, CONVERSATION),
            sender=sender,
            sender_name=name,
            recipients=_recipients(self._cell(row, RECIPIENTS)),
            direction=self._direction(row, sender, name),
            sent_at=sent_at,
            time_basis=basis,
            kind=kind if kind in CATEGORIES[KIND] else "message",  # type: ignore[arg-type]
            attachments=int(attachments)
            if re.fullmatch(r"\d{1,6}", attachments)
            else 0,
            source=self._source,
            position=row.position,
            raw_sha256=row.raw_sha256,
            subject=self._string(row, SUBJECT),
        )

    def _direction(self, row: Row, sender: str, name: str) -> Any:
        word = self._string(row, DIRECTION).strip().casefold()
        told = DIRECTIONS_OF.get(word)
        if told is not None or not self._options.owner or not (sender or name):
            return told or CATEGORY_DEFAULTS[DIRECTION]
        mine = self._options.is_owner(sender, name)
        return DIRECTIONS_OF["out" if mine else "in"]

    def _cell(self, row: Row, field: str) -> object:
        name = self._mapping.columns.get(field)
        return None if name is None else row.cells.get(name)

    def _string(self, row: Row, field: str) -> str:
        return _string(self._cell(row, field))


def _own_value(name: str, cell: object) -> object:
    kind = _FIELD_TYPES[name]
    if kind == "list":
        parts = split_list(cell) if isinstance(cell, str) else cell
        if isinstance(parts, list):
            return [_string(part) for part in parts]
    elif kind == "int":
        digits = _string(cell).strip()
        if re.fullmatch(r"-?\d{1,19}", digits):
            return int(digits)
    elif kind == "category":
        if cell in CATEGORIES[name]:
            return cell
    elif isinstance(cell, str):
        return cell
    raise _NoMessage(f"the column {name!r} holds what it may not.")


def _is_blank(cell: object) -> bool:
    return cell is None or cell == ""


def _string(cell: object) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell) if isinstance(cell, int | float) and cell == cell else ""


def _recipients(cell: object) -> list[str]:
    if isinstance(cell, list):
        return [part for part in map(_string, cell) if part]
    text = _string(cell)
    parts = _ADDRESSES_RE.split(text)
    if len(parts) == 1 and text.count("@") > 1:
        parts = text.split(",")
    return [part.strip() for part in parts if part.strip()]


def _time_cell(row: Row, mapping: Mapping) -> object:
    """Return the cell of the time, put together where day and clock are apart."""
    if SENT_AT in mapping.columns:
        return row.cells.get(mapping.columns[SENT_AT])
    if DATE not in mapping.columns:
        return None
    day = _written(row.cells.get(mapping.columns[DATE]))
    clock = _written(row.cells.get(mapping.columns[TIME]))
    return day if ":" in day or not day else f"{day} {clock}".strip()


def _written(cell: object) -> str:
    return (
        str(cell.isoformat()) if hasattr(cell, "isoformat") else _string(cell).strip()
    )


def _is_binary(source: Source, head: str) -> bool:
    return "\x00" in head[:1000] or source.head.startswith(
        (b"%PDF", b"PK", b"\x1f\x8b")
    )


def _first_object(head: str) -> str:
    """Return the first line, or of an array as much of the first object as is there."""
    if head.startswith("{"):
        return head.split("\n", 1)[0]
    # Objects of a table are flat: the first closing bracket ends one.
    start, end = head.find("{"), head.find("}")
    return head[start : end + 1]
