"""A supervisor goes through the steps of the golden hour."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Deadline, Review, Shows, Standard
from openpeel.limits.response import GOLDEN_HOUR_CHECKED, GOLDEN_HOUR_STEPS
from openpeel.units.incident import Incident

golden_hour_complete = Standard(
    id="golden-hour-complete",
    says="After officers have come to a serious crime, a supervisor goes through all steps of the golden hour",
    why="What is not done at the start of an investigation can rarely be done later.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.3",
    source=PEEL_2021_22.at(
        "Responding to the public",
        "The force should support and develop its supervisors of initial responders to provide effective leadership",
        "actions needed at the start of an investigation",
    ),
    unit=Incident,
    applies=Incident.attended_at.is_present()
    & ~Incident.is_cancelled
    & Incident.offence_group.is_in("violence against the person", "sexual offences", "robbery").missing_is(False)
    & Incident.grade.is_in("emergency", "priority").missing_is(False),
    rule=Deadline(
        done=Incident.golden_hour_last_at.only_if(
            Incident.golden_hour_steps >= GOLDEN_HOUR_STEPS.amount(deciding=Incident.reported_at, force=Incident.force)
        ),
        due=GOLDEN_HOUR_CHECKED.after(Incident.attended_at, deciding=Incident.reported_at, force=Incident.force),
    ),
    shows=Shows(
        case=Incident.incident_id,
        owner=Incident.team,
        worklist=(
            Incident.reported_at,
            Incident.offence_group,
            Incident.attended_at,
            Incident.golden_hour_steps,
            Incident.golden_hour_last_at,
        ),
        finding="In {overdue} of {n} serious crimes no supervisor went through all steps of the golden hour; in {late} more only later.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case            | reported_at      | attended_at      | offence_group   | grade     | golden_hour_steps | golden_hour_last_at | is_cancelled | covered | verdict
    within the hour | 2024-01-01 10:00 | 2024-01-01 10:15 | sexual offences | emergency | 6                 | 2024-01-01 11:10    | F            | T       | met
    at the last     | 2024-01-01 10:00 | 2024-01-01 10:15 | sexual offences | emergency | 6                 | 2024-01-01 12:15    | F            | T       | met
    next day        | 2024-01-01 10:00 | 2024-01-01 10:15 | sexual offences | emergency | 6                 | 2024-01-02 09:00    | F            | T       | late
    four steps      | 2024-01-01 10:00 | 2024-01-01 10:15 | robbery         | priority  | 4                 | 2024-01-01 11:10    | F            | T       | overdue
    still time      | 2024-01-31 23:00 | 2024-01-31 23:15 | robbery         | priority  | 2                 | 2024-01-31 23:40    | F            | T       | pending
    not loaded      | 2024-01-01 10:00 | 2024-01-01 10:15 | robbery         | priority  | 0+                |                     | F            | F       | unknown
    a theft         | 2024-01-01 10:00 | 2024-01-01 10:15 | theft           | priority  | 0                 |                     | F            | T       | not applicable
    nobody came     | 2024-01-01 10:00 |                  | robbery         | priority  | 0                 |                     | F            | T       | not applicable
    opened in error | 2024-01-01 10:00 | 2024-01-01 10:15 | robbery         | priority  | 0                 |                     | T            | T       | not applicable
    """,
)
