"""What a table looks like in each file format; used by `harassclf.tables.files`."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO

import numpy as np
import pandas as pd

from harassclf.errors import InvalidTableError, MissingExtraError, ReadError
from harassclf.tables.cells import (
    LIVE_LINE_RE,
    clean_text,
    ends_inside_quotes,
    escape_cell,
    join_list,
    split_record,
    unescape_cell,
)
from harassclf.tables.frames import KNOWN_TYPES
from harassclf.tables.strictjson import JsonError, parse_json

BLOCK_ROWS = 20_000
DELIMITER = ","


def write_csv(table: pd.DataFrame, stream: BinaryIO, *, header: bool) -> None:
    """Write coerced rows as CSV, with the line of column names if `header`."""
    for block in _blocks(table):
        text = io.StringIO(newline="")
        # csv quotes a lone CR only if the line end contains one.
        writer = csv.writer(text, lineterminator="\r\n")
        if header:
            writer.writerow([escape_cell(name) for name in table.columns])
            header = False
        columns = [_csv_cells(block[name], name) for name in table.columns]
        writer.writerows(zip(*columns, strict=True))
        stream.write(text.getvalue().encode("utf-8"))


def write_jsonl(table: pd.DataFrame, stream: BinaryIO) -> None:
    """Write coerced rows as JSON lines."""
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    names = list(table.columns)
    for block in _blocks(table):
        columns = [_json_cells(block[name], name) for name in names]
        lines = [
            encode(dict(zip(names, row, strict=True)))
            for row in zip(*columns, strict=True)
        ]
        stream.write("".join(f"{line}\n" for line in lines).encode("utf-8"))


def arrow_table(table: pd.DataFrame, schema: Any = None) -> Any:
    """Return coerced rows as a pyarrow table, with the types of `schema` if given.

    Raises
    ------
    InvalidTableError
        If a column of the caller's own holds what Arrow cannot store.
    """
    pa, _ = parquet_modules()
    arrays = []
    for name in table.columns:
        try:
            array = _arrow_array(pa, table[name], KNOWN_TYPES.get(name))
            if schema is not None and name not in KNOWN_TYPES:
                array = array.cast(schema.field(name).type)
        except (pa.ArrowException, ValueError, TypeError, OverflowError):
            raise InvalidTableError(
                f"Parquet cannot store the column {name!r}; give it one type."
            ) from None
        arrays.append(array)
    return pa.Table.from_arrays(arrays, names=list(table.columns))


def parquet_modules() -> tuple[Any, Any]:
    """Return ``pyarrow`` and ``pyarrow.parquet``.

    Raises
    ------
    MissingExtraError
        If pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise MissingExtraError("pyarrow", "exports", "Parquet") from None
    return pa, parquet


def read_csv(stream: BinaryIO, source: str) -> dict[str, pd.Series]:
    """Return the columns of a CSV file as `write_csv` writes it."""
    records = _records(stream, source)
    _, first = next(records, (1, ""))
    names = [unescape_cell(name) for name in split_record(first, DELIMITER)]
    _refuse_foreign(names, source)
    rows = []
    for number, record in records:
        row = split_record(record, DELIMITER)
        if len(row) != len(names):
            raise ReadError(
                source,
                f"{len(row)} cells, where the first line has {len(names)}.",
                place=f"line {number}",
            )
        rows.append(row)
    columns: Iterable[tuple[str, ...]] = (
        zip(*rows, strict=True) if rows else [()] * len(names)
    )
    return {
        name: _from_csv(cells, name) for name, cells in zip(names, columns, strict=True)
    }


def read_jsonl(stream: BinaryIO, source: str) -> dict[str, pd.Series]:
    """Return the columns of a JSON lines file as `write_jsonl` writes it."""
    rows: list[dict[str, Any]] = []
    for number, line in _lines(stream, source):
        if not line.strip():
            continue
        try:
            row = parse_json(line)
        except JsonError as error:
            raise ReadError(source, f"{error}.", place=f"line {number}") from None
        if not isinstance(row, dict):
            raise ReadError(source, "not a JSON object.", place=f"line {number}")
        rows.append(row)
    names = list(dict.fromkeys(name for row in rows for name in row))
    _refuse_foreign(names, source)
    return {name: _inferred([row.get(name) for row in rows], name) for name in names}


def read_parquet(stream: BinaryIO, source: str) -> dict[str, pd.Series]:
    """Return the columns of a Parquet file."""
    pa, parquet = parquet_modules()
    try:
        table = parquet.ParquetFile(stream).read()
        _refuse_foreign(table.column_names, source)
        columns = zip(table.column_names, table.columns, strict=True)
        return {name: _from_arrow(pa, column, name) for name, column in columns}
    except (pa.ArrowException, OSError, ValueError, TypeError, OverflowError) as error:
        if isinstance(error, ReadError):
            raise
        raise ReadError(source, "not a readable Parquet file.") from None


def _blocks(table: pd.DataFrame) -> Iterator[pd.DataFrame]:
    # The first block also when there are no rows, for the header.
    for start in range(0, max(len(table), 1), BLOCK_ROWS):
        yield table.iloc[start : start + BLOCK_ROWS]


def _csv_cells(column: pd.Series, name: str) -> list[Any]:
    kind = KNOWN_TYPES.get(name)
    if kind == "string":
        return _escaped(column.tolist())
    if kind == "list":
        return _escaped([join_list(parts) for parts in column])
    if kind == "time":
        return [time or "" for time in _iso_times(column)]
    if kind == "bool":
        return ["true" if value else "false" for value in column]
    if kind in ("int", "category"):
        return list(column.tolist())
    if kind == "float":
        return ["" if value != value else value for value in column.tolist()]
    return [_csv_cell(value) for value in column]


def _escaped(cells: list[str]) -> list[str]:
    # One search tells for most columns that no cell needs a second look.
    joined = "\n".join(cells)
    if "\r" not in joined and LIVE_LINE_RE.search(joined) is None:
        return cells
    return [escape_cell(cell) for cell in cells]


def _csv_cell(value: Any) -> Any:
    plain = _plain(value)
    if plain is None:
        return ""
    if isinstance(plain, bool):
        return "true" if plain else "false"
    if isinstance(plain, int | float):
        return plain
    if isinstance(plain, list):
        plain = join_list(part if isinstance(part, str) else "" for part in plain)
    elif isinstance(plain, dict):
        plain = json.dumps(plain, ensure_ascii=False)
    return escape_cell(plain)


def _json_cells(column: pd.Series, name: str) -> list[Any]:
    kind = KNOWN_TYPES.get(name)
    if kind == "time":
        return _iso_times(column)
    if kind in ("string", "list", "int", "bool", "category"):
        return list(column.tolist())
    cells = [_plain(value) for value in column]
    if any(isinstance(cell, float) and math.isinf(cell) for cell in cells):
        raise InvalidTableError(f"JSON cannot store the infinity in column {name!r}.")
    return cells


def _iso_times(column: pd.Series) -> list[str | None]:
    stamps = column.dt.tz_localize(None).to_numpy(dtype="datetime64[us]")
    texts: list[str] = np.datetime_as_string(stamps, unit="us").tolist()
    return [
        None if text == "NaT" else f"{text.removesuffix('.000000')}Z" for text in texts
    ]


def _plain(value: Any) -> Any:
    """Return a cell of a column that is not ours as str, number, bool, list or dict."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list | tuple | np.ndarray):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {clean_text(str(key)): _plain(part) for key, part in value.items()}
    if value is None or pd.isna(value):
        return None
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else clean_text(str(value))


def _arrow_array(pa: Any, column: pd.Series, kind: str | None) -> Any:
    if kind == "category":
        codes = pa.array(column.cat.codes.to_numpy(), pa.int8())
        words = pa.array(list(column.cat.categories), pa.string())
        return pa.DictionaryArray.from_arrays(codes, words)
    if kind is None:
        if column.dtype == object or pd.api.types.is_string_dtype(column.dtype):
            return pa.array([_cleaned(value) for value in column], from_pandas=True)
        return pa.Array.from_pandas(column)
    types = {
        "string": pa.string(),
        "list": pa.list_(pa.string()),
        "time": pa.timestamp("us", "UTC"),
        "int": pa.int64(),
        "float": pa.float64(),
        "bool": pa.bool_(),
    }
    values = column.tolist() if kind in ("string", "list") else column
    return pa.array(values, types[kind], from_pandas=True)


def _cleaned(value: Any) -> Any:
    return clean_text(value) if isinstance(value, str) else value


def _from_arrow(pa: Any, column: Any, name: str) -> pd.Series:
    kind = column.type
    if pa.types.is_dictionary(kind):
        values = column.cast(kind.value_type) if name in KNOWN_TYPES else column
        return values.to_pandas()
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return pd.Series(column.to_pylist(), dtype="string")
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return pd.Series(column.to_pylist(), dtype=object)
    return column.to_pandas()


def _from_csv(cells: tuple[str, ...], name: str) -> pd.Series:
    texts = [unescape_cell(cell) for cell in cells]
    known = name in KNOWN_TYPES
    return pd.Series(texts, dtype=object if known else "string")


def _inferred(values: list[Any], name: str) -> pd.Series:
    if name in KNOWN_TYPES or any(isinstance(value, list) for value in values):
        return pd.Series(values, dtype=object)
    if all(value is None or isinstance(value, str) for value in values):
        return pd.Series(values, dtype="string")
    return pd.Series(values)


def _refuse_foreign(names: list[str], source: str) -> None:
    if not KNOWN_TYPES.keys() & set(names):
        raise ReadError(source, "not a table of ours: it has none of our columns.")


def _records(stream: BinaryIO, source: str) -> Iterator[tuple[int, str]]:
    """Yield the number of the first line and the text of each record."""
    parts: list[str] = []
    inside = False
    start = 1
    for number, line in _lines(stream, source):
        if not parts:
            start = number
        inside = ends_inside_quotes(line, DELIMITER, inside)
        parts.append(line)
        if not inside:
            record = "".join(parts).removesuffix("\n").removesuffix("\r")
            parts.clear()
            if record:
                yield start, record
    if parts:
        raise ReadError(
            source, "the file ends inside quotation marks.", place=f"line {start}"
        )


def _lines(stream: BinaryIO, source: str) -> Iterator[tuple[int, str]]:
    for number, raw in enumerate(stream, 1):
        try:
            line = raw.decode("utf-8")
        except UnicodeDecodeError:
            raise ReadError(source, "not UTF-8 text.", place=f"line {number}") from None
        # We write no byte order mark, but who saves the file again may.
        yield number, line.removeprefix("\ufeff") if number == 1 else line
