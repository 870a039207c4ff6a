"""Advice on preventing crime is given where the offence calls for it."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Deadline, Review, Shows, Standard
from openpeel.limits.contact import FIRST_CONTACT_WITHIN
from openpeel.units.incident import Incident

prevention_advice_given = Standard(
    id="prevention-advice-given",
    says="Whoever reports a crime with a victim is given advice on preventing crime, unless a reason is recorded why not",
    why="Who was a victim once is likelier than others to be one again, soon.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.1",
    source=PEEL_2021_22.at(
        "Responding to the public", "Cause of concern", "the force did not always give advice on preventing crime"
    ),
    unit=Incident,
    applies=Incident.is_reported_by_public
    & ~Incident.is_cancelled
    & Incident.offence_group.is_in(
        "violence against the person", "sexual offences", "robbery", "theft", "criminal damage and arson", "fraud"
    ).missing_is(False),
    rule=Deadline(
        done=Incident.prevention_advice_at,
        due=FIRST_CONTACT_WITHIN.after(
            Incident.first_contact_ended_at, deciding=Incident.reported_at, force=Incident.force
        ),
    ),
    excused=Incident.prevention_advice_not_needed,
    shows=Shows(
        case=Incident.incident_id,
        owner=Incident.team,
        worklist=(
            Incident.reported_at,
            Incident.first_contact_ended_at,
            Incident.offence_group,
            Incident.is_domestic_abuse,
            Incident.prevention_advice_at,
        ),
        finding="In {overdue} of {n} reports of a crime with a victim no advice on preventing crime was given and no reason recorded; in {late} more only afterwards.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case                   | is_reported_by_public | first_contact_ended_at | is_cancelled | reported_at      | offence_group | prevention_advice_at | prevention_advice_not_needed | covered | verdict
    in the call            | T                     | 2024-01-01 10:10       | F            | 2024-01-01 10:00 | theft         | 2024-01-01 10:04     | F                            | T       | met
    as the log is finished | T                     | 2024-01-01 10:10       | F            | 2024-01-01 10:00 | theft         | 2024-01-01 10:20     | F                            | T       | met
    too late               | T                     | 2024-01-01 10:10       | F            | 2024-01-01 10:00 | theft         | 2024-01-01 11:30     | F                            | T       | late
    never                  | T                     | 2024-01-01 10:10       | F            | 2024-01-01 10:00 | theft         |                      | F                            | T       | overdue
    on the line now        | T                     | 2024-01-31 23:58       | F            | 2024-01-01 10:00 | theft         |                      | F                            | T       | pending
    not loaded             | T                     | 2024-01-01 10:10       | F            | 2024-01-01 10:00 | theft         |                      | F                            | F       | unknown
    end not known          | T                     |                        | F            | 2024-01-01 10:00 | theft         |                      | F                            | T       | unknown
    opened in error        | T                     | 2024-01-01 10:10       | T            | 2024-01-01 10:00 | theft         |                      | F                            | T       | not applicable
    not by the public      | F                     | 2024-01-01 10:10       | F            | 2024-01-01 10:00 | theft         |                      | F                            | T       | not applicable
    a reason why not       | T                     | 2024-01-01 10:10       | F            | 2024-01-01 10:00 | theft         |                      | T                            | T       | excused
    no crime               | T                     | 2024-01-01 10:10       | F            | 2024-01-01 10:00 |               |                      | F                            | T       | not applicable
    another crime          | T                     | 2024-01-01 10:10       | F            | 2024-01-01 10:00 | public order  |                      | F                            | T       | not applicable
    """,
)
