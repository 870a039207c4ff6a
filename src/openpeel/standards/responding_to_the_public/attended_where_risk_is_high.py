"""Where risk is high, officers come within the published time for the grade."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Deadline, Review, Shows, Standard
from openpeel.units.incident import Incident

attended_where_risk_is_high = Standard(
    id="attended-where-risk-is-high",
    says="Where threat, harm or risk is judged to be high, officers come within the published time for the grade",
    why="The delay that matters is that of those at risk.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.2",
    critical=True,
    source=PEEL_2021_22.at(
        "Providing a service to the victims of crime",
        "The force does not always respond to calls for service in a timely way",
        "If the force fails to attend calls within an appropriate time, victims may be put at risk",
    ),
    unit=Incident,
    applies=Incident.rated_high_at.is_present()
    & Incident.grade.is_in("emergency", "priority", "scheduled")
    & ~Incident.is_cancelled,
    rule=Deadline(done=Incident.attended_at, due=Incident.attendance_due_at),
    shows=Shows(
        case=Incident.incident_id,
        owner=Incident.team,
        worklist=(
            Incident.reported_at,
            Incident.grade,
            Incident.rated_high_at,
            Incident.attendance_due_at,
            Incident.attended_at,
        ),
        finding="Of {n} incidents of high risk, {met} were attended within the published time ({rate}), {late} later and {overdue} not at all.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case             | rated_high_at    | grade         | attendance_due_at | attended_at      | is_cancelled | covered | verdict
    in time          | 2024-01-01 10:02 | priority      | 2024-01-01 11:00  | 2024-01-01 10:40 | F            | T       | met
    to the minute    | 2024-01-01 10:02 | priority      | 2024-01-01 11:00  | 2024-01-01 11:00 | F            | T       | met
    too late         | 2024-01-01 10:02 | priority      | 2024-01-01 11:00  | 2024-01-01 12:40 | F            | T       | late
    nobody came      | 2024-01-01 10:02 | emergency     | 2024-01-01 10:20  |                  | F            | T       | overdue
    still time       | 2024-01-31 23:50 | priority      | 2024-02-01 00:45  |                  | F            | T       | pending
    not loaded       | 2024-01-01 10:02 | priority      | 2024-01-01 11:00  |                  | F            | F       | unknown
    risk not high    |                  | priority      | 2024-01-01 11:00  |                  | F            | T       | not applicable
    nobody was to go | 2024-01-01 10:02 | no attendance |                   |                  | F            | T       | not applicable
    """,
)
