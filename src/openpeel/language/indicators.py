"""Indicators: numbers that are not pass or fail for each case, by force and over time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from openpeel.language.columns import Flag
from openpeel.language.framework import Area
from openpeel.language.standards import Review, facts_in
from openpeel.language.units import Unit


class Better(Enum):
    """Which way of an indicator is the better one."""

    HIGHER = "higher is better"
    LOWER = "lower is better"
    NEUTRAL = "neither way is better in itself"


@dataclass(frozen=True)
class Denominator:
    """A published number for each force, such as its residents; the numbers are found by ``id``."""

    id: str
    title: str
    year: int
    source: str


CENSUS_2011 = Denominator(
    "census-2011",
    "usual residents, Census 2011",
    2011,
    "Office for National Statistics, Census 2011, by police force area; Open Government Licence v3.0",
)
"""Residents of each force's area in 2011."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Share:
    """The share of units for which ``of`` holds, of those for which ``among`` holds; a Wilson interval."""

    of: Flag
    among: Flag | None = None


@dataclass(frozen=True, eq=False, kw_only=True)
class Rate:
    """Units for which ``counting`` holds, for each ``per`` of the denominator and year; an exact Poisson interval."""

    denominator: Denominator
    per: int = 1_000
    counting: Flag | None = None


@dataclass(frozen=True, eq=False, kw_only=True)
class Indicator:
    """One indicator, as data."""

    id: str
    says: str
    why: str
    area: Area
    characteristic: str
    source: str
    unit: type[Unit]
    measure: Share | Rate
    better: Better
    review: Review
    caveats: tuple[str, ...] = ()

    def facts_used(self) -> frozenset[str]:
        """Names of the unit's facts that it counts by."""
        conditions = [column for column in vars(self.measure).values() if isinstance(column, Flag)]
        return facts_in(self.unit, *conditions)
