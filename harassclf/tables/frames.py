"""Making and checking the tables: dtypes, defaults, validation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from harassclf.errors import InvalidTableError
from harassclf.tables.cells import clean_text, clean_texts, split_list
from harassclf.tables.columns import (
    CATEGORIES,
    CATEGORY_DEFAULTS,
    LABELS,
    MESSAGE_ID,
    MESSAGE_TYPES,
    OPTIONAL_MESSAGE_TYPES,
    SCORE_TYPES,
    TEXT,
    ColumnType,
    Message,
)

TIME_DTYPE = "datetime64[us, UTC]"
KNOWN_TYPES = MESSAGE_TYPES | OPTIONAL_MESSAGE_TYPES | SCORE_TYPES


def message_frame(rows: Iterable[Message]) -> pd.DataFrame:
    """Return the messages table of `rows`.

    Parameters
    ----------
    rows : iterable of Message
        What a reader yields.

    Returns
    -------
    DataFrame
        Columns of ``MESSAGE_TYPES`` in order; then ``subject`` and
        ``bulk_headers`` if any row has them.
    """
    rows = list(rows)
    names = [f.name for f in fields(Message)]
    columns = {name: [getattr(row, name) for row in rows] for name in names}
    for name in OPTIONAL_MESSAGE_TYPES:
        if not any(columns[name]):
            del columns[name]
    order = [*MESSAGE_TYPES, *(n for n in OPTIONAL_MESSAGE_TYPES if n in columns)]
    frame = pd.DataFrame(
        {name: pd.Series(columns[name], dtype=object) for name in order}
    )
    return coerce_messages(frame)


def coerce_messages(frame: pd.DataFrame) -> pd.DataFrame:
    """Return `frame` as a messages table.

    Parameters
    ----------
    frame : DataFrame
        Needs ``text``; every other column of the table has a default. Columns that
        the table does not know are kept behind its own. Not changed.

    Returns
    -------
    DataFrame
        With a fresh RangeIndex; ``message_id`` is the row number where it is missing.

    Raises
    ------
    InvalidTableError
        If ``text`` is missing or holds what is not text, a category is unknown, a
        time cannot be read, or a ``message_id`` occurs twice; with the column and
        the row number.
    """
    frame = _with_plain_labels(frame)
    if TEXT not in frame.columns:
        raise InvalidTableError(
            f"The messages table needs a column {TEXT!r}. Got the columns"
            f" {', '.join(map(repr, frame.columns)) or 'none'}; rename one of them."
        )
    _refuse_missing_text(frame[TEXT])
    types = MESSAGE_TYPES | {
        name: kind
        for name, kind in OPTIONAL_MESSAGE_TYPES.items()
        if name in frame.columns
    }
    table = _coerce(frame, types)
    if MESSAGE_ID not in frame.columns:
        table[MESSAGE_ID] = _as_string(pd.Series(table.index.astype(str)), MESSAGE_ID)
    _refuse_repeated_ids(table[MESSAGE_ID])
    return table


def coerce_scores(frame: pd.DataFrame) -> pd.DataFrame:
    """Return `frame` as a scores table.

    Parameters
    ----------
    frame : DataFrame
        Needs ``message_id``, ``threat``, ``abuse`` and ``spam``. Not changed.

    Returns
    -------
    DataFrame
        Columns of ``SCORE_TYPES`` in order, then any others.

    Raises
    ------
    InvalidTableError
        If a needed column is missing, or a probability is outside [0, 1].
    """
    frame = _with_plain_labels(frame)
    needed = (MESSAGE_ID, *LABELS)
    missing = [name for name in needed if name not in frame.columns]
    if missing:
        raise InvalidTableError(
            f"The scores table needs the columns {', '.join(map(repr, needed))};"
            f" {', '.join(map(repr, missing))} missing."
        )
    table = _coerce(frame, SCORE_TYPES)
    for name in LABELS:
        outside = np.flatnonzero(~table[name].between(0.0, 1.0).to_numpy())
        if len(outside):
            raise InvalidTableError(
                f"Column {name!r} of the scores table must be in [0, 1];"
                f" row {outside[0]} is not."
            )
    _refuse_repeated_ids(table[MESSAGE_ID])
    return table


def coerce_known(frame: pd.DataFrame) -> pd.DataFrame:
    """Return `frame` with its own columns only, each that we know in its dtype.

    Parameters
    ----------
    frame : DataFrame
        Messages, scores, both joined, or a part of them. Not changed.

    Raises
    ------
    InvalidTableError
        If a column occurs twice or holds what it may not.
    """
    source = _with_plain_labels(frame)
    if TEXT in source.columns:
        _refuse_missing_text(source[TEXT])
    return pd.DataFrame(
        {
            name: _COERCERS[KNOWN_TYPES[name]](source[name], name)
            if name in KNOWN_TYPES
            else source[name]
            for name in source.columns
        },
        index=source.index,
    )


def _with_plain_labels(frame: pd.DataFrame) -> pd.DataFrame:
    source = frame.reset_index(drop=True)
    source.columns = pd.Index([clean_text(str(n)) for n in frame.columns], dtype=object)
    repeated = source.columns[source.columns.duplicated()]
    if len(repeated):
        raise InvalidTableError(f"Column {repeated[0]!r} occurs twice; rename one.")
    return source


def _coerce(frame: pd.DataFrame, types: Mapping[str, ColumnType]) -> pd.DataFrame:
    index = frame.index
    columns: dict[str, pd.Series] = {}
    for name, kind in types.items():
        if name in frame.columns:
            columns[name] = _COERCERS[kind](frame[name], name)
        else:
            columns[name] = _default(name, kind, index)
    for name in frame.columns:
        if name not in columns:
            columns[name] = frame[name]
    return pd.DataFrame(columns, index=index)


def _default(name: str, kind: ColumnType, index: pd.Index[Any]) -> pd.Series:
    n = len(index)
    if kind == "list":
        return pd.Series([[] for _ in range(n)], index=index, dtype=object)
    if kind == "time":
        return pd.Series(pd.NaT, index=index, dtype=TIME_DTYPE)
    if kind == "category":
        codes = np.full(n, CATEGORIES[name].index(CATEGORY_DEFAULTS[name]))
        values = pd.Categorical.from_codes(codes, categories=list(CATEGORIES[name]))
        return pd.Series(values, index=index)
    value: Any = {"string": "", "int": 0, "float": 0.0, "bool": True}[kind]
    return pd.Series(value, index=index, dtype=_PLAIN_DTYPES[kind])


def _as_string(column: pd.Series, name: str) -> pd.Series:
    values = column.to_numpy(dtype=object, na_value="").tolist()
    if not all(isinstance(value, str) for value in values):
        values = [v if isinstance(v, str) else _plain(v) for v in values]
    return pd.Series(clean_texts(values), index=column.index, dtype="string")


def _plain(value: Any) -> str:
    # An id column that pandas has read as float shows 17 as 17.0.
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _as_list(column: pd.Series, name: str) -> pd.Series:
    cells: list[list[str]] = []
    for row, value in enumerate(column.to_numpy(dtype=object)):
        if isinstance(value, str):
            cells.append(split_list(clean_text(value)))
        elif isinstance(value, list | tuple | np.ndarray):
            cells.append(
                ["" if part is None else clean_text(str(part)) for part in value]
            )
        elif value is None or pd.isna(value):
            cells.append([])
        else:
            raise InvalidTableError(
                f"Column {name!r} must hold lists of str. Got"
                f" {type(value).__name__} in row {row}."
            )
    return pd.Series(cells, index=column.index, dtype=object)


def _as_time(column: pd.Series, name: str) -> pd.Series:
    if isinstance(column.dtype, pd.DatetimeTZDtype):
        return column.dt.tz_convert("UTC").astype(TIME_DTYPE)
    if pd.api.types.is_datetime64_dtype(column.dtype):
        return column.dt.tz_localize("UTC").astype(TIME_DTYPE)
    values = column.to_numpy(dtype=object)
    # pandas would take a number for nanoseconds, and "now" for this moment.
    for value in values:
        if isinstance(value, int | float | np.number | np.bool_) and not pd.isna(value):
            raise InvalidTableError(
                f"Column {name!r} holds numbers. Convert them to datetimes first:"
                " whether they are seconds or milliseconds is not for us to guess."
            )
    cells = [_time_cell(value) for value in values]
    filled = pd.Series(cells, index=column.index, dtype=object)
    try:
        times = pd.to_datetime(filled, utc=True, format="ISO8601", errors="coerce")
    except (ValueError, TypeError, OverflowError):
        times = pd.Series(pd.NaT, index=column.index, dtype=TIME_DTYPE)
    bad = np.flatnonzero((times.isna() & column.notna() & (filled != "")).to_numpy())
    if len(bad):
        raise InvalidTableError(
            f"Column {name!r} must hold datetimes or ISO 8601 strings; row {bad[0]}"
            " is neither. Leave a cell empty where the time is unknown."
        )
    return times.astype(TIME_DTYPE)


def _time_cell(value: Any) -> Any:
    """Return what pandas reads alike in all versions; else what it refuses."""
    if isinstance(value, str):
        return value if value[:1].isdigit() or not value else "?"
    if isinstance(value, date | np.datetime64):
        return value
    return None if _is_missing(value) else "?"


def _is_missing(value: Any) -> bool:
    if isinstance(value, float):
        return value != value
    return value is None or (np.ndim(value) == 0 and bool(pd.isna(value)))


def _as_category(column: pd.Series, name: str) -> pd.Series:
    values = column.astype(object).where(column.notna(), "")
    values = values.where(values != "", CATEGORY_DEFAULTS[name])
    known = CATEGORIES[name]
    unknown = np.flatnonzero(~values.isin(known).to_numpy())
    if len(unknown):
        raise InvalidTableError(
            f"Column {name!r} must be one of {', '.join(known)};"
            f" row {unknown[0]} is not."
        )
    return pd.Series(pd.Categorical(values, categories=list(known)), index=column.index)


def _as_int(column: pd.Series, name: str) -> pd.Series:
    if column.dtype == "int64":
        return column
    return pd.Series(
        _numbers(column, name, _whole, 0, "whole numbers of 64 bits"),
        index=column.index,
        dtype="int64",
    )


def _as_float(column: pd.Series, name: str) -> pd.Series:
    if column.dtype == "float64":
        return column
    return pd.Series(
        _numbers(column, name, float, np.nan, "numbers"),
        index=column.index,
        dtype="float64",
    )


def _numbers(
    column: pd.Series,
    name: str,
    convert: Callable[[Any], float],
    default: float,
    wanted: str,
) -> list[float]:
    # One by one with Python's own conversion: pd.to_numeric turns a large int into a
    # float as soon as one cell is empty, and does not round the last digit correctly.
    numbers: list[float] = []
    for row, value in enumerate(column.to_numpy(dtype=object)):
        try:
            missing = value == "" if isinstance(value, str) else _is_missing(value)
            numbers.append(default if missing else convert(value))
        except (TypeError, ValueError, OverflowError):
            raise InvalidTableError(
                f"Column {name!r} must hold {wanted}; row {row} does not."
            ) from None
    return numbers


def _whole(value: Any) -> int:
    if isinstance(value, str):
        text = value.strip()
        number = int(text) if text.lstrip("+-").isdecimal() else int(_exact(text))
    else:
        number = int(value)
        if number != value:
            raise ValueError
    if not -(2**63) <= number < 2**63:
        raise OverflowError
    return number


def _exact(text: str) -> float:
    number = float(text)
    if not number.is_integer():
        raise ValueError
    return number


def _as_bool(column: pd.Series, name: str) -> pd.Series:
    words = {"true": True, "false": False, "1": True, "0": False, "": True}
    values = []
    for row, value in enumerate(column.to_numpy(dtype=object, na_value=True)):
        flag = words.get(str(value).strip().lower())
        if flag is None:
            raise InvalidTableError(
                f"Column {name!r} must hold true or false; row {row} does not."
            )
        values.append(flag)
    return pd.Series(values, index=column.index, dtype=bool)


_PLAIN_DTYPES = {"string": "string", "int": "int64", "float": "float64", "bool": "bool"}
_COERCERS: dict[ColumnType, Callable[[pd.Series, str], pd.Series]] = {
    "string": _as_string,
    "list": _as_list,
    "time": _as_time,
    "int": _as_int,
    "float": _as_float,
    "bool": _as_bool,
    "category": _as_category,
}


def _refuse_missing_text(text: pd.Series) -> None:
    for row, value in enumerate(text.to_numpy(dtype=object)):
        if not isinstance(value, str):
            raise InvalidTableError(
                f"Column {TEXT!r} must hold str in every row. Got"
                f" {type(value).__name__} in row {row}; drop the row or use an"
                " empty string."
            )


def _refuse_repeated_ids(ids: pd.Series) -> None:
    repeated = np.flatnonzero(ids.duplicated().to_numpy())
    if len(repeated):
        raise InvalidTableError(
            f"Column {MESSAGE_ID!r} must be unique; row {repeated[0]} repeats an"
            " earlier id."
        )
