"""A column that the table does not have."""

from openpeel.records.domestic_abuse import RiskAssessments

when = RiskAssessments.completed  # error: "type[RiskAssessments]" has no attribute "completed"
