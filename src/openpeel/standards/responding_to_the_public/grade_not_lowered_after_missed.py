"""A grade is not lowered once its time of attendance has passed."""

from datetime import date

from openpeel.language.columns import earliest_of
from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Never, Review, Shows, Standard
from openpeel.limits.response import GRADE_WATCHED
from openpeel.units.incident import Incident

grade_not_lowered_after_missed = Standard(
    id="grade-not-lowered-after-missed",
    says="The grade of an emergency or priority incident is not lowered once its time of attendance has passed and nobody has come",
    why="Lowering the grade afterwards hides the delay and leaves the victim waiting.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.2",
    source=PEEL_2021_22.at(
        "Providing a service to the victims of crime",
        "The force does not always respond to calls for service in a timely way",
        "if further information suggests a change is needed",
    ),
    unit=Incident,
    applies=Incident.first_grade.is_in("emergency", "priority") & ~Incident.is_cancelled,
    rule=Never(
        breach=Incident.lowered_after_missed_at,
        until=earliest_of(
            Incident.attended_at,
            Incident.closed_at,
            GRADE_WATCHED.after(Incident.reported_at, deciding=Incident.reported_at, force=Incident.force),
        ),
    ),
    shows=Shows(
        case=Incident.incident_id,
        owner=Incident.team,
        worklist=(
            Incident.reported_at,
            Incident.first_grade,
            Incident.grade,
            Incident.first_attendance_due_at,
            Incident.last_lowered_at,
            Incident.attended_at,
        ),
        finding="In {overdue} of {n} emergency and priority incidents the grade was lowered after the time of attendance had passed.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case            | first_grade | reported_at      | lowered_after_missed_at | attended_at      | closed_at        | is_cancelled | covered | verdict
    left as it was  | priority    | 2024-01-01 10:00 |                         | 2024-01-01 12:00 | 2024-01-01 13:00 | F            | T       | met
    lowered         | priority    | 2024-01-01 10:00 | 2024-01-01 11:30        |                  | 2024-01-02 13:00 | F            | T       | overdue
    waiting         | priority    | 2024-01-31 10:00 |                         |                  |                  | F            | T       | pending
    not loaded      | priority    | 2024-01-01 10:00 |                         | 2024-01-01 12:00 | 2024-01-01 13:00 | F            | F       | unknown
    grade not known |             | 2024-01-01 10:00 |                         | 2024-01-01 12:00 | 2024-01-01 13:00 | F            | T       | unknown
    by appointment  | scheduled   | 2024-01-01 10:00 |                         | 2024-01-02 12:00 | 2024-01-02 13:00 | F            | T       | not applicable
    """,
)
