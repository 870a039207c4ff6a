"""It is checked whether the person at risk has been a victim before."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Deadline, Review, Shows, Standard
from openpeel.limits.contact import FIRST_CONTACT_WITHIN
from openpeel.units.incident import Incident

repeat_victim_checked = Standard(
    id="repeat-victim-checked",
    says="When a call opens a log, it is checked whether the person at risk has been a victim before",
    why="Risk is underrated where each report is taken for the first.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.1",
    critical=True,
    source=PEEL_2021_22.at(
        "Providing a service to the victims of crime",
        "The force needs to improve the time it takes to answer emergency calls and the identification of repeat or vulnerable victims",
        "Repeat victims aren't always identified",
    ),
    unit=Incident,
    applies=Incident.call_answered_at.is_present() & ~Incident.is_cancelled,
    rule=Deadline(
        done=Incident.repeat_victim_checked_at,
        due=FIRST_CONTACT_WITHIN.after(Incident.call_ended_at, deciding=Incident.reported_at, force=Incident.force),
    ),
    shows=Shows(
        case=Incident.incident_id,
        owner=Incident.team,
        worklist=(
            Incident.reported_at,
            Incident.call_answered_at,
            Incident.call_ended_at,
            Incident.victim_incidents_before,
            Incident.repeat_victim_checked_at,
        ),
        finding="In {overdue} of {n} calls nobody checked whether the person at risk had been a victim before; in {late} more only later.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case                   | call_answered_at | call_ended_at    | is_cancelled | reported_at      | repeat_victim_checked_at | covered | verdict
    in the call            | 2024-01-01 10:00 | 2024-01-01 10:10 | F            | 2024-01-01 10:00 | 2024-01-01 10:04         | T       | met
    as the log is finished | 2024-01-01 10:00 | 2024-01-01 10:10 | F            | 2024-01-01 10:00 | 2024-01-01 10:20         | T       | met
    too late               | 2024-01-01 10:00 | 2024-01-01 10:10 | F            | 2024-01-01 10:00 | 2024-01-01 11:30         | T       | late
    never                  | 2024-01-01 10:00 | 2024-01-01 10:10 | F            | 2024-01-01 10:00 |                          | T       | overdue
    on the line now        | 2024-01-31 23:55 | 2024-01-31 23:58 | F            | 2024-01-01 10:00 |                          | T       | pending
    not loaded             | 2024-01-01 10:00 | 2024-01-01 10:10 | F            | 2024-01-01 10:00 |                          | F       | unknown
    end not known          | 2024-01-01 10:00 |                  | F            | 2024-01-01 10:00 |                          | T       | unknown
    opened in error        | 2024-01-01 10:00 | 2024-01-01 10:10 | T            | 2024-01-01 10:00 |                          | T       | not applicable
    not by call            |                  | 2024-01-01 10:10 | F            | 2024-01-01 10:00 |                          | T       | not applicable
    """,
)
