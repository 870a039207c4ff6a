"""The unit: one return of a missing person."""

from __future__ import annotations

from openpeel.language.facts import each
from openpeel.language.units import Unit
from openpeel.records.missing_people import MissingReports, MissingReturns


class MissingReturn(Unit):
    """One return of a missing person, with the interviews that follow it."""

    rows = MissingReturns
    _report = each(MissingReports, by=MissingReports.report_id, to=MissingReturns.report_id)

    return_id = MissingReturns.return_id
    """The return's reference."""
    report_id = MissingReturns.report_id
    """The report of the missing person."""
    returned_at = MissingReturns.returned_at
    """When the person came back or was found."""
    seen_by_police_at = MissingReturns.seen_by_police_at
    """When police saw the person: the prevention interview."""
    interview_offered_at = MissingReturns.interview_offered_at
    """When an independent return interview was offered."""
    interview_held_at = MissingReturns.interview_held_at
    """When it was held."""
    interview_declined = MissingReturns.interview_declined
    """Whether the person did not want it."""
    is_child = _report.only(MissingReports.is_child)
    """Whether the person is under 18."""
    team = _report.only(MissingReports.team)
    """The team that owns the report."""
    begins = returned_at
