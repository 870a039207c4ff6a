"""The unit: one initial period of pre-charge bail."""

from __future__ import annotations

from openpeel.language.columns import earliest_of
from openpeel.language.facts import each
from openpeel.language.units import Unit
from openpeel.limits.offenders import BAIL_INITIAL
from openpeel.records.bail import BailExtensions, BailPeriods, ReleaseAssessments


class BailPeriod(Unit):
    """One suspect's initial pre-charge bail, until its end as granted or by the law of the arrest's day."""

    rows = BailPeriods
    _assessments = each(ReleaseAssessments, by=ReleaseAssessments.bail_id, where=ReleaseAssessments.rationale_recorded)

    bail_id = BailPeriods.bail_id
    """The custody system's reference."""
    arrested_at = BailPeriods.arrested_at
    """When the suspect was arrested; the law of this day governs the bail."""
    bailed_at = BailPeriods.bailed_at
    """When the suspect was released on bail."""
    has_conditions = BailPeriods.has_conditions
    """Whether conditions were set."""
    team = BailPeriods.team
    """The team that investigates."""
    resolution = BailPeriods.resolution
    """What was decided to follow."""
    ends_by_law_at = BAIL_INITIAL.after(arrested_at, deciding=arrested_at, force=BailPeriods.force)
    """When the initial period ends by law, if nobody extends it."""
    ends_at = earliest_of(BailPeriods.ends_at, ends_by_law_at)
    """When it ends: as granted, and no later than by law."""
    resolved_at = BailPeriods.resolved_at.only_if(BailPeriods.resolution.is_in("charged", "no further action", "other"))
    """When it was decided to charge, to take no further action or to end bail otherwise; not a release under
    investigation, which needs an assessment."""
    _first_extended_at = each(BailExtensions, by=BailExtensions.bail_id).earliest(BailExtensions.authorised_at)
    extended_at = _first_extended_at.only_if(_first_extended_at <= ends_at)
    """When an extension was first authorised, before the end: the law knows none once bail has ended."""
    release_assessed_at = _assessments.earliest(ReleaseAssessments.assessed_at)
    """When a risk assessment was made, with a recorded rationale, for release under investigation."""
    begins = bailed_at
