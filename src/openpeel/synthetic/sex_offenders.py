"""Registered sex offenders: levels of risk, and visits on time, late, missed and made alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from numpy.random import Generator

from openpeel.records.sex_offenders import RegisteredSexOffenders, SexOffenderRiskLevels, SexOffenderVisits
from openpeel.synthetic.book import Book
from openpeel.synthetic.organisation import OFFENDER_MANAGERS
from openpeel.synthetic.scenario import Deed, Fate, Matter, Row, Scenario, Truth, name_of, row, what_of
from openpeel.synthetic.times import in_office_hours, london, pick, utc

MONTHS = {"very_high": 1, "high": 3, "medium": 6, "low": 12}
"""Months between visits by level of risk (National Police Chiefs' Council)."""

REGISTRATIONS = (date(2021, 1, 4), date(2023, 12, 15))
TEAM = "Offender management"
VISITING = "visiting a registered sex offender"


@dataclass(frozen=True)
class Duty:
    """One turn of the duty to visit: opened by registration, a visit or a change of level."""

    offender_id: str
    level: str
    opened: datetime
    opener: tuple[str, str]
    """Table and key of the record that opened it."""
    inherited: datetime | None = None
    """When the duty that this one replaced was due."""

    @property
    def due(self) -> datetime:
        """When the next visit is due, to within two days."""
        own = self.opened + timedelta(days=30.4 * MONTHS[self.level])
        return own if self.inherited is None else min(own, self.inherited)


def visited_in_time(dice: Generator, duty: Duty) -> datetime:
    """The offender was seen well within the time for the level of risk."""
    return duty.opened + (duty.due - duty.opened) * float(dice.uniform(0.6, 0.86))


def visited_late(dice: Generator, duty: Duty) -> datetime:
    """The offender was seen weeks after the visit was due.

    Report, line 599: ‘limits the force's opportunity to gather the information’.
    """
    return duty.due + timedelta(days=float(dice.uniform(6, 20))) + 0.2 * (duty.due - duty.opened)


def not_visited(dice: Generator, duty: Duty) -> None:
    """The offender was not seen again.

    Report, line 590: ‘should review its policy for the management of registered sex offenders’.
    """
    return None


CREWING = "visiting with two officers"


@dataclass(frozen=True)
class Visit:
    """A visit about to be made."""

    visit_id: str
    offender_id: str
    moment: datetime
    was_seen: bool


def two_officers(dice: Generator, visit: Visit) -> Deed:
    """Two officers made the visit."""
    return _made(visit, 2, None, Fate.IN_TIME)


def one_officer(dice: Generator, visit: Visit) -> Deed:
    """One officer made the visit alone, and no reason is given.

    Report, line 597: ‘most visits to RSOs are carried out by unaccompanied offender managers’.
    """
    return _made(visit, 1, None, Fate.NOT_DONE)


def one_officer_with_a_reason(dice: Generator, visit: Visit) -> Deed:
    """One officer made the visit alone; the reason is recorded, but the practice knows no exception.

    Report, line 597: ‘all visits should be 'double crewed'’.
    """
    return _made(visit, 1, "COLLEAGUE CALLED TO EMERGENCY", Fate.NOT_DONE)


def crew_not_recorded(dice: Generator, visit: Visit) -> Deed:
    """Nobody knows: the record does not say how many officers went.

    Report, line 601: ‘This may lead to an inconsistent approach’.
    """
    return _made(visit, None, None, Fate.CANNOT_TELL)


def _made(visit: Visit, officers: int | None, reason: str | None, fate: Fate) -> Deed:
    return Deed(
        fate,
        (
            row(
                SexOffenderVisits,
                visit_id=visit.visit_id,
                offender_id=visit.offender_id,
                visited_at=visit.moment,
                officers_present=officers,
                was_seen=visit.was_seen,
                single_crewed_reason=reason,
            ),
        ),
    )


MAKING = Matter(
    CREWING,
    (
        Scenario(two_officers, 38),
        Scenario(one_officer, 52),
        Scenario(one_officer_with_a_reason, 6),
        Scenario(crew_not_recorded, 4),
    ),
)


def manage(dice: Generator, book: Book, offenders: int) -> None:
    """Register offenders, set and change levels of risk, and visit."""
    visits: list[Visit] = []
    first, last = REGISTRATIONS
    for number in range(max(offenders, 12)):
        offender = f"V{700_000 + number}"
        day = first + timedelta(days=int(dice.integers((last - first).days)))
        level = ("very_high", "high", "medium", "low")[number % 4] if number < 12 else _level(dice)
        visits += _manage_one(dice, book, offender, utc(datetime.combine(day, time(11))), level, number)
    visits.sort(key=lambda visit: (visit.moment, visit.visit_id))
    for visit, scenario in MAKING.deal(dice, visits):
        deed = scenario.play(dice, visit)
        book.write(deed.rows, [MAKING.truth(scenario, deed.rows[0], deed)])


def _level(dice: Generator) -> str:
    return pick(dice, tuple(MONTHS), (4, 22, 44, 30))


def _manage_one(
    dice: Generator, book: Book, offender: str, registered: datetime, level: str, number: int
) -> list[Visit]:
    """One offender's history. Of the first twelve, each shows a scenario of its own at each level."""
    ends = book.period.ends
    book.write(
        [
            row(
                RegisteredSexOffenders,
                offender_id=offender,
                registered_at=registered,
                manager_id=OFFENDER_MANAGERS[number % len(OFFENDER_MANAGERS)],
                team=TEAM,
            ),
            _set(offender, level, registered, 1),
        ]
    )
    duty = Duty(offender, level, registered, (RegisteredSexOffenders.name, offender))
    is_neglected = number < 4 or dice.random() < 0.06
    changes_from = ends - timedelta(days=400) if 4 <= number < 8 or dice.random() < 0.12 else None
    visits: list[Visit] = []
    while True:
        change_at = duty.opened + (duty.due - duty.opened) * 0.4
        if changes_from is not None and changes_from < duty.opened and change_at < ends - timedelta(days=40):
            duty, changes_from = _change(book, duty, change_at), None
        neglected = is_neglected and ends - timedelta(days=420) < duty.due < ends - timedelta(days=20)
        is_late = dice.random() < 0.12 and duty.due < ends - timedelta(days=150)
        seen = (visited_late if is_late else visited_in_time)(dice, duty)
        seen = in_office_hours(dice, london(seen).date())
        if neglected:
            book.write([], [_truth(duty, not_visited, Fate.NOT_DONE)])
            return visits
        if seen >= ends - timedelta(days=1):
            what = "The next visit is still to come"
            book.write([], [Truth(VISITING, "next visit to come", *duty.opener, Fate.NOT_YET, what)])
            return visits
        if dice.random() < 0.1:
            visits.append(_visit(offender, seen - timedelta(days=2), len(visits), was_seen=False))
        visits.append(_visit(offender, seen, len(visits), was_seen=True))
        truth = _truth(duty, visited_late, Fate.LATE) if is_late else _truth(duty, visited_in_time, Fate.IN_TIME)
        book.write([], [truth])
        duty = Duty(offender, duty.level, seen, (SexOffenderVisits.name, visits[-1].visit_id))


def _change(book: Book, duty: Duty, moment: datetime) -> Duty:
    """Change the level of risk: the duty at the old level is replaced by one at the new, due no later than it was."""
    order = tuple(MONTHS)
    place = order.index(duty.level)
    changed = _set(duty.offender_id, order[place - 1] if place else order[1], moment, 2)
    what = "The level of risk changed, and the duty at the new level took this one's place"
    book.write([changed], [Truth(VISITING, "replaced at a change of level", *duty.opener, Fate.EXCUSED, what)])
    opener = (SexOffenderRiskLevels.name, changed.key)
    return Duty(duty.offender_id, str(changed.values["level"]), moment, opener, inherited=duty.due)


def _truth(duty: Duty, play: Callable[[Generator, Duty], datetime | None], fate: Fate) -> Truth:
    return Truth(VISITING, name_of(play), *duty.opener, fate, what_of(play))


def _visit(offender: str, moment: datetime, made: int, *, was_seen: bool) -> Visit:
    return Visit(f"{offender}-{made + 1:03d}", offender, moment, was_seen)


def _set(offender: str, level: str, moment: datetime, number: int) -> Row:
    return row(
        SexOffenderRiskLevels, level_id=f"{offender}-L{number}", offender_id=offender, level=level, set_at=moment
    )
