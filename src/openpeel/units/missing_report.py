"""The unit: one report that somebody is missing."""

from __future__ import annotations

from openpeel.language.columns import earliest_of
from openpeel.language.facts import each
from openpeel.language.units import Unit
from openpeel.records.incidents import Incidents
from openpeel.records.missing_people import (
    MissingActions,
    MissingNotices,
    MissingReports,
    MissingReturns,
    MissingRiskAssessments,
)
from openpeel.records.people import PersonLinks


class MissingReport(Unit):
    """One report that somebody is missing: its risk, what was done, and who was told."""

    rows = MissingReports
    _incident = each(Incidents, by=Incidents.incident_id, to=MissingReports.incident_id)
    _assessments = each(MissingRiskAssessments, by=MissingRiskAssessments.report_id)
    _high = each(
        MissingRiskAssessments, by=MissingRiskAssessments.report_id, where=MissingRiskAssessments.level == "high"
    )
    _inspector = each(MissingNotices, by=MissingNotices.report_id, where=MissingNotices.told == "duty inspector")

    report_id = MissingReports.report_id
    """The report's reference."""
    incident_id = MissingReports.incident_id
    """The incident log that it came in by."""
    reported_at = MissingReports.reported_at
    """When the person was reported missing."""
    person_id = (
        each(
            PersonLinks,
            by=PersonLinks.incident_id,
            to=MissingReports.incident_id,
            where=PersonLinks.part == "missing",
        )
        .first(PersonLinks.person_id, by=PersonLinks.described_at)
        .or_else(MissingReports.person_id)
    )
    """The person, across all records; where nobody was linked, by the records management system's reference."""
    is_child = MissingReports.is_child
    """Whether the person is under 18."""
    is_looked_after = MissingReports.is_looked_after
    """Whether the person is a child looked after by a local authority."""
    found_at = earliest_of(
        MissingReports.found_at,
        each(MissingReturns, by=MissingReturns.report_id).earliest(MissingReturns.returned_at),
    )
    """When the person was found or came back; missing while nobody knows."""
    team = MissingReports.team
    """The team that owns it."""
    opening_code = _incident.only(Incidents.opening_code)
    """What the incident log was opened as."""
    recorded_as_missing_at = MissingReports.recorded_as_missing_at
    """When it was first recorded as a missing person, not as something else."""
    assessed_at = _assessments.earliest(MissingRiskAssessments.assessed_at)
    """When the risk was first assessed."""
    first_level = _assessments.first(MissingRiskAssessments.level, by=MissingRiskAssessments.assessed_at)
    """The level of risk that was first given."""
    first_reason = _assessments.first(MissingRiskAssessments.reason, by=MissingRiskAssessments.assessed_at)
    """The first reason that was written down for a level."""
    last_level = _assessments.last(MissingRiskAssessments.level, by=MissingRiskAssessments.assessed_at)
    """The level of risk that was last given."""
    high_since = _high.earliest(MissingRiskAssessments.assessed_at)
    """When the risk was first found to be high; missing if never."""
    acted_at = each(MissingActions, by=MissingActions.report_id).earliest(MissingActions.done_at)
    """When something was first done to find the person."""
    inspector_told_at = _inspector.earliest(MissingNotices.told_at)
    """When the inspector on duty was told."""
    begins = reported_at
