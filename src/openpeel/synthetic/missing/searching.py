"""A missing person is looked for, and others are told."""

from __future__ import annotations

from datetime import datetime, timedelta

from numpy.random import Generator

from openpeel.records.first_contact import LogEntries
from openpeel.records.missing_people import (
    ACTIONS,
    MissingActions,
    MissingNotices,
)
from openpeel.synthetic.missing.case import Missing
from openpeel.synthetic.organisation import response_officers
from openpeel.synthetic.scenario import Deed, Fate, Matter, Row, Scenario, row
from openpeel.synthetic.times import minutes, pick


def looked_for_at_once(dice: Generator, case: Missing) -> Deed:
    """Somebody began to look within a quarter of an hour, and had looked somewhere within 45 minutes."""
    return Deed(Fate.IN_TIME, _actions(dice, case, case.reported + minutes(dice, 4, 15)))


def nothing_until_a_second_call(dice: Generator, case: Missing) -> Deed:
    """Nothing was done until the family called again, hours later.

    Report, line 390: ‘would not always result in any activity to find them until a second call’.
    """
    again = case.reported + minutes(dice, 100, 200)
    return Deed(
        Fate.LATE, (_entry(case, "call by the informant", again), *_actions(dice, case, again + minutes(dice, 10, 40)))
    )


def nothing_until_the_review(dice: Generator, case: Missing) -> Deed:
    """Nothing was done until the log came up for review, four hours later.

    Report, line 390: ‘a review up to four hours later’.
    """
    review = case.reported + minutes(dice, 225, 250)
    return Deed(Fate.LATE, (_entry(case, "review", review), *_actions(dice, case, review + minutes(dice, 10, 40))))


def nobody_looked(dice: Generator, case: Missing) -> Deed:
    """The child came back before anybody had begun to look.

    Report, line 390: ‘delayed activity to find missing children’.
    """
    return Deed(Fate.NOT_DONE)


def _actions(dice: Generator, case: Missing, first: datetime) -> tuple[Row, ...]:
    rows = []
    for number in range(1, 2 + int(dice.integers(4))):
        begun = first + (number - 1) * minutes(dice, 20, 90)
        done = begun + (minutes(dice, 10, 30) if number == 1 else minutes(dice, 10, 60))
        rows.append(
            row(
                MissingActions,
                action_id=f"{case.report_id}-T{number}",
                report_id=case.report_id,
                kind="search of home" if number == 1 else pick(dice, tuple(ACTIONS)[1:]),
                set_at=begun,
                owner_id=response_officers(dice, begun, case.report.occurrence.district)[0],
                due_at=begun + timedelta(hours=2),
                done_at=done if done < case.returned and (number == 1 or dice.random() < 0.85) else None,
                result=None,
            )
        )
    return tuple(found for found in rows if found.began < case.returned)


def _entry(case: Missing, kind: str, moment: datetime) -> Row:
    return row(
        LogEntries,
        entry_id=f"{case.report.incident_id}-M1",
        incident_id=case.report.incident_id,
        kind=kind,
        entered_on_log_at=moment,
        entered_by=case.report.handler_id,
    )


LOOKING = Matter(
    "looking for a missing child without delay",
    (
        Scenario(looked_for_at_once, 62),
        Scenario(nothing_until_a_second_call, 18, lambda case: case.is_child),
        Scenario(nothing_until_the_review, 15, lambda case: case.is_child),
        Scenario(nobody_looked, 5, lambda case: case.is_child),
    ),
)


def inspector_told_at_once(dice: Generator, case: Missing) -> Deed:
    """The duty inspector was told within 50 minutes."""
    return told_of(dice, case, "duty inspector", case.reported + minutes(dice, 8, 50), Fate.IN_TIME)


def inspector_told_hours_later(dice: Generator, case: Missing) -> Deed:
    """The duty inspector was told after six hours or more.

    Report, line 390: ‘Police action and resources should be directed in the most effective way’.
    """
    return told_of(dice, case, "duty inspector", case.reported + minutes(dice, 360, 650), Fate.LATE)


def inspector_not_told(dice: Generator, case: Missing) -> Deed:
    """Nothing shows that the duty inspector was told.

    Report, line 390: ‘to keep the most vulnerable people in the community safe’.
    """
    return Deed(Fate.NOT_DONE)


def told_of(dice: Generator, case: Missing, told: str, moment: datetime, fate: Fate) -> Deed:
    """Somebody was told that the person is missing."""
    return Deed(
        fate,
        (
            row(
                MissingNotices,
                notice_id=f"{case.report_id}-{told[:6].upper().replace(' ', '')}",
                report_id=case.report_id,
                told=told,
                told_at=moment,
                told_by=response_officers(dice, moment, case.report.occurrence.district)[0],
            ),
        ),
    )


TELLING = Matter(
    "telling the duty inspector of a missing child",
    (
        Scenario(inspector_told_at_once, 70),
        Scenario(inspector_told_hours_later, 15, lambda case: case.is_child),
        Scenario(inspector_not_told, 15, lambda case: case.is_child),
    ),
)
