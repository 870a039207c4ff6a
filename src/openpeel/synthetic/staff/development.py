"""Training and one-to-one meetings: planned, held, cancelled and forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from numpy.random import Generator

from openpeel.records.staff import OneToOnes, StaffMembers, TrainingPlaces
from openpeel.synthetic.scenario import Book, Deed, Fate, Matter, Row, Scenario, row
from openpeel.synthetic.staff.force_staff import Member
from openpeel.synthetic.times import days, minutes, pick


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
    def is_due_again(self) -> bool:
        """True if the time to be trained again was over some days before the records end."""
        return self.again_by is not None and self.again_by + timedelta(days=7) < self.ends

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
            Scenario(trained_a_year_later, 20, lambda case: case.is_new),
            Scenario(never_trained, 30, lambda case: case.is_new),
            Scenario(trained_again_in_time, 50, lambda case: not case.is_new),
            Scenario(trained_again_half_a_year_late, 20, lambda case: case.is_long_due_again),
            Scenario(not_trained_again, 30, lambda case: case.is_due_again),
        ),
    )


SKILLS = {
    "thrive": _skill("training in THRIVE of whoever answers callers"),
    "vulnerability": _skill("training in vulnerability of whoever answers callers"),
}
"""By the course."""


@dataclass(frozen=True)
class Place:
    """A place on a course."""

    place_id: str
    member: Member
    course: str
    booked: datetime
    planned: datetime
    is_to_come: bool
    is_settled: bool


def course_attended(dice: Generator, case: Place) -> Deed:
    """The course took place as planned, with this member."""
    return Deed(Fate.IN_TIME, (_place(case, completed=case.planned + timedelta(hours=7)),))


def withdrawn_to_answer_calls(dice: Generator, case: Place) -> Deed:
    """The member was withdrawn from the course, since too many callers waited.

    Report, line 412: ‘contributed to training days being cancelled’.
    """
    return Deed(
        Fate.NOT_DONE,
        (_place(case, cancelled=case.planned - minutes(dice, 60, 2800), because="demand in the control room"),),
    )


def course_missed(dice: Generator, case: Place) -> Deed:
    """The day of the course is over, and nothing shows that the member took part.

    Report, line 342: ‘call handlers had not received consistent information and training’.
    """
    return Deed(Fate.NOT_DONE, (_place(case),))


def course_to_come(dice: Generator, case: Place) -> Deed:
    """The course is still to come."""
    return Deed(Fate.NOT_YET, (_place(case),))


def _place(
    case: Place, *, completed: datetime | None = None, cancelled: datetime | None = None, because: str | None = None
) -> Row:
    return row(
        TrainingPlaces,
        place_id=case.place_id,
        staff_id=case.member.staff_id,
        course=case.course,
        booked_at=case.booked,
        planned_at=case.planned,
        completed_at=completed,
        cancelled_at=cancelled,
        cancelled_because=because,
    )


TRAINING = Matter(
    "training that takes place as planned",
    (
        Scenario(course_to_come, 1, lambda case: case.is_to_come),
        Scenario(course_attended, 58, lambda case: not case.is_to_come),
        Scenario(withdrawn_to_answer_calls, 28, lambda case: not case.is_to_come and case.is_settled),
        Scenario(course_missed, 14, lambda case: not case.is_to_come and case.is_settled),
    ),
)


def develop(dice: Generator, book: Book, members: Sequence[Member]) -> None:
    """Meet and train the staff of the contact centre, and train supervisors in the golden hour."""
    begins, ends = book.period.begins, book.period.ends
    answering = [
        member
        for member in members
        if member.post in ("call handler", "switchboard operator", "control room supervisor")
    ]
    met = [Meetings(member, begins, ends) for member in answering]
    book.play(dice, MEETING, met, lambda case: (StaffMembers, case.member.staff_id))
    begun = begins + timedelta(days=1)
    for course, matter in SKILLS.items():
        # Half of them had been trained in the two years before the records begin.
        cases = [
            Newcomer(member, course, begun, begins - days(dice, 5, 660) if place % 2 else None, ends)
            for place, member in enumerate(answering)
        ]
        book.write([_course(case, f"{course[:3].upper()}0", case.before) for case in cases if case.before is not None])
        book.play(dice, matter, cases, lambda case: (StaffMembers, case.member.staff_id))
    places = []
    for member in members:
        courses = {
            "call handler": ("call handling",),
            "sergeant": ("golden hour", "leadership"),
            "inspector": ("leadership",),
        }.get(member.post, ())
        moment = begins + days(dice, 30, 160)
        while moment < ends + timedelta(days=60):
            booked = moment - days(dice, 20, 28) - timedelta(days=40)
            if booked > begins and booked < ends and courses:
                course = pick(dice, courses)
                place = f"{member.staff_id}-C{moment:%y%m%d}"
                settled = moment < ends - timedelta(days=30)
                places.append(Place(place, member, course, booked, moment, moment >= ends, settled))
            moment += days(dice, 90, 260)
    book.play(dice, TRAINING, places)
