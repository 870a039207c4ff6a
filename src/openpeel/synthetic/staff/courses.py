"""Places on courses: taken, cancelled to answer calls, missed, still to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from numpy.random import Generator

from openpeel.records.staff import TrainingPlaces
from openpeel.synthetic.book import Book
from openpeel.synthetic.scenario import Deed, Fate, Matter, Row, Scenario, row
from openpeel.synthetic.staff.force_staff import Member
from openpeel.synthetic.systems.extract import ATTENDANCE_NOT_ENTERED
from openpeel.synthetic.times import Period, days, minutes, pick


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

    @property
    def is_unseen(self) -> bool:
        """True if it was booked when nobody had entered who came to courses."""
        return self.booked in ATTENDANCE_NOT_ENTERED and not self.is_to_come


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


def attendance_not_entered(dice: Generator, case: Place) -> Deed:
    """Nobody knows: the day of the course is over, and the training school had not entered who came.

    Report, line 342: ‘call handlers had not received consistent information and training’.
    """
    return Deed(Fate.CANNOT_TELL, (_place(case, completed=case.planned + timedelta(hours=7)),))


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
        Scenario(attendance_not_entered, 1, lambda case: case.is_unseen),
        Scenario(course_attended, 58, lambda case: not case.is_to_come and not case.is_unseen),
        Scenario(withdrawn_to_answer_calls, 28, lambda case: case.is_settled and not case.is_unseen),
        Scenario(course_missed, 14, lambda case: case.is_settled and not case.is_unseen),
    ),
)


def book_places(dice: Generator, book: Book, members: Sequence[Member]) -> None:
    """Book each member on courses from time to time."""
    begins, ends = book.period.begins, book.period.ends
    places = []
    for member in members:
        courses = {
            "call handler": ("call handling",),
            "sergeant": ("stop and search", "leadership"),
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
    places += _at_short_notice(book.period, members)
    book.play(dice, TRAINING, places)


def _at_short_notice(period: Period, members: Sequence[Member]) -> list[Place]:
    """Places booked and past while nobody enters who comes: one for every tenth call handler."""
    booked, planned = (ATTENDANCE_NOT_ENTERED.begins + timedelta(days=day, hours=9) for day in (4, 16))
    if booked not in period or planned + timedelta(days=3) not in period:
        return []
    handlers = [member for member in members if member.post == "call handler"]
    return [
        Place(f"{member.staff_id}-S{planned:%y%m%d}", member, "call handling", booked, planned, False, True)
        for member in handlers[::10]
    ]
