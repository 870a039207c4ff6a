"""Limits: by date, force and category, where none is in force, and replaced by others."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from tests.engine.hand_made import FORCE, HandMade, Job, Jobs, Notes, Row, covers, judge, standard_of

from openpeel.engine.clocks import as_happened_by
from openpeel.engine.runs import limits_of
from openpeel.language.durations import Duration, civil_days, days, hours, working_days
from openpeel.language.limits import Limit, LimitValue, Verified
from openpeel.language.standards import Condition, Deadline, Standard
from openpeel.library import standards
from openpeel.records.bail import BailPeriods

LATER = as_happened_by(datetime(2030, 1, 1))


def value(
    length: Duration | float | None, since: date, *, force: str | None = None, category: str | None = None
) -> LimitValue:
    return LimitValue(
        value=length, since=since, source="made for this test", verified=Verified.LOCAL, force=force, category=category
    )


LAW = Limit(
    "made-for-a-test",
    "Time within which a note is written",
    (
        value(days(10), date(2020, 1, 1)),
        value(days(5), date(2022, 7, 1)),
        value(None, date(2025, 1, 1)),
        value(civil_days(7), date(2023, 1, 1), force="dorset"),
        value(hours(1), date(2023, 1, 1), category="high"),
        value(days(2), date(2024, 1, 1), category="high"),
        value(days(3), date(2024, 1, 1), force="dorset", category="high"),
    ),
)
BY_GRADE = standard_of(
    Job,
    Deadline(
        done=Job.first_note_at,
        due=LAW.after(Job.began_at, deciding=Job.began_at, force=Job.force, category=Job.grade),
    ),
    Job.began_at.is_present(),
)
PLAIN = standard_of(
    Job,
    Deadline(done=Job.first_note_at, due=LAW.after(Job.began_at, deciding=Job.began_at, force=Job.force)),
    Job.began_at.is_present(),
)


def job(began: datetime, **columns: str) -> Row:
    return {"job_id": "a", "began_at": began, "closed_at": began, **columns}


def due(tmp_path: Path, standard: Standard, row: Row, limits: Mapping[str, Limit] | None = None) -> tuple[str, str]:
    """When a job is due, and its verdict."""
    coverage = [covers(table, force=force) for table in (Jobs, Notes) for force in (FORCE, "dorset")]
    records = HandMade({Jobs: [row]}, coverage, tmp_path)
    result = judge([standard], records, LATER, limits=limits)
    (ledger,) = result.ledger
    (verdict,) = result.verdicts().values()
    return str(ledger["due"]), verdict


@pytest.mark.parametrize(
    ("began", "columns", "expected"),
    [
        (datetime(2019, 12, 31, 12), {}, ("None", "unknown: NO_LIMIT")),
        (datetime(2020, 1, 1), {}, ("2020-01-11 00:00:00", "overdue")),
        # In summer a London day begins at 23:00 UTC.
        (datetime(2022, 6, 30, 22, 59), {}, ("2022-07-10 22:59:00", "overdue")),
        (datetime(2022, 6, 30, 23, 0), {}, ("2022-07-05 23:00:00", "overdue")),
        (datetime(2024, 12, 31, 12), {}, ("2025-01-05 12:00:00", "overdue")),
        (datetime(2025, 1, 1, 0, 0), {}, ("None", "unknown: NO_LIMIT")),
        # The force's own outranks the national, and has no end; before it, the national counts.
        (datetime(2022, 8, 1, 12), {"force": "dorset"}, ("2022-08-06 12:00:00", "overdue")),
        (datetime(2024, 1, 1, 12), {"force": "dorset"}, ("2024-01-08 23:59:59.999999", "overdue")),
        (datetime(2026, 1, 1, 12), {"force": "dorset"}, ("2026-01-08 23:59:59.999999", "overdue")),
    ],
)
def test_the_value_in_force_on_the_deciding_day(
    tmp_path: Path, began: datetime, columns: dict[str, str], expected: tuple[str, str]
) -> None:
    assert due(tmp_path, PLAIN, job(began, **columns)) == expected


@pytest.mark.parametrize(
    ("began", "columns", "expected"),
    [
        (datetime(2022, 12, 1), {"grade": "high"}, ("2022-12-06 00:00:00", "overdue")),
        (datetime(2023, 6, 1), {"grade": "high"}, ("2023-06-01 01:00:00", "overdue")),
        (datetime(2024, 6, 1), {"grade": "high"}, ("2024-06-03 00:00:00", "overdue")),
        (datetime(2024, 6, 1), {"grade": "low"}, ("2024-06-06 00:00:00", "overdue")),
        # Of a force's values its categories come first; the national categories come after all of them.
        (datetime(2024, 6, 1), {"grade": "high", "force": "dorset"}, ("2024-06-04 00:00:00", "overdue")),
        (datetime(2023, 6, 1), {"grade": "high", "force": "dorset"}, ("2023-06-08 22:59:59.999999", "overdue")),
        # It may be high or low: which limit holds is not known.
        (datetime(2024, 6, 1), {}, ("None", "unknown: NO_LIMIT")),
    ],
)
def test_the_value_of_the_category(
    tmp_path: Path, began: datetime, columns: dict[str, str], expected: tuple[str, str]
) -> None:
    assert due(tmp_path, BY_GRADE, job(began, **columns)) == expected


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (hours(1), "2024-06-01 01:00:00"),
        (civil_days(1), "2024-06-02 22:59:59.999999"),
        (working_days(1), "2024-06-03 22:59:59.999999"),
    ],
)
def test_another_value_for_what_if(tmp_path: Path, length: Duration, expected: str) -> None:
    """Lengths on another clock, too: the calendar is looked up for what takes the limit's place."""
    limits = {LAW.id: LAW.replaced(value(length, date(2020, 1, 1)))}
    assert due(tmp_path, PLAIN, job(datetime(2024, 6, 1)), limits) == (expected, "overdue")
    assert due(tmp_path, PLAIN, job(datetime(2024, 6, 1))) == ("2024-06-06 00:00:00", "overdue")


ENOUGH = Limit("enough", "How many notes are enough", (value(1, date(2020, 1, 1)), value(2, date(2024, 1, 1))))


@pytest.mark.parametrize(
    ("began", "limits", "expected"),
    [
        (datetime(2019, 6, 1), {}, "unknown: NOT_RECORDED"),
        (datetime(2023, 6, 1), {}, "met"),
        (datetime(2024, 6, 1), {}, "overdue"),
        (datetime(2024, 6, 1), {"enough": ENOUGH.replaced(value(1, date(2020, 1, 1)))}, "met"),
    ],
)
def test_a_number_in_force(tmp_path: Path, began: datetime, limits: dict[str, Limit], expected: str) -> None:
    rule = Condition(holds=Job.notes >= ENOUGH.amount(deciding=Job.began_at, force=Job.force), observed=Job.began_at)
    note = {"note_id": "1", "job_id": "a", "written_at": began + timedelta(hours=1)}
    records = HandMade({Jobs: [job(began)], Notes: [note]}, [covers(Jobs), covers(Notes)], tmp_path)
    standard = standard_of(Job, rule, Job.began_at.is_present())
    assert list(judge([standard], records, LATER, limits=limits).verdicts().values()) == [expected]


ROUGHLY = standard_of(
    Job,
    Deadline(done=Job.first_note_at, due=LAW.after(Job.arrived_on, deciding=Job.arrived_on, force=Job.force)),
    Job.began_at.is_present(),
)


def test_a_day_that_lies_on_both_sides_of_the_end_of_a_limit(tmp_path: Path) -> None:
    both = (datetime(2024, 12, 31, 12), datetime(2025, 1, 1, 12))
    row = {**job(datetime(2024, 12, 31)), "arrived_on": both}
    assert due(tmp_path, ROUGHLY, row) == ("None", "unknown: NO_LIMIT")


@pytest.mark.parametrize(
    ("arrested", "ends"),
    [
        (datetime(2022, 1, 10, 12), "2022-02-07 23:59:59.999999"),
        (datetime(2022, 10, 27, 22, 30), "2022-11-24 23:59:59.999999"),
        # Half past eleven at night in London is still the 27th; the 28th begins at 23:00 UTC.
        (datetime(2022, 10, 27, 23, 30), "2023-01-28 23:59:59.999999"),
        (datetime(2023, 1, 10, 12), "2023-04-10 22:59:59.999999"),
    ],
)
def test_bail_follows_the_law_of_the_day_of_arrest(tmp_path: Path, arrested: datetime, ends: str) -> None:
    standard = standards()["bail-not-lapsed"]
    bail = {"bail_id": "b", "arrested_at": arrested, "bailed_at": arrested + timedelta(hours=6)}
    records = HandMade({BailPeriods: [bail]}, [covers(BailPeriods)], tmp_path)
    (row,) = judge([standard], records, LATER).ledger
    assert str(row["due"]) == ends


def test_limits_behind_a_history_of_earlier_units_are_found() -> None:
    # The due time of a visit follows from a limit over earlier turns of the duty.
    assert [limit.id for limit in limits_of(standards()["sex-offender-visited"])] == ["sex-offender-visit"]


def test_what_if_reaches_limits_within_facts(tmp_path: Path) -> None:
    standard = standards()["bail-not-lapsed"]
    bail = {"bail_id": "b", "arrested_at": datetime(2023, 1, 10, 12), "bailed_at": datetime(2023, 1, 10, 18)}
    records = HandMade({BailPeriods: [bail]}, [covers(BailPeriods)], tmp_path)
    law = Limit("bail-initial", "x", (value(civil_days(28), date(2017, 4, 3)),))
    (row,) = judge([standard], records, LATER, limits={law.id: law}).ledger
    assert str(row["due"]) == "2023-02-07 23:59:59.999999"
