"""The unit: one visit to a registered sex offender."""

from __future__ import annotations

from openpeel.language.facts import each
from openpeel.language.units import Unit
from openpeel.records.sex_offenders import RegisteredSexOffenders, SexOffenderVisits


class SexOffenderVisit(Unit):
    """One visit to a registered sex offender's home, whether or not the offender was seen."""

    rows = SexOffenderVisits
    _offender = each(RegisteredSexOffenders, by=RegisteredSexOffenders.offender_id, to=SexOffenderVisits.offender_id)

    visit_id = SexOffenderVisits.visit_id
    """The visit's reference."""
    offender_id = SexOffenderVisits.offender_id
    """The offender's reference."""
    visited_at = SexOffenderVisits.visited_at
    """When the officers called."""
    officers_present = SexOffenderVisits.officers_present
    """How many officers made the visit."""
    was_seen = SexOffenderVisits.was_seen
    """Whether the offender was seen."""
    team = _offender.only(RegisteredSexOffenders.team)
    """The team that manages the offender."""
    begins = visited_at
