"""Before a caller is passed on, the caller's name and number are written down."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Deadline, Review, Shows, Standard
from openpeel.units.call_leg import CallLeg

caller_details_before_transfer = Standard(
    id="caller-details-before-transfer",
    says="Before the switchboard passes a caller on, the caller's name and number are written down",
    why="A caller who gives up in the next queue, or at a telephone that nobody answers, cannot be rung back.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.1",
    critical=True,
    source=PEEL_2021_22.at(
        "Responding to the public",
        "The force lacks understanding of the demand faced by call handlers and officers responding to calls for service, and what resources it needs to manage this effectively",
        "before the force recorded her contact details",
    ),
    unit=CallLeg,
    applies=(CallLeg.stage == "switchboard") & CallLeg.transferred_at.is_present(),
    rule=Deadline(done=CallLeg.details_recorded_at, due=CallLeg.transferred_at),
    shows=Shows(
        case=CallLeg.leg_id,
        owner=CallLeg.team,
        worklist=(
            CallLeg.call_id,
            CallLeg.queued_at,
            CallLeg.answered_at,
            CallLeg.details_recorded_at,
            CallLeg.transferred_at,
        ),
        finding="In {overdue} of {n} calls that the switchboard passed on, the caller's name and number had not been written down; in {late} more that came later.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 26), next=date(2027, 11, 26)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case              | stage        | transferred_at      | details_recorded_at | covered | verdict
    before            | switchboard  | 2024-01-01 10:02:00 | 2024-01-01 10:01:00 | T       | met
    at the transfer   | switchboard  | 2024-01-01 10:02:00 | 2024-01-01 10:02:00 | T       | met
    after             | switchboard  | 2024-01-01 10:02:00 | 2024-01-01 10:02:30 | T       | late
    never             | switchboard  | 2024-01-01 10:02:00 |                     | T       | overdue
    being passed on   | switchboard  | 2024-02-01 00:00:30 |                     | T       | pending
    not loaded        | switchboard  | 2024-01-01 10:02:00 |                     | F       | unknown
    not passed on     | switchboard  |                     |                     | T       | not applicable
    at a call handler | control room | 2024-01-01 10:02:00 |                     | T       | not applicable
    """,
)
