"""The fleet system: vehicles, and when they are off the road."""

from __future__ import annotations

from openpeel.records.staff import FleetDays, Vehicles, VehiclesOffRoad
from openpeel.synthetic.systems.extract import TO_THE_MINUTE, Extract

EXTRACTS: tuple[Extract, ...] = (
    Extract(
        "vehicles.csv",
        "Response vehicles, from the fleet system",
        "fleet",
        Vehicles,
        {
            "vehicle_id": "Fleet No",
            "in_service_at": "Commissioned",
            "out_of_service_at": "Disposed",
            "district": "Base",
            "entered_at": "Created",
        },
        times=TO_THE_MINUTE,
    ),
    Extract(
        "vehicles_off_road.csv",
        "Times in which vehicles were off the road, from the fleet system",
        "fleet",
        VehiclesOffRoad,
        {
            "period_id": "Job",
            "vehicle_id": "Fleet No",
            "off_road_at": "VOR From",
            "back_at": "VOR To",
            "reason": "Cause",
            "entered_at": "Created",
        },
        times=TO_THE_MINUTE,
    ),
    Extract(
        "fleet_morning_states.csv",
        "Morning states of response vehicles, from the fleet system",
        "fleet",
        FleetDays,
        {
            "state_id": "State",
            "taken_at": "Taken",
            "district": "Base",
            "held": "Strength",
            "fit": "Available",
            "wanted": "Minimum",
            "entered_at": "Created",
        },
        times=TO_THE_MINUTE,
    ),
)
