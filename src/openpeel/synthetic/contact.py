"""Calls, the incident logs that they open, attendance and THRIVE."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from numpy.random import Generator

from openpeel.records.calls import Calls
from openpeel.records.incidents import IncidentPeople, Incidents
from openpeel.records.triage import ELEMENTS, TriageEntries
from openpeel.synthetic.organisation import call_handler, response_team
from openpeel.synthetic.scenario import Book, Deed, Fate, Matter, Row, Scenario, changed, row
from openpeel.synthetic.times import Period, arrivals, between, days, london, minutes, pick


@dataclass(frozen=True)
class Occurrence:
    """Something that is reported to the police."""

    reported: datetime
    """When the first call comes in, or the report is sent."""
    opening: str
    closing: str
    grade: str
    district: str
    victim: str | None = None
    suspect: str | None = None
    is_domestic_abuse: bool | None = False
    is_verbal: bool = False
    is_cancelled: bool = False


@dataclass(frozen=True)
class Call:
    """A call that is about to come in."""

    call_id: str
    line: str
    presented: datetime
    length: timedelta


@dataclass(frozen=True)
class Report:
    """An occurrence with the log that was opened for it."""

    occurrence: Occurrence
    incident_id: str
    reported_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    attended_at: datetime | None
    cancelled_at: datetime | None


def answered_promptly(dice: Generator, call: Call) -> Deed:
    """The call was answered within eight seconds."""
    return _answered(dice, call, int(dice.integers(1, 9)), Fate.IN_TIME)


def answered_after_a_wait(dice: Generator, call: Call) -> Deed:
    """The call was answered after fourteen seconds or more.

    Report, line 150: ‘needs to improve the time it takes to answer emergency calls’.
    """
    return _answered(dice, call, int(14 + dice.exponential(25)), Fate.LATE)


def abandoned_after_a_wait(dice: Generator, call: Call) -> Deed:
    """The caller gave up after twenty seconds or more without an answer.

    Report, line 355: ‘a call abandonment rate which exceeds the national standards’.
    """
    return _abandoned(call, int(dice.integers(20, 90)), Fate.NOT_DONE)


def abandoned_at_once(dice: Generator, call: Call) -> Deed:
    """The caller rang off within four seconds, before an answer was due."""
    return _abandoned(call, int(dice.integers(1, 5)), Fate.EXCUSED)


def _answered(dice: Generator, call: Call, seconds: int, fate: Fate) -> Deed:
    answered = call.presented + timedelta(seconds=seconds)
    handler, team = call_handler(dice, call.presented)
    return Deed(fate, (_call_row(call, answered, None, answered + call.length, handler, team),))


def _abandoned(call: Call, seconds: int, fate: Fate) -> Deed:
    abandoned = call.presented + timedelta(seconds=seconds)
    return Deed(fate, (_call_row(call, None, abandoned, abandoned, None, None),))


def _call_row(
    call: Call,
    answered: datetime | None,
    abandoned: datetime | None,
    ended: datetime,
    handler: str | None,
    team: str | None,
) -> Row:
    return row(
        Calls,
        entered_at=ended + timedelta(seconds=30),
        call_id=call.call_id,
        line_dialled=call.line,
        presented_at=call.presented,
        answered_at=answered,
        abandoned_at=abandoned,
        ended_at=ended,
        handler_id=handler,
        team=team,
        incident_id=None,
    )


_ANSWERED = (Scenario(answered_promptly, 83), Scenario(answered_after_a_wait, 17))

ANSWERING = Matter("answering a 999 call", _ANSWERED)
"""For calls that open a log, and so were answered."""

ANSWERING_OTHERS = Matter(
    "answering a 999 call", (*_ANSWERED, Scenario(abandoned_after_a_wait, 9), Scenario(abandoned_at_once, 5))
)
"""For further calls: about an incident that has a log, made by mistake, silent."""


@dataclass(frozen=True)
class Triage:
    """A call about which THRIVE should be done."""

    incident_id: str
    answered: datetime
    ended: datetime
    is_missing: bool
    """True in the time of which no extract of the triage system exists."""


def assessed_at_the_outset(dice: Generator, case: Triage) -> Deed:
    """All of THRIVE was recorded in the first fifth of the call."""
    return _assessed(dice, case, 0.04, 0.19, Fate.IN_TIME)


def assessed_at_the_end(dice: Generator, case: Triage) -> Deed:
    """THRIVE was recorded in the last seconds of the call.

    Report, line 340: ‘where there was an assessment this was completed at the end of the call’.
    """
    return _assessed(dice, case, 0.93, 0.995, Fate.LATE)


def not_assessed(dice: Generator, case: Triage) -> Deed:
    """No THRIVE was recorded.

    Report, line 340: ‘in 18 out of 51 cases the victim's vulnerability was not assessed’.
    """
    return Deed(Fate.NOT_DONE)


def records_lost_in_a_migration(dice: Generator, case: Triage) -> Deed:
    """Nobody knows: THRIVE of that month was not carried over to the new system.

    Report, line 357: ‘due to a lack of accurate information’.
    """
    return Deed(Fate.CANNOT_TELL)


def _assessed(dice: Generator, case: Triage, first: float, last: float, fate: Fate) -> Deed:
    length = (case.ended - case.answered).total_seconds()
    shares = sorted(dice.uniform(first, last, size=len(ELEMENTS)))
    return Deed(
        fate,
        tuple(
            row(
                TriageEntries,
                entered_at=(made := case.answered + timedelta(seconds=round(share * length))),
                entry_id=f"{case.incident_id}/{number}",
                incident_id=case.incident_id,
                element=element,
                recorded_at=made,
                recorded_by=None,
            )
            for number, (element, share) in enumerate(zip(ELEMENTS, shares, strict=True), start=1)
        ),
    )


def _not_missing(case: Triage) -> bool:
    return not case.is_missing


TRIAGE = Matter(
    "assessing vulnerability at the outset of a call",
    (
        Scenario(records_lost_in_a_migration, 1, lambda case: case.is_missing),
        Scenario(assessed_at_the_outset, 40, _not_missing),
        Scenario(assessed_at_the_end, 25, _not_missing),
        Scenario(not_assessed, 35, _not_missing),
    ),
)


@dataclass(frozen=True)
class Attendance:
    """A priority incident that an officer should attend; the row of its log is made with the answer."""

    occurrence: Occurrence
    incident_id: str
    reported_at: datetime
    is_settled: bool
    """True long enough before the end of the records."""


def attended_within_the_hour(dice: Generator, case: Attendance) -> Deed:
    """An officer arrived within 55 minutes."""
    return _attended(case, minutes(dice, 8, 55), Fate.IN_TIME)


def attended_after_hours(dice: Generator, case: Attendance) -> Deed:
    """An officer arrived after more than 75 minutes.

    Report, line 373: ‘some significant delays in responding to priority calls, which should be attended within one’.
    """
    return _attended(case, minutes(dice, 76, 500), Fate.LATE)


def never_attended(dice: Generator, case: Attendance) -> Deed:
    """No officer attended, and the log was closed.

    Report, line 156: ‘there were considerable delays in its response’.
    """
    return _attended(case, None, Fate.NOT_DONE)


def _attended(case: Attendance, wait: timedelta | None, fate: Fate) -> Deed:
    return Deed(fate, (_log(case, None if wait is None else case.reported_at + wait),))


def _log(case: Attendance, attended: datetime | None, cancelled: datetime | None = None) -> Row:
    found = case.occurrence
    closed = cancelled or (attended or case.reported_at) + timedelta(minutes=40 + len(found.closing))
    return row(
        Incidents,
        incident_id=case.incident_id,
        reported_at=case.reported_at,
        call_id=None,
        grade=found.grade,
        opening_code=found.opening,
        is_domestic_abuse=found.is_domestic_abuse,
        attended_at=attended,
        closed_at=closed,
        closing_code=found.closing,
        cancelled_at=cancelled,
        team=response_team(case.reported_at, found.district),
        district=found.district,
        place=f"{found.district} beat {sum(map(ord, case.incident_id)) % 24 + 1}",
    )


ATTENDING = Matter(
    "attending a priority incident",
    (
        Scenario(attended_within_the_hour, 84),
        Scenario(attended_after_hours, 12, lambda case: case.is_settled),
        Scenario(never_attended, 4, lambda case: case.is_settled),
    ),
)

SETTLED = timedelta(days=35)
"""So long before the end of the records, what was not done will not be: nothing there is merely pending."""


def take_reports(dice: Generator, book: Book, occurrences: Sequence[Occurrence], missing: Period) -> list[Report]:
    """Open a log for each occurrence, most of them by a call; ``missing`` is when the triage records were lost."""
    occurrences = sorted((_clear_of(missing, found) for found in occurrences), key=lambda found: found.reported)
    calls = []
    for number, found in enumerate(occurrences):
        line = pick(dice, ("999", "101", "online"), (80, 20, 0) if found.grade == "emergency" else (22, 63, 15))
        calls.append(Call(f"T{10_000_000 + number}", line, found.reported, _length(dice)))
    answered = _answer(dice, book, [call for call in calls if call.line != "online"])
    numbers: dict[str, int] = {}
    attendances = []
    for found, call in zip(occurrences, calls, strict=True):
        reported = found.reported
        if call.call_id in answered:
            reported = answered[call.call_id][0] + timedelta(seconds=int(dice.integers(12, 40)))
        day = f"{london(reported):%Y%m%d}"
        numbers[day] = numbers.get(day, 0) + 1
        settled = reported < book.period.ends - SETTLED
        attendances.append(Attendance(found, f"EXC-{day}-{numbers[day]:04d}", reported, settled))
    logs = _attend(dice, book, attendances)
    reports = []
    for case, call in zip(attendances, calls, strict=True):
        log = logs[case.incident_id]
        answered_at, ended_at = answered.get(call.call_id, (None, None))
        book.write([log if answered_at is None else changed(log, call_id=call.call_id)])
        report = Report(
            case.occurrence,
            case.incident_id,
            case.reported_at,
            answered_at,
            ended_at,
            attended_at=log.moment("attended_at"),
            cancelled_at=log.moment("cancelled_at"),
        )
        book.write(_people(report))
        reports.append(report)
    _link_calls(book, {call.call_id: case.incident_id for case, call in zip(attendances, calls, strict=True)})
    _triage(dice, book, reports, missing)
    return reports


def _clear_of(missing: Period, found: Occurrence) -> Occurrence:
    """The occurrence, so much earlier that no call reaches into the time of which records were lost."""
    before = timedelta(hours=1)
    if missing.begins - before <= found.reported < missing.begins:
        return replace(found, reported=found.reported - before)
    return found


def _answer(dice: Generator, book: Book, calls: Sequence[Call]) -> dict[str, tuple[datetime, datetime]]:
    """Answer the calls that open a log: when each was answered and ended."""
    times = {}
    for call, scenario in ANSWERING.deal(dice, [call for call in calls if call.line == "999"]):
        deed = scenario.play(dice, call)
        book.write(deed.rows, [ANSWERING.truth(scenario, deed.rows[0], deed)])
        times[call.call_id] = _answered_and_ended(deed.rows[0])
    for call in calls:
        if call.line != "999":
            deed = _answered(dice, call, 5 + int(dice.exponential(95)), Fate.NOT_CONCERNED)
            book.write(deed.rows)
            times[call.call_id] = _answered_and_ended(deed.rows[0])
    return times


def _answered_and_ended(call: Row) -> tuple[datetime, datetime]:
    answered, ended = call.moment("answered_at"), call.moment("ended_at")
    assert answered is not None
    assert ended is not None
    return answered, ended


def _attend(dice: Generator, book: Book, cases: Sequence[Attendance]) -> dict[str, Row]:
    """The rows of the logs, by their reference."""
    logs = {}
    priority = [case for case in cases if case.occurrence.grade == "priority" and not case.occurrence.is_cancelled]
    for case, scenario in ATTENDING.deal(dice, priority):
        deed = scenario.play(dice, case)
        logs[case.incident_id] = deed.rows[0]
        book.write([], [ATTENDING.truth(scenario, deed.rows[0], deed)])
    for case in cases:
        if case.occurrence.is_cancelled:
            logs[case.incident_id] = _log(case, None, case.reported_at + days(dice, 0.02, 2))
        elif case.occurrence.grade != "priority":
            wait = {"emergency": minutes(dice, 4, 14), "scheduled": days(dice, 0.2, 1.8)}.get(case.occurrence.grade)
            logs[case.incident_id] = _log(case, None if wait is None else case.reported_at + wait)
    return logs


def _people(report: Report) -> list[Row]:
    people = {"victim": report.occurrence.victim, "suspect": report.occurrence.suspect}
    return [
        row(
            IncidentPeople,
            link_id=f"{report.incident_id}-{role[0].upper()}",
            incident_id=report.incident_id,
            person_id=person,
            role=role,
            linked_at=report.reported_at + timedelta(minutes=5),
        )
        for role, person in people.items()
        if person is not None
    ]


def _link_calls(book: Book, incidents: dict[str, str]) -> None:
    for number, found in enumerate(book.rows):
        if found.table is Calls and found.key in incidents:
            book.rows[number] = changed(found, incident_id=incidents[found.key])


def _triage(dice: Generator, book: Book, reports: Sequence[Report], missing: Period) -> None:
    cases = [
        Triage(report.incident_id, report.answered_at, report.ended_at, report.answered_at in missing)
        for report in reports
        if report.answered_at is not None and report.ended_at is not None and report.cancelled_at is None
    ]
    for case, scenario in TRIAGE.deal(dice, cases):
        deed = scenario.play(dice, case)
        book.write(deed.rows, [TRIAGE.truth(scenario, (Incidents, case.incident_id), deed)])


def take_other_calls(dice: Generator, book: Book, count: int) -> None:
    """Calls that open no log: on 999 about an incident already known or by mistake, on 101 mostly for an update.

    Report, line 367: ‘several victims used it to get updates for their crimes’.
    """
    emergency = [
        Call(f"T{40_000_000 + number}", "999", presented, between(dice, timedelta(seconds=20), timedelta(minutes=4)))
        for number, presented in enumerate(arrivals(dice, count // 3, book.period))
    ]
    for call, scenario in ANSWERING_OTHERS.deal(dice, emergency):
        deed = scenario.play(dice, call)
        book.write(deed.rows, [ANSWERING_OTHERS.truth(scenario, deed.rows[0], deed)])
    for number, presented in enumerate(arrivals(dice, count - len(emergency), book.period)):
        call = Call(f"T{60_000_000 + number}", "101", presented, _length(dice))
        wait, patience = 5 + int(dice.exponential(110)), 20 + int(dice.exponential(700))
        gave_up = patience < wait
        deed = (
            _abandoned(call, patience, Fate.NOT_CONCERNED)
            if gave_up
            else _answered(dice, call, wait, Fate.NOT_CONCERNED)
        )
        book.write(deed.rows)


def _length(dice: Generator) -> timedelta:
    """How long a call lasts once answered: three to seventeen minutes."""
    return timedelta(seconds=180 + int(min(dice.gamma(3.0, 110), 840)))
