"""Training of response supervisors in the golden hour: new in post, and again after two years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from numpy.random import Generator

from openpeel.records.staff import StaffMembers, TrainingPlaces
from openpeel.synthetic.book import Book
from openpeel.synthetic.scenario import Deed, Fate, Matter, Row, Scenario, row
from openpeel.synthetic.staff.force_staff import SUPERVISORS, Member
from openpeel.synthetic.staff.skills import TWO_YEARS
from openpeel.synthetic.systems.extract import ATTENDANCE_NOT_ENTERED
from openpeel.synthetic.times import days

SOON = timedelta(days=58)
"""How long somebody new in post has for the course: the force says two months."""


@dataclass(frozen=True)
class Supervisor:
    """Whoever leads response officers and is to be trained in the golden hour, for the first time or again."""

    member: Member
    since: datetime
    before: datetime | None
    ends: datetime

    @property
    def due(self) -> datetime:
        """By when the course is to be taken, or some days before."""
        return self.since + SOON if self.before is None else self.before + TWO_YEARS

    @property
    def is_to_come(self) -> bool:
        """True if that is after the end of the records, or only just before."""
        return self.due + timedelta(days=6) >= self.ends

    @property
    def is_unseen(self) -> bool:
        """True if who came to courses was not entered when it was due."""
        return not self.is_to_come and self.due - timedelta(days=2) in ATTENDANCE_NOT_ENTERED

    @property
    def is_over(self) -> bool:
        """True if it was due some days before, at a time of which the records tell."""
        return not self.is_to_come and self.due + timedelta(days=6) < ATTENDANCE_NOT_ENTERED.begins

    @property
    def is_long_due(self) -> bool:
        """True if it was due so long before that the course could be made up for half a year later."""
        return self.is_over and self.due + timedelta(days=215) < min(self.ends, ATTENDANCE_NOT_ENTERED.begins)


def golden_hour_learnt_in_time(dice: Generator, case: Supervisor) -> Deed:
    """The supervisor took the course on the golden hour in time."""
    return _taken(case, case.due - days(dice, 12, 45), Fate.IN_TIME)


def golden_hour_learnt_half_a_year_late(dice: Generator, case: Supervisor) -> Deed:
    """The supervisor took the course on the golden hour more than four months late.

    Report, line 422: ‘it was developing a leadership and continuing professional development programme’.
    """
    return _taken(case, case.due + days(dice, 130, 200), Fate.LATE)


def golden_hour_never_learnt(dice: Generator, case: Supervisor) -> Deed:
    """Nothing shows that the supervisor took the course on the golden hour.

    Report, line 420: ‘they lacked training on golden hour principles’.
    """
    return Deed(Fate.NOT_DONE)


def golden_hour_learnt_or_not_while_nobody_entered_who_came(dice: Generator, case: Supervisor) -> Deed:
    """Nobody knows: when the course was due, who came to courses was not entered.

    Report, line 420: ‘they lacked training on golden hour principles’.
    """
    return Deed(Fate.CANNOT_TELL)


def golden_hour_still_to_be_learnt(dice: Generator, case: Supervisor) -> Deed:
    """There is still time for the course on the golden hour."""
    return Deed(Fate.NOT_YET)


def _taken(case: Supervisor, moment: datetime, fate: Fate) -> Deed:
    return Deed(fate, (_course(case.member, "GOL", moment),))


def _course(member: Member, number: str, moment: datetime) -> Row:
    return row(
        TrainingPlaces,
        place_id=f"{member.staff_id}-{number}",
        staff_id=member.staff_id,
        course="golden hour",
        booked_at=moment - timedelta(days=7),
        planned_at=moment - timedelta(hours=7),
        completed_at=moment,
    )


GOLDEN_HOUR = Matter(
    "training in the golden hour of whoever leads response officers",
    (
        Scenario(golden_hour_still_to_be_learnt, 1, lambda case: case.is_to_come),
        Scenario(golden_hour_learnt_or_not_while_nobody_entered_who_came, 1, lambda case: case.is_unseen),
        Scenario(golden_hour_learnt_in_time, 45, lambda case: not case.is_to_come and not case.is_unseen),
        Scenario(golden_hour_learnt_half_a_year_late, 20, lambda case: case.is_long_due),
        Scenario(golden_hour_never_learnt, 35, lambda case: case.is_over),
    ),
)


def train_supervisors(dice: Generator, book: Book, officers: Sequence[Member], since: Mapping[str, datetime]) -> None:
    """Train, or not, whoever leads response officers; those who led them as the records begin had the course before.

    ``since`` has from when each officer has held the post, by staff number.
    """
    begins, ends = book.period.begins, book.period.ends
    cases = []
    for member in officers:
        if member.post in SUPERVISORS:
            held = since[member.staff_id]
            before = begins - days(dice, 130, 660) if held < begins + timedelta(days=2) else None
            cases.append(Supervisor(member, held, before, ends))
    book.write([_course(case.member, "GO0", case.before) for case in cases if case.before is not None])
    book.play(dice, GOLDEN_HOUR, cases, lambda case: (StaffMembers, case.member.staff_id))
