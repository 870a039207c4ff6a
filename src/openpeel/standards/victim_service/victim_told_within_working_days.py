"""A victim is told of each step of the investigation within the working days of the Victims' Code."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Deadline, Review, Shows, Standard
from openpeel.limits.victims import VICTIM_TOLD
from openpeel.units.victim_event import VictimEvent

victim_told_within_working_days = Standard(
    id="victim-told-within-working-days",
    says="A victim is told of a step in the investigation within five working days; with enhanced rights, within one",
    why="Victims who hear nothing lose trust, ring the control room, and withdraw.",
    area=Area.VICTIM_SERVICE,
    characteristic="1.5",
    source=PEEL_2021_22.at(
        "Providing a service to the victims of crime",
        "Victim service assessment",
        "Victims were not always kept updated about the progress of investigations",
    ),
    unit=VictimEvent,
    # A source that does not say whether there is a victim is taken to list only steps that somebody is told of.
    applies=VictimEvent.has_victim.missing_is(True) & VictimEvent.rights.is_in("standard", "enhanced"),
    rule=Deadline(
        done=VictimEvent.told_at,
        due=VICTIM_TOLD.after(
            VictimEvent.happened_at,
            deciding=VictimEvent.happened_at,
            force=VictimEvent.force,
            category=VictimEvent.rights,
        ),
    ),
    shows=Shows(
        case=VictimEvent.event_id,
        owner=VictimEvent.team,
        worklist=(
            VictimEvent.crime_id,
            VictimEvent.kind,
            VictimEvent.happened_at,
            VictimEvent.rights,
            VictimEvent.told_at,
        ),
        finding="Of {n} steps that victims were to be told of, {met} were told in time ({rate}), {late} late and {overdue} "
        "not at all.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 22), next=date(2027, 11, 22)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case                 | has_victim | rights   | happened_at      | told_at          | covered | verdict
    within five          | T          | standard | 2024-01-08 10:00 | 2024-01-15 18:00 | T       | met
    over Christmas       | T          | standard | 2023-12-21 10:00 | 2024-01-03 09:00 | T       | late
    by its last evening  | T          | standard | 2023-12-21 10:00 | 2024-01-02 23:00 | T       | met
    enhanced, Friday     | T          | enhanced | 2024-01-05 16:00 | 2024-01-08 20:00 | T       | met
    enhanced, too late   | T          | enhanced | 2024-01-05 16:00 | 2024-01-09 09:00 | T       | late
    never told           | T          | standard | 2024-01-08 10:00 |                  | T       | overdue
    still time           | T          | standard | 2024-01-29 10:00 |                  | T       | pending
    not loaded           | T          | standard | 2024-01-08 10:00 |                  | F       | unknown
    no victim            | F          | standard | 2024-01-08 10:00 |                  | T       | not applicable
    source does not say  |            | standard | 2024-01-08 10:00 | 2024-01-15 18:00 | T       | met
    rights not known     | T          |          | 2024-01-08 10:00 |                  | T       | unknown
    """,
)
