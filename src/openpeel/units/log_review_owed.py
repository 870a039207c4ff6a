"""The unit: one turn of the duty to look through a log again while nobody is free to go."""

from __future__ import annotations

from openpeel.language.columns import earliest_of, latest_of
from openpeel.language.facts import each
from openpeel.language.obligations import obligations
from openpeel.language.units import Unit
from openpeel.limits.response import ATTEND_EMERGENCY, ATTEND_PRIORITY, ATTEND_SCHEDULED, REVIEWED_WHILE_WAITING
from openpeel.records.first_contact import LogEntries
from openpeel.records.incidents import Incidents
from openpeel.records.response import Deployments


class LogReviewOwed(Unit):
    """One turn of the duty to review a log that waits for officers, from the report or the last review on."""

    rows = obligations(
        tables=(Incidents, LogEntries),
        start=(Incidents.incident_id, Incidents.reported_at),
        act=(LogEntries.incident_id, LogEntries.entered_on_log_at),
        act_counts=LogEntries.kind == "review",
    )
    _incident = each(Incidents, by=Incidents.incident_id)

    incident_id = rows.person
    """The log's reference."""
    opened_at = rows.opened_at
    """When this turn began: the report, or the last review."""
    reviewed_at = rows.acted_at
    """When the log was next looked through again; missing where that has not been."""
    grade = _incident.only(Incidents.grade)
    """The response grade last given."""
    team = _incident.only(Incidents.team)
    """The team that owns the incident."""
    opened_by = rows.opened_by
    """What began it: the report (start) or a review (act)."""
    resourced_at = earliest_of(
        _incident.only(Incidents.attended_at),
        _incident.only(Incidents.cancelled_at),
        each(Deployments, by=Deployments.incident_id).earliest(Deployments.assigned_at),
    )
    """When somebody was sent or came, or the log was cancelled."""
    closed_at = _incident.only(Incidents.closed_at)
    """When the log was closed."""
    _reported_at = _incident.only(Incidents.reported_at)
    _promised_at = (
        ATTEND_EMERGENCY.after(_reported_at, deciding=opened_at, force=rows.force)
        .only_if(grade == "emergency")
        .or_else(ATTEND_PRIORITY.after(_reported_at, deciding=opened_at, force=rows.force).only_if(grade == "priority"))
        .or_else(
            ATTEND_SCHEDULED.after(_reported_at, deciding=opened_at, force=rows.force).only_if(grade == "scheduled")
        )
    )
    _again_due_at = REVIEWED_WHILE_WAITING.after(opened_at, deciding=opened_at, force=rows.force).only_if(
        opened_by == "act"
    )
    due_at = latest_of(_promised_at, _again_due_at).only_if(_promised_at.is_present())
    """When the log is to be looked through again: by the time that officers were promised, and then at intervals.

    A review before that time does not bring the next one forward: who has an appointment is not yet waiting.
    """
    begins = opened_at
