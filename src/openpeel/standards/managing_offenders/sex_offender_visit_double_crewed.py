"""Visits to registered sex offenders are made by two officers."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Condition, Review, Shows, Standard
from openpeel.limits.offenders import SEX_OFFENDER_VISIT_OFFICERS
from openpeel.units.sex_offender_visit import SexOffenderVisit

sex_offender_visit_double_crewed = Standard(
    id="sex-offender-visit-double-crewed",
    says="A visit to a registered sex offender is made by two officers",
    why="Two see more than one; it keeps officers safe, and keeps improper relationships from forming.",
    area=Area.MANAGING_OFFENDERS,
    characteristic="7.2",
    source=PEEL_2021_22.at(
        "Managing offenders and suspects", "Areas for improvement", "all visits should be 'double crewed'"
    ),
    unit=SexOffenderVisit,
    applies=SexOffenderVisit.visited_at.is_present(),
    rule=Condition(
        holds=SexOffenderVisit.officers_present
        >= SEX_OFFENDER_VISIT_OFFICERS.amount(deciding=SexOffenderVisit.visited_at, force=SexOffenderVisit.force),
        observed=SexOffenderVisit.visited_at,
    ),
    shows=Shows(
        case=SexOffenderVisit.visit_id,
        owner=SexOffenderVisit.team,
        worklist=(
            SexOffenderVisit.offender_id,
            SexOffenderVisit.visited_at,
            SexOffenderVisit.officers_present,
            SexOffenderVisit.was_seen,
        ),
        finding="{overdue} of {n} visits to registered sex offenders were made by a single officer.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 22), next=date(2027, 11, 22)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case           | visited_at       | officers_present | covered | verdict
    two            | 2023-09-01 11:00 | 2                | T       | met
    three          | 2023-09-01 11:00 | 3                | T       | met
    one            | 2023-09-01 11:00 | 1                | T       | overdue
    not written    | 2023-09-01 11:00 |                  | T       | unknown
    not supplied   | 2023-09-01 11:00 |                  | F       | unknown
    """,
)
