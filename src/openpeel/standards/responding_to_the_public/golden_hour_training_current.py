"""Whoever leads response officers is trained in the golden hour."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Recurring, Review, Shows, Standard
from openpeel.units.golden_hour_training_owed import GoldenHourTrainingOwed

golden_hour_training_current = Standard(
    id="golden-hour-training-current",
    says="Whoever leads response officers is trained in the golden hour, soon after taking up the post and again at the interval set",
    why="What a supervisor does not know to ask for is not done, and cannot be done later.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.3",
    source=PEEL_2021_22.at(
        "Responding to the public",
        "The force should support and develop its supervisors of initial responders to provide effective leadership",
        "they lacked training on golden hour principles",
    ),
    unit=GoldenHourTrainingOwed,
    applies=GoldenHourTrainingOwed.superseded_at.is_missing()
    | (GoldenHourTrainingOwed.superseded_at > GoldenHourTrainingOwed.due_at),
    rule=Recurring(done=GoldenHourTrainingOwed.trained_at, due=GoldenHourTrainingOwed.due_at),
    # Whoever has gone needs no course.
    excused=(GoldenHourTrainingOwed.left_at <= GoldenHourTrainingOwed.due_at)
    | (GoldenHourTrainingOwed.post_ended_at <= GoldenHourTrainingOwed.due_at),
    shows=Shows(
        case=GoldenHourTrainingOwed.staff_id,
        owner=GoldenHourTrainingOwed.team,
        worklist=(
            GoldenHourTrainingOwed.post,
            GoldenHourTrainingOwed.opened_at,
            GoldenHourTrainingOwed.trained_before_at,
            GoldenHourTrainingOwed.due_at,
            GoldenHourTrainingOwed.trained_at,
        ),
        finding="Of {n} times that somebody who leads officers was due to be trained in the golden hour, {met} were kept ({rate}), {late} late and {overdue} not.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case               | due_at                 | trained_at       | superseded_at    | left_at    | post_ended_at    | covered | verdict
    in time            | 2023-09-01 22:59:59.99 | 2023-08-20 11:00 |                  |            |                  | T       | met
    on the last day    | 2023-09-01 22:59:59.99 | 2023-09-01 16:00 |                  |            |                  | T       | met
    late               | 2023-09-01 22:59:59.99 | 2023-09-20 11:00 |                  |            |                  | T       | late
    never              | 2023-09-01 22:59:59.99 |                  |                  |            |                  | T       | overdue
    missed, then moved | 2023-09-01 22:59:59.99 |                  | 2023-10-01 09:00 |            |                  | T       | overdue
    had left           | 2023-09-01 22:59:59.99 |                  |                  | 2023-08-01 |                  | T       | excused
    another post       | 2023-09-01 22:59:59.99 |                  |                  |            | 2023-08-01 09:00 | T       | excused
    to come            | 2024-02-20 23:59:59.99 |                  |                  |            |                  | T       | pending
    not loaded         | 2023-09-01 22:59:59.99 |                  |                  |            |                  | F       | unknown
    moved before       | 2023-09-01 22:59:59.99 |                  | 2023-08-10 09:00 |            |                  | T       | not applicable
    """,
)
