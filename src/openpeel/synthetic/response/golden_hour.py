"""The golden hour: what a supervisor sees done at the start of an investigation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from numpy.random import Generator

from openpeel.records.incidents import Incidents
from openpeel.records.response import STEPS, GoldenHourSteps
from openpeel.synthetic.book import Book
from openpeel.synthetic.contact import Report
from openpeel.synthetic.scenario import Deed, Fate, Matter, Row, Scenario, row
from openpeel.synthetic.times import minutes

SERIOUS = ("violence against the person", "sexual offences", "robbery")


@dataclass(frozen=True)
class Start:
    """The start of the investigation of a serious crime."""

    report: Report
    arrived: datetime
    supervisor: str


def all_steps_in_the_hour(dice: Generator, case: Start) -> Deed:
    """All six steps were done within the hour after arrival."""
    return Deed(Fate.IN_TIME, _steps(dice, case, tuple(STEPS), 5, 55))


def steps_left_out(dice: Generator, case: Start) -> Deed:
    """Two of the six steps were not done, nor found not to be needed.

    Report, line 420: ‘lacked training on golden hour principles’.
    """
    return Deed(Fate.NOT_DONE, _steps(dice, case, tuple(STEPS)[:4], 5, 55))


def steps_a_day_later(dice: Generator, case: Start) -> Deed:
    """All six steps were done, the last of them a day or more later.

    Report, line 420: ‘actions needed at the start of an investigation’.
    """
    rows = _steps(dice, case, tuple(STEPS)[:5], 5, 55) + _steps(dice, case, tuple(STEPS)[5:], 1560, 3600)
    return Deed(Fate.LATE, rows)


def _steps(dice: Generator, case: Start, steps: tuple[str, ...], least: float, most: float) -> tuple[Row, ...]:
    return tuple(
        row(
            GoldenHourSteps,
            step_id=f"{case.report.incident_id}-{step[:6].upper()}",
            incident_id=case.report.incident_id,
            step=step,
            done_at=case.arrived + minutes(dice, least, most),
            supervisor_id=case.supervisor,
            not_needed_because="nothing of the kind there" if dice.random() < 0.15 else None,
        )
        for step in steps
    )


GOLDEN_HOUR = Matter(
    "the steps of the golden hour",
    (
        Scenario(all_steps_in_the_hour, 62),
        Scenario(steps_left_out, 28, lambda case: case.report.is_settled),
        Scenario(steps_a_day_later, 10, lambda case: case.report.is_settled),
    ),
)


def start_investigations(dice: Generator, book: Book, reports: Sequence[Report], sergeants: Sequence[str]) -> None:
    """Start the investigation of each serious crime that officers attended promptly."""
    cases = [
        Start(report, report.attended_at, sergeants[int(dice.integers(len(sergeants)))])
        for report in reports
        if report.attended_at is not None
        and report.cancelled_at is None
        and report.occurrence.offence in SERIOUS
        and report.occurrence.grade in ("emergency", "priority")
    ]
    book.play(dice, GOLDEN_HOUR, cases, lambda case: (Incidents, case.report.incident_id))
