"""Exampleshire Constabulary: its districts, teams and staff. All invented; people are numbers, never names."""

from __future__ import annotations

from datetime import datetime, timedelta

from numpy.random import Generator

from openpeel.language.forces import MADE_FORCE
from openpeel.synthetic.times import london

FORCE = MADE_FORCE.identifier
FORCE_NAME = f"{MADE_FORCE.name} Constabulary"

DISTRICTS = ("North", "Central", "South")
SHIFTS = ("A", "B", "C", "D", "E")
OFFENDER_MANAGERS = tuple(f"E{number}" for number in range(2101, 2107))
SAFEGUARDING = "Safeguarding"


def shift_on_duty(moment: datetime) -> str:
    """The shift on duty: five shifts turn through early, late and night."""
    local = london(moment)
    part = 0 if 7 <= local.hour < 15 else 1 if 15 <= local.hour < 23 else 2
    # A night belongs to the day on which it began.
    day = (local - timedelta(hours=7)).toordinal()
    return SHIFTS[(day // 2 + part) % len(SHIFTS)]


def response_officers(dice: Generator, moment: datetime, district: str, count: int = 1) -> tuple[str, ...]:
    """Different response officers on duty in a district, by staff number."""
    first = 3000 + 200 * DISTRICTS.index(district) + 40 * SHIFTS.index(shift_on_duty(moment))
    return tuple(f"E{first + int(number)}" for number in dice.choice(30, size=count, replace=False))


def response_team(moment: datetime, district: str) -> str:
    """The response team on duty in a district."""
    return f"Response {district} {shift_on_duty(moment)}"


def investigator(dice: Generator, district: str) -> str:
    """An investigator of a district, by staff number."""
    return f"E{5000 + 100 * DISTRICTS.index(district) + int(dice.integers(25))}"


def person(number: int) -> str:
    """A reference of the records management system for a person of the public."""
    return f"P{number:07d}"
