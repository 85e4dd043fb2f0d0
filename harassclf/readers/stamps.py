"""Turning the time cells of a table into UTC, without guessing.

=============================  =========================================
cell                           result
=============================  =========================================
ISO 8601 with ``Z``/+00:00     ``utc``
ISO 8601 with another offset   ``offset``
ISO 8601 without               ``Options.to_utc``, ``local``
epoch in s, ms, µs, ns         ``utc``; told apart by size, 1990 to 2100
RFC 2822, English month names  ``offset``, or ``local`` where there is no zone
numeric day/month/year         ``local``, in the order that the user gives or the
                               whole column leaves open only one way
anything else                  None, ``unknown``, counted
=============================  =========================================
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation

from harassclf.readers.base import MAX_WARNED_PLACES, DateOrder, Options, Report
from harassclf.readers.dates import (
    ORDERS,
    DateOrderEvidence,
    DateParts,
    read_date,
)
from harassclf.tables import TimeBasis

Stamp = tuple[datetime | None, TimeBasis]

MAX_CELL = 64
# 1990-01-01 and 2100-01-01; times a thousand the ranges do not overlap.
EPOCH_FROM, EPOCH_TO = 631_152_000, 4_102_444_800
EPOCH_UNITS = (1, 10**3, 10**6, 10**9)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_INVISIBLE = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202c\ufeff"))

NUMBER_RE = re.compile(r"\d{9,20}(?:\.\d{1,9})?")
_CLOCK = r"""
    (?P<hour>\d{1,2}) [:.] (?P<minute>\d\d)
    (?: [:.] (?P<second>\d\d) (?: [.,] (?P<fraction>\d{1,9}) )? )?
    (?: \s? (?P<half>[AaPp]) \.? \s? [Mm] \.? )?
"""
_ZONE = r"(?: \s? (?P<zone> Z | UTC | GMT | UT | [+-]\d\d:?\d\d | [+-]\d\d ) )?"
ISO_RE = re.compile(
    rf"""
    (?P<year>\d{{4}}) (?P<dash>[-/.]?) (?P<month>\d\d) (?P=dash) (?P<day>\d\d)
    (?: (?: T | ,?\s ) \s? {_CLOCK}
      | [Tt]? (?P<hour_>\d\d) (?P<minute_>\d\d) (?P<second_>\d\d)   # 20240304T112034
    )?
    {_ZONE}
    """,
    re.VERBOSE,
)
NAMED_RE = re.compile(
    rf"""
    (?: [A-Za-z]{{3,9}} ,? \s )?
    (?: (?P<day>\d{{1,2}}) [ -] (?P<name>[A-Za-z]{{3,9}}) [ -] (?P<year>\d{{4}})
      | (?P<name_>[A-Za-z]{{3,9}}) \s (?P<day_>\d{{1,2}}) , \s (?P<year_>\d{{4}})
    )
    (?: ,? \s (?: at \s )? {_CLOCK} )?
    {_ZONE} (?: \s \( [A-Za-z ]{{1,30}} \) )?
    """,
    re.VERBOSE,
)
NUMERIC_RE = re.compile(
    rf"""
    (?P<a>\d{{1,4}}) (?P<mark>[./-]) (?P<b>\d{{1,2}}) (?P=mark) (?P<c>\d{{4}}|\d\d?)
    \.? (?: ,? [T\s] \s? {_CLOCK} )?
    """,
    re.VERBOSE,
)
_MONTHS = [
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
]


@dataclass(slots=True)
class _Count:
    """How many cells, and where the first of them are."""

    number: int = 0
    places: list[str] = field(default_factory=list)

    def add(self, place: str) -> None:
        self.number += 1
        if len(self.places) < MAX_WARNED_PLACES:
            self.places.append(place)

    def __str__(self) -> str:
        more = ", …" if self.number > len(self.places) else ""
        return f"{self.number} ({', '.join(self.places)}{more})"


class StampReader:
    """Reads the times of one column.

    First `observe` every cell, then `read` every cell, then `finish`: the order of
    day and month is a matter of the whole column.

    Parameters
    ----------
    options : Options
        ``timezone`` and ``date_order`` are used.
    report : Report
        Gets the warnings.
    """

    def __init__(self, options: Options, report: Report) -> None:
        self._options = options
        self._report = report
        # Rows of a table may be sorted by anything.
        self._evidence = DateOrderEvidence(time_ordered=False)
        self._orders: tuple[DateOrder, ...] | None = None
        if options.date_order is not None:
            self._orders = (options.date_order,)
        self._example = ""
        self._local = _Count()
        self._dates = _Count()
        self._open = _Count()
        self._unreadable = _Count()

    @property
    def settled(self) -> bool:
        """Whether the order is known without looking at the cells."""
        return self._options.date_order is not None

    def observe(self, cell: object) -> None:
        """Let `cell` say which orders of day, month and year it allows."""
        text = _text(cell)
        if len(text) <= MAX_CELL and not ISO_RE.fullmatch(text):
            match = NUMERIC_RE.fullmatch(text)
            if match is not None:
                self._evidence.add(_parts(match))

    def read(self, cell: object, place: str) -> Stamp:
        """Return the time of `cell` in UTC and what it rests on.

        Parameters
        ----------
        cell : object
            str, int, float, datetime, date or None.
        place : str
            Where it stands, for the warnings.

        Returns
        -------
        tuple of (datetime or None, str)
            ``(None, 'unknown')`` if the cell is empty, unreadable or ambiguous.
        """
        if isinstance(cell, datetime):
            return self._settle(cell, place)
        if isinstance(cell, date):
            cell = cell.isoformat()
        text = _text(cell)
        if not text:
            return None, "unknown"
        stamp: Stamp | None = None
        try:
            if len(text) <= MAX_CELL:
                stamp = _epoch(text) or self._written(text, place)
        except (ValueError, OverflowError, ArithmeticError):
            stamp = None
        if stamp is None:
            self._unreadable.add(place)
            return None, "unknown"
        return stamp

    def finish(self) -> None:
        """Report what was counted."""
        if self._local.number and self._options.timezone is None:
            self._report.warn(
                f"{self._local} times have no time zone and none was given: they are"
                " kept as written and marked local. Say the zone with --timezone."
            )
        if self._dates.number:
            self._report.warn(
                f"{self._dates} times are a date only: they are read as 00:00."
            )
        if self._open.number:
            self._report.warn(
                f"{self._open} times are left empty, because a date such as"
                f" {self._example}. Say which with --date-order."
            )
        if self._unreadable.number:
            self._report.warn(
                f"{self._unreadable} times cannot be read and are left empty."
            )

    def _settle(self, when: datetime, place: str) -> Stamp:
        """Bring a datetime to UTC."""
        try:
            offset = when.utcoffset()
            if offset is None:
                self._local.add(place)
                return self._options.to_utc(when), "local"
            return when.astimezone(UTC), "offset" if offset else "utc"
        except OverflowError:
            self._unreadable.add(place)
            return None, "unknown"

    def _written(self, text: str, place: str) -> Stamp | None:
        match = ISO_RE.fullmatch(text)
        if match is not None:
            day = date(int(match["year"]), int(match["month"]), int(match["day"]))
            return self._at(day, match, place, match["zone"])
        match = NAMED_RE.fullmatch(text)
        if match is not None:
            name = (match["name"] or match["name_"])[:3].lower()
            if name not in _MONTHS:
                return None
            year, number = (
                match["year"] or match["year_"],
                match["day"] or match["day_"],
            )
            day = date(int(year), _MONTHS.index(name) + 1, int(number))
            when, basis = self._at(day, match, place, match["zone"])
            # RFC 5322: a date of mail is the sender's clock with its offset.
            return when, "offset" if basis == "utc" else basis
        match = NUMERIC_RE.fullmatch(text)
        return None if match is None else self._numeric(match, place)

    def _numeric(self, match: re.Match[str], place: str) -> Stamp | None:
        if self._orders is None:
            self._orders = self._evidence.verdict().possible
        parts = _parts(match)
        days = {read_date(parts, order) for order in self._orders or ORDERS} - {None}
        if len(days) == 1 and self._orders:
            (day,) = days
            return None if day is None else self._at(day, match, place, None)
        if not days:
            return None
        self._open.add(place)
        self._example = self._example or _readings(match, bool(self._orders))
        return None, "unknown"

    def _at(
        self, day: date, match: re.Match[str], place: str, zone: str | None
    ) -> Stamp:
        when = datetime(day.year, day.month, day.day) + _clock(match)
        if zone is not None:
            when = when.replace(tzinfo=_zone(zone))
        if match["hour"] is None and not match.groupdict().get("hour_"):
            self._dates.add(place)
        return self._settle(when, place)


def _text(cell: object) -> str:
    if cell is None or isinstance(cell, bool):
        return ""
    if isinstance(cell, float):
        if cell != cell:
            return ""
        cell = int(cell) if cell.is_integer() else cell
    if isinstance(cell, str | int | float):
        return str(cell)[: MAX_CELL * 4].translate(_INVISIBLE).strip()
    return "?"


def _epoch(text: str) -> Stamp | None:
    if not text.isascii() or NUMBER_RE.fullmatch(text) is None:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    for unit in EPOCH_UNITS:
        if EPOCH_FROM * unit <= number < EPOCH_TO * unit:
            # Whole microseconds, not a float: the last digits are evidence too.
            return _EPOCH + timedelta(microseconds=int(number * 10**6 / unit)), "utc"
    return None


def _clock(match: re.Match[str]) -> timedelta:
    parts = match.groupdict()
    hour = int(parts["hour"] or parts.get("hour_") or 0)
    minute = int(parts["minute"] or parts.get("minute_") or 0)
    second = int(parts["second"] or parts.get("second_") or 0)
    half = (parts["half"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            raise ValueError
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59 or second > 59:
        raise ValueError
    fraction = int((parts["fraction"] or "0").ljust(6, "0")[:6])
    return timedelta(hours=hour, minutes=minute, seconds=second, microseconds=fraction)


def _zone(zone: str) -> timezone:
    if zone[0] not in "+-":
        return UTC
    digits = zone[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return timezone(timedelta(minutes=-minutes if zone[0] == "-" else minutes))


def _parts(match: re.Match[str]) -> DateParts:
    first, second, third = int(match["a"]), int(match["b"]), int(match["c"])
    return first, second, third


def _readings(match: re.Match[str], consistent: bool) -> str:
    parts = _parts(match)
    written = match["mark"].join((match["a"], match["b"], match["c"]))
    readings = [
        f"{day.isoformat()} ({order})"
        for order in ORDERS
        if (day := read_date(parts, order)) is not None
    ]
    why = "" if consistent else ", and other dates in the file contradict each other"
    return f"{written} can be {' or '.join(readings)}{why}"
