"""Control room staff have regular one-to-one meetings with a manager."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Recurring, Review, Shows, Standard
from openpeel.units.one_to_one_owed import OneToOneOwed

one_to_one_held = Standard(
    id="one-to-one-held",
    says="A member of the control room's staff has a one-to-one meeting with a manager at the interval set",
    why="It is where somebody says what support and training they need.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.3",
    source=PEEL_2021_22.at(
        "Responding to the public",
        "The force should make sure it supports its communications centre staff",
        "did not have regular one-to-one meetings with managers",
    ),
    unit=OneToOneOwed,
    applies=OneToOneOwed.superseded_at.is_missing() | (OneToOneOwed.superseded_at > OneToOneOwed.due_at),
    rule=Recurring(done=OneToOneOwed.met_at, due=OneToOneOwed.due_at),
    # Nobody can meet whoever has gone.
    excused=(OneToOneOwed.left_at <= OneToOneOwed.due_at) | (OneToOneOwed.post_ended_at <= OneToOneOwed.due_at),
    shows=Shows(
        case=OneToOneOwed.staff_id,
        owner=OneToOneOwed.team,
        worklist=(
            OneToOneOwed.post,
            OneToOneOwed.manager_id,
            OneToOneOwed.opened_at,
            OneToOneOwed.due_at,
            OneToOneOwed.met_at,
        ),
        finding="Of {n} one-to-one meetings that were due, {met} were held in time ({rate}), {late} late and {overdue} not.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case               | due_at                 | met_at           | superseded_at    | left_at    | post_ended_at    | covered | verdict
    in time            | 2023-09-01 22:59:59.99 | 2023-08-20 11:00 |                  |            |                  | T       | met
    on the last day    | 2023-09-01 22:59:59.99 | 2023-09-01 16:00 |                  |            |                  | T       | met
    late               | 2023-09-01 22:59:59.99 | 2023-09-20 11:00 |                  |            |                  | T       | late
    none               | 2023-09-01 22:59:59.99 |                  |                  |            |                  | T       | overdue
    missed, then moved | 2023-09-01 22:59:59.99 |                  | 2023-10-01 09:00 |            |                  | T       | overdue
    had left           | 2023-09-01 22:59:59.99 |                  |                  | 2023-08-01 |                  | T       | excused
    another post       | 2023-09-01 22:59:59.99 |                  |                  |            | 2023-08-01 09:00 | T       | excused
    to come            | 2024-02-20 23:59:59.99 |                  |                  |            |                  | T       | pending
    not loaded         | 2023-09-01 22:59:59.99 |                  |                  |            |                  | F       | unknown
    moved before       | 2023-09-01 22:59:59.99 |                  | 2023-08-10 09:00 |            |                  | T       | not applicable
    """,
)
