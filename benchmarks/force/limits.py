"""Limits by date and force, made up for the benchmark."""

from __future__ import annotations

from datetime import date

from openpeel.language.durations import Duration, civil_days, civil_months, hours, working_days
from openpeel.language.limits import Limit, LimitValue, Verified

FORCES = ("avon-and-somerset", "dorset", "gloucestershire", "wiltshire")


def _limit(identifier: str, *values: tuple[str | None, date, Duration | float], **categories: Duration) -> Limit:
    dated = [
        LimitValue(value=value, since=since, force=force, source="Made up", verified=Verified.LOCAL)
        for force, since, value in values
    ]
    dated += [
        LimitValue(value=value, since=date(2012, 1, 1), category=name, source="Made up", verified=Verified.LOCAL)
        for name, value in categories.items()
    ]
    return Limit(identifier, identifier.replace("-", " "), tuple(dated))


ASSESSED = _limit(
    "assessed-within",
    (None, date(2000, 1, 1), hours(24)),
    (None, date(2022, 7, 1), hours(12)),
    ("dorset", date(2021, 6, 1), hours(48)),
    ("gloucestershire", date(2023, 1, 1), hours(6)),
)
UPDATED = _limit(
    "updated-within",
    (None, date(2000, 1, 1), civil_days(28)),
    ("avon-and-somerset", date(2023, 1, 1), civil_days(14)),
)
MARAC = _limit("marac-within", (None, date(2000, 1, 1), hours(72)), ("wiltshire", date(2022, 1, 1), hours(120)))
MARAC_INCIDENTS = _limit("marac-incidents", (None, date(2000, 1, 1), 3), ("wiltshire", date(2021, 7, 1), 2))
WORKING_DAYS_1 = _limit("one-working-day", (None, date(2000, 1, 1), working_days(1)))
WORKING_DAYS_2 = _limit("two-working-days", (None, date(2000, 1, 1), working_days(2)))
WORKING_DAYS_5 = _limit("five-working-days", (None, date(2000, 1, 1), working_days(5)))
CLOSED = _limit("closed-within", (None, date(2000, 1, 1), civil_months(3)))
BAIL = _limit("bail", (None, date(2017, 4, 3), civil_days(28)), (None, date(2022, 10, 28), civil_months(3)))
VISIT = _limit(
    "visit",
    very_high=civil_months(1),
    high=civil_months(3),
    medium=civil_months(6),
    low=civil_months(12),
)
OFFICERS = _limit("officers", (None, date(2000, 1, 1), 2))
