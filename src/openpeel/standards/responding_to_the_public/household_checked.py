"""Others in the household who may be vulnerable are looked for."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Deadline, Review, Shows, Standard
from openpeel.limits.contact import FIRST_CONTACT_WITHIN, REPEAT_CONTACTS
from openpeel.units.incident import Incident

household_checked = Standard(
    id="household-checked",
    says="Where a victim or caller is a repeat one, or a child or abuse is concerned, it is checked who else in the household may be vulnerable",
    why="Those who do not ring are often those at most risk.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.1",
    source=PEEL_2021_22.at(
        "Responding to the public", "Cause of concern", "others in their household who may also be vulnerable"
    ),
    unit=Incident,
    applies=Incident.call_answered_at.is_present()
    & ~Incident.is_cancelled
    & (
        Incident.is_domestic_abuse.missing_is(False)
        | Incident.has_child.missing_is(False)
        | (
            Incident.victim_incidents_before
            >= REPEAT_CONTACTS.amount(deciding=Incident.reported_at, force=Incident.force)
        )
        | (
            Incident.caller_incidents_before
            >= REPEAT_CONTACTS.amount(deciding=Incident.reported_at, force=Incident.force)
        )
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
            Incident.is_domestic_abuse,
            Incident.has_child,
            Incident.victim_incidents_before,
            Incident.caller_incidents_before,
        ),
        finding="In {overdue} of {n} calls nobody asked who else in the household may be vulnerable; in {late} more only later.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case                   | call_answered_at | call_ended_at    | is_cancelled | reported_at      | is_domestic_abuse | has_child | victim_incidents_before | caller_incidents_before | household_checked_at | covered | verdict
    in the call            | 2024-01-01 10:00 | 2024-01-01 10:10 | F            | 2024-01-01 10:00 | T                 | F         | 0                       | 0                       | 2024-01-01 10:04     | T       | met
    as the log is finished | 2024-01-01 10:00 | 2024-01-01 10:10 | F            | 2024-01-01 10:00 | T                 | F         | 0                       | 0                       | 2024-01-01 10:20     | T       | met
    too late               | 2024-01-01 10:00 | 2024-01-01 10:10 | F            | 2024-01-01 10:00 | T                 | F         | 0                       | 0                       | 2024-01-01 11:30     | T       | late
    never                  | 2024-01-01 10:00 | 2024-01-01 10:10 | F            | 2024-01-01 10:00 | T                 | F         | 0                       | 0                       |                      | T       | overdue
    on the line now        | 2024-01-31 23:55 | 2024-01-31 23:58 | F            | 2024-01-01 10:00 | T                 | F         | 0                       | 0                       |                      | T       | pending
    not loaded             | 2024-01-01 10:00 | 2024-01-01 10:10 | F            | 2024-01-01 10:00 | T                 | F         | 0                       | 0                       |                      | F       | unknown
    end not known          | 2024-01-01 10:00 |                  | F            | 2024-01-01 10:00 | T                 | F         | 0                       | 0                       |                      | T       | unknown
    opened in error        | 2024-01-01 10:00 | 2024-01-01 10:10 | T            | 2024-01-01 10:00 | T                 | F         | 0                       | 0                       |                      | T       | not applicable
    not by call            |                  | 2024-01-01 10:10 | F            | 2024-01-01 10:00 | T                 | F         | 0                       | 0                       |                      | T       | not applicable
    a child                | 2024-01-01 10:00 | 2024-01-01 10:10 | F            | 2024-01-01 10:00 | F                 | T         | 0                       | 0                       |                      | T       | overdue
    a repeat victim        | 2024-01-01 10:00 | 2024-01-01 10:10 | F            | 2024-01-01 10:00 | F                 | F         | 2                       | 0                       |                      | T       | overdue
    a repeat caller        | 2024-01-01 10:00 | 2024-01-01 10:10 | F            | 2024-01-01 10:00 | F                 | F         | 0                       | 1                       |                      | T       | overdue
    history too short      | 2024-01-01 10:00 | 2024-01-01 10:10 | F            | 2024-01-01 10:00 | F                 | F         | 0                       | 0+                      |                      | T       | unknown
    none of these          | 2024-01-01 10:00 | 2024-01-01 10:10 | F            | 2024-01-01 10:00 | F                 | F         | 0                       | 0                       |                      | T       | not applicable
    """,
)
