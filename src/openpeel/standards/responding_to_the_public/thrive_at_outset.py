"""Risk is assessed by THRIVE from the outset of a call, not at its end."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Deadline, Review, Shows, Standard
from openpeel.limits.contact import THRIVE_ELEMENTS, THRIVE_SHARE_OF_CALL
from openpeel.units.incident import Incident

thrive_at_outset = Standard(
    id="thrive-at-outset",
    says="The risk to a caller is assessed by all six elements of THRIVE, begun at the outset of the call and not at its end",
    why="Assessed late, risk is seen late, and chances to investigate and to keep evidence are lost.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.1",
    critical=True,
    source=PEEL_2021_22.at(
        "Responding to the public",
        "Cause of concern",
        "where there was an assessment this was completed at the end of the call",
    ),
    unit=Incident,
    applies=Incident.call_answered_at.is_present() & ~Incident.is_cancelled,
    rule=Deadline(
        done=Incident.triage_begun_at.only_if(
            Incident.triage_elements >= THRIVE_ELEMENTS.amount(deciding=Incident.reported_at, force=Incident.force)
        ),
        due=Incident.call_answered_at.part_way_to(
            Incident.call_ended_at,
            THRIVE_SHARE_OF_CALL.amount(deciding=Incident.call_answered_at, force=Incident.force),
        ),
    ),
    shows=Shows(
        case=Incident.incident_id,
        owner=Incident.team,
        worklist=(
            Incident.reported_at,
            Incident.call_answered_at,
            Incident.call_ended_at,
            Incident.triage_begun_at,
            Incident.triage_elements,
        ),
        finding="In {overdue} of {n} calls the caller's risk was not assessed by the structured process; in {late} more the "
        "assessment was begun only late in the call.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 22), next=date(2027, 11, 22)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case            | reported_at      | call_answered_at    | call_ended_at       | triage_begun_at     | triage_elements | is_cancelled | covered | verdict
    at the outset   | 2024-01-01 10:00 | 2024-01-01 10:00:05 | 2024-01-01 10:10:05 | 2024-01-01 10:01:00 | 6               | F            | T       | met
    half way        | 2024-01-01 10:00 | 2024-01-01 10:00:00 | 2024-01-01 10:10:00 | 2024-01-01 10:05:00 | 6               | F            | T       | met
    at the end      | 2024-01-01 10:00 | 2024-01-01 10:00:05 | 2024-01-01 10:10:05 | 2024-01-01 10:09:50 | 6               | F            | T       | late
    four elements   | 2024-01-01 10:00 | 2024-01-01 10:00:05 | 2024-01-01 10:10:05 | 2024-01-01 10:01:00 | 4               | F            | T       | overdue
    none            | 2024-01-01 10:00 | 2024-01-01 10:00:05 | 2024-01-01 10:10:05 |                     | 0               | F            | T       | overdue
    on the line now | 2024-01-31 23:59 | 2024-01-31 23:59:00 | 2024-02-01 00:02:00 |                     | 0               | F            | T       | pending
    log not loaded  | 2024-01-01 10:00 | 2024-01-01 10:00:05 | 2024-01-01 10:10:05 |                     | 0+              | F            | F       | unknown
    end not known   | 2024-01-01 10:00 | 2024-01-01 10:00:05 |                     | 2024-01-01 10:01:00 | 6               | F            | T       | unknown
    opened in error | 2024-01-01 10:00 | 2024-01-01 10:00:05 | 2024-01-01 10:10:05 |                     | 0               | T            | T       | not applicable
    not by call     | 2024-01-01 10:00 |                     |                     |                     | 0               | F            | T       | not applicable
    """,
)
