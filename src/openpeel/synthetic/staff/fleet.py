"""Response vehicles, when they are off the road, and the morning states of the districts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from numpy.random import Generator

from openpeel.records.staff import FleetDays, Vehicles, VehiclesOffRoad
from openpeel.synthetic.book import Book
from openpeel.synthetic.organisation import DISTRICTS
from openpeel.synthetic.scenario import Deed, Fate, Matter, Row, Scenario, row
from openpeel.synthetic.times import days, london, pick, utc

MORNING = time(7)


@dataclass(frozen=True)
class Morning:
    """A district's vehicles on a morning."""

    district: str
    taken: datetime
    held: int
    fit: int
    wanted: int


def enough_vehicles(dice: Generator, case: Morning) -> Deed:
    """As many vehicles could be used as the plan asks for."""
    return Deed(Fate.IN_TIME, (_state(case, case.fit),))


def too_few_vehicles(dice: Generator, case: Morning) -> Deed:
    """Fewer vehicles could be used than the plan asks for.

    Report, line 375: ‘a lack of available and roadworthy vehicles’.
    """
    return Deed(Fate.NOT_DONE, (_state(case, case.fit),))


def nobody_counted(dice: Generator, case: Morning) -> Deed:
    """Nobody knows: the morning state does not say how many vehicles could be used.

    Report, line 357: ‘due to a lack of accurate information’.
    """
    return Deed(Fate.CANNOT_TELL, (_state(case, None),))


def _state(case: Morning, fit: int | None) -> Row:
    return row(
        FleetDays,
        state_id=f"{case.district[:3].upper()}-{london(case.taken):%y%m%d}",
        taken_at=case.taken,
        district=case.district,
        held=case.held,
        fit=fit,
        wanted=case.wanted,
    )


READY = Matter(
    "as many vehicles fit to respond as a district needs",
    (
        Scenario(nobody_counted, 3),
        Scenario(enough_vehicles, 97, lambda case: case.fit >= case.wanted),
        Scenario(too_few_vehicles, 97, lambda case: case.fit < case.wanted),
    ),
)


def keep_vehicles(dice: Generator, book: Book, each: int) -> None:
    """Vehicles of each district; some are off the road for weeks.

    Report, line 375: ‘a lack of available and roadworthy vehicles’.
    """
    mornings: list[Morning] = []
    for place, district in enumerate(DISTRICTS):
        served: list[datetime] = []
        off: list[tuple[datetime, datetime]] = []
        for number in range(each):
            vehicle = f"V{place + 1}{number:02d}"
            served.append(book.period.begins + days(dice, 0, 6))
            book.write([row(Vehicles, vehicle_id=vehicle, in_service_at=served[-1], district=district)])
            moment = book.period.begins + days(dice, 7, 120)
            nth = 0
            while moment < book.period.ends:
                nth += 1
                length = days(dice, 0.3, 3) if dice.random() < 0.7 else days(dice, 8, 45)
                off.append((moment, moment + length))
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
        mornings += _mornings(book, district, served, off)
    book.play(dice, READY, mornings)


def _mornings(
    book: Book, district: str, served: Sequence[datetime], off: Sequence[tuple[datetime, datetime]]
) -> list[Morning]:
    """From the day on which all vehicles serve; all but one are wanted."""
    found = []
    day = london(max(served)).date() + timedelta(days=1)
    while (taken := utc(datetime.combine(day, MORNING))) < book.period.ends:
        unfit = sum(since <= taken < until for since, until in off)
        found.append(Morning(district, taken, len(served), len(served) - unfit, len(served) - 1))
        day += timedelta(days=1)
    return found
