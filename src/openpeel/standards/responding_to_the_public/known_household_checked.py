"""Where a household is known for vulnerability, it is looked up."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Deadline, Review, Shows, Standard
from openpeel.limits.contact import FIRST_CONTACT_WITHIN, REPEAT_CONTACTS
from openpeel.units.incident import Incident

known_household_checked = Standard(
    id="known-household-checked",
    says="Where somebody in the household was recorded as vulnerable in the 12 months before, by any name, it is checked who lives there",
    why="What the force knows already helps nobody if it is not looked up.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.1",
    critical=True,
    source=PEEL_2021_22.at(
        "Reducing crime assessment",
        "Reducing crime assessment",
        "cannot show that it carries out strategic assessment of repeat victims",
    ),
    unit=Incident,
    applies=Incident.call_answered_at.is_present()
    & ~Incident.is_cancelled
    & (
        Incident.household_vulnerable_before
        >= REPEAT_CONTACTS.amount(deciding=Incident.reported_at, force=Incident.force)
    ),
    rule=Deadline(
        done=Incident.household_checked_at,
        due=FIRST_CONTACT_WITHIN.after(Incident.call_ended_at, deciding=Incident.reported_at, force=Incident.force),
    ),
    shows=Shows(
        case=Incident.incident_id,
        owner=Incident.team,
        worklist=(
            Incident.reported_at,
            Incident.call_answered_at,
            Incident.call_ended_at,
            Incident.household_vulnerable_before,
            Incident.household_checked_at,
        ),
        finding="In {overdue} of {n} calls from households known for vulnerability nobody looked them up; in {late} more only later.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case                   | call_answered_at | call_ended_at    | is_cancelled | reported_at      | household_vulnerable_before | household_checked_at | covered | verdict
    in the call            | 2024-01-01 10:00 | 2024-01-01 10:10 | F            | 2024-01-01 10:00 | 1                           | 2024-01-01 10:04     | T       | met
    as the log is finished | 2024-01-01 10:00 | 2024-01-01 10:10 | F            | 2024-01-01 10:00 | 1                           | 2024-01-01 10:20     | T       | met
    too late               | 2024-01-01 10:00 | 2024-01-01 10:10 | F            | 2024-01-01 10:00 | 1                           | 2024-01-01 11:30     | T       | late
    never                  | 2024-01-01 10:00 | 2024-01-01 10:10 | F            | 2024-01-01 10:00 | 1                           |                      | T       | overdue
    on the line now        | 2024-01-31 23:55 | 2024-01-31 23:58 | F            | 2024-01-01 10:00 | 1                           |                      | T       | pending
    not loaded             | 2024-01-01 10:00 | 2024-01-01 10:10 | F            | 2024-01-01 10:00 | 1                           |                      | F       | unknown
    end not known          | 2024-01-01 10:00 |                  | F            | 2024-01-01 10:00 | 1                           |                      | T       | unknown
    opened in error        | 2024-01-01 10:00 | 2024-01-01 10:10 | T            | 2024-01-01 10:00 | 1                           |                      | T       | not applicable
    not by call            |                  | 2024-01-01 10:10 | F            | 2024-01-01 10:00 | 1                           |                      | T       | not applicable
    nothing known          | 2024-01-01 10:00 | 2024-01-01 10:10 | F            | 2024-01-01 10:00 | 0                           |                      | T       | not applicable
    history too short      | 2024-01-01 10:00 | 2024-01-01 10:10 | F            | 2024-01-01 10:00 | 0+                          |                      | T       | unknown
    """,
)
