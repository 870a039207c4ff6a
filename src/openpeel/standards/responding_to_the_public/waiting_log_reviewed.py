"""A log that waits for officers is looked through again."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Recurring, Review, Shows, Standard
from openpeel.units.log_review_owed import LogReviewOwed

waiting_log_reviewed = Standard(
    id="waiting-log-reviewed",
    says="A log that waits for officers is looked through again by the time that they were promised, and then at the interval set",
    why="Risk changes while nobody is free to go.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.2",
    source=PEEL_2021_22.at(
        "Providing a service to the victims of crime",
        "The force does not always respond to calls for service in a timely way",
        "including information obtained after the call",
    ),
    unit=LogReviewOwed,
    applies=LogReviewOwed.grade.is_in("emergency", "priority", "scheduled"),
    rule=Recurring(done=LogReviewOwed.reviewed_at, due=LogReviewOwed.due_at),
    # The wait was over, or the log was closed after it had been looked through.
    excused=(LogReviewOwed.resourced_at <= LogReviewOwed.due_at)
    | ((LogReviewOwed.opened_by == "act") & (LogReviewOwed.closed_at <= LogReviewOwed.due_at)),
    shows=Shows(
        case=LogReviewOwed.incident_id,
        owner=LogReviewOwed.team,
        worklist=(
            LogReviewOwed.grade,
            LogReviewOwed.opened_at,
            LogReviewOwed.opened_by,
            LogReviewOwed.due_at,
            LogReviewOwed.reviewed_at,
            LogReviewOwed.resourced_at,
        ),
        finding="Of {n} reviews that were due on logs that waited for officers, {met} were made in time ({rate}), {late} late and {overdue} not.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case             | grade         | opened_by | due_at           | reviewed_at      | resourced_at     | closed_at        | covered | verdict
    reviewed         | priority      | start     | 2024-01-01 11:00 | 2024-01-01 10:50 |                  |                  | T       | met
    to the minute    | priority      | start     | 2024-01-01 11:00 | 2024-01-01 11:00 |                  |                  | T       | met
    late             | priority      | start     | 2024-01-01 11:00 | 2024-01-01 15:00 | 2024-01-01 16:00 | 2024-01-01 17:00 | T       | late
    left alone       | priority      | act       | 2024-01-01 14:30 |                  | 2024-01-01 19:00 | 2024-01-01 20:00 | T       | overdue
    closed unseen    | priority      | start     | 2024-01-01 11:00 |                  |                  | 2024-01-01 10:50 | T       | overdue
    officers came    | priority      | start     | 2024-01-01 11:00 |                  | 2024-01-01 10:50 | 2024-01-01 12:50 | T       | excused
    closed after it  | priority      | act       | 2024-01-01 14:30 |                  |                  | 2024-01-01 11:30 | T       | excused
    to come          | priority      | start     | 2024-02-01 00:30 |                  |                  |                  | T       | pending
    not loaded       | priority      | start     | 2024-01-01 11:00 |                  |                  |                  | F       | unknown
    nobody was to go | no attendance | start     |                  |                  |                  |                  | T       | not applicable
    """,
)
