"""Days, months and working days of the law, against a naive count day by day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openpeel.engine.civil_calendar import add, calendar_schema, calendar_table, is_working_day, period_ends
from openpeel.engine.symbols import join_calendar
from openpeel.language.durations import Duration, civil_days, civil_months, days, working_days

LONDON = ZoneInfo("Europe/London")
DAY, MICROSECOND = timedelta(days=1), timedelta(microseconds=1)


def days_after(day: date) -> Iterable[date]:
    while True:
        day += DAY
        yield day


def last_day(day: date, length: Duration) -> date:
    """Counted out. Months: a month begins with the day after, and ends before the day of that number comes again."""
    if "month" not in length.clock.value:
        left = length.amount
        for following in days_after(day):
            if left == 0:
                return following - DAY
            left -= is_working_day(following) if "working" in length.clock.value else 1
    first = day + DAY
    wanted = first.year * 12 + first.month + length.amount
    ending = None
    for following in days_after(day):
        month = following.year * 12 + following.month
        if month == wanted and following.day == first.day:
            return following - DAY
        if month > wanted:
            assert ending is not None
            return ending
        ending = following
    raise AssertionError


def ends_in_london(start: datetime, length: Duration) -> datetime:
    """The last microsecond of the last day by London's clocks, as naive UTC."""
    day = start.replace(tzinfo=UTC).astimezone(LONDON).date()
    midnight = datetime.combine(last_day(day, length) + DAY, time(), LONDON)
    return midnight.astimezone(UTC).replace(tzinfo=None) - MICROSECOND


LENGTHS = [
    *(civil_days(amount) for amount in (0, 1, 5, 28)),
    *(civil_months(amount) for amount in (1, 3, 6, 12)),
    *(working_days(amount) for amount in (0, 1, 2, 5, 10)),
]

STARTS = [
    # Both sides of midnight in London and in UTC, where the clocks change, month ends, leap days, Christmas.
    datetime(2024, 3, 30, 23, 59), datetime(2024, 3, 31, 0, 30), datetime(2024, 3, 31, 22, 59),
    datetime(2024, 3, 31, 23, 0), datetime(2024, 10, 26, 22, 59, 59), datetime(2024, 10, 26, 23, 0),
    datetime(2024, 10, 27, 0, 30), datetime(2024, 10, 27, 1, 30), datetime(2024, 10, 27, 23, 30),
    datetime(2024, 2, 28, 12), datetime(2024, 2, 29, 12), datetime(2023, 2, 28, 12), datetime(2023, 11, 29, 12),
    datetime(2023, 11, 30, 12), datetime(2024, 1, 30, 12), datetime(2024, 1, 31, 12),
    datetime(2024, 12, 31, 23, 59, 59),
    datetime(2022, 9, 16, 12), datetime(2023, 5, 5, 12), datetime(2021, 12, 23, 12), datetime(2022, 12, 23, 12),
    datetime(2000, 1, 1), datetime(2045, 12, 31, 23, 59),
]  # fmt: skip


@pytest.mark.parametrize("length", LENGTHS, ids=str)
@settings(max_examples=60, deadline=None)
@given(start=st.datetimes(datetime(2000, 1, 2), datetime(2045, 12, 31)))
def test_a_period_ends_where_counting_day_by_day_ends(length: Duration, start: datetime) -> None:
    assert period_ends(start, length) == ends_in_london(start, length)


@pytest.mark.parametrize("length", LENGTHS, ids=str)
def test_a_period_ends_there_on_the_hard_days_too(length: Duration) -> None:
    for start in STARTS:
        assert period_ends(start, length) == ends_in_london(start, length), start


@cache
def looked_up(lengths: tuple[Duration, ...]) -> str:
    table = ibis.table({"at": "timestamp(6)"}, name="starts")
    calendar = ibis.table(calendar_schema(lengths), name="calendar")
    return str(ibis.to_sql(join_calendar(table, table["at"], calendar, [str(n) for n in range(len(lengths))])))


@settings(max_examples=15, deadline=None)
@given(starts=st.lists(st.datetimes(datetime(2000, 1, 2), datetime(2045, 12, 31)), min_size=1, max_size=30))
def test_the_table_that_the_engine_joins_says_the_same(starts: list[datetime]) -> None:
    wanted = [*starts, *STARTS]
    lengths = tuple(LENGTHS)
    with duckdb.connect() as connection:
        connection.register("starts", pa.table({"at": pa.array(wanted, pa.timestamp("us"))}))
        connection.register("calendar", calendar_table(lengths))
        rows = connection.execute(looked_up(lengths)).fetchall()
    assert len(rows) == len(wanted)
    for start, *ends in rows:
        assert ends == [period_ends(start, length) for length in lengths], start


@pytest.mark.parametrize("start", [datetime(1999, 12, 30), datetime(2046, 1, 2)])
def test_outside_its_years_the_calendar_does_not_tell(start: datetime) -> None:
    with duckdb.connect() as connection:
        connection.register("starts", pa.table({"at": pa.array([start], pa.timestamp("us"))}))
        connection.register("calendar", calendar_table(LENGTHS))
        found: Any = connection.execute(looked_up(tuple(LENGTHS))).fetchone()
    assert found[1:] == (None,) * len(LENGTHS)


@pytest.mark.parametrize(
    ("after", "length", "last"),
    [
        # Pre-charge bail (PACE 1984 s.47ZB), from the day after arrest: three months; 28 days until 27 October 2022.
        (date(2023, 1, 10), civil_months(3), date(2023, 4, 10)),
        (date(2023, 1, 10), civil_months(6), date(2023, 7, 10)),
        (date(2023, 1, 10), civil_months(12), date(2024, 1, 10)),
        (date(2022, 1, 10), civil_days(28), date(2022, 2, 7)),
        # The day before the corresponding day; where the month has none, its last.
        (date(2023, 2, 28), civil_months(3), date(2023, 5, 31)),
        (date(2024, 2, 28), civil_months(3), date(2024, 5, 28)),
        (date(2024, 2, 29), civil_months(12), date(2025, 2, 28)),
        (date(2023, 11, 29), civil_months(3), date(2024, 2, 29)),
        (date(2022, 11, 29), civil_months(3), date(2023, 2, 28)),
        (date(2023, 11, 30), civil_months(3), date(2024, 2, 29)),
        (date(2023, 12, 31), civil_months(1), date(2024, 1, 31)),
        (date(2024, 1, 30), civil_months(1), date(2024, 2, 29)),
        # Bank holidays: the funeral of 19 September 2022, the coronation, Christmas at a weekend.
        (date(2022, 9, 16), working_days(1), date(2022, 9, 20)),
        (date(2023, 5, 5), working_days(1), date(2023, 5, 9)),
        (date(2021, 12, 24), working_days(1), date(2021, 12, 29)),
        (date(2022, 12, 23), working_days(5), date(2023, 1, 4)),
        (date(2024, 3, 28), working_days(1), date(2024, 4, 2)),
        (date(2024, 1, 5), working_days(1), date(2024, 1, 8)),
        (date(2024, 1, 6), working_days(1), date(2024, 1, 8)),
    ],
)
def test_periods_that_were_counted_by_hand(after: date, length: Duration, last: date) -> None:
    assert add(after, length) == last


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2022, 9, 19), False), (date(2023, 5, 8), False), (date(2022, 6, 3), False), (date(2022, 6, 2), False),
        (date(2020, 5, 8), False), (date(2020, 5, 4), True), (date(2021, 12, 27), False), (date(2021, 12, 28), False),
        (date(2022, 12, 27), False), (date(2023, 1, 2), False), (date(2024, 3, 29), False), (date(2024, 4, 1), False),
        (date(2024, 8, 26), False), (date(2024, 8, 5), True), (date(2024, 3, 17), False), (date(2024, 3, 18), True),
        (date(2024, 11, 30), False), (date(2023, 11, 30), True),
    ],
)  # fmt: skip
def test_working_days_are_those_of_england_and_wales(day: date, works: bool) -> None:
    """Not Scotland's (the first Monday of August, 30 November) nor Northern Ireland's (17 March)."""
    assert is_working_day(day) is works


def test_elapsed_time_needs_no_calendar_and_says_so() -> None:
    with pytest.raises(ValueError, match="elapsed"):
        add(date(2024, 1, 1), days(1))


def test_a_length_on_the_calendar_is_not_negative() -> None:
    with pytest.raises(ValueError, match="negative"):
        civil_days(-1)
