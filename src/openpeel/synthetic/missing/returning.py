"""Somebody is back: an officer sees them, and somebody independent talks with a child."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from numpy.random import Generator

from openpeel.records.missing_people import (
    MissingReturns,
)
from openpeel.synthetic.book import Book
from openpeel.synthetic.missing.case import Missing
from openpeel.synthetic.scenario import Deed, Fate, Matter, Scenario, changed, row
from openpeel.synthetic.times import days, minutes


def seen_the_same_day(dice: Generator, case: Missing) -> Deed:
    """An officer saw the person within twelve hours of the return."""
    return _seen(case, minutes(dice, 30, 700), Fate.IN_TIME)


def seen_days_later(dice: Generator, case: Missing) -> Deed:
    """An officer saw the person two to four days after the return.

    Report, line 390: ‘to keep the most vulnerable people in the community safe’.
    """
    return _seen(case, days(dice, 2, 4), Fate.LATE)


def not_seen_by_anyone(dice: Generator, case: Missing) -> Deed:
    """No officer saw the person after the return.

    Report, line 390: ‘to keep the most vulnerable people in the community safe’.
    """
    return _seen(case, None, Fate.NOT_DONE)


def _seen(case: Missing, wait: timedelta | None, fate: Fate) -> Deed:
    seen = None if wait is None else case.returned + wait
    return Deed(fate, (row(MissingReturns, **_of_return(case), seen_by_police_at=seen),))


def _of_return(case: Missing) -> dict[str, Any]:
    return {"return_id": f"{case.report_id}-B", "report_id": case.report_id, "returned_at": case.returned}


SEEING = Matter(
    "seeing somebody who is back",
    (
        Scenario(seen_the_same_day, 80),
        Scenario(seen_days_later, 12, lambda case: case.report.is_settled),
        Scenario(not_seen_by_anyone, 8, lambda case: case.report.is_settled),
    ),
)


def interviewed_within_three_days(dice: Generator, case: Missing) -> Deed:
    """Somebody independent talked with the child within 66 hours of the return."""
    return _returned(dice, case, minutes(dice, 600, 3960), Fate.IN_TIME)


def interviewed_a_week_later(dice: Generator, case: Missing) -> Deed:
    """Somebody independent talked with the child, five to twelve days after the return.

    Report, line 396: ‘reducing the effectiveness and timeliness of investigations’.
    """
    return _returned(dice, case, days(dice, 5, 12), Fate.LATE)


def not_interviewed(dice: Generator, case: Missing) -> Deed:
    """Nobody independent talked with the child after the return.

    Report, line 396: ‘may prevent the force from doing all that it can to protect the most vulnerable people’.
    """
    return _returned(dice, case, None, Fate.NOT_DONE)


def interview_declined(dice: Generator, case: Missing) -> Deed:
    """The child was offered an interview the next day, and did not want it."""
    return _returned(dice, case, None, Fate.EXCUSED, declined=True)


def adult_back(dice: Generator, case: Missing) -> Deed:
    """An adult came back, who need not be offered an interview."""
    return _returned(dice, case, None, Fate.NOT_CONCERNED)


def _returned(dice: Generator, case: Missing, wait: timedelta | None, fate: Fate, declined: bool = False) -> Deed:
    offered = case.returned + minutes(dice, 200, 550) if wait is not None or declined else None
    return Deed(
        fate,
        (
            row(
                MissingReturns,
                **_of_return(case),
                interview_offered_at=offered,
                interview_held_at=None if wait is None else case.returned + wait,
                interview_declined=declined,
            ),
        ),
    )


def _child_long_ago(case: Missing) -> bool:
    return case.is_child and case.report.is_settled


INTERVIEWING = Matter(
    "an independent interview after a child's return",
    (
        Scenario(adult_back, 1, lambda case: not case.is_child),
        Scenario(interviewed_within_three_days, 60, lambda case: case.is_child),
        Scenario(interviewed_a_week_later, 16, _child_long_ago),
        Scenario(not_interviewed, 14, _child_long_ago),
        Scenario(interview_declined, 10, lambda case: case.is_child),
    ),
)


def see_back(dice: Generator, book: Book, cases: Sequence[Missing]) -> None:
    """See each after the return, and let somebody independent talk with the child: one record holds both."""
    seen = {}
    for case, scenario in SEEING.deal(dice, cases):
        deed = scenario.play(dice, case)
        seen[case.report_id] = deed.rows[0].values["seen_by_police_at"]
        book.write([], [SEEING.truth(scenario, deed.rows[0], deed)])
    for case, scenario in INTERVIEWING.deal(dice, cases):
        deed = scenario.play(dice, case)
        found = changed(deed.rows[0], seen_by_police_at=seen[case.report_id])
        book.write([found], [INTERVIEWING.truth(scenario, found, deed)])
