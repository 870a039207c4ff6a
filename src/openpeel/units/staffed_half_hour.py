"""The unit: half an hour of a queue of the contact centre."""

from __future__ import annotations

from openpeel.language.units import Unit
from openpeel.records.staff import StaffedHalfHours


class StaffedHalfHour(Unit):
    """Half an hour of a queue of the contact centre: who was wanted and there, and what came in."""

    rows = StaffedHalfHours

    interval_id = StaffedHalfHours.interval_id
    """The half hour's reference."""
    queue = StaffedHalfHours.queue
    """The queue."""
    began_at = StaffedHalfHours.began_at
    """When it began."""
    wanted = StaffedHalfHours.wanted
    """How many were wanted on duty, by the force's own forecast."""
    on_duty = StaffedHalfHours.on_duty
    """How many were on duty."""
    offered = StaffedHalfHours.offered
    """How many calls came in."""
    answered = StaffedHalfHours.answered
    """How many of these were answered."""
    is_staffed = on_duty >= wanted
    """Whether as many were on duty as were wanted; unknown where no forecast was kept."""
    has_calls = offered >= 1
    """Whether a call came in."""
    has_lost_caller = answered < offered
    """Whether one of those who called in it was never answered."""
    begins = began_at
