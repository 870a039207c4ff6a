"""Who answers when: teams that turn through early, late and night shifts, less those who are away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from numpy.random import Generator

from openpeel.records.staff import Shifts, StaffAbsences
from openpeel.synthetic.contact_centre.call import Call
from openpeel.synthetic.organisation import SHIFTS, shift_on_duty
from openpeel.synthetic.scenario import Row, row
from openpeel.synthetic.times import Period, days, london, pick, utc

PARTS = (time(7), time(15), time(23))
"""When the early, the late and the night shift begin; each lasts until the next."""


@dataclass(frozen=True)
class Colleague:
    """Somebody who answers calls."""

    staff_id: str
    post: str
    team: str


@dataclass(frozen=True)
class Absence:
    """A time in which a colleague is away."""

    staff_id: str
    kind: str
    since: datetime
    until: datetime


@dataclass(frozen=True)
class Duty:
    """A turn of duty that was worked."""

    colleague: Colleague
    begins: datetime
    ends: datetime


@dataclass(frozen=True)
class Staffing:
    """Who is on duty when, and how long a call keeps a call handler after it has ended."""

    handlers: Sequence[Duty]
    operators: Sequence[Duty]
    practitioners: Sequence[Duty]
    colleagues: Sequence[Colleague]
    away: Sequence[Absence]
    after_call: timedelta


BUSY = 0.68
"""Share of their time for which call handlers are planned to be busy, day and night alike: too much by day."""


def staffing(dice: Generator, period: Period, calls: Sequence[Call]) -> Staffing:
    """As many call handlers and operators as the calls call for on an average hour, whatever the hour.

    Report, line 363: ‘the distribution of resources to meet predicted demand was ineffective’.
    """
    hours = (period.ends - period.begins) / timedelta(hours=1)
    talked = sum((call.length for call in calls if call.wants == "call handler"), timedelta()) / timedelta(hours=1)
    count = sum(call.wants == "call handler" for call in calls)
    # Whoever answers few calls has other work to do between them.
    after = max(timedelta(minutes=2), timedelta(hours=max(0.0, 0.22 * hours - talked) / max(1, count)))
    load = talked / hours + count * (after / timedelta(hours=1)) / hours
    answering = handlers(max(1, round(load / BUSY)))
    switchboard = operators(max(1, -(-sum(call.line == "101" for call in calls) // round(14 * hours))))
    advising = practitioners()
    away = absences(dice, [*answering, *switchboard, *advising], period)
    return Staffing(
        rota(answering, away, period),
        rota(switchboard, away, period, at_night=1),
        rota(advising, away, period, at_night=1),
        [*answering, *switchboard, *advising],
        away,
        after,
    )


def handlers(strength: int) -> list[Colleague]:
    """The call handlers of five teams, each so large that ``strength`` are there when leave and sickness are usual."""
    each = strength + -(-strength * 3 // 10)
    return [
        Colleague(f"E7{place}{number:03d}", "call handler", f"Contact {shift}")
        for place, shift in enumerate(SHIFTS)
        for number in range(each)
    ]


def operators(strength: int) -> list[Colleague]:
    """The operators of the switchboard."""
    return [
        Colleague(f"E79{number:03d}", "switchboard operator", "Switchboard") for number in range(max(5, 4 * strength))
    ]


def practitioners() -> list[Colleague]:
    """The six mental health practitioners of the control room."""
    return [Colleague(f"E96{number:03d}", "mental health practitioner", "Mental health triage") for number in range(6)]


def absences(dice: Generator, colleagues: Sequence[Colleague], period: Period) -> list[Absence]:
    """Leave, sickness and training of each, in whole days."""
    found = []
    for colleague in colleagues:
        moment = london(period.begins) + days(dice, 1, 40)
        while moment < london(period.ends):
            kind = pick(dice, ("leave", "sickness", "training"), (5, 3, 2))
            length = {"leave": int(dice.integers(3, 11)), "sickness": int(dice.integers(1, 7)), "training": 1}[kind]
            since = datetime.combine(moment.date(), time())
            found.append(Absence(colleague.staff_id, kind, utc(since), utc(since + timedelta(days=length))))
            moment += timedelta(days=length) + days(dice, 10, 60)
    return found


def rota(
    colleagues: Sequence[Colleague], away: Sequence[Absence], period: Period, *, at_night: int | None = None
) -> list[Duty]:
    """Every turn of duty from a day before the period to a day after it, as it was worked.

    The team whose turn it is comes, less those who are away; if all are, one of a team at rest stands in.
    ``at_night`` limits how many work the night.
    """
    by_staff: dict[str, list[Absence]] = {}
    for absence in away:
        by_staff.setdefault(absence.staff_id, []).append(absence)
    by_team: dict[str, list[Colleague]] = {}
    for colleague in colleagues:
        by_team.setdefault(colleague.team, []).append(colleague)
    duties: list[Duty] = []
    day, last = london(period.begins).date() - timedelta(days=1), london(period.ends).date()
    while day <= last:
        for part, starts in enumerate(PARTS):
            begins = utc(datetime.combine(day, starts))
            ends = utc(datetime.combine(day + timedelta(days=1) if part == 2 else day, PARTS[(part + 1) % 3]))
            team = by_team.get(f"Contact {shift_on_duty(begins)}") or _third(colleagues, day, part)
            there = [one for one in team if not _is_away(by_staff.get(one.staff_id, ()), begins, ends)]
            resting = (one for one in colleagues if not _is_away(by_staff.get(one.staff_id, ()), begins, ends))
            there = there or [next(resting, colleagues[0])]
            duties += [Duty(one, begins, ends) for one in (there if part < 2 or at_night is None else there[:at_night])]
        day += timedelta(days=1)
    return duties


def _third(colleagues: Sequence[Colleague], day: date, part: int) -> list[Colleague]:
    """Those of one large team whose turn it is."""
    return [one for place, one in enumerate(colleagues) if (place + day.toordinal() // 2 + part) % 4 == 0]


def _is_away(away: Sequence[Absence], begins: datetime, ends: datetime) -> bool:
    return any(absence.since < ends and absence.until > begins for absence in away)


def shift_rows(duties: Sequence[Duty], period: Period) -> list[Row]:
    """The turns of duty as records."""
    return [
        row(
            Shifts,
            entered_at=duty.ends,
            shift_id=f"{duty.colleague.staff_id}-{duty.begins:%y%m%d%H}",
            staff_id=duty.colleague.staff_id,
            post=duty.colleague.post,
            started_at=duty.begins,
            ended_at=duty.ends,
        )
        for duty in duties
        if duty.begins in period
    ]


def absence_rows(away: Sequence[Absence]) -> list[Row]:
    """The absences as records."""
    return [
        row(
            StaffAbsences,
            absence_id=f"{absence.staff_id}-{absence.since:%y%m%d}",
            staff_id=absence.staff_id,
            kind=absence.kind,
            away_since=absence.since,
            back_at=absence.until,
        )
        for absence in away
    ]
