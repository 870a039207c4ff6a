"""Whoever answers callers is trained in the structured assessment of risk."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Recurring, Review, Shows, Standard
from openpeel.units.thrive_training_owed import ThriveTrainingOwed

thrive_training_current = Standard(
    id="thrive-training-current",
    says="Whoever answers callers is trained in the structured assessment of risk, soon after taking up the post and again at the interval set",
    why="Whoever was never shown the right questions does not ask them.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.1",
    source=PEEL_2021_22.at(
        "Responding to the public",
        "Cause of concern",
        "had not received consistent information and training about the force's risk assessment process",
    ),
    unit=ThriveTrainingOwed,
    applies=ThriveTrainingOwed.superseded_at.is_missing()
    | (ThriveTrainingOwed.superseded_at > ThriveTrainingOwed.due_at),
    rule=Recurring(done=ThriveTrainingOwed.trained_at, due=ThriveTrainingOwed.due_at),
    # Whoever has gone needs no course.
    excused=(ThriveTrainingOwed.left_at <= ThriveTrainingOwed.due_at)
    | (ThriveTrainingOwed.post_ended_at <= ThriveTrainingOwed.due_at),
    shows=Shows(
        case=ThriveTrainingOwed.staff_id,
        owner=ThriveTrainingOwed.team,
        worklist=(
            ThriveTrainingOwed.post,
            ThriveTrainingOwed.opened_at,
            ThriveTrainingOwed.trained_before_at,
            ThriveTrainingOwed.due_at,
            ThriveTrainingOwed.trained_at,
        ),
        finding="Of {n} times that somebody was due to be trained in the structured assessment of risk, {met} were kept ({rate}), {late} late and {overdue} not.",
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
