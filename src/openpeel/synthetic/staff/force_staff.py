"""Officers and staff: how long they have served, who leads and tutors whom, what they were trained in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from numpy.random import Generator

from openpeel.records.staff import DrivingPermits, StaffMembers, StaffPosts, Tutorships
from openpeel.synthetic.book import Book
from openpeel.synthetic.contact_centre.rota import Colleague
from openpeel.synthetic.organisation import DISTRICTS, SHIFTS
from openpeel.synthetic.scenario import Deed, Fate, Matter, Row, Scenario, row
from openpeel.synthetic.times import Period, days, london, start_of

YEAR = timedelta(days=365.25)
SUPERVISORS = ("sergeant", "inspector")
"""The posts of those who lead response officers."""

OFFICERS_EACH = 30
"""Response officers of each team of a district."""


@dataclass(frozen=True)
class Member:
    """A member of the force, with the years of service at the end of the records."""

    staff_id: str
    post: str
    team: str
    district: str | None
    years: float
    manager: str | None

    @property
    def is_student(self) -> bool:
        """True for an officer in the first two years."""
        return self.years < 2 and self.post == "response officer"


def response_members(dice: Generator) -> list[Member]:
    """Response officers with their sergeants and inspectors.

    Report, line 418: ‘Eighty percent of officers in community policing teams, for example, have less than six years'
    service, and half are student officers with fewer than two years' service’.
    """
    members = []
    for place, district in enumerate(DISTRICTS):
        for nth, shift in enumerate(SHIFTS):
            team = f"Response {district} {shift}"
            first = 3000 + 200 * place + 40 * nth
            sergeant = f"E{first + 36}"
            inspector = f"E{first + 38}"
            members.append(Member(inspector, "inspector", team, district, float(dice.uniform(5, 22)), None))
            members.append(Member(sergeant, "sergeant", team, district, float(dice.uniform(3, 16)), inspector))
            for number in range(OFFICERS_EACH):
                share = number / OFFICERS_EACH
                years = (0.05, 1.95) if share < 0.5 else (2.1, 5.9) if share < 0.8 else (6.2, 24)
                members.append(
                    Member(
                        f"E{first + number}", "response officer", team, district, float(dice.uniform(*years)), sergeant
                    )
                )
    return members


def contact_members(dice: Generator, colleagues: Sequence[Colleague]) -> list[Member]:
    """Those who answer and advise in the control room, with their managers."""
    managers = {f"Contact {shift}": f"E78{place:03d}" for place, shift in enumerate(SHIFTS)}
    leads = [
        Member(manager, "control room supervisor", team, None, float(dice.uniform(4, 15)), None)
        for team, manager in managers.items()
    ]
    return leads + [
        Member(one.staff_id, one.post, one.team, None, float(dice.uniform(2.3, 12)), managers.get(one.team, "E78000"))
        for one in colleagues
    ]


def employ(book: Book, members: Sequence[Member]) -> dict[str, datetime]:
    """Their service and posts; from when each has held the post, by staff number."""
    since = {}
    leading = [member.staff_id for member in members if member.post in SUPERVISORS]
    for member in members:
        joined = start_of(london(book.period.ends - member.years * YEAR).date())
        is_officer = member.post in ("response officer", *SUPERVISORS)
        # The contact centre was reorganised at the beginning of the records, and all its posts were given anew.
        held = joined + timedelta(days=7) if is_officer else book.period.begins + timedelta(days=1)
        if member.staff_id in leading:
            held = _leads_since(book.period, leading.index(member.staff_id) / len(leading))
        since[member.staff_id] = held
        book.write(
            [
                row(
                    StaffMembers,
                    staff_id=member.staff_id,
                    joined_at=joined,
                    is_officer=is_officer,
                    probation_ends_at=joined + 2 * YEAR if is_officer else None,
                ),
                row(
                    StaffPosts,
                    post_id=f"{member.staff_id}-P1",
                    staff_id=member.staff_id,
                    post=member.post,
                    team=member.team,
                    district=member.district,
                    manager_id=member.manager,
                    held_since=held,
                ),
            ]
        )
    return since


def _leads_since(period: Period, place: float) -> datetime:
    """From when a supervisor leads a team: half of them since the beginning, the others one by one after that.

    Report, line 420: ‘many officers who had recently become inspectors’.
    """
    if place < 0.5:
        return period.begins + timedelta(days=1)
    return start_of(london(period.begins + (period.ends - period.begins) * (0.305 + 1.35 * (place - 0.5))).date())


@dataclass(frozen=True)
class Tutoring:
    """A student officer who needs a tutor."""

    student: Member
    experienced: Member
    inexperienced: Member
    since: datetime


def tutor_has_years(dice: Generator, case: Tutoring) -> Deed:
    """The student's tutor has more than three years of service."""
    return _tutored(case, case.experienced, Fate.IN_TIME)


def tutor_is_new_too(dice: Generator, case: Tutoring) -> Deed:
    """The student's tutor was in the first two years of service too.

    Report, line 418: ‘student officers are often being mentored and supported by inexperienced colleagues’.
    """
    return _tutored(case, case.inexperienced, Fate.NOT_DONE)


def _tutored(case: Tutoring, tutor: Member, fate: Fate) -> Deed:
    return Deed(
        fate,
        (
            row(
                Tutorships,
                tutorship_id=f"{case.student.staff_id}-TU",
                student_id=case.student.staff_id,
                tutor_id=tutor.staff_id,
                tutored_since=case.since,
            ),
        ),
    )


TUTORING = Matter(
    "an experienced tutor for a student officer", (Scenario(tutor_has_years, 55), Scenario(tutor_is_new_too, 45))
)


def may_drive_to_emergencies(dice: Generator, case: Member) -> Deed:
    """The officer holds a permit to drive to emergencies, which has not run out."""
    return Deed(Fate.IN_TIME)


def permit_ran_out(dice: Generator, case: Member) -> Deed:
    """The officer's permit to drive to emergencies has run out.

    Report, line 375: ‘due to restrictions on face-to-face training during the pandemic’.
    """
    return Deed(Fate.NOT_DONE)


def never_trained_to_drive(dice: Generator, case: Member) -> Deed:
    """The officer may drive, but not to emergencies.

    Report, line 375: ‘they lacked the training required to drive vehicles to emergency calls’.
    """
    return Deed(Fate.NOT_DONE)


DRIVING = Matter(
    "a response officer who may drive to emergencies",
    (Scenario(may_drive_to_emergencies, 50), Scenario(permit_ran_out, 15), Scenario(never_trained_to_drive, 35)),
)


def tutor(dice: Generator, book: Book, members: Sequence[Member]) -> None:
    """Give each student a tutor of the same team."""
    cases = []
    for team in dict.fromkeys(member.team for member in members):
        officers = [member for member in members if member.team == team and member.post == "response officer"]
        new = [one for one in officers if one.years < 1.9]
        old = [one for one in officers if one.years > 5]
        for place, student in enumerate(new):
            joined = book.period.ends - student.years * YEAR
            # A tutor who is new too joined before the student began.
            others = [one for one in officers if student.years + 0.05 < one.years < 1.95] or [
                one for one in officers if 2 < one.years < 2.2
            ]
            if others and old:
                cases.append(Tutoring(student, old[place % len(old)], others[0], joined + timedelta(days=14)))
    cases = [case for case in cases if case.since < book.period.ends and case.inexperienced.years < 2]
    book.play(dice, TUTORING, cases)


def permit(dice: Generator, book: Book, members: Sequence[Member]) -> None:
    """Who may drive what, as it stands at the end."""
    officers = [member for member in members if member.post == "response officer" and member.years > 2]
    cases = [(member, scenario) for member, scenario in DRIVING.deal(dice, officers)]
    for member, scenario in cases:
        deed = scenario.play(dice, member)
        rows = [_permit(member, "basic", book.period.ends - (member.years - 0.1) * YEAR, None, None)]
        if scenario.play is not never_trained_to_drive:
            granted = book.period.ends - min(member.years - 0.3, 4.0) * YEAR
            expires = book.period.ends + days(dice, 60, 900)
            if scenario.play is permit_ran_out:
                expires = book.period.ends - days(dice, 20, 300)
            rows.append(_permit(member, "response", granted, expires, None))
        book.write(rows, [DRIVING.truth(scenario, (StaffMembers, member.staff_id), deed)])


def _permit(member: Member, level: str, granted: datetime, expires: datetime | None, withdrawn: datetime | None) -> Row:
    return row(
        DrivingPermits,
        permit_id=f"{member.staff_id}-{level[:1].upper()}",
        staff_id=member.staff_id,
        level=level,
        granted_at=granted,
        expires_at=expires,
        withdrawn_at=withdrawn,
    )
