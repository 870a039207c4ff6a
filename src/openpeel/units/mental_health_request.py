"""The unit: one request to a mental health practitioner of the control room."""

from __future__ import annotations

from openpeel.language.facts import each
from openpeel.language.units import Unit
from openpeel.records.incidents import Incidents
from openpeel.records.response import MentalHealthAdvice


class MentalHealthRequest(Unit):
    """One request to a mental health practitioner of the control room, and what came of it."""

    rows = MentalHealthAdvice
    _incident = each(Incidents, by=Incidents.incident_id, to=MentalHealthAdvice.incident_id)

    advice_id = MentalHealthAdvice.advice_id
    """The request's reference."""
    incident_id = MentalHealthAdvice.incident_id
    """The incident."""
    asked_at = MentalHealthAdvice.asked_at
    """When the practitioner was asked."""
    given_at = MentalHealthAdvice.given_at
    """When the practitioner answered; missing if none did."""
    outcome = MentalHealthAdvice.outcome
    """What came of it."""
    is_answered = given_at.is_present()
    """Whether a practitioner answered."""
    ended_in_detention = outcome == "detained"
    """Whether the person was detained under the Mental Health Act 1983 s.136."""
    team = _incident.only(Incidents.team)
    """The team that owns the incident."""
    begins = asked_at
