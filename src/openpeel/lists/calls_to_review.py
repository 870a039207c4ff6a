"""Calls that somebody should listen to, those with most to learn from first."""

from datetime import date

from openpeel.language.durations import days
from openpeel.language.lists import Because, CaseList
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Review
from openpeel.units.incident import Incident

calls_to_review = CaseList(
    id="calls-to-review",
    says="Calls of the last four weeks whose log leaves doubt whether risk was seen",
    why="A few calls for each call handler a month, drawn at random, miss those that matter.",
    source=PEEL_2021_22.at(
        "Responding to the public",
        "The force should improve its scrutiny of its call handling performance",
        "scrutinise more in-depth information to get a better overview of call handling performance",
    ),
    unit=Incident,
    includes=Incident.call_answered_at.is_present() & ~Incident.is_cancelled,
    reasons=(
        Because(
            "risk was judged to be high, and the grade never emergency or priority", Incident.is_high_risk_not_urgent
        ),
        Because(
            "domestic abuse, and nobody recorded as vulnerable",
            Incident.is_domestic_abuse & Incident.vulnerability_recorded_at.is_missing(),
        ),
        Because(
            "a child, and nobody recorded as vulnerable",
            Incident.has_child & Incident.vulnerability_recorded_at.is_missing(),
        ),
        Because(
            "a victim before, and nobody checked",
            (Incident.victim_incidents_before >= 1) & Incident.repeat_victim_checked_at.is_missing(),
        ),
        Because("no element of THRIVE was entered", Incident.triage_begun_at.is_missing()),
        Because("THRIVE was begun only when the call had ended", Incident.triage_begun_at > Incident.call_ended_at),
    ),
    needs_reason=True,
    since=Incident.reported_at,
    case=Incident.incident_id,
    owner=Incident.team,
    shows=(
        Incident.reported_at,
        Incident.grade,
        Incident.offence_group,
        Incident.call_answered_at,
        Incident.call_ended_at,
        Incident.triage_begun_at,
        Incident.triage_elements,
    ),
    within=days(28),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
)
