"""The unit: one change of an incident's response grade."""

from __future__ import annotations

from openpeel.language.durations import hours
from openpeel.language.facts import each
from openpeel.language.units import Unit
from openpeel.records.first_contact import GradeChanges, LogEntries
from openpeel.records.incidents import Incidents


class GradeChange(Unit):
    """One change of an incident's response grade."""

    rows = GradeChanges
    _incident = each(Incidents, by=Incidents.incident_id, to=GradeChanges.incident_id)

    change_id = GradeChanges.change_id
    """The change's reference."""
    incident_id = GradeChanges.incident_id
    """The incident log."""
    changed_at = GradeChanges.changed_at
    """When it was changed."""
    grade_before = GradeChanges.grade_before
    """The grade before."""
    grade_after = GradeChanges.grade_after
    """The grade after."""
    is_lowered = (
        ((grade_before == "emergency") & (grade_after != "emergency"))
        | ((grade_before == "priority") & grade_after.is_in("scheduled", "no attendance"))
        | ((grade_before == "scheduled") & (grade_after == "no attendance"))
    )
    """Whether the grade became less urgent."""
    has_reason = GradeChanges.reason.is_present()
    """Whether somebody wrote down why."""
    has_fresh_look = each(
        LogEntries,
        by=LogEntries.incident_id,
        to=GradeChanges.incident_id,
        where=LogEntries.kind.is_in("review", "supervisor"),
        between=(LogEntries.entered_on_log_at, GradeChanges.changed_at - hours(1), GradeChanges.changed_at),
        longest=hours(1),
    ).exists()
    """Whether the log was looked through again, or a supervisor directed it, in the hour before."""
    changed_by = GradeChanges.changed_by
    """Staff number of whoever changed it."""
    team = _incident.only(Incidents.team)
    """The team that owns the incident."""
    begins = changed_at
