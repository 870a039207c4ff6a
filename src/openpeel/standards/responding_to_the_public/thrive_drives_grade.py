"""Where risk is high, the grade is emergency or priority."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Deadline, Review, Shows, Standard
from openpeel.limits.contact import GRADED_AFTER_HIGH_RISK
from openpeel.units.incident import Incident

thrive_drives_grade = Standard(
    id="thrive-drives-grade",
    says="Where threat, harm or risk is judged to be high, the log is graded emergency or priority",
    why="An assessment that changes nothing is paperwork.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.1",
    critical=True,
    source=PEEL_2021_22.at(
        "Responding to the public", "Cause of concern", "used to inform the prioritisation given to the call"
    ),
    unit=Incident,
    applies=Incident.call_answered_at.is_present() & Incident.rated_high_at.is_present() & ~Incident.is_cancelled,
    rule=Deadline(
        done=Incident.urgent_at.only_if(Incident.grade.is_in("emergency", "priority").missing_is(True)),
        due=GRADED_AFTER_HIGH_RISK.after(Incident.rated_high_at, deciding=Incident.rated_high_at, force=Incident.force),
    ),
    # What was learnt later may call for less: see grade-lowered-with-reason.
    excused=Incident.is_lowered_with_reason,
    shows=Shows(
        case=Incident.incident_id,
        owner=Incident.team,
        worklist=(
            Incident.reported_at,
            Incident.rated_high_at,
            Incident.first_grade,
            Incident.urgent_at,
            Incident.grade,
        ),
        finding="Of {n} logs on which risk was judged to be high, {overdue} were never graded emergency or priority; {late} were so only later.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case                   | call_answered_at | rated_high_at    | urgent_at        | grade     | is_lowered_with_reason | is_cancelled | covered | verdict
    graded at once         | 2024-01-01 10:00 | 2024-01-01 10:02 | 2024-01-01 10:03 | emergency | F                      | F            | T       | met
    graded before          | 2024-01-01 10:00 | 2024-01-01 10:02 | 2024-01-01 10:01 | priority  | F                      | F            | T       | met
    to the minute          | 2024-01-01 10:00 | 2024-01-01 10:02 | 2024-01-01 10:17 | priority  | F                      | F            | T       | met
    raised later           | 2024-01-01 10:00 | 2024-01-01 10:02 | 2024-01-01 12:00 | priority  | F                      | F            | T       | late
    left as it was         | 2024-01-01 10:00 | 2024-01-01 10:02 |                  | scheduled | F                      | F            | T       | overdue
    lowered since          | 2024-01-01 10:00 | 2024-01-01 10:02 | 2024-01-01 10:03 | scheduled | F                      | F            | T       | overdue
    lowered, with a reason | 2024-01-01 10:00 | 2024-01-01 10:02 | 2024-01-01 10:03 | scheduled | T                      | F            | T       | excused
    just found             | 2024-01-01 10:00 | 2024-01-31 23:58 |                  | scheduled | F                      | F            | T       | pending
    not loaded             | 2024-01-01 10:00 | 2024-01-01 10:02 |                  | scheduled | F                      | F            | F       | unknown
    risk not high          | 2024-01-01 10:00 |                  |                  | scheduled | F                      | F            | T       | not applicable
    opened in error        | 2024-01-01 10:00 | 2024-01-01 10:02 |                  | scheduled | F                      | T            | T       | not applicable
    written online         |                  | 2024-01-01 10:02 |                  | scheduled | F                      | F            | T       | not applicable
    """,
)
