"""An incident for which officers are to come by appointment is attended within the published time."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Deadline, Review, Shows, Standard
from openpeel.limits.response import ATTEND_SCHEDULED
from openpeel.units.incident import Incident

attended_scheduled = Standard(
    id="attended-scheduled",
    says="An incident for which officers are to come by appointment is attended within the published time",
    why="A promise that is not kept loses the victim.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.2",
    source=PEEL_2021_22.at(
        "Providing a service to the victims of crime",
        "The force does not always respond to calls for service in a timely way",
        "is mostly responding to calls within its published time frames",
    ),
    unit=Incident,
    applies=(Incident.grade == "scheduled") & ~Incident.is_cancelled,
    rule=Deadline(
        done=Incident.attended_at,
        due=ATTEND_SCHEDULED.after(Incident.graded_since, deciding=Incident.reported_at, force=Incident.force),
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
        finding="Of {n} scheduled incidents, {met} were attended within the published time ({rate}), {late} later and {overdue} not at all.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case            | grade         | reported_at      | graded_since     | attended_at      | is_cancelled | covered | verdict
    in time         | scheduled     | 2024-01-01 10:00 | 2024-01-01 10:00 | 2024-01-02 10:00 | F            | T       | met
    to the minute   | scheduled     | 2024-01-01 10:00 | 2024-01-01 10:00 | 2024-01-03 10:00 | F            | T       | met
    too late        | scheduled     | 2024-01-01 10:00 | 2024-01-01 10:00 | 2024-01-04 10:00 | F            | T       | late
    nobody came     | scheduled     | 2024-01-01 10:00 | 2024-01-01 10:00 |                  | F            | T       | overdue
    still time      | scheduled     | 2024-01-30 23:30 | 2024-01-30 23:30 |                  | F            | T       | pending
    not loaded      | scheduled     | 2024-01-01 10:00 | 2024-01-01 10:00 |                  | F            | F       | unknown
    not graded      |               | 2024-01-01 10:00 | 2024-01-01 10:00 |                  | F            | T       | unknown
    another grade   | no attendance | 2024-01-01 10:00 | 2024-01-01 10:00 |                  | F            | T       | not applicable
    opened in error | scheduled     | 2024-01-01 10:00 | 2024-01-01 10:00 |                  | T            | T       | not applicable
    """,
)
