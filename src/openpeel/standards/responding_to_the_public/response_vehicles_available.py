"""A district has as many vehicles fit to respond as it needs."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Condition, Review, Shows, Standard
from openpeel.units.fleet_day import FleetDay

response_vehicles_available = Standard(
    id="response-vehicles-available",
    says="Every morning, each district has as many response vehicles fit to be used as the force's own plan asks for",
    why="Officers without a vehicle come late, or not at all.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.2",
    source=PEEL_2021_22.at(
        "Responding to the public",
        "The force needs to make sure it attends calls for service in line with its published attendance times",
        "a lack of available and roadworthy vehicles",
    ),
    unit=FleetDay,
    applies=FleetDay.taken_at.is_present(),
    rule=Condition(holds=FleetDay.is_enough, observed=FleetDay.taken_at),
    shows=Shows(
        case=FleetDay.state_id,
        owner=FleetDay.district,
        worklist=(FleetDay.taken_at, FleetDay.held, FleetDay.fit, FleetDay.wanted),
        finding="On {overdue} of {n} mornings a district had fewer response vehicles fit to be used than it needs.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case           | taken_at         | is_enough | covered | verdict
    enough         | 2024-01-01 07:00 | T         | T       | met
    too few        | 2024-01-01 07:00 | F         | T       | overdue
    not written    | 2024-01-01 07:00 |           | T       | unknown
    not loaded     | 2024-01-01 07:00 |           | F       | unknown
    no time set    |                  | T         | T       | not applicable
    """,
)
