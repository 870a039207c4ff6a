"""An emergency is attended within the published time."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Deadline, Review, Shows, Standard
from openpeel.limits.response import ATTEND_EMERGENCY
from openpeel.units.incident import Incident

attended_emergency = Standard(
    id="attended-emergency",
    says="An emergency is attended within the published time",
    why="Minutes decide whether somebody comes to harm.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.2",
    critical=True,
    source=PEEL_2021_22.at(
        "Providing a service to the victims of crime",
        "The force does not always respond to calls for service in a timely way",
        "some occasions there were considerable delays in its response",
    ),
    unit=Incident,
    applies=(Incident.grade == "emergency") & ~Incident.is_cancelled,
    rule=Deadline(
        done=Incident.attended_at,
        due=ATTEND_EMERGENCY.after(Incident.graded_since, deciding=Incident.reported_at, force=Incident.force),
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
        finding="Of {n} emergencies, {met} were attended within the published time ({rate}), {late} later and {overdue} not at all.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case            | grade         | reported_at      | graded_since     | attended_at      | is_cancelled | covered | verdict
    in time         | emergency     | 2024-01-01 10:00 | 2024-01-01 10:00 | 2024-01-01 10:12 | F            | T       | met
    to the minute   | emergency     | 2024-01-01 10:00 | 2024-01-01 10:00 | 2024-01-01 10:20 | F            | T       | met
    too late        | emergency     | 2024-01-01 10:00 | 2024-01-01 10:00 | 2024-01-01 10:31 | F            | T       | late
    nobody came     | emergency     | 2024-01-01 10:00 | 2024-01-01 10:00 |                  | F            | T       | overdue
    still time      | emergency     | 2024-01-31 23:50 | 2024-01-31 23:50 |                  | F            | T       | pending
    not loaded      | emergency     | 2024-01-01 10:00 | 2024-01-01 10:00 |                  | F            | F       | unknown
    not graded      |               | 2024-01-01 10:00 | 2024-01-01 10:00 |                  | F            | T       | unknown
    another grade   | no attendance | 2024-01-01 10:00 | 2024-01-01 10:00 |                  | F            | T       | not applicable
    opened in error | emergency     | 2024-01-01 10:00 | 2024-01-01 10:00 |                  | T            | T       | not applicable
    """,
)
