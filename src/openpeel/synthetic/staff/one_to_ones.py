"""One-to-one meetings in the contact centre: held every month, given up, never begun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from numpy.random import Generator

from openpeel.records.staff import OneToOnes, StaffMembers
from openpeel.synthetic.book import Book
from openpeel.synthetic.scenario import Deed, Fate, Matter, Row, Scenario, row
from openpeel.synthetic.staff.force_staff import Member
from openpeel.synthetic.times import days


@dataclass(frozen=True)
class Meetings:
    """A member of the contact centre's staff and the manager, over the time of the records."""

    member: Member
    begins: datetime
    ends: datetime


def met_every_month(dice: Generator, case: Meetings) -> Deed:
    """Manager and member met every four to five weeks."""
    return Deed(Fate.IN_TIME, _meetings(dice, case, case.ends))


def stopped_meeting(dice: Generator, case: Meetings) -> Deed:
    """Manager and member have not met for half a year or more.

    Report, line 410: ‘did not have regular one-to-one meetings with managers’.
    """
    last = case.begins + (case.ends - case.begins) * float(dice.uniform(0.3, 0.7))
    return Deed(Fate.NOT_DONE, _meetings(dice, case, last))


def never_met(dice: Generator, case: Meetings) -> Deed:
    """No one-to-one meeting is on record.

    Report, line 410: ‘did not have regular one-to-one meetings with managers’.
    """
    return Deed(Fate.NOT_DONE)


def _meetings(dice: Generator, case: Meetings, until: datetime) -> tuple[Row, ...]:
    rows: list[Row] = []
    moment = case.begins + days(dice, 3, 25)
    while moment < until:
        rows.append(
            row(
                OneToOnes,
                meeting_id=f"{case.member.staff_id}-O{len(rows) + 1}",
                staff_id=case.member.staff_id,
                manager_id=case.member.manager,
                held_at=moment,
                covered_wellbeing=bool(dice.random() < 0.7),
                covered_development=bool(dice.random() < 0.6),
            )
        )
        moment += days(dice, 26, 36)
    return tuple(rows)


MEETING = Matter(
    "regular one-to-one meetings in the contact centre",
    (Scenario(met_every_month, 55), Scenario(stopped_meeting, 35), Scenario(never_met, 10)),
)


def meet(dice: Generator, book: Book, members: Sequence[Member]) -> None:
    """Managers meet those who answer callers, or do not."""
    met = [Meetings(member, book.period.begins, book.period.ends) for member in members]
    book.play(dice, MEETING, met, lambda case: (StaffMembers, case.member.staff_id))
