"""Which of three numbers is the day, from all dates of a file together.

Numeric triples go in, an order or ``'ambiguous'`` comes out; nothing here knows a
format, a locale or the clock. Two-digit years are read as POSIX does (69 to 99 in the
20th century, 00 to 68 in the 21st).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import Literal

from harassclf.readers.base import DateOrder

DateParts = tuple[int, int, int]
InferredOrder = DateOrder | Literal["ambiguous"]

ORDERS: tuple[DateOrder, ...] = ("dmy", "mdy", "ymd")
BACKWARD_S = 3600
# From here up a number is a year written in full.
FULL_YEAR = 100
# Three years with one and the same number in front are a year in front; two may be
# two birthday greetings.
MIN_LAST_VALUES = 3


def is_full_year(number: int) -> bool:
    """Tell whether `number` can only be a year written with all its digits."""
    return number >= FULL_YEAR


def expand_year(number: int) -> int:
    """Return the four-digit year of a two-digit one (POSIX pivot at 69).

    >>> expand_year(24), expand_year(99), expand_year(2567)
    (2024, 1999, 2567)
    """
    if is_full_year(number):
        return number
    return number + (2000 if number < 69 else 1900)


def arrange(parts: DateParts, order: DateOrder) -> tuple[int, int, int] | None:
    """Return (year, month, day) of `parts` read in `order`.

    Parameters
    ----------
    parts : tuple of int
        As written, from left to right. A first number of 100 or more is a year
        whatever `order` says: no calendar has such a day.
    order : {'dmy', 'mdy', 'ymd'}

    Returns
    -------
    tuple of int, or None
        None if month or day are out of 1 to 12 and 1 to 31. Calendars differ in the
        length of months, so that 31 June passes here.

    >>> arrange((13, 6, 24), "dmy"), arrange((13, 6, 24), "mdy")
    ((2024, 6, 13), None)
    """
    first, second, third = parts
    if order == "ymd" or is_full_year(first):
        year, month, day = first, second, third
    elif order == "dmy":
        day, month, year = first, second, third
    else:
        month, day, year = first, second, third
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return expand_year(year), month, day


def read_date(parts: DateParts, order: DateOrder) -> date | None:
    """Return `parts` read in `order` as a Gregorian date; None if it is none.

    >>> read_date((31, 6, 2024), "dmy") is None
    True
    """
    arranged = arrange(parts, order)
    if arranged is None:
        return None
    try:
        return date(*arranged)
    except ValueError:
        return None


def provable_order(parts: DateParts) -> DateOrder | None:
    """Return the one order in which `parts` can be read on its own, else None.

    A year in front with two digits is not considered: with it hardly any date would
    prove anything.
    """
    if is_full_year(parts[0]):
        return "ymd"
    fitting = [order for order in ORDERS[:2] if arrange(parts, order)]
    return fitting[0] if len(fitting) == 1 else None


@dataclass(frozen=True, slots=True)
class OrderVerdict:
    """What the dates of a file say about their order.

    Attributes
    ----------
    order : {'dmy', 'mdy', 'ymd', 'ambiguous'}
        ``'ambiguous'`` also where the dates contradict each other.
    possible : tuple of str
        The orders that are left; empty where the dates contradict each other.
    """

    order: InferredOrder
    possible: tuple[DateOrder, ...]

    @property
    def contradictory(self) -> bool:
        """Whether no single order fits all dates."""
        return not self.possible


@dataclass(slots=True)
class _Tally:
    misses: int = 0
    early: int = 0
    backward: int = 0
    latest: int | None = None


@dataclass(slots=True)
class DateOrderEvidence:
    """Collects dates one by one, in constant memory.

    Parameters
    ----------
    time_ordered : bool, default=True
        Whether the file is sorted by time, oldest first. Then an order in which time
        runs back by more than an hour yields to one in which it never does.
    earliest_year : int, default=1
        Year before which there can be no record; used only while another order
        remains.
    """

    time_ordered: bool = True
    earliest_year: int = 1
    _tallies: dict[DateOrder, _Tally] = field(
        default_factory=lambda: {order: _Tally() for order in ORDERS}
    )
    _dates: int = 0
    _year_first: int = 0
    _different: set[tuple[DateOrder, DateOrder]] = field(default_factory=set)
    _firsts: set[int] = field(default_factory=set)
    _lasts: set[int] = field(default_factory=set)

    def add(
        self, parts: DateParts, *, seconds: int = 0, short_year_first: bool = True
    ) -> None:
        """Take one date into account.

        Parameters
        ----------
        parts : tuple of int
            As written, from left to right. Ignored if it is no date in any order.
        seconds : int, default=0
            Time of day.
        short_year_first : bool, default=True
            False where the way it is written rules out a two-digit year in front.
        """
        if is_full_year(parts[0]):
            # Such a date needs no inference, and proves nothing about others.
            self._year_first += 1
            return
        readings = {order: arrange(parts, order) for order in ORDERS}
        if not short_year_first:
            readings["ymd"] = None
        if not any(readings.values()):
            return
        self._dates += 1
        self._firsts.add(parts[0])
        self._lasts.add(parts[2])
        for pair in combinations(ORDERS, 2):
            if readings[pair[0]] != readings[pair[1]]:
                self._different.add(pair)
        for order, reading in readings.items():
            self._count(self._tallies[order], reading, seconds)

    def _count(
        self, tally: _Tally, reading: tuple[int, int, int] | None, seconds: int
    ) -> None:
        if reading is None:
            tally.misses += 1
            return
        year, month, day = reading
        tally.early += year < self.earliest_year
        month_days = monthrange(min(year, 9999), month)[1]
        moment = date(min(year, 9999), month, min(day, month_days)).toordinal()
        moment = moment * 86_400 + seconds
        if tally.latest is not None and moment < tally.latest - BACKWARD_S:
            tally.backward += 1
        tally.latest = max(moment, tally.latest or 0)

    def verdict(self) -> OrderVerdict:
        """Return the order that the dates so far allow."""
        if not self._dates:
            order: InferredOrder = "ymd" if self._year_first else "ambiguous"
            return OrderVerdict(order, ("ymd",) if self._year_first else ORDERS)
        fitting = [o for o in ORDERS if not self._tallies[o].misses]
        late = [o for o in fitting if not self._tallies[o].early]
        left = late or fitting
        if self.time_ordered:
            left = [o for o in left if not self._tallies[o].backward] or left
        left = self._settle_year(left)
        if left and self._different.isdisjoint(combinations(left, 2)):
            return OrderVerdict(left[0], (left[0],))
        return OrderVerdict("ambiguous", tuple(left))

    def _settle_year(self, left: list[DateOrder]) -> list[DateOrder]:
        # The year is what changes least: dates that differ in front and agree at the
        # end have it at the end. The other reading has every record on the same day
        # of the month, a year or more apart.
        if "ymd" not in left or len(left) == 1:
            return left
        if len(self._firsts) > 1 and len(self._lasts) == 1:
            return [order for order in left if order != "ymd"]
        if len(self._firsts) == 1 and len(self._lasts) >= MIN_LAST_VALUES:
            return ["ymd"] if "mdy" not in left else left
        return left


def infer_date_order(
    triples: Iterable[DateParts], *, time_ordered: bool = False, earliest_year: int = 1
) -> InferredOrder:
    """Return the order of all `triples`, or ``'ambiguous'``.

    Parameters
    ----------
    triples : iterable of tuple of int
        Dates as written, from left to right.
    time_ordered : bool, default=False
        Whether they are sorted by time, oldest first.
    earliest_year : int, default=1
        As for `DateOrderEvidence`.

    >>> infer_date_order([(1, 2, 2024), (13, 2, 2024)])
    'dmy'
    >>> infer_date_order([(1, 2, 2024), (2, 2, 2024)])
    'ambiguous'
    """
    evidence = DateOrderEvidence(time_ordered=time_ordered, earliest_year=earliest_year)
    for parts in triples:
        evidence.add(parts)
    return evidence.verdict().order
