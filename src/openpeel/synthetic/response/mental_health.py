"""Asking a mental health practitioner of the control room for advice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from numpy.random import Generator

from openpeel.records.response import OUTCOMES, MentalHealthAdvice
from openpeel.synthetic.book import Book
from openpeel.synthetic.contact import Report
from openpeel.synthetic.contact_centre.rota import Duty
from openpeel.synthetic.scenario import Deed, Fate, Matter, Scenario, row
from openpeel.synthetic.times import minutes, pick


@dataclass(frozen=True)
class Question:
    """A question to the practitioner on duty."""

    report: Report
    asked: datetime
    practitioner: str


def practitioner_answered(dice: Generator, case: Question) -> Deed:
    """The practitioner answered within 25 minutes."""
    return _answered(dice, case, minutes(dice, 2, 25), Fate.IN_TIME)


def practitioner_answered_hours_later(dice: Generator, case: Question) -> Deed:
    """The practitioner answered after three hours or more.

    Report, line 426: ‘help inform and improve its decision-making’.
    """
    return _answered(dice, case, minutes(dice, 180, 600), Fate.LATE)


def practitioner_never_answered(dice: Generator, case: Question) -> Deed:
    """No practitioner answered.

    Report, line 428: ‘6 full-time mental health practitioners who provide 24/7 support’.
    """
    return _answered(dice, case, None, Fate.NOT_DONE)


def _answered(dice: Generator, case: Question, wait: timedelta | None, fate: Fate) -> Deed:
    return Deed(
        fate,
        (
            row(
                MentalHealthAdvice,
                advice_id=f"{case.report.incident_id}-MH",
                incident_id=case.report.incident_id,
                asked_at=case.asked,
                given_at=None if wait is None else case.asked + wait,
                practitioner_id=None if wait is None else case.practitioner,
                outcome=None if wait is None else pick(dice, tuple(OUTCOMES), (30, 22, 18, 6, 8, 4, 12)),
            ),
        ),
    )


ADVISING = Matter(
    "advice of a mental health practitioner",
    (
        Scenario(practitioner_answered, 84),
        Scenario(practitioner_answered_hours_later, 8, lambda case: case.report.is_settled),
        Scenario(practitioner_never_answered, 8, lambda case: case.report.is_settled),
    ),
)


def ask(dice: Generator, book: Book, reports: Sequence[Report], on_duty: Sequence[Duty]) -> dict[str, datetime]:
    """Ask about some of the worries and fights; the logs for which somebody was asked, and when."""
    cases = []
    for report in reports:
        likely = {"CONCERN-WELFARE": 0.3, "SUSPICIOUS": 0.05, "VIOLENCE": 0.04}.get(report.occurrence.opening, 0)
        if report.cancelled_at is None and report.occurrence.missing is None and dice.random() < likely:
            asked = report.reported_at + minutes(dice, 4, 25)
            who = next((duty for duty in on_duty if duty.begins <= asked < duty.ends), on_duty[0])
            cases.append(Question(report, asked, who.colleague.staff_id))
    book.play(dice, ADVISING, cases)
    return {case.report.incident_id: case.asked for case in cases}
