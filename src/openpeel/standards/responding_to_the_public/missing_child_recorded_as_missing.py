"""A missing child is recorded as missing at once."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Deadline, Review, Shows, Standard
from openpeel.limits.missing_people import MISSING_RECORDED
from openpeel.units.missing_report import MissingReport

missing_child_recorded_as_missing = Standard(
    id="missing-child-recorded-as-missing",
    says="A child who is reported missing is recorded as a missing person at once",
    why="Until then nobody assesses the risk, and nobody is set to look.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.2",
    critical=True,
    source=PEEL_2021_22.at(
        "Responding to the public",
        "The force should improve how it reports and investigates missing children",
        "is not following Authorised Professional Practice when responding to reports of missing children",
    ),
    unit=MissingReport,
    applies=MissingReport.is_child,
    rule=Deadline(
        done=MissingReport.recorded_as_missing_at,
        due=MISSING_RECORDED.after(
            MissingReport.reported_at, deciding=MissingReport.reported_at, force=MissingReport.force
        ),
    ),
    shows=Shows(
        case=MissingReport.report_id,
        owner=MissingReport.team,
        worklist=(
            MissingReport.reported_at,
            MissingReport.incident_id,
            MissingReport.opening_code,
            MissingReport.recorded_as_missing_at,
        ),
        finding="Of {n} children who were reported missing, {met} were recorded as missing at once ({rate}), {late} later and {overdue} never.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case          | is_child | reported_at      | recorded_as_missing_at | covered | verdict
    at once       | T        | 2024-01-01 10:00 | 2024-01-01 10:05       | T       | met
    to the minute | T        | 2024-01-01 10:00 | 2024-01-01 10:15       | T       | met
    hours later   | T        | 2024-01-01 10:00 | 2024-01-01 13:00       | T       | late
    never         | T        | 2024-01-01 10:00 |                        | T       | overdue
    just reported | T        | 2024-01-31 23:50 |                        | T       | pending
    not loaded    | T        | 2024-01-01 10:00 |                        | F       | unknown
    age not known |          | 2024-01-01 10:00 | 2024-01-01 10:05       | T       | unknown
    an adult      | F        | 2024-01-01 10:00 |                        | T       | not applicable
    """,
)
