"""The unit: one incident log, with what followed from it."""

from __future__ import annotations

from openpeel.language.durations import days
from openpeel.language.facts import each, earlier
from openpeel.language.units import Unit
from openpeel.records.calls import Calls
from openpeel.records.domestic_abuse import MaracConsiderations, RiskAssessments
from openpeel.records.incidents import IncidentPeople, Incidents
from openpeel.records.triage import TriageEntries


class Incident(Unit):
    """One incident log: what was reported, who was involved, how risk was assessed and what was done."""

    rows = Incidents
    _call = each(Calls, by=Calls.incident_id)
    _triage = each(TriageEntries, by=TriageEntries.incident_id)
    _victims = each(IncidentPeople, by=IncidentPeople.incident_id, where=IncidentPeople.role == "victim")
    _assessments = each(
        RiskAssessments, by=RiskAssessments.incident_id, where=RiskAssessments.instrument.is_in("dash", "dara")
    )
    _considered_with_reason = each(
        MaracConsiderations, by=MaracConsiderations.incident_id, where=MaracConsiderations.reason_recorded
    )

    incident_id = Incidents.incident_id
    """The log's reference."""
    reported_at = Incidents.reported_at
    """When it was first reported."""
    grade = Incidents.grade
    """The response grade last given."""
    team = Incidents.team
    """The team that owns it."""
    district = Incidents.district
    """The force's own district or sector."""
    attended_at = Incidents.attended_at
    """When the first officer arrived; missing if nobody attended."""
    closed_at = Incidents.closed_at
    """When the log was closed."""
    is_domestic_abuse = Incidents.is_domestic_abuse
    """Whether it is flagged as domestic abuse; verbal arguments count."""
    is_cancelled = (Incidents.cancelled_at.is_present() | Incidents.is_cancelled).missing_is(False)
    """Whether the log was cancelled; a log without any sign of it stands."""
    victim_id = _victims.first(IncidentPeople.person_id, by=IncidentPeople.linked_at)
    """The person first linked as victim."""
    call_answered_at = _call.earliest(Calls.answered_at)
    """When the call that opened the log was answered; missing if no call opened it."""
    call_ended_at = _call.latest(Calls.ended_at)
    """When that call ended."""
    triage_begun_at = _triage.earliest(TriageEntries.recorded_at)
    """When the first entry of THRIVE was made."""
    triage_elements = _triage.different(TriageEntries.element)
    """How many of the six elements of THRIVE were entered."""
    risk_assessed_at = _assessments.earliest(RiskAssessments.completed_at)
    """When the first DASH (or DARA, where the force uses it) was completed."""
    risk_level = _assessments.first(RiskAssessments.risk_level, by=RiskAssessments.completed_at)
    """The grade of risk in it."""
    risk_assessment_runs_from = attended_at.or_else(reported_at)
    """From when the risk assessment is owed: attendance or, if nobody attended, the report."""
    marac_considered_at = _considered_with_reason.earliest(MaracConsiderations.considered_at)
    """When it was first considered, with a recorded reason, whether to refer the victim to a MARAC."""
    domestic_abuse_incidents_before = earlier(
        by=victim_id, order=reported_at, where=is_domestic_abuse & ~is_cancelled, within=days(365)
    ).count()
    """How many other domestic abuse incidents of the same victim were reported in the 365 days before it."""
    begins = reported_at
