"""Who is abused, and how often: incidents of domestic abuse before the police hear of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from numpy.random import Generator

from openpeel.synthetic.occurrence import SETTLED, Occurrence
from openpeel.synthetic.organisation import DISTRICTS, person
from openpeel.synthetic.times import Period, arrivals, pick


def occurrences(dice: Generator, period: Period, count: int) -> list[Occurrence]:
    """About ``count`` incidents of domestic abuse: most victims once, some again and again."""
    victims = iter(range(1_000_000, 2_000_000))
    found: list[Occurrence] = []
    for incidents, gap, share in ((5, (25.0, 70.0), 0.024), (3, (25.0, 60.0), 0.02), (2, (15.0, 300.0), 0.06)):
        found += _repeated(dice, period, max(2, round(share * count)), incidents, gap, victims)
    found += _repeated(dice, period, max(2, round(0.008 * count)), 3, (215.0, 290.0), victims)
    singles = max(40, count - len(found))
    for number, moment in enumerate(arrivals(dice, singles, period)):
        cancelled = number % 41 == 7
        unflagged = number % 97 == 20
        unlinked = number % 53 == 30
        found.append(
            _occurrence(
                dice,
                moment,
                None if unlinked else next(victims),
                person(next(victims)),
                flag=None if unflagged else True,
                is_cancelled=cancelled and not unflagged and not unlinked,
            )
        )
    return found


def _repeated(
    dice: Generator, period: Period, victims: int, incidents: int, gap: tuple[float, float], numbers: Iterator[int]
) -> list[Occurrence]:
    found = []
    room = timedelta(days=gap[1] * (incidents - 1)) + SETTLED
    for start in arrivals(
        dice, victims, Period(period.begins, max(period.begins + timedelta(days=8), period.ends - room))
    ):
        victim, suspect = next(numbers), person(next(numbers))
        moment = start
        for _ in range(incidents):
            found.append(_occurrence(dice, moment, victim, suspect, flag=True))
            # Whole days keep the hour of the day, and stay clear of the hour that comes twice.
            moment += timedelta(days=round(dice.uniform(*gap)), minutes=int(dice.integers(1, 50)))
    return found


def _occurrence(
    dice: Generator,
    moment: datetime,
    victim: int | None,
    suspect: str,
    *,
    flag: bool | None,
    is_cancelled: bool = False,
) -> Occurrence:
    verbal = bool(dice.random() < 0.3)
    return Occurrence(
        reported=moment,
        opening="DOM-INCIDENT",
        closing="CANCELLED - DUPLICATE" if is_cancelled else "DOM-VERBAL" if verbal else "DOM-ABUSE",
        grade=pick(dice, ("emergency", "priority", "scheduled"), (38, 55, 7)),
        district=pick(dice, DISTRICTS, (3, 4, 3)),
        victim=None if victim is None else person(victim),
        suspect=suspect,
        is_domestic_abuse=flag,
        is_verbal=verbal,
        is_cancelled=is_cancelled,
    )
