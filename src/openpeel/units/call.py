"""The unit: one call to the police."""

from __future__ import annotations

from openpeel.language.units import Unit
from openpeel.records.calls import Calls


class Call(Unit):
    """One telephone call to the police, from its presentation to the force on."""

    rows = Calls
    call_id = Calls.call_id
    """The telephony system's reference."""
    line_dialled = Calls.line_dialled
    """The line that was dialled."""
    presented_at = Calls.presented_at
    """When the call reached the force."""
    answered_at = Calls.answered_at
    """When a call handler picked up; missing if nobody did."""
    abandoned_at = Calls.abandoned_at
    """When the caller gave up; missing if the call was answered."""
    handler_id = Calls.handler_id
    """Who answered."""
    team = Calls.team
    """The handler's team or shift."""
    incident_id = Calls.incident_id
    """The incident log that the call opened."""
    begins = presented_at
