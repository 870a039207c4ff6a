"""Response vehicles, and when they are off the road."""

from __future__ import annotations

from datetime import timedelta

from numpy.random import Generator

from openpeel.records.staff import Vehicles, VehiclesOffRoad
from openpeel.synthetic.organisation import DISTRICTS
from openpeel.synthetic.scenario import Book, row
from openpeel.synthetic.times import days, pick


def keep_vehicles(dice: Generator, book: Book, each: int) -> None:
    """Vehicles of each district; some are off the road for weeks.

    Report, line 375: ‘a lack of available and roadworthy vehicles’.
    """
    for place, district in enumerate(DISTRICTS):
        for number in range(each):
            vehicle = f"V{place + 1}{number:02d}"
            book.write(
                [
                    row(
                        Vehicles,
                        vehicle_id=vehicle,
                        in_service_at=book.period.begins + days(dice, 0, 6),
                        district=district,
                    )
                ]
            )
            moment = book.period.begins + days(dice, 7, 120)
            nth = 0
            while moment < book.period.ends:
                nth += 1
                length = days(dice, 0.3, 3) if dice.random() < 0.7 else days(dice, 8, 45)
                book.write(
                    [
                        row(
                            VehiclesOffRoad,
                            period_id=f"{vehicle}-{nth}",
                            vehicle_id=vehicle,
                            off_road_at=moment,
                            back_at=moment + length,
                            reason=pick(dice, ("service", "repair", "collision", "waiting for parts"), (4, 3, 1, 2)),
                        )
                    ]
                )
                moment += length + days(dice, 15, 120) + timedelta(hours=1)
