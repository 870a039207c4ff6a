"""Children who were reported missing and recorded as a concern for welfare."""

from datetime import date

from openpeel.language.lists import Because, CaseList
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Review
from openpeel.units.incident import Incident

missing_children_mis_recorded = CaseList(
    id="missing-children-mis-recorded",
    says="Children who seem to have been reported missing, in logs opened as a concern for welfare",
    why="A concern for welfare sets nobody looking; where no report was made, no standard sees the child.",
    source=PEEL_2021_22.at(
        "Responding to the public",
        "The force should improve how it reports and investigates missing children",
        "recording a 'concerns for welfare' incident when a child was reported missing",
    ),
    unit=Incident,
    includes=~Incident.is_cancelled
    & Incident.is_opened_as_concern
    & (Incident.has_child.missing_is(False) | Incident.has_missing_child)
    & (
        (Incident.call_purpose == "missing person").missing_is(False)
        | Incident.has_missing_report
        | Incident.closing_code.mentions("missing").missing_is(False)
    ),
    reasons=(
        Because("no report of a missing person was ever made", ~Incident.has_missing_report),
        Because("risk was judged to be high", Incident.rated_high_at.is_present()),
        Because("nobody has attended", Incident.attended_at.is_missing()),
        Because("the caller said that somebody was missing", Incident.call_purpose == "missing person"),
    ),
    since=Incident.reported_at,
    case=Incident.incident_id,
    owner=Incident.team,
    shows=(
        Incident.reported_at,
        Incident.opening_code,
        Incident.closing_code,
        Incident.grade,
        Incident.attended_at,
        Incident.closed_at,
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
)
