"""A caller does not give up in the switchboard."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Condition, Review, Shows, Standard, Target
from openpeel.limits.contact import SHORT_ABANDON
from openpeel.units.call_leg import CallLeg

switchboard_not_abandoned = Standard(
    id="switchboard-not-abandoned",
    says="A caller is answered in the switchboard before giving up",
    why="A caller lost at the switchboard leaves nothing behind but a number.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.3",
    source=PEEL_2021_22.at(
        "Responding to the public",
        "The force lacks understanding of the demand faced by call handlers and officers responding to calls for service, and what resources it needs to manage this effectively",
        "call abandonment rate which exceeds the national standards required",
    ),
    unit=CallLeg,
    applies=(CallLeg.stage == "switchboard"),
    rule=Condition(holds=CallLeg.is_answered, observed=CallLeg.waited_until),
    # Whoever rings off at once has not been kept waiting.
    excused=CallLeg.abandoned_at
    <= SHORT_ABANDON.after(CallLeg.queued_at, deciding=CallLeg.queued_at, force=CallLeg.force),
    targets=(
        Target(at_least=0.95, since=date(2010, 1, 1), source="Illustrative: a share commonly quoted, not verified"),
    ),
    shows=Shows(
        case=CallLeg.leg_id,
        owner=CallLeg.team,
        worklist=(
            CallLeg.call_id,
            CallLeg.queued_at,
            CallLeg.answered_at,
            CallLeg.abandoned_at,
        ),
        finding="Of {n} callers who waited in the switchboard, {overdue} gave up before they were answered; {excused} more rang off at once.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case             | stage            | queued_at           | is_answered | abandoned_at        | waited_until        | covered | verdict
    answered         | switchboard      | 2024-01-01 10:00:00 | T           |                     | 2024-01-01 10:02:00 | T       | met
    gave up          | switchboard      | 2024-01-01 10:00:00 | F           | 2024-01-01 10:06:00 | 2024-01-01 10:06:00 | T       | overdue
    rang off at once | switchboard      | 2024-01-01 10:00:00 | F           | 2024-01-01 10:00:05 | 2024-01-01 10:00:05 | T       | excused
    still waiting    | switchboard      | 2024-01-31 23:58:00 | F           |                     |                     | T       | unknown
    not loaded       | switchboard      | 2024-01-01 10:00:00 |             | 2024-01-01 10:06:00 | 2024-01-01 10:06:00 | F       | unknown
    another queue    | other department | 2024-01-01 10:00:00 | F           |                     | 2024-01-01 10:06:00 | T       | not applicable
    """,
)
