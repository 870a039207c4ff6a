"""A repeat victim is recorded as vulnerable."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Deadline, Review, Shows, Standard
from openpeel.limits.contact import FIRST_CONTACT_WITHIN, REPEAT_CONTACTS
from openpeel.units.incident import Incident

repeat_victim_recorded = Standard(
    id="repeat-victim-recorded",
    says="Where the victim has been one before in 12 months, by any name or reference, it is recorded at first contact that somebody is vulnerable",
    why="What is not on the log is not known to whoever is sent, or to whoever answers the next call.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.1",
    source=PEEL_2021_22.at(
        "Reducing crime assessment",
        "Reducing crime assessment",
        "Not all repeat victims (including those experiencing domestic abuse) are identified when an initial call is received",
    ),
    unit=Incident,
    applies=Incident.is_reported_by_public
    & ~Incident.is_cancelled
    & (Incident.victim_incidents_before >= REPEAT_CONTACTS.amount(deciding=Incident.reported_at, force=Incident.force)),
    rule=Deadline(
        done=Incident.vulnerability_recorded_at,
        due=FIRST_CONTACT_WITHIN.after(
            Incident.first_contact_ended_at, deciding=Incident.reported_at, force=Incident.force
        ),
    ),
    shows=Shows(
        case=Incident.incident_id,
        owner=Incident.team,
        worklist=(
            Incident.reported_at,
            Incident.first_contact_ended_at,
            Incident.victim_incidents_before,
            Incident.vulnerability_recorded_at,
        ),
        finding="In {overdue} of {n} reports of somebody who had been a victim before nobody was recorded as vulnerable; in {late} more only later.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case                   | is_reported_by_public | first_contact_ended_at | is_cancelled | reported_at      | victim_incidents_before | vulnerability_recorded_at | covered | verdict
    in the call            | T                     | 2024-01-01 10:10       | F            | 2024-01-01 10:00 | 2                       | 2024-01-01 10:04          | T       | met
    as the log is finished | T                     | 2024-01-01 10:10       | F            | 2024-01-01 10:00 | 2                       | 2024-01-01 10:20          | T       | met
    too late               | T                     | 2024-01-01 10:10       | F            | 2024-01-01 10:00 | 2                       | 2024-01-01 11:30          | T       | late
    never                  | T                     | 2024-01-01 10:10       | F            | 2024-01-01 10:00 | 2                       |                           | T       | overdue
    on the line now        | T                     | 2024-01-31 23:58       | F            | 2024-01-01 10:00 | 2                       |                           | T       | pending
    not loaded             | T                     | 2024-01-01 10:10       | F            | 2024-01-01 10:00 | 2                       |                           | F       | unknown
    end not known          | T                     |                        | F            | 2024-01-01 10:00 | 2                       |                           | T       | unknown
    opened in error        | T                     | 2024-01-01 10:10       | T            | 2024-01-01 10:00 | 2                       |                           | T       | not applicable
    not by the public      | F                     | 2024-01-01 10:10       | F            | 2024-01-01 10:00 | 2                       |                           | T       | not applicable
    the first              | T                     | 2024-01-01 10:10       | F            | 2024-01-01 10:00 | 0                       |                           | T       | not applicable
    history too short      | T                     | 2024-01-01 10:10       | F            | 2024-01-01 10:00 | 0+                      |                           | T       | unknown
    """,
)
