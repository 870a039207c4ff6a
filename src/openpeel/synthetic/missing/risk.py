"""The risk to a missing person: assessed, given a level, looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from numpy.random import Generator

from openpeel.records.missing_people import (
    MissingReports,
    MissingRiskAssessments,
)
from openpeel.synthetic.book import Book
from openpeel.synthetic.missing.case import Missing
from openpeel.synthetic.organisation import response_officers
from openpeel.synthetic.scenario import Deed, Fate, Matter, Row, Scenario, Truth, row
from openpeel.synthetic.times import minutes


@dataclass(frozen=True)
class Assessed:
    """A missing person whose risk was assessed, and is to be assessed again."""

    missing: Missing
    review: datetime


def risk_assessed_within_the_hour(dice: Generator, case: Missing) -> Deed:
    """The risk was assessed within 50 minutes of the report."""
    return _assessed(dice, case, minutes(dice, 5, 50), Fate.IN_TIME)


def risk_assessed_hours_later(dice: Generator, case: Missing) -> Deed:
    """The risk to the child was assessed after four hours or more.

    Report, line 390: ‘delays in risk assessments’.
    """
    return _assessed(dice, case, minutes(dice, 241, 560), Fate.LATE)


def risk_never_assessed(dice: Generator, case: Missing) -> Deed:
    """The child came back, and nobody had assessed the risk.

    Report, line 390: ‘an opportunity to identify and address risk’.
    """
    return Deed(Fate.NOT_DONE)


def _assessed(dice: Generator, case: Missing, wait: timedelta, fate: Fate) -> Deed:
    return Deed(fate, (_assessment(dice, case, case.reported + wait, 1),))


HOURS = {
    "high": timedelta(hours=3),
    "medium": timedelta(hours=8),
    "low": timedelta(hours=24),
    "no apparent risk": timedelta(hours=48),
}
"""After what time each level of risk is to be looked at again."""


def _assessment(dice: Generator, case: Missing, moment: datetime, number: int) -> Row:
    return row(
        MissingRiskAssessments,
        assessment_id=f"{case.report_id}-A{number}",
        report_id=case.report_id,
        assessed_at=moment,
        level=case.level,
        reason=None if case.lacks_reason else "age and what is known of where the person goes",
        assessed_by=response_officers(dice, moment, case.report.occurrence.district)[0],
        review_at=moment + HOURS[case.level],
    )


ASSESSING = Matter(
    "assessing the risk to a missing child",
    (
        Scenario(risk_assessed_within_the_hour, 66),
        Scenario(risk_assessed_hours_later, 24, lambda case: case.is_child),
        Scenario(risk_never_assessed, 10, lambda case: case.is_child),
    ),
)


def looked_at_again_as_planned(dice: Generator, case: Assessed) -> Deed:
    """The risk was looked at again each time before the hour that had been set, until the person was back."""
    moment = case.review
    rows: list[Row] = []
    while moment < case.missing.returned:
        made = moment - minutes(dice, 10, 60)
        rows.append(_assessment(dice, case.missing, made, len(rows) + 2))
        moment = made + HOURS[case.missing.level]
    return Deed(Fate.IN_TIME, tuple(rows))


def not_looked_at_again(dice: Generator, case: Assessed) -> Deed:
    """The hour that had been set passed, the person was still missing, and nobody looked at the risk again.

    Report, line 390: ‘an opportunity to identify and address risk’.
    """
    return Deed(Fate.NOT_DONE)


def back_before_the_review(dice: Generator, case: Assessed) -> Deed:
    """The person was back before the risk was to be looked at again."""
    return Deed(Fate.EXCUSED)


def _still_missing(case: Assessed) -> bool:
    return case.review < case.missing.returned


def _missing_long_after(case: Assessed) -> bool:
    return case.review + timedelta(hours=1) < case.missing.returned


REVIEWING = Matter(
    "looking again at the risk to a missing person as planned",
    (
        Scenario(back_before_the_review, 1, lambda case: not _still_missing(case)),
        Scenario(looked_at_again_as_planned, 70, _still_missing),
        Scenario(not_looked_at_again, 30, _missing_long_after),
    ),
)


def assess(dice: Generator, book: Book, cases: Sequence[Missing]) -> None:
    """Assess the risk to each, and assess it again; a child of no apparent risk calls for a reason."""
    assessed = []
    for case, deed in book.play(dice, ASSESSING, cases, lambda case: (MissingReports, case.report_id)):
        if deed.rows and deed.rows[0].began < book.period.ends:
            assessed.append(Assessed(case, deed.rows[0].began + HOURS[case.level]))
            if case.is_child:
                is_right = case.level in ("medium", "high") or not case.lacks_reason
                fate = Fate.IN_TIME if is_right else Fate.NOT_DONE
                what = "The risk to the child was given a level."
                matter = "a level of risk to a child that is justified"
                book.write([], [Truth(matter, case.level, MissingReports.name, case.report_id, fate, what)])
    first = MissingRiskAssessments
    book.play(dice, REVIEWING, assessed, lambda case: (first, f"{case.missing.report_id}-A1"))
