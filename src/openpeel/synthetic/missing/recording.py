"""A missing person is recorded as such, or as something else."""

from __future__ import annotations

from datetime import timedelta

from numpy.random import Generator

from openpeel.records.missing_people import (
    MissingReports,
)
from openpeel.synthetic.missing.case import Missing
from openpeel.synthetic.organisation import response_team
from openpeel.synthetic.scenario import Deed, Fate, Matter, Scenario, row
from openpeel.synthetic.times import london, minutes, start_of


def log_says_missing(dice: Generator, case: Missing) -> Deed:
    """The log was opened as a missing person."""
    return Deed(Fate.IN_TIME)


def log_says_concern_for_welfare(dice: Generator, case: Missing) -> Deed:
    """A child was reported missing, and the log was opened as a concern for welfare.

    Report, line 390: ‘frequently recording a ‘concerns for welfare’ incident when a child was reported missing’.
    """
    return Deed(Fate.NOT_DONE)


OPENING = Matter(
    "opening the log of a missing child as such",
    (
        Scenario(log_says_missing, 1, lambda case: not case.is_a_concern),
        Scenario(log_says_concern_for_welfare, 1, lambda case: case.is_a_concern),
    ),
)


def recorded_as_missing_at_once(dice: Generator, case: Missing) -> Deed:
    """The person was recorded as missing within ten minutes."""
    return _recorded(case, minutes(dice, 1, 10), Fate.IN_TIME)


def recorded_as_missing_hours_later(dice: Generator, case: Missing) -> Deed:
    """The child was recorded as missing only after two to five hours as a concern for welfare.

    Report, line 390: ‘frequently recording a ‘concerns for welfare’ incident when a child was reported missing’.
    """
    return _recorded(case, minutes(dice, 120, 300), Fate.LATE)


def never_recorded_as_missing(dice: Generator, case: Missing) -> Deed:
    """A report was kept of the child, and never said that the child was missing.

    Report, line 390: ‘not following Authorised Professional Practice’.
    """
    return _recorded(case, None, Fate.NOT_DONE)


def _recorded(case: Missing, wait: timedelta | None, fate: Fate) -> Deed:
    seen = london(case.reported - timedelta(hours=5)).date()
    return Deed(
        fate,
        (
            row(
                MissingReports,
                report_id=case.report_id,
                incident_id=case.report.incident_id,
                reported_at=case.reported,
                last_seen_at=start_of(seen),
                person_id=None,
                full_name=f"{case.person.name.given} {case.person.name.family}",
                date_of_birth=case.person.born.isoformat(),
                is_child=case.is_child,
                is_looked_after=case.is_child and sum(map(ord, case.person.person)) % 5 == 0,
                circumstances="did not come home",
                recorded_as_missing_at=None if wait is None else case.reported + wait,
                found_at=case.returned,
                closed_at=case.returned + timedelta(hours=9),
                owner_id=None,
                team=response_team(case.reported, case.report.occurrence.district),
            ),
        ),
    )


RECORDING = Matter(
    "recording a missing child as missing",
    (
        Scenario(recorded_as_missing_at_once, 1, lambda case: not case.is_a_concern),
        Scenario(recorded_as_missing_hours_later, 70, lambda case: case.is_a_concern),
        Scenario(never_recorded_as_missing, 30, lambda case: case.is_a_concern),
    ),
)
