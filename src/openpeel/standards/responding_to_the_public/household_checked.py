"""It is checked who else in the household may be vulnerable."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Deadline, Review, Shows, Standard
from openpeel.limits.contact import FIRST_CONTACT_WITHIN
from openpeel.units.incident import Incident

household_checked = Standard(
    id="household-checked",
    says="When a call opens a log, it is checked who else in the household may be vulnerable",
    why="Those who do not ring are often those at most risk.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.1",
    source=PEEL_2021_22.at(
        "Responding to the public", "Cause of concern", "others in their household who may also be vulnerable"
    ),
    unit=Incident,
    applies=Incident.call_answered_at.is_present() & ~Incident.is_cancelled,
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
            Incident.household_checked_at,
        ),
        finding="In {overdue} of {n} calls nobody asked who else in the household may be vulnerable; in {late} more only later.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case                   | call_answered_at | call_ended_at    | is_cancelled | reported_at      | household_checked_at | covered | verdict
    in the call            | 2024-01-01 10:00 | 2024-01-01 10:10 | F            | 2024-01-01 10:00 | 2024-01-01 10:04     | T       | met
    as the log is finished | 2024-01-01 10:00 | 2024-01-01 10:10 | F            | 2024-01-01 10:00 | 2024-01-01 10:20     | T       | met
    too late               | 2024-01-01 10:00 | 2024-01-01 10:10 | F            | 2024-01-01 10:00 | 2024-01-01 11:30     | T       | late
    never                  | 2024-01-01 10:00 | 2024-01-01 10:10 | F            | 2024-01-01 10:00 |                      | T       | overdue
    on the line now        | 2024-01-31 23:55 | 2024-01-31 23:58 | F            | 2024-01-01 10:00 |                      | T       | pending
    not loaded             | 2024-01-01 10:00 | 2024-01-01 10:10 | F            | 2024-01-01 10:00 |                      | F       | unknown
    end not known          | 2024-01-01 10:00 |                  | F            | 2024-01-01 10:00 |                      | T       | unknown
    opened in error        | 2024-01-01 10:00 | 2024-01-01 10:10 | T            | 2024-01-01 10:00 |                      | T       | not applicable
    not by call            |                  | 2024-01-01 10:10 | F            | 2024-01-01 10:00 |                      | T       | not applicable
    """,
)
