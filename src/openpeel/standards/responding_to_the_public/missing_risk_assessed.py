"""The risk to a missing person is assessed without delay."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Deadline, Review, Shows, Standard
from openpeel.limits.missing_people import MISSING_RISK_ASSESSED
from openpeel.units.missing_report import MissingReport

missing_risk_assessed = Standard(
    id="missing-risk-assessed",
    says="The risk to somebody who is reported missing is assessed without delay",
    why="How many look, and how hard, hangs on it.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.2",
    critical=True,
    source=PEEL_2021_22.at(
        "Responding to the public",
        "The force should improve how it reports and investigates missing children",
        "delays in risk assessments",
    ),
    unit=MissingReport,
    applies=MissingReport.reported_at.is_present(),
    rule=Deadline(
        done=MissingReport.assessed_at,
        due=MISSING_RISK_ASSESSED.after(
            MissingReport.reported_at, deciding=MissingReport.reported_at, force=MissingReport.force
        ),
    ),
    # The person was back before the time was up.
    excused=MissingReport.found_at
    <= MISSING_RISK_ASSESSED.after(
        MissingReport.reported_at, deciding=MissingReport.reported_at, force=MissingReport.force
    ),
    shows=Shows(
        case=MissingReport.report_id,
        owner=MissingReport.team,
        worklist=(
            MissingReport.reported_at,
            MissingReport.is_child,
            MissingReport.assessed_at,
            MissingReport.first_level,
            MissingReport.found_at,
        ),
        finding="In {overdue} of {n} reports of missing people the risk was never assessed; in {late} more late.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case             | reported_at      | assessed_at      | found_at         | covered | verdict
    at once          | 2024-01-01 10:00 | 2024-01-01 10:20 |                  | T       | met
    to the minute    | 2024-01-01 10:00 | 2024-01-01 11:00 |                  | T       | met
    late             | 2024-01-01 10:00 | 2024-01-01 14:00 |                  | T       | late
    never            | 2024-01-01 10:00 |                  |                  | T       | overdue
    came back before | 2024-01-01 10:00 |                  | 2024-01-01 10:40 | T       | excused
    still time       | 2024-01-31 23:30 |                  |                  | T       | pending
    not loaded       | 2024-01-01 10:00 |                  |                  | F       | unknown
    """,
)
