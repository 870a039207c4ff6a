"""Something is done without delay to find a missing child."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Deadline, Review, Shows, Standard
from openpeel.limits.missing_people import MISSING_ACTED_ON
from openpeel.units.missing_report import MissingReport

missing_child_acted_on = Standard(
    id="missing-child-acted-on",
    says="Something is done without delay to find a child who is reported missing; nobody waits for a second call",
    why="The first hours decide whether a child is found.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.2",
    critical=True,
    source=PEEL_2021_22.at(
        "Responding to the public",
        "The force should improve how it reports and investigates missing children",
        "any activity to find them until a second call or a review up to four hours later",
    ),
    unit=MissingReport,
    applies=MissingReport.is_child,
    rule=Deadline(
        done=MissingReport.acted_at,
        due=MISSING_ACTED_ON.after(
            MissingReport.reported_at, deciding=MissingReport.reported_at, force=MissingReport.force
        ),
    ),
    # The person was back before the time was up.
    excused=MissingReport.found_at
    <= MISSING_ACTED_ON.after(MissingReport.reported_at, deciding=MissingReport.reported_at, force=MissingReport.force),
    shows=Shows(
        case=MissingReport.report_id,
        owner=MissingReport.team,
        worklist=(
            MissingReport.reported_at,
            MissingReport.acted_at,
            MissingReport.first_level,
            MissingReport.found_at,
        ),
        finding="In {overdue} of {n} reports of missing children nothing was done to find the child; in {late} more something only later.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case             | is_child | reported_at      | acted_at         | found_at         | covered | verdict
    at once          | T        | 2024-01-01 10:00 | 2024-01-01 10:20 |                  | T       | met
    to the minute    | T        | 2024-01-01 10:00 | 2024-01-01 12:00 |                  | T       | met
    late             | T        | 2024-01-01 10:00 | 2024-01-01 14:00 |                  | T       | late
    never            | T        | 2024-01-01 10:00 |                  |                  | T       | overdue
    came back before | T        | 2024-01-01 10:00 |                  | 2024-01-01 10:40 | T       | excused
    still time       | T        | 2024-01-31 23:30 |                  |                  | T       | pending
    not loaded       | T        | 2024-01-01 10:00 |                  |                  | F       | unknown
    an adult         | F        | 2024-01-01 10:00 |                  |                  | T       | not applicable
    age not known    |          | 2024-01-01 10:00 |                  |                  | T       | unknown
    """,
)
