"""A fact that is said to be of another kind than it is."""

from openpeel.language.columns import Moment
from openpeel.language.facts import each
from openpeel.records.domestic_abuse import RiskAssessments

_assessments = each(RiskAssessments, by=RiskAssessments.incident_id)
level: Moment = _assessments.only(RiskAssessments.risk_level)  # error: Incompatible types in assignment
