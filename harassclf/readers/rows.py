"""The rows of a CSV, JSON lines or Parquet file, before anybody says what they mean."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import Any

from harassclf.errors import LimitError, MissingExtraError, ReadError
from harassclf.readers.base import PlaceUnit, Report, Source, digest
from harassclf.readers.delimited import (
    DELIMITERS,
    NO_DELIMITER,
    Encoding,
    decode_head,
    detect_encoding,
    find_delimiter,
    header_cells,
    lines,
    records,
)
from harassclf.readers.mapping import guess_mapping, is_exact
from harassclf.tables.cells import clean_text, split_record, unescape_cell
from harassclf.tables.strictjson import TOKEN_RE, JsonError, parse_json

MAX_ARRAY_BYTES = 256 << 20
KEY_SAMPLE_ROWS = 1000
MAX_KEYS = 1000
BATCH_ROWS = 1024


@dataclass(slots=True)
class Row:
    """One row.

    Attributes
    ----------
    cells : dict of str to object
        By column name.
    position : int
        Byte offset, or record number from 0 (Parquet).
    raw_sha256 : str
        Of the raw bytes; of a Parquet row, of its canonical JSON (UTF-8, keys sorted,
        no spaces, times in ISO 8601, bytes in hex, whatever JSON lacks as str).
    place : str
        Where, for people.
    """

    cells: dict[str, object]
    position: int
    raw_sha256: str
    place: str


class Rows(ABC):
    """A file whose column names are known.

    Attributes
    ----------
    names : list of str
        Columns, each once.
    """

    names: list[str]

    @abstractmethod
    def read(self, report: Report) -> Iterator[Row]:
        """Yield every row; may be called again."""


class CsvRows(Rows):
    """Rows of text with separators.

    Raises
    ------
    ReadError
        If the file has no line that could be a header.
    """

    def __init__(self, source: Source, report: Report) -> None:
        self._source = source
        self._encoding = detect_encoding(source)
        if self._encoding.guessed:
            report.warn(
                f"{source.name} is not UTF-8; it is read as {self._encoding.name}."
                " If letters look wrong, save it as UTF-8."
            )
        head = decode_head(source)
        complete = source.size <= len(source.head)
        self._delimiter = find_delimiter(head, complete=complete)
        if self._delimiter == NO_DELIMITER:
            # Too many damaged rows for a constant width; the header may still tell.
            for delimiter in DELIMITERS:
                names = header_cells(head, delimiter)
                if len(names) > 1 and guess_mapping(names) is not None:
                    self._delimiter = delimiter
                    break
        header: list[str] = []
        for _, text, _ in self._records(Report()):
            header = split_record(text, self._delimiter)
            break
        if not header:
            raise ReadError(source.name, "no line of column names was found.")
        plain = [unescape_cell(name) for name in header]
        # Only what we wrote ourselves has apostrophes of ours in it.
        self._escaped = is_exact(plain)
        self.names = _distinct(plain if self._escaped else header)

    def read(self, report: Report) -> Iterator[Row]:
        """Yield every row; skips those with another number of cells."""
        rows = self._records(report)
        next(rows, None)
        for line, text, raw in rows:
            cells = split_record(text, self._delimiter)
            if len(cells) != len(self.names):
                report.skip(
                    self._source.name,
                    line[0],
                    "line",
                    f"{len(cells)} cells, where the header has {len(self.names)}.",
                )
                continue
            if self._escaped:
                cells = [unescape_cell(cell) for cell in cells]
            named: dict[str, object] = dict(zip(self.names, cells, strict=True))
            yield Row(named, line[1], digest(raw), f"line {line[0]}")

    def _records(self, report: Report) -> Iterator[tuple[tuple[int, int], str, bytes]]:
        damaged = 0
        first = 0
        with self._source.open() as stream:
            for record in records(stream, self._encoding, self._delimiter):
                if not record.whole:
                    report.skip(
                        self._source.name,
                        record.number,
                        "line",
                        "the quotation marks of the row do not fit, or it is too long.",
                    )
                elif record.body:
                    text, fits = self._encoding.decode(record.body)
                    if not fits:
                        damaged += 1
                        first = first or record.number
                    raw = self._encoding.raw(record.text)
                    yield (record.number, record.offset), text, raw
        if damaged:
            report.warn(
                f"{damaged} rows hold bytes that are not {self._encoding.name}, first"
                f" at line {first}; they were replaced by U+FFFD."
            )


class JsonRows(Rows):
    """Objects, one per line or in one array.

    Raises
    ------
    LimitError
        If it is an array of more than 256 MB.
    """

    def __init__(self, source: Source, report: Report) -> None:
        self._source = source
        self._array = decode_head(source).lstrip(" \t\r\n\ufeff").startswith("[")
        if self._array and source.size > MAX_ARRAY_BYTES:
            raise LimitError(
                source.name,
                f"a JSON array of more than {MAX_ARRAY_BYTES >> 20} MB. Convert it to"
                " JSON lines, one object per line, for example with jq -c '.[]'.",
            )
        self._encoding = detect_encoding(source, narrow="utf-8")
        names: dict[str, None] = {}
        for row in islice(self.read(Report()), KEY_SAMPLE_ROWS):
            for name, value in row.cells.items():
                if not isinstance(value, dict) and len(names) < MAX_KEYS:
                    names.setdefault(name)
        self.names = list(names)
        if not names:
            raise ReadError(source.name, "no JSON object was found, one per line.")

    def read(self, report: Report) -> Iterator[Row]:
        """Yield every object; skips what is none."""
        unit: PlaceUnit = "byte" if self._array else "line"
        for number, offset, raw in self._elements() if self._array else self._lines():
            place = offset if self._array else number
            try:
                if raw is None:
                    raise JsonError("the line is too long")
                text = self._text(raw)
                value = parse_json(text)
                if not isinstance(value, dict):
                    raise JsonError("not a JSON object")
            except JsonError as error:
                report.skip(self._source.name, place, unit, f"{error}.")
                continue
            yield Row(value, offset, digest(raw), f"{unit} {place}")

    def _text(self, raw: bytes) -> str:
        try:
            return raw.decode(self._encoding.name)
        except UnicodeDecodeError:
            raise JsonError(f"not {self._encoding.name} text") from None

    def _lines(self) -> Iterator[tuple[int, int, bytes | None]]:
        with self._source.open() as stream:
            for line in lines(stream, self._encoding):
                if not line.whole:
                    yield line.number, line.offset, None
                elif line.text.strip():
                    yield line.number, line.offset, self._encoding.raw(line.text)

    def _elements(self) -> Iterator[tuple[int, int, bytes | None]]:
        with self._source.open() as stream:
            everything = stream.read(MAX_ARRAY_BYTES + 1)
        text = _units(everything, self._encoding)
        offset, cursor = self._encoding.mark, 0
        for number, (start, end) in enumerate(_element_spans(text)):
            offset += len(self._encoding.raw(text[cursor:start]))
            raw = self._encoding.raw(text[start:end])
            yield number, offset, raw
            offset += len(raw)
            cursor = end


class ParquetRows(Rows):
    """Rows of a Parquet file, row group by row group.

    Raises
    ------
    MissingExtraError
        If pyarrow is not installed.
    ReadError
        If the file is damaged.
    """

    def __init__(self, source: Source, report: Report) -> None:
        try:
            import pyarrow as pa
            from pyarrow import parquet
        except ImportError:
            raise MissingExtraError("pyarrow", "exports", "Parquet") from None
        self._source = source
        self._pa: Any = pa
        self._parquet: Any = parquet
        with source.open() as stream:
            names = self._guarded(
                lambda: parquet.ParquetFile(stream).schema_arrow.names
            )
        self.names = list(dict.fromkeys(names))

    def read(self, report: Report) -> Iterator[Row]:
        """Yield every row."""
        position = 0
        with self._source.open() as stream:
            batches = self._guarded(
                lambda: self._parquet.ParquetFile(stream).iter_batches(BATCH_ROWS)
            )
            while batch := self._guarded(lambda: self._rows(batches)):
                for cells in batch:
                    raw = json.dumps(
                        cells,
                        ensure_ascii=False,
                        sort_keys=True,
                        separators=(",", ":"),
                        default=_canonical,
                    ).encode("utf-8", "replace")
                    yield Row(cells, position, digest(raw), f"record {position}")
                    position += 1

    def _rows(self, batches: Any) -> list[dict[str, object]]:
        for batch in batches:
            if batch.num_rows:
                columns = {
                    name: self._values(column)
                    for name, column in zip(
                        batch.schema.names, batch.columns, strict=True
                    )
                }
                rows = zip(*columns.values(), strict=True)
                return [dict(zip(columns, row, strict=True)) for row in rows]
        return []

    def _values(self, column: Any) -> list[object]:
        pa = self._pa
        if pa.types.is_timestamp(column.type) and column.type.unit == "ns":
            # Python's datetime has no nanoseconds.
            column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
        return list(column.to_pylist())

    def _guarded(self, action: Any) -> Any:
        try:
            return action()
        except (self._pa.ArrowException, OSError, ValueError, OverflowError):
            raise ReadError(
                self._source.name, "the Parquet file is damaged or cut off."
            ) from None


def _distinct(names: list[str]) -> list[str]:
    seen: dict[str, None] = {}
    for name in names:
        number = 2
        unique = clean_text(name.strip("\ufeff\x00"))
        while unique in seen:
            unique = f"{name} ({number})"
            number += 1
        seen[unique] = None
    return list(seen)


def _units(raw: bytes, encoding: Encoding) -> str:
    return raw[encoding.mark :].decode(encoding.unit, "ignore")


def _element_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each object or array in the outer array starts and ends.

    A last one that is cut off is given as far as it goes, so that it is counted.
    """
    depth = start = 0
    for match in TOKEN_RE.finditer(text):
        part = match[0]
        if part in "[{":
            depth += 1
            if depth == 2:
                start = match.start()
        elif part in "]}":
            depth -= 1
            if depth == 1:
                yield start, match.end()
    if depth > 1:
        yield start, len(text)


def _canonical(value: object) -> str:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return value.hex() if isinstance(value, bytes) else str(value)
