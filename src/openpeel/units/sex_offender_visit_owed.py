"""The unit: one turn of the duty to visit a registered sex offender."""

from __future__ import annotations

from openpeel.language.facts import each, earlier
from openpeel.language.obligations import obligations
from openpeel.language.units import Unit
from openpeel.limits.offenders import SEX_OFFENDER_VISIT
from openpeel.records.sex_offenders import RegisteredSexOffenders, SexOffenderRiskLevels, SexOffenderVisits


class SexOffenderVisitOwed(Unit):
    """One turn of the duty to visit a registered sex offender, from registration, a visit or a change of level on."""

    rows = obligations(
        tables=(RegisteredSexOffenders, SexOffenderVisits, SexOffenderRiskLevels),
        start=(RegisteredSexOffenders.offender_id, RegisteredSexOffenders.registered_at),
        act=(SexOffenderVisits.offender_id, SexOffenderVisits.visited_at),
        act_counts=SexOffenderVisits.was_seen,
        level=(SexOffenderRiskLevels.offender_id, SexOffenderRiskLevels.set_at, SexOffenderRiskLevels.level),
    )
    _offender = each(RegisteredSexOffenders, by=RegisteredSexOffenders.offender_id)

    offender_id = rows.person
    """The offender's reference."""
    opened_at = rows.opened_at
    """When this turn began."""
    opened_by = rows.opened_by
    """What began it: the start of management, a visit (act) or a change of level."""
    risk_level = rows.level_then
    """The level of risk then; missing where none had been set."""
    visited_at = rows.acted_at
    """When the offender was next seen; missing where that has not been."""
    superseded_at = rows.superseded_at
    """When a change of level closed this turn and opened the next."""
    ended_at = _offender.latest(RegisteredSexOffenders.registration_ended_at)
    """When the duties of the offender ended."""
    reactive_since = _offender.latest(RegisteredSexOffenders.reactively_managed_since)
    """Since when no planned visits are owed, at low risk for years."""
    team = _offender.only(RegisteredSexOffenders.team)
    """The team that manages the offender."""
    interval_ends_at = SEX_OFFENDER_VISIT.after(opened_at, deciding=opened_at, force=rows.force, category=risk_level)
    """When the interval of the level then ends."""
    due_at = earlier(by=rows.run_of, order=opened_at).earliest_so_far(interval_ends_at)
    """When the visit is due: a change of level never puts off a visit that was already owed."""
    begins = opened_at
