"""How days and moments are written: one way for commands and files, one for pages."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from openpeel.language.periods import FOR_PAGES, day_ends, period_named, words_for
from openpeel.reports.words import on_page, readable

SUMMER = datetime(2024, 7, 1, 8, 30)


@pytest.mark.parametrize(
    ("moment", "command", "page"),
    [
        (SUMMER, "2024-07-01 09:30", "1 July 2024, 09:30"),
        (SUMMER.replace(second=7), "2024-07-01 09:30:07", "1 July 2024, 09:30:07"),
        (datetime(2024, 6, 30, 23, 0), "2024-07-01 00:00", "1 July 2024, 00:00"),
        (day_ends(date(2024, 3, 31)), "end of 2024-03-31", "end of 31 March 2024"),
    ],
)
def test_a_moment_is_read_in_london(moment: datetime, command: str, page: str) -> None:
    assert readable(moment) == command
    assert on_page(moment) == page
    assert on_page(moment.replace(tzinfo=UTC)) == page


@pytest.mark.parametrize(("named", "page"), [("2024-07", "July 2024"), ("2024-07-01", "1 July 2024")])
def test_a_range_that_is_a_month_or_a_day_reads_as_one(named: str, page: str) -> None:
    assert words_for(*period_named(named)) == named
    assert words_for(*period_named(named), FOR_PAGES) == page


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1234, "1,234"),
        (1234.0, "1,234"),
        (True, "yes"),
        ((date(2024, 7, 1), 2), "1 July 2024, 2"),
        ("as it is", "as it is"),
    ],
)
def test_every_other_value_is_shown_as_people_read_it(value: object, shown: str) -> None:
    assert on_page(value) == shown
