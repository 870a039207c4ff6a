"""As many are on duty to answer callers as the demand calls for."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Condition, Review, Shows, Standard
from openpeel.units.staffed_half_hour import StaffedHalfHour

queue_staffed_for_demand = Standard(
    id="queue-staffed-for-demand",
    says="In every half hour, as many are on duty to answer callers as the force's own forecast of calls asks for",
    why="Where too few are on duty callers wait, and some of them hang up.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.3",
    source=PEEL_2021_22.at(
        "Responding to the public",
        "The force lacks understanding of the demand faced by call handlers and officers responding to calls for service, and what resources it needs to manage this effectively",
        "the distribution of resources to meet predicted demand was ineffective",
    ),
    unit=StaffedHalfHour,
    applies=StaffedHalfHour.began_at.is_present(),
    rule=Condition(holds=StaffedHalfHour.is_staffed, observed=StaffedHalfHour.began_at),
    shows=Shows(
        case=StaffedHalfHour.interval_id,
        owner=StaffedHalfHour.queue,
        worklist=(
            StaffedHalfHour.began_at,
            StaffedHalfHour.wanted,
            StaffedHalfHour.on_duty,
            StaffedHalfHour.offered,
            StaffedHalfHour.answered,
        ),
        finding="In {overdue} of {n} half hours fewer were on duty to answer callers than the forecast asked for.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case           | began_at         | is_staffed | covered | verdict
    as forecast    | 2024-01-01 10:00 | T          | T       | met
    too few        | 2024-01-01 10:00 | F          | T       | overdue
    no forecast    | 2024-01-01 10:00 |            | T       | unknown
    not loaded     | 2024-01-01 10:00 |            | F       | unknown
    no time set    |                  | T          | T       | not applicable
    """,
)
