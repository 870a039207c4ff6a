"""Attending an incident in the time published for its grade, late, or never; and what the log then says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from numpy.random import Generator

from openpeel.records.incidents import Incidents
from openpeel.synthetic.occurrence import Occurrence
from openpeel.synthetic.organisation import response_team
from openpeel.synthetic.scenario import Deed, Fate, Matter, Row, Scenario, row
from openpeel.synthetic.times import days, minutes


@dataclass(frozen=True)
class Attendance:
    """An incident that an officer should attend; the row of its log is made with the answer."""

    occurrence: Occurrence
    incident_id: str
    reported_at: datetime
    is_settled: bool
    """True long enough before the end of the records."""
    call_id: str | None = None
    contact_id: str | None = None


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


def reached_at_once(dice: Generator, case: Attendance) -> Deed:
    """An officer arrived within fourteen minutes."""
    return _attended(case, minutes(dice, 4, 14), Fate.IN_TIME)


def reached_too_late(dice: Generator, case: Attendance) -> Deed:
    """An officer arrived at an emergency after half an hour or more.

    Report, line 375: ‘they lacked the training required to drive vehicles to emergency calls’.
    """
    return _attended(case, minutes(dice, 30, 150), Fate.LATE)


def appointment_kept(dice: Generator, case: Attendance) -> Deed:
    """An officer came within two days."""
    return _attended(case, days(dice, 0.2, 1.8), Fate.IN_TIME)


def appointment_kept_days_later(dice: Generator, case: Attendance) -> Deed:
    """An officer came after three to seven days.

    Report, line 375: ‘not always responding to incidents as well as it would like’.
    """
    return _attended(case, days(dice, 3, 7), Fate.LATE)


def no_attendance_owed(dice: Generator, case: Attendance) -> Deed:
    """The report was resolved without an officer, as its grade says."""
    return _attended(case, None, Fate.NOT_CONCERNED)


def cancelled_before_anyone_came(dice: Generator, case: Attendance) -> Deed:
    """The log was cancelled as a duplicate."""
    return Deed(Fate.EXCUSED, (_log(case, None, case.reported_at + days(dice, 0.02, 2)),))


def _attended(case: Attendance, wait: timedelta | None, fate: Fate) -> Deed:
    attended = None if wait is None else case.reported_at + wait
    return Deed(fate, (_log(case, attended),), attended)


def _log(case: Attendance, attended: datetime | None, cancelled: datetime | None = None) -> Row:
    found = case.occurrence
    closed = cancelled or (attended or case.reported_at) + timedelta(minutes=40 + len(found.closing))
    if attended is None and cancelled is None and found.grade != "no attendance":
        # Nobody came, and a supervisor closed what had been left open.
        closed += timedelta(hours=12)
    return row(
        Incidents,
        incident_id=case.incident_id,
        reported_at=case.reported_at,
        call_id=case.call_id,
        contact_id=case.contact_id,
        grade=found.grade,
        graded_at=case.reported_at + timedelta(seconds=60 + len(found.closing) * 5),
        offence_group=found.offence,
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


def _stands(case: Attendance) -> bool:
    return not case.occurrence.is_cancelled


def _settled(case: Attendance) -> bool:
    return _stands(case) and case.is_settled


_CANCELLED = Scenario(cancelled_before_anyone_came, 1, lambda case: case.occurrence.is_cancelled)

ATTENDING: dict[str, Matter[Attendance]] = {
    "emergency": Matter(
        "attending an emergency in time",
        (_CANCELLED, Scenario(reached_at_once, 91, _stands), Scenario(reached_too_late, 9, _settled)),
    ),
    "priority": Matter(
        "attending a priority incident in time",
        (
            _CANCELLED,
            Scenario(attended_within_the_hour, 84, _stands),
            Scenario(attended_after_hours, 12, _settled),
            Scenario(never_attended, 4, _settled),
        ),
    ),
    "scheduled": Matter(
        "coming to an appointment in time",
        (_CANCELLED, Scenario(appointment_kept, 88, _stands), Scenario(appointment_kept_days_later, 12, _settled)),
    ),
    "no attendance": Matter(
        "resolving a report without an officer", (_CANCELLED, Scenario(no_attendance_owed, 1, _stands))
    ),
}
"""By the grade that the log bears."""
