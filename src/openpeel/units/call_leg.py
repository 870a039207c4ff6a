"""The unit: one leg of a call."""

from __future__ import annotations

from openpeel.language.columns import earliest_of
from openpeel.language.facts import each
from openpeel.language.units import Unit
from openpeel.records.calls import CallLegs, Calls


class CallLeg(Unit):
    """One leg of a call: one wait in one queue, and what came of it."""

    rows = CallLegs
    _call = each(Calls, by=Calls.call_id, to=CallLegs.call_id)

    leg_id = CallLegs.leg_id
    """The telephony system's reference for the leg."""
    call_id = CallLegs.call_id
    """The call that it is part of."""
    stage = CallLegs.stage
    """Where in the force the caller waited."""
    line_dialled = _call.only(Calls.line_dialled)
    """The line that was dialled."""
    queued_at = CallLegs.queued_at
    """When the caller joined the queue."""
    answered_at = CallLegs.answered_at
    """When somebody picked up; missing if nobody did."""
    abandoned_at = CallLegs.abandoned_at
    """When the caller gave up in this queue; missing if answered."""
    waited_until = earliest_of(CallLegs.answered_at, CallLegs.abandoned_at)
    """When the wait ended, one way or the other."""
    is_answered = CallLegs.answered_at.is_present()
    """Whether somebody picked up."""
    is_abandoned = CallLegs.abandoned_at.is_present()
    """Whether the caller gave up."""
    details_recorded_at = CallLegs.details_recorded_at
    """When the caller's name and number were written down on this leg."""
    risk_asked_at = CallLegs.risk_asked_at
    """When a first question about risk was asked on this leg, and its answer written down."""
    transferred_at = CallLegs.transferred_at
    """When the caller was passed on to another queue; missing if not."""
    handler_id = CallLegs.handler_id
    """Staff number of whoever answered."""
    team = CallLegs.team
    """The team or shift of whoever answered or staffs the queue."""
    begins = queued_at
