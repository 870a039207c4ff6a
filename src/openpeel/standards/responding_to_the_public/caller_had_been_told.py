"""Whoever rings to hear how a case stands had been told."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Condition, Review, Shows, Standard
from openpeel.limits.victims import VICTIM_UPDATE
from openpeel.units.call import Call

caller_had_been_told = Standard(
    id="caller-had-been-told",
    says="A victim who rings to hear how a case stands had been told within the interval set",
    why="A call for an update is demand that comes of not having been told.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.3",
    source=PEEL_2021_22.at(
        "Responding to the public",
        "The force lacks understanding of the demand faced by call handlers and officers responding to calls for service, and what resources it needs to manage this effectively",
        "several victims used it to get updates for their crimes",
    ),
    unit=Call,
    applies=Call.is_for_update & Call.crime_recorded_at.is_present(),
    rule=Condition(
        holds=(
            Call.last_told_at.is_present()
            & (
                VICTIM_UPDATE.after(Call.last_told_at, deciding=Call.presented_at, force=Call.force)
                >= Call.presented_at
            )
        )
        | (
            Call.last_told_at.is_missing()
            & (
                VICTIM_UPDATE.after(Call.crime_recorded_at, deciding=Call.presented_at, force=Call.force)
                >= Call.presented_at
            )
        ),
        observed=Call.presented_at,
    ),
    shows=Shows(
        case=Call.call_id,
        owner=Call.team,
        worklist=(
            Call.presented_at,
            Call.crime_id,
            Call.crime_recorded_at,
            Call.last_told_at,
        ),
        finding="Of {n} victims who rang to hear how their case stands, {overdue} had not been told within the interval.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case            | is_for_update | presented_at     | crime_recorded_at | last_told_at     | covered | verdict
    told last week  | T             | 2024-01-20 10:00 | 2023-12-01 09:00  | 2024-01-13 10:00 | T       | met
    on the last day | T             | 2024-01-20 10:00 | 2023-11-01 09:00  | 2023-12-23 10:00 | T       | met
    a new crime     | T             | 2024-01-20 10:00 | 2024-01-10 09:00  |                  | T       | met
    told long ago   | T             | 2024-01-20 10:00 | 2023-10-01 09:00  | 2023-11-13 10:00 | T       | overdue
    never told      | T             | 2024-01-20 10:00 | 2023-12-01 09:00  |                  | T       | overdue
    not loaded      | T             | 2024-01-20 10:00 | 2023-12-01 09:00  |                  | F       | unknown
    no such crime   | T             | 2024-01-20 10:00 |                   |                  | T       | not applicable
    another purpose | F             | 2024-01-20 10:00 |                   |                  | T       | not applicable
    """,
)
