"""A missing child's risk is medium or high, or a reason is recorded."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Condition, Review, Shows, Standard
from openpeel.units.missing_report import MissingReport

missing_child_level_justified = Standard(
    id="missing-child-level-justified",
    says="The risk to a missing child is first judged to be medium or high, or a reason is recorded",
    why="A child who is missing cannot be taken to be safe.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.2",
    source=PEEL_2021_22.at(
        "Responding to the public",
        "The force should improve how it reports and investigates missing children",
        "A missing person report should be recognised as an opportunity to identify and address risk",
    ),
    unit=MissingReport,
    applies=MissingReport.is_child & MissingReport.assessed_at.is_present(),
    rule=Condition(
        holds=MissingReport.first_level.is_in("medium", "high") | MissingReport.first_reason.is_present(),
        observed=MissingReport.assessed_at,
    ),
    shows=Shows(
        case=MissingReport.report_id,
        owner=MissingReport.team,
        worklist=(
            MissingReport.reported_at,
            MissingReport.assessed_at,
            MissingReport.first_level,
            MissingReport.first_reason,
        ),
        finding="For {overdue} of {n} missing children the risk was judged to be low, or none, with no reason recorded.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case             | is_child | assessed_at      | first_level | first_reason    | covered | verdict
    medium           | T        | 2024-01-01 10:20 | medium      |                 | T       | met
    low, with reason | T        | 2024-01-01 10:20 | low         | with the father | T       | met
    low, no reason   | T        | 2024-01-01 10:20 | low         |                 | T       | overdue
    not supplied     | T        | 2024-01-01 10:20 |             |                 | F       | unknown
    age not known    |          | 2024-01-01 10:20 | low         |                 | T       | unknown
    not assessed     | T        |                  |             |                 | T       | not applicable
    an adult         | F        | 2024-01-01 10:20 | low         |                 | T       | not applicable
    """,
)
