"""A missing child is never recorded as a concern for welfare."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Never, Review, Shows, Standard
from openpeel.units.missing_report import MissingReport

missing_child_recorded_as_missing = Standard(
    id="missing-child-recorded-as-missing",
    says="A child who is reported missing is recorded as missing at once, never as a concern for welfare",
    why="A concern for welfare sets nobody looking.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.2",
    critical=True,
    source=PEEL_2021_22.at(
        "Responding to the public",
        "The force should improve how it reports and investigates missing children",
        "recording a 'concerns for welfare' incident when a child was reported missing",
    ),
    unit=MissingReport,
    applies=MissingReport.is_child,
    rule=Never(breach=MissingReport.recorded_otherwise_at, until=MissingReport.recorded_by),
    shows=Shows(
        case=MissingReport.report_id,
        owner=MissingReport.team,
        worklist=(
            MissingReport.reported_at,
            MissingReport.incident_id,
            MissingReport.opening_code,
            MissingReport.recorded_as_missing_at,
        ),
        finding="{overdue} of {n} children who were reported missing were recorded as something else, or not at once.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case          | is_child | recorded_by      | recorded_otherwise_at | covered | verdict
    as missing    | T        | 2024-01-01 10:15 |                       | T       | met
    as a concern  | T        | 2024-01-01 10:15 | 2024-01-01 10:15      | T       | overdue
    just reported | T        | 2024-02-01 00:05 |                       | T       | pending
    not loaded    | T        | 2024-01-01 10:15 |                       | F       | unknown
    age not known |          | 2024-01-01 10:15 |                       | T       | unknown
    an adult      | F        | 2024-01-01 10:15 | 2024-01-01 10:15      | T       | not applicable
    """,
)
