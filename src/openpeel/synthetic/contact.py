"""What is reported to the police: the incident logs that are opened, and attendance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from numpy.random import Generator

from openpeel.records.calls import Calls
from openpeel.records.incidents import IncidentPeople, Incidents
from openpeel.synthetic.answering import Call, answer_calls, length_of_call
from openpeel.synthetic.organisation import response_team
from openpeel.synthetic.scenario import Book, Deed, Fate, Matter, Row, Scenario, changed, row
from openpeel.synthetic.times import Period, days, london, minutes, pick
from openpeel.synthetic.triage import TRIAGE, Triage


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
class Report:
    """An occurrence with the log that was opened for it."""

    occurrence: Occurrence
    incident_id: str
    reported_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    attended_at: datetime | None
    cancelled_at: datetime | None


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
        calls.append(Call(f"T{10_000_000 + number}", line, found.reported, length_of_call(dice)))
    answered = answer_calls(dice, book, [call for call in calls if call.line != "online"])
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
