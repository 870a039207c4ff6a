"""Every domestic abuse incident has a risk assessment."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Deadline, Review, Shows, Standard, Target
from openpeel.limits.domestic_abuse import DASH_WITHOUT_DELAY
from openpeel.units.incident import Incident

dash_completed = Standard(
    id="dash-completed",
    says="A DASH risk assessment is completed for every domestic abuse incident, verbal arguments included, without delay",
    why="Without it the risk to the victim is not known, and safeguarding is not put in place.",
    area=Area.PROTECTING_VULNERABLE_PEOPLE,
    characteristic="6.2",
    critical=True,
    source=PEEL_2021_22.at(
        "Protecting vulnerable people", "Cause of concern", "does not complete a DASH risk assessment for all"
    ),
    unit=Incident,
    applies=Incident.is_domestic_abuse & ~Incident.is_cancelled,
    rule=Deadline(
        done=Incident.risk_assessed_at,
        due=DASH_WITHOUT_DELAY.after(
            Incident.risk_assessment_runs_from, deciding=Incident.reported_at, force=Incident.force
        ),
    ),
    targets=(Target(at_least=0.95, since=date(2021, 4, 1), source="Illustrative; set your own"),),
    shows=Shows(
        case=Incident.incident_id,
        owner=Incident.team,
        worklist=(Incident.reported_at, Incident.attended_at, Incident.risk_assessed_at, Incident.risk_level),
        finding="{overdue} of {n} domestic abuse incidents had no DASH risk assessment; {late} more had one late.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 22), next=date(2027, 11, 22)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case             | is_domestic_abuse | is_cancelled | reported_at      | risk_assessment_runs_from | risk_assessed_at | covered | verdict
    in time          | T                 | F            | 2024-01-01 10:00 | 2024-01-01 10:40          | 2024-01-01 23:00 | T       | met
    to the minute    | T                 | F            | 2024-01-01 10:00 | 2024-01-01 10:40          | 2024-01-02 10:40 | T       | met
    too late         | T                 | F            | 2024-01-01 10:00 | 2024-01-01 10:40          | 2024-01-03 09:00 | T       | late
    never done       | T                 | F            | 2024-01-01 10:00 | 2024-01-01 10:40          |                  | T       | overdue
    still time       | T                 | F            | 2024-01-31 10:00 | 2024-01-31 10:40          |                  | T       | pending
    not loaded       | T                 | F            | 2024-01-01 10:00 | 2024-01-01 10:40          |                  | F       | unknown
    flag not set     |                   | F            | 2024-01-01 10:00 | 2024-01-01 10:40          |                  | T       | unknown
    opened in error  | T                 | T            | 2024-01-01 10:00 | 2024-01-01 10:40          |                  | T       | not applicable
    no abuse         | F                 | F            | 2024-01-01 10:00 | 2024-01-01 10:40          |                  | T       | not applicable
    """,
)
