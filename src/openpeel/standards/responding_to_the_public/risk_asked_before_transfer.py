"""Before a caller is passed on, a first question about risk is asked and its answer written down."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Deadline, Review, Shows, Standard
from openpeel.units.call_leg import CallLeg

risk_asked_before_transfer = Standard(
    id="risk-asked-before-transfer",
    says="Before the switchboard passes a caller on, a first question about risk is asked and its answer written down",
    why="Nobody knows who of those passed on cannot wait.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.1",
    source=PEEL_2021_22.at(
        "Responding to the public",
        "The force lacks understanding of the demand faced by call handlers and officers responding to calls for service, and what resources it needs to manage this effectively",
        "with no details being recorded and no assessment of risk carried out",
    ),
    unit=CallLeg,
    applies=(CallLeg.stage == "switchboard") & CallLeg.transferred_at.is_present(),
    rule=Deadline(done=CallLeg.risk_asked_at, due=CallLeg.transferred_at),
    shows=Shows(
        case=CallLeg.leg_id,
        owner=CallLeg.team,
        worklist=(
            CallLeg.call_id,
            CallLeg.queued_at,
            CallLeg.answered_at,
            CallLeg.risk_asked_at,
            CallLeg.transferred_at,
        ),
        finding="In {overdue} of {n} calls that the switchboard passed on, no first question about risk had been asked; in {late} more that came later.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 26), next=date(2027, 11, 26)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case              | stage        | transferred_at      | risk_asked_at       | covered | verdict
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
