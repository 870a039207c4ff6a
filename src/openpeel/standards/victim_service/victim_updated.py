"""A victim hears at the interval set how the investigation stands."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Recurring, Review, Shows, Standard
from openpeel.units.victim_update_owed import VictimUpdateOwed

victim_updated = Standard(
    id="victim-updated",
    says="While a crime is investigated, its victim hears how it stands at the interval set",
    why="Whoever hears nothing rings the control room, and may withdraw.",
    area=Area.VICTIM_SERVICE,
    characteristic="1.5",
    source=PEEL_2021_22.at(
        "Responding to the public",
        "The force lacks understanding of the demand faced by call handlers and officers responding to calls for service, and what resources it needs to manage this effectively",
        "officers are not keeping victims well enough informed about how their crimes are being taken forward",
    ),
    unit=VictimUpdateOwed,
    applies=VictimUpdateOwed.has_victim.missing_is(True),
    rule=Recurring(done=VictimUpdateOwed.told_at, due=VictimUpdateOwed.due_at),
    # The investigation had ended: see victim-told-within-working-days.
    excused=VictimUpdateOwed.ended_at <= VictimUpdateOwed.due_at,
    shows=Shows(
        case=VictimUpdateOwed.crime_id,
        owner=VictimUpdateOwed.team,
        worklist=(
            VictimUpdateOwed.opened_at,
            VictimUpdateOwed.due_at,
            VictimUpdateOwed.told_at,
            VictimUpdateOwed.ended_at,
        ),
        finding="Of {n} updates that victims were owed, {met} were given in time ({rate}), {late} late and {overdue} not.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case             | has_victim | due_at                 | told_at          | ended_at         | covered | verdict
    in time          | T          | 2024-01-29 23:59:59.99 | 2024-01-20 10:00 |                  | T       | met
    on the last day  | T          | 2024-01-29 23:59:59.99 | 2024-01-29 18:00 |                  | T       | met
    late             | T          | 2024-01-29 23:59:59.99 | 2024-01-31 10:00 |                  | T       | late
    forgotten        | T          | 2024-01-29 23:59:59.99 |                  |                  | T       | overdue
    it had ended     | T          | 2024-01-29 23:59:59.99 |                  | 2024-01-15 10:00 | T       | excused
    to come          | T          | 2024-02-20 23:59:59.99 |                  |                  | T       | pending
    not loaded       | T          | 2024-01-29 23:59:59.99 |                  |                  | F       | unknown
    source is silent |            | 2024-01-29 23:59:59.99 | 2024-01-20 10:00 |                  | T       | met
    no victim        | F          | 2024-01-29 23:59:59.99 |                  |                  | T       | not applicable
    """,
)
