"""The median time for which a response vehicle is off the road."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.indicators import Better, Indicator, Median
from openpeel.language.standards import Review
from openpeel.units.vehicle_off_road import VehicleOffRoad

vehicle_days_off_road = Indicator(
    id="vehicle-days-off-road",
    says="Median time for which a vehicle of the response fleet could not be used",
    why="A vehicle in the workshop attends nothing.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.2",
    source="Times in which vehicles were off the road",
    unit=VehicleOffRoad,
    measure=Median(since=VehicleOffRoad.off_road_at, until=VehicleOffRoad.back_at, unit="days"),
    better=Better.LOWER,
    caveats=("Vehicles that are still off the road are not told.",),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
)
