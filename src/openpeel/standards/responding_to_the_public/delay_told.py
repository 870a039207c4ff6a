"""A victim is told when officers will come later than published."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Deadline, Review, Shows, Standard
from openpeel.limits.response import DELAY_TOLD
from openpeel.units.incident import Incident

delay_told = Standard(
    id="delay-told",
    says="Where officers do not come within the published time, the victim is told of the delay",
    why="Whoever hears nothing loses trust, and rings again.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.2",
    source=PEEL_2021_22.at(
        "Providing a service to the victims of crime",
        "The force does not always respond to calls for service in a timely way",
        "Victims weren't always informed of delays",
    ),
    unit=Incident,
    applies=Incident.grade.is_in("emergency", "priority", "scheduled")
    & ~Incident.is_cancelled
    & ~Incident.is_attended_in_time,
    rule=Deadline(
        done=Incident.delay_told_at,
        due=DELAY_TOLD.after(Incident.attendance_due_at, deciding=Incident.reported_at, force=Incident.force),
    ),
    shows=Shows(
        case=Incident.incident_id,
        owner=Incident.team,
        worklist=(
            Incident.reported_at,
            Incident.grade,
            Incident.attendance_due_at,
            Incident.attended_at,
            Incident.delay_told_at,
        ),
        finding="In {overdue} of {n} delays the victim was not told; in {late} more only later.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case             | grade         | reported_at      | attendance_due_at | delay_told_at    | is_attended_in_time | is_cancelled | covered | verdict
    told before      | priority      | 2024-01-01 10:00 | 2024-01-01 11:00  | 2024-01-01 10:50 | F                   | F            | T       | met
    told soon after  | priority      | 2024-01-01 10:00 | 2024-01-01 11:00  | 2024-01-01 11:30 | F                   | F            | T       | met
    told late        | priority      | 2024-01-01 10:00 | 2024-01-01 11:00  | 2024-01-01 13:00 | F                   | F            | T       | late
    not told         | scheduled     | 2024-01-01 10:00 | 2024-01-03 10:00  |                  | F                   | F            | T       | overdue
    nobody came yet  | priority      | 2024-01-31 23:00 | 2024-02-01 00:00  |                  | F                   | F            | T       | pending
    not loaded       | priority      | 2024-01-01 10:00 | 2024-01-01 11:00  |                  | F                   | F            | F       | unknown
    came in time     | priority      | 2024-01-01 10:00 | 2024-01-01 11:00  |                  | T                   | F            | T       | not applicable
    nobody was to go | no attendance | 2024-01-01 10:00 |                   |                  | F                   | F            | T       | not applicable
    """,
)
