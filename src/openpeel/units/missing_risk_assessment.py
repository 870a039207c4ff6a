"""The unit: one assessment of the risk to a missing person."""

from __future__ import annotations

from openpeel.language.durations import days, seconds
from openpeel.language.facts import each
from openpeel.language.units import Unit
from openpeel.records.missing_people import MissingReports, MissingRiskAssessments


class MissingRiskAssessment(Unit):
    """One assessment of the risk to a missing person, which says when it is to be looked at again."""

    rows = MissingRiskAssessments
    _report = each(MissingReports, by=MissingReports.report_id, to=MissingRiskAssessments.report_id)
    _later = each(
        MissingRiskAssessments,
        by=MissingRiskAssessments.report_id,
        to=MissingRiskAssessments.report_id,
        between=(
            MissingRiskAssessments.assessed_at,
            MissingRiskAssessments.assessed_at + seconds(1),
            MissingRiskAssessments.assessed_at + days(30),
        ),
        longest=days(30),
    )

    assessment_id = MissingRiskAssessments.assessment_id
    """The assessment's reference."""
    report_id = MissingRiskAssessments.report_id
    """The report of the missing person."""
    assessed_at = MissingRiskAssessments.assessed_at
    """When it was made."""
    level = MissingRiskAssessments.level
    """The level of risk."""
    review_at = MissingRiskAssessments.review_at
    """When it is to be looked at again, by its own words."""
    reviewed_at = _later.earliest(MissingRiskAssessments.assessed_at)
    """When the risk was next assessed, within 30 days; missing if it was not."""
    found_at = _report.only(MissingReports.found_at)
    """When the person was found or came back."""
    team = _report.only(MissingReports.team)
    """The team that owns the report."""
    begins = assessed_at
