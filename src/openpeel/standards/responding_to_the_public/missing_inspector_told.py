"""The inspector on duty is told of a missing child, and of high risk."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Deadline, Review, Shows, Standard
from openpeel.limits.missing_people import MISSING_INSPECTOR_TOLD
from openpeel.units.missing_report import MissingReport

missing_inspector_told = Standard(
    id="missing-inspector-told",
    says="The inspector on duty is told without delay of a missing child, and of anybody at high risk",
    why="Only the inspector on duty can move officers from elsewhere.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.2",
    source=PEEL_2021_22.at(
        "Responding to the public",
        "The force should improve how it reports and investigates missing children",
        "directed in the most effective way to keep the most vulnerable people in the community safe",
    ),
    unit=MissingReport,
    applies=MissingReport.is_child.missing_is(False) | MissingReport.high_since.is_present(),
    rule=Deadline(
        done=MissingReport.inspector_told_at,
        due=MISSING_INSPECTOR_TOLD.after(
            MissingReport.reported_at, deciding=MissingReport.reported_at, force=MissingReport.force
        ),
    ),
    # The person was back before the time was up.
    excused=MissingReport.found_at
    <= MISSING_INSPECTOR_TOLD.after(
        MissingReport.reported_at, deciding=MissingReport.reported_at, force=MissingReport.force
    ),
    shows=Shows(
        case=MissingReport.report_id,
        owner=MissingReport.team,
        worklist=(
            MissingReport.reported_at,
            MissingReport.is_child,
            MissingReport.last_level,
            MissingReport.inspector_told_at,
            MissingReport.found_at,
        ),
        finding="In {overdue} of {n} reports of missing children, and of others at high risk, the inspector on duty was not told; in {late} more late.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case                  | is_child | high_since       | reported_at      | inspector_told_at | found_at         | covered | verdict
    at once               | T        |                  | 2024-01-01 10:00 | 2024-01-01 10:20  |                  | T       | met
    to the minute         | T        |                  | 2024-01-01 10:00 | 2024-01-01 11:00  |                  | T       | met
    late                  | T        |                  | 2024-01-01 10:00 | 2024-01-01 14:00  |                  | T       | late
    never                 | T        |                  | 2024-01-01 10:00 |                   |                  | T       | overdue
    came back before      | T        |                  | 2024-01-01 10:00 |                   | 2024-01-01 10:40 | T       | excused
    still time            | T        |                  | 2024-01-31 23:30 |                   |                  | T       | pending
    not loaded            | T        |                  | 2024-01-01 10:00 |                   |                  | F       | unknown
    an adult at high risk | F        | 2024-01-01 10:30 | 2024-01-01 10:00 |                   |                  | T       | overdue
    an adult              | F        |                  | 2024-01-01 10:00 |                   |                  | T       | not applicable
    """,
)
