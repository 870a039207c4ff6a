"""A MARAC referral is considered at high risk or at the third incident in 12 months."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Deadline, Review, Shows, Standard
from openpeel.limits.domestic_abuse import MARAC_CONSIDERED_WITHIN, MARAC_INCIDENTS_IN_12_MONTHS
from openpeel.units.incident import Incident

marac_considered = Standard(
    id="marac-considered",
    says="A MARAC referral is considered, with a recorded reason, at high risk or at the third domestic abuse incident in 12 months",
    why="Partners can act together only for victims whom they know of; each further incident may be the worst.",
    area=Area.PROTECTING_VULNERABLE_PEOPLE,
    characteristic="6.3",
    source=PEEL_2021_22.at(
        "Protecting vulnerable people", "Cause of concern", "should be considered after 3 incidents in 12 months"
    ),
    unit=Incident,
    applies=Incident.is_domestic_abuse
    & ~Incident.is_cancelled
    & (
        (Incident.risk_level == "high")
        | (
            Incident.domestic_abuse_incidents_before + 1
            >= MARAC_INCIDENTS_IN_12_MONTHS.amount(deciding=Incident.reported_at, force=Incident.force)
        )
    ),
    rule=Deadline(
        done=Incident.marac_considered_at,
        due=MARAC_CONSIDERED_WITHIN.after(Incident.reported_at, deciding=Incident.reported_at, force=Incident.force),
    ),
    shows=Shows(
        case=Incident.incident_id,
        owner=Incident.team,
        worklist=(
            Incident.reported_at,
            Incident.risk_level,
            Incident.domestic_abuse_incidents_before,
            Incident.marac_considered_at,
        ),
        finding="In {overdue} of {n} cases a referral to a MARAC was not considered; in {late} more it was considered late.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 22), next=date(2027, 11, 22)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case              | is_domestic_abuse | is_cancelled | reported_at      | risk_level | domestic_abuse_incidents_before | marac_considered_at | covered | verdict
    high risk         | T                 | F            | 2024-01-02 10:00 | high       | 0                               | 2024-01-04 09:00    | T       | met
    the third         | T                 | F            | 2024-01-02 10:00 | medium     | 2                               | 2024-01-09 23:00    | T       | met
    too late          | T                 | F            | 2024-01-02 10:00 | high       | 0                               | 2024-01-10 00:00    | T       | late
    not considered    | T                 | F            | 2024-01-02 10:00 | standard   | 2                               |                     | T       | overdue
    still time        | T                 | F            | 2024-01-30 10:00 | high       | 0                               |                     | T       | pending
    not loaded        | T                 | F            | 2024-01-02 10:00 | high       | 0                               |                     | F       | unknown
    reason not known  | T                 | F            | 2024-01-02 10:00 | high       | 0                               | 2024-01-04 09:00?   | T       | unknown
    history too short | T                 | F            | 2024-01-02 10:00 | medium     | 1+                              |                     | T       | unknown
    risk not assessed | T                 | F            | 2024-01-02 10:00 |            | 0                               |                     | T       | unknown
    the second        | T                 | F            | 2024-01-02 10:00 | medium     | 1                               |                     | T       | not applicable
    no abuse          | F                 | F            | 2024-01-02 10:00 |            | 0                               |                     | T       | not applicable
    """,
)
