import time
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harassclf.readers.base import Options, Report
from harassclf.readers.stamps import StampReader

ELEVEN = datetime(2024, 3, 4, 11, 20, 34, tzinfo=UTC)
TEN = datetime(2024, 3, 4, 10, 20, 34, tzinfo=UTC)

CASES = [
    ("2024-03-04T11:20:34Z", ELEVEN, "utc"),
    ("2024-03-04 11:20:34 UTC", ELEVEN, "utc"),
    ("2024-03-04T11:20:34+00:00", ELEVEN, "utc"),
    ("2024-03-04T11:20:34+01:00", TEN, "offset"),
    ("20240304T102034Z", TEN, "utc"),
    ("2024-03-04T11:20:34.000001Z", ELEVEN + timedelta(microseconds=1), "utc"),
    ("2024-03-04 11:20:34", ELEVEN, "local"),
    ("2024/03/04, 11:20:34", ELEVEN, "local"),
    ("1709547634", TEN, "utc"),
    (1709547634, TEN, "utc"),
    (1709547634.0, TEN, "utc"),
    ("1709547634000", TEN, "utc"),
    ("1709547634000001", TEN + timedelta(microseconds=1), "utc"),
    ("1709547634000000999", TEN, "utc"),
    ("Mon, 04 Mar 2024 11:20:34 +0100", TEN, "offset"),
    ("4 Mar 2024 11:20:34 +0000", ELEVEN, "offset"),
    ("Mar 4, 2024 11:20:34 AM", ELEVEN, "local"),
    ("March 4, 2024, 11:20:34\u202fPM", ELEVEN + timedelta(hours=12), "local"),
    ("\u200e2024-03-04 11:20:34\u200e", ELEVEN, "local"),
    (ELEVEN, ELEVEN, "utc"),
    (ELEVEN.replace(tzinfo=timezone(timedelta(hours=1))), TEN, "offset"),
    (ELEVEN.replace(tzinfo=None), ELEVEN, "local"),
    (date(2024, 3, 4), datetime(2024, 3, 4, tzinfo=UTC), "local"),
    ("", None, "unknown"),
    (None, None, "unknown"),
    (float("nan"), None, "unknown"),
    ("yesterday", None, "unknown"),
    ("45355.47", None, "unknown"),
    ("12", None, "unknown"),
    ("2024-13-04", None, "unknown"),
    ("2024-03-04 25:00", None, "unknown"),
    ("2024-03-04 13:00 PM", None, "unknown"),
    ("31.02.2024", None, "unknown"),
    ("4 Foo 2024", None, "unknown"),
    ("04/03/2024 10:23", None, "unknown"),
    ("0001-01-01T00:00:00+14:00", None, "unknown"),
]


def read(cells, **options):
    report = Report()
    stamps = StampReader(Options(**options), report)
    for cell in cells:
        stamps.observe(cell)
    found = [stamps.read(cell, f"line {i}") for i, cell in enumerate(cells, 2)]
    stamps.finish()
    return found, report.warnings


@pytest.mark.parametrize(("cell", "when", "basis"), CASES)
def test_a_time_on_its_own(cell, when, basis):
    assert read([cell])[0] == [(when, basis)]


def test_a_zone_is_used_for_times_without_one():
    found, warnings = read(["2024-07-04 11:00"], timezone=ZoneInfo("Europe/Berlin"))
    assert found == [(datetime(2024, 7, 4, 9, tzinfo=UTC), "local")]
    assert warnings == []


def test_a_missing_zone_is_reported_once_with_count():
    warnings = read(["2024-07-04 11:00"] * 7)[1]
    assert len(warnings) == 1
    assert warnings[0].startswith(
        "7 (line 2, line 3, line 4, line 5, line 6, …) times have no time zone"
    )
    assert "--timezone" in warnings[0]


@pytest.mark.parametrize(
    ("cells", "day"),
    [
        (["04/03/2024 10:00", "13/03/2024 10:00"], (3, 4)),
        (["04/03/2024 10:00", "03/13/2024 10:00"], (4, 3)),
        (["04.03.2024 10:00", "31.03.2024 10:00"], (3, 4)),
        (["4-3-2024 10:00 am", "31-3-2024 10:00 am"], (3, 4)),
    ],
)
def test_one_date_settles_the_order_of_all(cells, day):
    found, _ = read(cells)
    assert found[0] == (datetime(2024, *day, 10, tzinfo=UTC), "local")


def test_an_open_order_is_asked_for_with_both_readings():
    found, warnings = read(["04/03/2024 10:23", "05/03/2024"])
    assert found == [(None, "unknown")] * 2
    assert len(warnings) == 1
    for part in ("2 (line 2, line 3)", "2024-03-04 (dmy)", "2024-04-03 (mdy)"):
        assert part in warnings[0]
    assert "--date-order" in warnings[0]


def test_a_contradiction_is_told():
    found, warnings = read(["13/03/2024", "03/13/2024", "04/03/2024"])
    assert [when for when, _ in found] == [None] * 3
    assert "contradict" in " ".join(warnings)


def test_the_order_given_wins():
    found, _ = read(["04/03/2024 10:00"], date_order="mdy")
    assert found == [(datetime(2024, 4, 3, 10, tzinfo=UTC), "local")]
    found, warnings = read(["13/03/2024"], date_order="mdy")
    assert found == [(None, "unknown")]
    assert warnings == ["1 (line 2) times cannot be read and are left empty."]


def test_a_date_that_reads_the_same_both_ways_is_read():
    found, _ = read(["04/04/2024 10:00"])
    assert found == [(datetime(2024, 4, 4, 10, tzinfo=UTC), "local")]


def test_dates_without_clock_are_reported():
    assert any("a date only" in warning for warning in read(["2024-03-04"])[1])


@given(st.text(max_size=80) | st.from_regex(r"[\d./: TZ+-]{1,30}"))
def test_no_cell_breaks_it(text):
    for order in (None, "dmy"):
        ((when, basis),), _ = read([text], date_order=order)
        assert (when is None) == (basis == "unknown")
        assert when is None or when.utcoffset() == timedelta(0)


@pytest.mark.parametrize("unit", ["1", "1/", " ", "2024-03-04 ", "a ", "+", "("])
def test_attacks_are_quick(unit):
    start = time.perf_counter()
    read([unit * (100_000 // len(unit))])
    assert time.perf_counter() - start < 1
