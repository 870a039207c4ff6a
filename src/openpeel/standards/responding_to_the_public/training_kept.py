"""A place on a course is kept."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Deadline, Review, Shows, Standard
from openpeel.limits.staff import TRAINING_TAKEN
from openpeel.units.training_place import TrainingPlace

training_kept = Standard(
    id="training-kept",
    says="A place on a course is kept, not cancelled to cover demand",
    why="Skills that are not kept up are missed on the next call.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.3",
    source=PEEL_2021_22.at(
        "Responding to the public",
        "The force should make sure it supports its communications centre staff",
        "contributed to training days being cancelled",
    ),
    unit=TrainingPlace,
    applies=TrainingPlace.planned_at.is_present(),
    rule=Deadline(
        done=TrainingPlace.completed_at,
        due=TRAINING_TAKEN.after(TrainingPlace.planned_at, deciding=TrainingPlace.booked_at, force=TrainingPlace.force),
    ),
    # Whoever has left needs no place.
    excused=TrainingPlace.left_at <= TrainingPlace.planned_at,
    shows=Shows(
        case=TrainingPlace.place_id,
        owner=TrainingPlace.team,
        worklist=(
            TrainingPlace.staff_id,
            TrainingPlace.post,
            TrainingPlace.course,
            TrainingPlace.planned_at,
            TrainingPlace.completed_at,
            TrainingPlace.cancelled_at,
            TrainingPlace.cancelled_because,
        ),
        finding="Of {n} places on courses, {met} were used ({rate}), {late} on another day and {overdue} not.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case             | booked_at        | planned_at       | completed_at     | left_at    | covered | verdict
    taken            | 2023-12-01 09:00 | 2024-01-08 09:00 | 2024-01-08 16:00 |            | T       | met
    entered next day | 2023-12-01 09:00 | 2024-01-08 09:00 | 2024-01-09 16:00 |            | T       | met
    a month later    | 2023-12-01 09:00 | 2024-01-03 09:00 | 2024-01-30 16:00 |            | T       | late
    cancelled        | 2023-12-01 09:00 | 2024-01-08 09:00 |                  |            | T       | overdue
    had left         | 2023-12-01 09:00 | 2024-01-08 09:00 |                  | 2023-12-20 | T       | excused
    to come          | 2024-01-10 09:00 | 2024-02-08 09:00 |                  |            | T       | pending
    not loaded       | 2023-12-01 09:00 | 2024-01-08 09:00 |                  |            | F       | unknown
    no day set       | 2023-12-01 09:00 |                  |                  |            | T       | not applicable
    """,
)
