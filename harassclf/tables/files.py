"""Writing the tables to CSV, JSON lines and Parquet, and reading them back.

What comes back equals what was written for every column that
`harassclf.tables.columns` knows. Other columns keep their values; their dtype is
kept by Parquet, inferred from JSON lines, and text from CSV.

========  ==================================================================
format    contents
========  ==================================================================
csv       UTF-8 without a byte order mark, RFC 4180 (commas, CRLF); text that a
          spreadsheet could run is disarmed and lists are joined as described in
          `harassclf.tables.cells`; times in ISO 8601 with ``Z``; a missing value
          is an empty cell
jsonl     UTF-8, one object per line, keys in the order of the columns, lists as
          arrays, times in ISO 8601 with ``Z``, a missing value is null. A table
          without rows is an empty file
parquet   text as string, lists as list<string>, times as timestamp[us, UTC],
          categories as dictionary
========  ==================================================================

Equal tables give equal bytes (Parquet: with the same version of pyarrow).
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Literal, Self

import pandas as pd

from harassclf.errors import HarassclfError, InvalidTableError, ReadError, UsageError
from harassclf.tables.formats import (
    arrow_table,
    parquet_modules,
    read_csv,
    read_jsonl,
    read_parquet,
    write_csv,
    write_jsonl,
)
from harassclf.tables.frames import coerce_known

FileFormat = Literal["csv", "jsonl", "parquet"]

SUFFIXES: dict[str, FileFormat] = {
    ".csv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
}
STANDARD_STREAM = "-"
_Read = Callable[[BinaryIO, str], dict[str, pd.Series]]
_READERS: dict[str, _Read] = {
    "csv": read_csv,
    "jsonl": read_jsonl,
    "parquet": read_parquet,
}


def write_table(
    frame: pd.DataFrame,
    path: Path | str,
    *,
    format: FileFormat | None = None,
    overwrite: bool = False,
) -> None:
    """Write `frame` to a file, whole or not at all.

    Parameters
    ----------
    frame : DataFrame
        Messages, scores, the two joined, or a part of them, and any other columns.
        Not changed. The index is not written.
    path : Path or str
        ``"-"`` is standard output. A new file is readable by its owner only.
    format : {'csv', 'jsonl', 'parquet'} or None, default=None
        None takes it from the suffix (``.csv``, ``.jsonl``, ``.ndjson``,
        ``.parquet``), and JSON lines for standard output.
    overwrite : bool, default=False
        Replace an existing file.

    Raises
    ------
    UsageError
        If the file exists and `overwrite` is False, the format is unknown or does
        not fit standard output, or the file cannot be written.
    InvalidTableError
        If a column holds what it may not, or what the format cannot store.
    MissingExtraError
        If the format is Parquet and pyarrow is not installed.
    """
    with TableWriter(path, format=format, overwrite=overwrite) as writer:
        writer.write(frame)


class TableWriter:
    """Writes a table piece by piece; the file appears when all is written.

    Used as a context manager: leaving it by an exception leaves no file (of standard
    output, what was written stays). CSV and JSON lines have the same bytes however
    the table is cut.

    Parameters
    ----------
    path, format, overwrite
        As in `write_table`.
    """

    def __init__(
        self,
        path: Path | str,
        *,
        format: FileFormat | None = None,
        overwrite: bool = False,
    ) -> None:
        self.path = str(path)
        self.format = table_format(path, format)
        self.overwrite = overwrite
        self._names: list[str] | None = None
        self._temporary: Path | None = None
        self._stream: BinaryIO | None = None
        self._parquet: Any = None

    def __enter__(self) -> Self:
        if self.format == "parquet":
            parquet_modules()
        if self.path == STANDARD_STREAM:
            self._stream = sys.stdout.buffer
            return self
        target = Path(self.path)
        self._refuse_existing()
        try:
            number, name = tempfile.mkstemp(
                prefix=f".{target.name}.", suffix=".tmp", dir=target.parent
            )
        except (OSError, ValueError) as error:
            raise UsageError(f"Cannot write {self.path}: {_reason(error)}.") from None
        self._temporary = Path(name)
        self._stream = os.fdopen(number, "wb")
        return self

    def write(self, frame: pd.DataFrame) -> None:
        """Append the rows of `frame`.

        Raises
        ------
        InvalidTableError
            If its columns are not those of the first piece, or hold what they may not.
        """
        if self._stream is None:
            raise UsageError("A TableWriter writes inside a with block only.")
        table = coerce_known(frame)
        names = [str(name) for name in table.columns]
        first = self._names is None
        if not first and names != self._names:
            raise InvalidTableError(
                "Every piece of a table needs the columns of the first. Got"
                f" {', '.join(map(repr, names))}."
            )
        self._names = names
        try:
            if self.format == "parquet":
                self._write_parquet(table)
            elif self.format == "csv":
                write_csv(table, self._stream, header=first)
            else:
                write_jsonl(table, self._stream)
        except OSError as error:
            if self._temporary is None:
                raise
            raise UsageError(f"Cannot write {self.path}: {_reason(error)}.") from None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self._finish()
        except OSError as failure:
            if self._temporary is None:
                raise
            raise UsageError(f"Cannot write {self.path}: {_reason(failure)}.") from None
        finally:
            self._discard()

    def _finish(self) -> None:
        if self._stream is None:
            return
        if self._parquet is not None:
            self._parquet.close()
        self._stream.flush()
        if self._temporary is None:
            return
        os.fsync(self._stream.fileno())
        self._stream.close()
        self._refuse_existing()
        self._temporary.replace(self.path)
        self._temporary = None

    def _discard(self) -> None:
        if self._temporary is not None and self._stream is not None:
            with suppress(OSError):
                self._stream.close()
            self._temporary.unlink(missing_ok=True)
        self._stream = self._temporary = self._parquet = None

    def _refuse_existing(self) -> None:
        if not self.overwrite and os.path.lexists(self.path):
            raise UsageError(
                f"{self.path} exists. Choose another name, or allow overwriting."
            )

    def _write_parquet(self, table: pd.DataFrame) -> None:
        _, parquet = parquet_modules()
        schema = None if self._parquet is None else self._parquet.schema
        batch = arrow_table(table, schema)
        if self._parquet is None:
            self._parquet = parquet.ParquetWriter(self._stream, batch.schema)
        self._parquet.write_table(batch)


def read_table(path: Path | str, *, format: FileFormat | None = None) -> pd.DataFrame:
    """Read a file that `write_table` wrote.

    Parameters
    ----------
    path : Path or str
        ``"-"`` is standard input.
    format : {'csv', 'jsonl', 'parquet'} or None, default=None
        As in `write_table`.

    Returns
    -------
    DataFrame
        The columns of the file in their order, each that we know in its dtype;
        nothing is added, see `harassclf.tables.frames.coerce_messages` for that.

    Raises
    ------
    ReadError
        If the file is missing, damaged, empty, or has none of our columns; with the
        line or row.
    UsageError
        If the format is unknown or does not fit standard input.
    MissingExtraError
        If the format is Parquet and pyarrow is not installed.
    """
    source = str(path)
    read = _READERS[table_format(path, format)]
    if source == STANDARD_STREAM:
        return _read(sys.stdin.buffer, source, read)
    try:
        with Path(source).open("rb") as stream:
            return _read(stream, source, read)
    except HarassclfError:
        raise
    except (OSError, ValueError) as error:
        raise ReadError(source, f"cannot be read: {_reason(error)}.") from None


def _read(stream: BinaryIO, source: str, read: _Read) -> pd.DataFrame:
    if stream.seekable() and not stream.read(1):
        raise ReadError(source, "is empty.")
    if stream.seekable():
        stream.seek(0)
    try:
        return coerce_known(pd.DataFrame(read(stream, source)))
    except InvalidTableError as error:
        raise ReadError(source, str(error)) from None


def table_format(path: Path | str, format: FileFormat | None = None) -> FileFormat:
    """Return the format of `path`: `format` if given, else by the suffix.

    Raises
    ------
    UsageError
        If it is unknown, or Parquet for standard input or output.
    """
    if format is not None and format not in SUFFIXES.values():
        raise UsageError(
            f"The format of a table must be csv, jsonl or parquet. Got {format!r}."
        )
    if str(path) == STANDARD_STREAM:
        if format == "parquet":
            raise UsageError("Parquet cannot be piped; name a file instead of '-'.")
        return format or "jsonl"
    found = format or SUFFIXES.get(Path(path).suffix.lower())
    if found is None:
        raise UsageError(
            f"Cannot tell the format of {path}: name it .csv, .jsonl, .ndjson or"
            " .parquet, or say the format."
        )
    return found


def _reason(error: Exception) -> str:
    return (isinstance(error, OSError) and error.strerror) or type(error).__name__
