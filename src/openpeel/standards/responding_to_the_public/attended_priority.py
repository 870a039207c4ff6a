"""A priority incident is attended within the published time."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Deadline, Review, Shows, Standard
from openpeel.limits.response import ATTEND_PRIORITY
from openpeel.units.incident import Incident

attended_priority = Standard(
    id="attended-priority",
    says="A priority incident is attended within the published time",
    why="Victims disengage, and evidence goes, while they wait.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.2",
    critical=True,
    source=PEEL_2021_22.at(
        "Responding to the public",
        "The force needs to make sure it attends calls for service in line with its published attendance times",
        "priority calls, which should be attended within one hour",
    ),
    unit=Incident,
    applies=(Incident.grade == "priority") & ~Incident.is_cancelled,
    rule=Deadline(
        done=Incident.attended_at,
        due=ATTEND_PRIORITY.after(Incident.graded_since, deciding=Incident.reported_at, force=Incident.force),
    ),
    shows=Shows(
        case=Incident.incident_id,
        owner=Incident.team,
        worklist=(
            Incident.reported_at,
            Incident.graded_since,
            Incident.attended_at,
            Incident.closed_at,
            Incident.district,
        ),
        finding="Of {n} priority incidents, {met} were attended within the published time ({rate}), {late} later and {overdue} not at all.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case            | grade         | reported_at      | graded_since     | attended_at      | is_cancelled | covered | verdict
    in time         | priority      | 2024-01-01 10:00 | 2024-01-01 10:00 | 2024-01-01 10:40 | F            | T       | met
    to the minute   | priority      | 2024-01-01 10:00 | 2024-01-01 10:00 | 2024-01-01 11:00 | F            | T       | met
    too late        | priority      | 2024-01-01 10:00 | 2024-01-01 10:00 | 2024-01-01 11:20 | F            | T       | late
    nobody came     | priority      | 2024-01-01 10:00 | 2024-01-01 10:00 |                  | F            | T       | overdue
    still time      | priority      | 2024-01-31 23:30 | 2024-01-31 23:30 |                  | F            | T       | pending
    not loaded      | priority      | 2024-01-01 10:00 | 2024-01-01 10:00 |                  | F            | F       | unknown
    not graded      |               | 2024-01-01 10:00 | 2024-01-01 10:00 |                  | F            | T       | unknown
    another grade   | no attendance | 2024-01-01 10:00 | 2024-01-01 10:00 |                  | F            | T       | not applicable
    opened in error | priority      | 2024-01-01 10:00 | 2024-01-01 10:00 |                  | T            | T       | not applicable
    """,
)
