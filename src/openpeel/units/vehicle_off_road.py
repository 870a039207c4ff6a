"""The unit: one time in which a vehicle could not be used."""

from __future__ import annotations

from openpeel.language.facts import each
from openpeel.language.units import Unit
from openpeel.records.staff import Vehicles, VehiclesOffRoad


class VehicleOffRoad(Unit):
    """One time in which a vehicle of a response fleet could not be used."""

    rows = VehiclesOffRoad
    _vehicle = each(Vehicles, by=Vehicles.vehicle_id, to=VehiclesOffRoad.vehicle_id)

    period_id = VehiclesOffRoad.period_id
    """The period's reference."""
    vehicle_id = VehiclesOffRoad.vehicle_id
    """The vehicle."""
    off_road_at = VehiclesOffRoad.off_road_at
    """From when it could not be used."""
    back_at = VehiclesOffRoad.back_at
    """When it could be used again; missing while it cannot."""
    reason = VehiclesOffRoad.reason
    """Why it could not be used."""
    district = _vehicle.only(Vehicles.district)
    """The district where the vehicle is kept."""
    begins = off_road_at
