"""Training of whoever answers callers in THRIVE and in vulnerability: new in post, and again after two years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from numpy.random import Generator

from openpeel.records.staff import StaffMembers, TrainingPlaces
from openpeel.synthetic.book import Book
from openpeel.synthetic.scenario import Deed, Fate, Matter, Row, Scenario, row
from openpeel.synthetic.staff.force_staff import Member
from openpeel.synthetic.systems.extract import ATTENDANCE_NOT_ENTERED
from openpeel.synthetic.times import days

TWO_YEARS = timedelta(days=730)
"""How long the force says that a course holds."""


@dataclass(frozen=True)
class Newcomer:
    """Somebody who answers callers and is to be trained in a skill: soon after taking up the post or, if trained before
    the records begin, again within two years."""

    member: Member
    course: str
    since: datetime
    before: datetime | None
    ends: datetime

    @property
    def again_by(self) -> datetime | None:
        """By when somebody who was trained before should be trained again."""
        return None if self.before is None else self.before + TWO_YEARS

    @property
    def is_new(self) -> bool:
        """True for somebody who was not trained before."""
        return self.before is None

    @property
    def is_long_in_post(self) -> bool:
        """True for somebody not trained before who took up the post long enough before the end to be trained late."""
        return self.is_new and self.since + timedelta(days=335) < self.ends

    @property
    def is_due_unseen(self) -> bool:
        """True if the time to be trained again was over when nobody had entered who came to courses."""
        return self.again_by is not None and self.again_by in ATTENDANCE_NOT_ENTERED and self.again_by < self.ends

    @property
    def is_due_again(self) -> bool:
        """True if the time to be trained again was over some days before the records end."""
        return self.again_by is not None and self.again_by + timedelta(days=7) < self.ends and not self.is_due_unseen

    @property
    def is_long_due_again(self) -> bool:
        """True if that was so long before that the course could still be made up for half a year later."""
        return self.again_by is not None and self.again_by + timedelta(days=260) < self.ends


def trained_soon(dice: Generator, case: Newcomer) -> Deed:
    """The course was completed within six weeks of taking up the post."""
    return _trained(case, case.since + days(dice, 8, 42), Fate.IN_TIME)


def trained_a_year_later(dice: Generator, case: Newcomer) -> Deed:
    """The course was completed more than eight months after taking up the post.

    Report, line 342: ‘call handlers had not received consistent information and training’.
    """
    return _trained(case, case.since + days(dice, 250, 330), Fate.LATE)


def never_trained(dice: Generator, case: Newcomer) -> Deed:
    """Nothing shows that whoever answers callers was ever trained in it.

    Report, line 342: ‘they lacked the confidence and skills to ask the right questions to identify callers’.
    """
    return Deed(Fate.NOT_DONE)


def trained_again_in_time(dice: Generator, case: Newcomer) -> Deed:
    """The course was completed again before two years were over."""
    assert case.again_by is not None
    return _trained(case, case.again_by - days(dice, 5, 40), Fate.IN_TIME)


def trained_again_half_a_year_late(dice: Generator, case: Newcomer) -> Deed:
    """The course was completed again only half a year or more after two years were over.

    Report, line 412: ‘contributed to training days being cancelled’.
    """
    assert case.again_by is not None
    return _trained(case, case.again_by + days(dice, 185, 250), Fate.LATE)


def not_trained_again(dice: Generator, case: Newcomer) -> Deed:
    """Two years are over, and nothing shows that the course was completed again.

    Report, line 412: ‘During the pandemic the force paused face-to-face training with call handlers’.
    """
    return Deed(Fate.NOT_DONE)


def trained_again_or_not_while_nobody_entered_who_came(dice: Generator, case: Newcomer) -> Deed:
    """Nobody knows: a course was booked in the last days before two years were over, and who came was not entered.

    Report, line 412: ‘contributed to training days being cancelled’.
    """
    assert case.again_by is not None
    return _trained(case, case.again_by - timedelta(hours=2), Fate.CANNOT_TELL)


def _trained(case: Newcomer, moment: datetime, fate: Fate) -> Deed:
    return Deed(fate, (_course(case, case.course[:3].upper(), moment),))


def _course(case: Newcomer, number: str, moment: datetime) -> Row:
    return row(
        TrainingPlaces,
        place_id=f"{case.member.staff_id}-{number}",
        staff_id=case.member.staff_id,
        course=case.course,
        booked_at=moment - timedelta(days=7),
        planned_at=moment - timedelta(hours=7),
        completed_at=moment,
    )


def _skill(name: str) -> Matter[Newcomer]:
    return Matter(
        name,
        (
            Scenario(trained_soon, 50, lambda case: case.is_new),
            Scenario(trained_a_year_later, 20, lambda case: case.is_long_in_post),
            Scenario(never_trained, 30, lambda case: case.is_new),
            Scenario(trained_again_or_not_while_nobody_entered_who_came, 1, lambda case: case.is_due_unseen),
            Scenario(trained_again_in_time, 50, lambda case: not case.is_new and not case.is_due_unseen),
            Scenario(trained_again_half_a_year_late, 20, lambda case: case.is_long_due_again),
            Scenario(not_trained_again, 30, lambda case: case.is_due_again),
        ),
    )


SKILLS = {
    "thrive": _skill("training in THRIVE of whoever answers callers"),
    "vulnerability": _skill("training in vulnerability of whoever answers callers"),
}
"""By the course."""


def train(dice: Generator, book: Book, answering: Sequence[Member]) -> None:
    """Train those who answer callers in both skills."""
    begins, ends = book.period.begins, book.period.ends
    begun = begins + timedelta(days=1)
    for course, matter in SKILLS.items():
        # Half of them had been trained in the two years before the records begin.
        cases = [
            Newcomer(member, course, begun, begins - days(dice, 5, 660) if place % 2 else None, ends)
            for place, member in enumerate(answering)
        ]
        cases[1] = replace(cases[1], before=_due_unseen(begins, cases[1].before))
        book.write([_course(case, f"{course[:3].upper()}0", case.before) for case in cases if case.before is not None])
        book.play(dice, matter, cases, lambda case: (StaffMembers, case.member.staff_id))


def _due_unseen(begins: datetime, otherwise: datetime | None) -> datetime | None:
    """When somebody was trained before who is to be trained again while nobody enters who comes to courses."""
    before = ATTENDANCE_NOT_ENTERED.begins + timedelta(days=10) - TWO_YEARS
    return before if before < begins - timedelta(days=5) else otherwise
