"""Months of the calendar in London, at moments that are another month in UTC."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from openpeel.engine.times import has_ended


@pytest.mark.parametrize(
    ("moment", "ended"),
    [
        (datetime(2024, 3, 31, 12), False),
        (datetime(2024, 3, 31, 22, 59, 59, 999_998), False),
        (datetime(2024, 3, 31, 22, 59, 59, 999_999), True),
        (datetime(2024, 3, 31, 23), True),
        (datetime(2024, 3, 1), False),
    ],
)
def test_a_month_ends_with_its_last_moment_in_london(moment: datetime, ended: bool) -> None:
    assert has_ended(date(2024, 3, 1), moment) is ended
    assert has_ended(date(2024, 2, 1), moment)
