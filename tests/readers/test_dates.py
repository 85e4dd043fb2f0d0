"""Inference of the order of day, month and year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from harassclf.readers.dates import (
    ORDERS,
    DateOrderEvidence,
    arrange,
    expand_year,
    infer_date_order,
    provable_order,
    read_date,
)

CASES = [
    ("year first", [(2024, 3, 4)], "ymd"),
    ("first over 12", [(1, 2, 2024), (13, 2, 2024)], "dmy"),
    ("second over 12", [(1, 2, 2024), (2, 13, 2024)], "mdy"),
    ("nothing over 12", [(1, 2, 2024), (2, 3, 2024)], "ambiguous"),
    ("both over 12", [(13, 2, 2024), (2, 13, 2024)], "ambiguous"),
    ("same in both orders", [(5, 5, 2024), (6, 6, 2024)], "dmy"),
    ("one short date, year first or last", [(25, 6, 13)], "ambiguous"),
    ("short, only a year fits in front", [(32, 6, 13)], "ymd"),
    ("short, only a year fits at the end", [(13, 6, 32)], "dmy"),
    ("short, front changes, end does not", [(13, 6, 25), (14, 6, 25)], "dmy"),
    ("short, end changes", [(25, 6, 13), (25, 6, 14), (25, 6, 15)], "ymd"),
    ("two same birthdays prove nothing", [(25, 6, 13), (25, 6, 14)], "ambiguous"),
    ("no date at all", [(45, 45, 45)], "ambiguous"),
    ("nothing", [], "ambiguous"),
    ("a line that is no date does not count", [(45, 45, 45), (13, 2, 2024)], "dmy"),
    ("a full year in front proves nothing", [(2024, 3, 4), (1, 2, 2024)], "ambiguous"),
]


@pytest.mark.parametrize(("name", "triples", "order"), CASES, ids=[c[0] for c in CASES])
def test_infers(name, triples, order):
    assert infer_date_order(triples) == order


def test_time_decides_where_only_one_order_runs_forward():
    triples = [(5, 3, 2024), (4, 4, 2024)]
    assert infer_date_order(triples) == "ambiguous"
    assert infer_date_order(triples, time_ordered=True) == "dmy"
    assert infer_date_order(triples[::-1], time_ordered=True) == "mdy"


@pytest.mark.parametrize(("back_s", "order"), [(3600, "dmy"), (3601, "ambiguous")])
def test_an_hour_back_is_allowed(back_s, order):
    evidence = DateOrderEvidence()
    evidence.add((2, 1, 2024), seconds=1800)
    evidence.add((1, 1, 2024), seconds=86_400 + 1800 - back_s)
    # Day first it is an hour, month first a month.
    assert evidence.verdict().order == order


def test_years_before_the_earliest_yield():
    assert infer_date_order([(5, 13, 25)]) == "mdy"
    assert infer_date_order([(5, 6, 25)], earliest_year=2009) == "ambiguous"
    evidence = DateOrderEvidence(earliest_year=2009)
    evidence.add((5, 6, 25))
    assert evidence.verdict().possible == ("dmy", "mdy")


def test_verdict_tells_contradiction_from_openness():
    evidence = DateOrderEvidence()
    evidence.add((13, 2, 2024))
    assert not evidence.verdict().contradictory
    evidence.add((2, 13, 2024))
    assert evidence.verdict().contradictory
    assert evidence.verdict().possible == ()


@pytest.mark.parametrize(
    ("parts", "order"),
    [
        ((13, 2, 2024), "dmy"),
        ((2, 13, 2024), "mdy"),
        ((2024, 2, 13), "ymd"),
        ((1, 2, 2024), None),
        ((13, 13, 2024), None),
    ],
)
def test_provable_order_of_one_date(parts, order):
    assert provable_order(parts) == order


def test_no_gregorian_date_is_none():
    assert read_date((30, 2, 2024), "dmy") is None
    assert read_date((0, 2, 2024), "dmy") is None
    assert arrange((31, 6, 1403), "dmy") == (1403, 6, 31)


@settings(deadline=None)
@given(st.integers(0, 99))
def test_short_years_lie_within_a_century(year):
    assert 1969 <= expand_year(year) <= 2068


@settings(deadline=None)
@given(
    st.lists(st.integers(0, 4000), min_size=1, max_size=40),
    st.sampled_from(ORDERS),
    st.booleans(),
)
def test_never_infers_a_wrong_order(offsets, order, short):
    days = [date(2010, 1, 1) + timedelta(days=n) for n in sorted(offsets)]
    # The one pattern that two-digit years share with another order.
    assume(not short or len({day.day for day in days}) > 1)
    triples = []
    for day in days:
        year = day.year % 100 if short else day.year
        numbers = {"d": day.day, "m": day.month, "y": year}
        triples.append(tuple(numbers[letter] for letter in order))
    inferred = infer_date_order(triples, time_ordered=True, earliest_year=2009)
    if inferred != "ambiguous":
        assert [read_date(parts, inferred) for parts in triples] == days


@settings(deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 10_000)] * 3)))
def test_takes_any_numbers(triples):
    assert infer_date_order(triples, time_ordered=True) in (*ORDERS, "ambiguous")
