"""The unit: one morning state of a district's response vehicles."""

from __future__ import annotations

from openpeel.language.units import Unit
from openpeel.records.staff import FleetDays


class FleetDay(Unit):
    """One morning state of a district's response vehicles."""

    rows = FleetDays

    state_id = FleetDays.state_id
    """The morning state's reference."""
    taken_at = FleetDays.taken_at
    """When it was taken."""
    district = FleetDays.district
    """The district where the vehicles are kept."""
    held = FleetDays.held
    """How many vehicles the district has."""
    fit = FleetDays.fit
    """How many of them can be used."""
    wanted = FleetDays.wanted
    """How many are wanted, by the force's own plan."""
    is_enough = fit >= wanted
    """Whether as many can be used as are wanted; unknown where the morning state does not say."""
    begins = taken_at
