"""Registered sex offenders are visited as often as their level of risk asks."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Recurring, Review, Shows, Standard
from openpeel.units.sex_offender_visit_owed import SexOffenderVisitOwed

sex_offender_visited = Standard(
    id="sex-offender-visited",
    says="A registered sex offender is visited, and seen, as often as the level of risk asks",
    why="A visit is how a change of circumstances, a new household or a new risk comes to light.",
    area=Area.MANAGING_OFFENDERS,
    characteristic="7.2",
    critical=True,
    source=PEEL_2021_22.at(
        "Managing offenders and suspects",
        "The force uses a nationally approved risk assessment tool, the active risk management system, to risk assess registered sex offenders (RSOs)",
        "operates in accordance with Authorised Professional Practice",
    ),
    unit=SexOffenderVisitOwed,
    applies=SexOffenderVisitOwed.superseded_at.is_missing(),
    rule=Recurring(done=SexOffenderVisitOwed.visited_at, due=SexOffenderVisitOwed.due_at),
    excused=(SexOffenderVisitOwed.ended_at <= SexOffenderVisitOwed.due_at)
    | (SexOffenderVisitOwed.reactive_since <= SexOffenderVisitOwed.due_at),
    shows=Shows(
        case=SexOffenderVisitOwed.offender_id,
        owner=SexOffenderVisitOwed.team,
        worklist=(
            SexOffenderVisitOwed.risk_level,
            SexOffenderVisitOwed.opened_at,
            SexOffenderVisitOwed.opened_by,
            SexOffenderVisitOwed.due_at,
            SexOffenderVisitOwed.visited_at,
        ),
        finding="Of {n} visits that were due, {met} were made in time ({rate}); {late} were late and {overdue} are still owed.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 22), next=date(2027, 11, 22)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case             | due_at                 | visited_at       | superseded_at    | ended_at         | reactive_since   | covered | verdict
    in time          | 2023-09-01 22:59:59.99 | 2023-08-20 11:00 |                  |                  |                  | T       | met
    late             | 2023-09-01 22:59:59.99 | 2023-09-05 11:00 |                  |                  |                  | T       | late
    neglected        | 2023-09-01 22:59:59.99 |                  |                  |                  |                  | T       | overdue
    to come          | 2024-03-01 23:59:59.99 |                  |                  |                  |                  | T       | pending
    duties ended     | 2023-09-01 22:59:59.99 |                  |                  | 2023-07-01 12:00 |                  | T       | excused
    low risk, long   | 2023-09-01 22:59:59.99 |                  |                  |                  | 2023-07-01 12:00 | T       | excused
    visits not there | 2023-09-01 22:59:59.99 |                  |                  |                  |                  | F       | unknown
    seen or not      | 2023-09-01 22:59:59.99 | 2023-08-20 11:00? |                 |                  |                  | T       | unknown
    no level set     |                        |                  |                  |                  |                  | T       | unknown
    level changed    | 2023-09-01 22:59:59.99 |                  | 2023-07-10 12:00 |                  |                  | T       | not applicable
    """,
)
