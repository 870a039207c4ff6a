"""Domestic abuse: assessments of the risk to the victim, and consideration for a MARAC."""

from openpeel.language.columns import code, flag, moment, text
from openpeel.language.tables import Table

INSTRUMENTS = {
    "dash": "DASH: domestic abuse, stalking and harassment and honour-based violence, the police version of 2009",
    "dara": "DARA: domestic abuse risk assessment of the College of Policing",
    "other": "Any other instrument, the partner agencies' checklist among them",
}

RISK_LEVELS = {
    "standard": "Current evidence does not indicate likelihood of causing serious harm",
    "medium": "Indicators of risk of serious harm; unlikely unless circumstances change",
    "high": "Indicators of risk of serious harm, which could happen at any time",
}

DECISIONS = {
    "referred": "Referred to the multi-agency risk assessment conference",
    "not referred": "Considered and not referred",
}


class RiskAssessments(Table):
    """A completed structured assessment of the risk to a victim of domestic abuse in one incident."""

    assessment_id = text("The assessment's reference", key=True)
    incident_id = text("The incident that it is about", required=True)
    completed_at = moment(
        "When it was completed, as its author states it; the entry in the system may be later", required=True
    )
    instrument = code("The instrument used; scores of different instruments do not compare", INSTRUMENTS, required=True)
    risk_level = code("The grade of risk", RISK_LEVELS, sensitive=True, known_with=completed_at)
    officer_id = text("Staff number of the officer who completed it")
    supervised_at = moment("When a supervisor reviewed it; empty if none did")
    begins = completed_at


class MaracConsiderations(Table):
    """A recorded consideration whether a victim is referred to a multi-agency risk assessment conference (MARAC)."""

    consideration_id = text("The consideration's reference", key=True)
    incident_id = text("The incident that prompted it", required=True)
    considered_at = moment("When the decision was made", required=True)
    decision = code("What was decided", DECISIONS, required=True)
    reason_recorded = flag("True if the reason for the decision is recorded; not known where the system has no field")
    begins = considered_at
