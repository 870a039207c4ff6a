"""Indicators by group and over time, against counting in plain Python; the pieces of time across a change of clocks."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import median

import pytest
from tests.engine.hand_made import FORCE, HandMade, Job, Jobs, Notes, Row, covers

from openpeel.engine.clocks import as_happened_by
from openpeel.engine.counted_cases import Counts, counted_cases
from openpeel.engine.measures import count
from openpeel.engine.times import bounds_of, piece_of
from openpeel.errors import Refused
from openpeel.language.columns import LanguageError
from openpeel.language.framework import Area
from openpeel.language.indicators import CENSUS_2011, Better, Indicator, Measure, Median, Over, Rate, Share
from openpeel.language.standards import Review
from openpeel.reports.indicator_figures import figure

NOW = datetime(2024, 5, 1)
FIRST = datetime(2024, 3, 25)


def indicator(measure: Measure, *by: str) -> Indicator:
    return Indicator(
        id="made-for-a-test",
        says="Made for a test",
        why="Made for a test",
        area=Area.INVESTIGATING_CRIME,
        characteristic="5.1",
        source="made by hand",
        unit=Job,
        measure=measure,
        better=Better.NEUTRAL,
        review=Review(by="nobody", on=date(2024, 1, 1), next=date(2025, 1, 1)),
        by=tuple(Job.facts[name] for name in by),  # type: ignore[misc]
    )


def jobs() -> list[Row]:
    """Some three hundred jobs across the change to summer time (31 March 2024), some never closed or not described."""
    made = []
    for number in range(300):
        began = FIRST + timedelta(minutes=173 * number)
        made.append(
            {
                "job_id": str(number),
                "began_at": began,
                "officer_id": ("x", "y", None)[number % 3],
                "person_id": f"p{number % 7}",
                "closed_at": None if number % 5 == 0 else began + timedelta(minutes=number % 50),
                "is_serious": (True, False, None)[number % 4 % 3],
            }
        )
    return made


def records(folder: Path) -> HandMade:
    return HandMade({Jobs: jobs(), Notes: []}, [covers(Jobs, FIRST, NOW), covers(Notes)], folder)


def london(moment: datetime) -> datetime:
    return moment + (timedelta(hours=1) if moment >= datetime(2024, 3, 31, 1) else timedelta())


@pytest.mark.parametrize(
    ("over", "form"), [((), ""), ((Over.HALF_HOUR,), "%H:"), ((Over.MONTH,), "%Y-%m"), ((Over.DAY,), "%Y-%m-%d")]
)
def test_a_share_by_group_over_time(tmp_path: Path, over: tuple[Over, ...], form: str) -> None:
    expected: Counter[tuple[str, ...]] = Counter()
    wholes: Counter[tuple[str, ...]] = Counter()
    for job in jobs():
        there = london(job["began_at"])
        slot = there.strftime(form) + ("30" if there.minute >= 30 else "00") * (form == "%H:")
        key = (job["officer_id"] or "not known", *([slot] if over else []))
        wholes[key] += 1
        expected[key] += job["is_serious"] is True
    share = indicator(Share(of=Job.is_serious), "officer_id")
    found = count(records(tmp_path), share, as_happened_by(NOW), over=over)  # type: ignore[arg-type]
    assert {tuple(one.group.values()): one.whole for one in found} == dict(wholes)
    assert {tuple(one.group.values()): one.part for one in found} == {key: expected[key] for key in wholes}
    missing = sum(job["is_serious"] is None for job in jobs())
    assert sum(one.unknown for one in found) == missing


def test_a_share_whose_whole_cannot_always_be_told_counts_such_units_as_not_told(tmp_path: Path) -> None:
    """Of n are only those that are told to be among the whole; no share is above one."""
    share = indicator(Share(of=Job.closed_at.is_present(), among=Job.is_serious))
    (found,) = count(records(tmp_path), share, as_happened_by(NOW))  # type: ignore[arg-type]
    serious = [job["closed_at"] is not None for job in jobs() if job["is_serious"]]
    perhaps = [job for job in jobs() if job["is_serious"] is None and job["closed_at"] is not None]
    assert perhaps
    assert (found.part, found.whole - found.unknown, found.unknown) == (sum(serious), len(serious), len(perhaps))
    assert figure(share, found)["n"] == len(serious)


@pytest.mark.parametrize(
    "measure",
    [
        Share(of=Job.is_serious),
        Share(of=Job.closed_at.is_present(), among=Job.is_serious),
        Median(since=Job.began_at, until=Job.closed_at, among=Job.is_serious),
        Rate(denominator=CENSUS_2011, counting=Job.is_serious),
    ],
    ids=["share", "share of some", "median", "rate"],
)
def test_the_cases_behind_a_figure_are_those_it_counts(tmp_path: Path, measure: Measure) -> None:
    snapshot, as_at = records(tmp_path), as_happened_by(NOW)
    (figures,) = count(snapshot, indicator(measure), as_at)  # type: ignore[arg-type]
    cases = counted_cases(snapshot, indicator(measure), as_at, FORCE)  # type: ignore[arg-type]
    told = Counter(case.counts for case in cases)
    assert (told[Counts.YES], told[Counts.NOT_TOLD]) == (figures.part, figures.unknown)
    assert len({case.unit for case in cases}) == len(cases)
    if isinstance(measure, Share):
        assert len(cases) == figures.whole
    assert counted_cases(snapshot, indicator(measure), as_at, "another") == []  # type: ignore[arg-type]


def test_a_median_is_of_what_is_told(tmp_path: Path) -> None:
    measure = Median(since=Job.began_at, until=Job.closed_at, unit="minutes", among=Job.is_serious)
    (found,) = count(records(tmp_path), indicator(measure), as_happened_by(NOW))  # type: ignore[arg-type]
    serious = [job for job in jobs() if job["is_serious"]]
    lasted = [
        (job["closed_at"] - job["began_at"]) / timedelta(minutes=1) for job in serious if job["closed_at"] is not None
    ]
    not_told = sum(job["is_serious"] is None for job in jobs()) + len(serious) - len(lasted)
    assert (found.part, found.whole, found.unknown) == (len(lasted), len(serious), not_told)
    assert sorted(found.values) == sorted(lasted)
    shown = figure(indicator(measure), found)
    assert str(shown["median"]) == f"{median(lasted):.1f}"
    assert shown["95% interval"].value <= median(lasted) <= shown["95% interval"].high


def test_a_rate_counts_people_once_and_the_time_of_each_piece(tmp_path: Path) -> None:
    rate = indicator(Rate(denominator=CENSUS_2011, different=Job.person_id))
    found = count(records(tmp_path), rate, as_happened_by(NOW), over=[Over.MONTH])  # type: ignore[arg-type]
    assert [(one.force, one.group["month"], one.whole) for one in found] == [
        (FORCE, "2024-03", 7),
        (FORCE, "2024-04", 7),
    ]
    days = [sum(((ends - begins) / timedelta(days=1) for begins, ends in one.periods), 0.0) for one in found]
    # March ends at 23:00 UTC; the records end at midnight UTC, an hour into May in London.
    assert days == [pytest.approx(7 - 1 / 24), pytest.approx(30)]


def test_a_rate_by_the_hour_and_a_fact_that_is_none_are_refused(tmp_path: Path) -> None:
    rate = indicator(Rate(denominator=CENSUS_2011))
    with pytest.raises(Refused, match="half-hour"):
        count(records(tmp_path), rate, as_happened_by(NOW), over=[Over.HALF_HOUR])  # type: ignore[arg-type]
    with pytest.raises(Refused, match="officer_id"):
        count(records(tmp_path), rate, as_happened_by(NOW), by=["oficer_id"])  # type: ignore[arg-type]
    with pytest.raises(Refused, match="count by"):
        count(records(tmp_path), rate, as_happened_by(NOW), by=["began_at"])  # type: ignore[arg-type]


def test_a_median_has_a_unit_of_time() -> None:
    with pytest.raises(LanguageError, match="minutes"):
        Median(since=Job.began_at, until=Job.closed_at, unit="fortnights")


def test_a_day_of_twenty_three_hours() -> None:
    before, after = datetime(2024, 3, 31, 0, 30), datetime(2024, 3, 31, 1, 30)
    assert [piece_of(Over.HALF_HOUR, moment) for moment in (before, after)] == ["00:30", "02:30"]
    assert piece_of(Over.WEEKDAY, before) == "7 Sunday"
    assert piece_of(Over.WEEK, before) == "2024-03-25"
    first, last = bounds_of(Over.DAY, before)
    assert last - first == timedelta(hours=23)
    assert bounds_of(Over.WEEK, before) == (datetime(2024, 3, 25), datetime(2024, 3, 31, 23))
