"""Indicators: numbers that are not pass or fail for each case, by force and over time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from openpeel.language.columns import Column, Flag, LanguageError, Moment, Text
from openpeel.language.framework import Area
from openpeel.language.roles import check_roles
from openpeel.language.standards import Review, check_characteristic, facts_in
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
    who: str = "residents"
    """Of whom a rate is, in a word or two."""


CENSUS_2011 = Denominator(
    "census-2011",
    "usual residents, Census 2011",
    2011,
    "Office for National Statistics, Census 2011, by police force area; Open Government Licence v3.0",
)
"""Residents of each force's area in 2011."""

UNDER_18_MID_2018 = Denominator(
    "under-18-mid-2018",
    "residents under 18, mid-2018 estimate",
    2018,
    "Office for National Statistics, mid-2018 estimates (MYE2), by police force area; Open Government Licence v3.0",
    who="residents under 18",
)
"""Residents of each force's area who were under 18 in the middle of 2018."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Share:
    """The share of units for which ``of`` holds, of those for which ``among`` holds; a Wilson interval."""

    of: Flag
    among: Flag | None = None

    def __post_init__(self) -> None:
        check_roles(self, "Share")


@dataclass(frozen=True, eq=False, kw_only=True)
class Rate:
    """Units for which ``counting`` holds, for each ``per`` of the denominator and year; an exact Poisson interval.

    With ``different``, the different values of that fact are counted: people, not their reports.
    """

    denominator: Denominator
    per: int = 1_000
    counting: Flag | None = None
    different: Text | None = None

    def __post_init__(self) -> None:
        check_roles(self, "Rate")


LENGTHS = {"seconds": 1, "minutes": 60, "hours": 3_600, "days": 86_400}
"""Seconds in each unit of a length of time."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Median:
    """The median time from ``since`` to ``until``, in ``unit``, of units for which ``among`` holds.

    Its interval is from order statistics. Units without one of the moments are not told.
    """

    since: Moment
    until: Moment
    unit: str = "minutes"
    among: Flag | None = None

    def __post_init__(self) -> None:
        check_roles(self, "Median")
        if self.unit not in LENGTHS:
            raise LanguageError(f"a median is in one of: {', '.join(LENGTHS)}")


Measure = Share | Rate | Median


class Over(Enum):
    """Pieces of time by which an indicator is broken down; of the calendar and clock in Europe/London."""

    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    WEEKDAY = "weekday"
    HALF_HOUR = "half-hour"

    @property
    def recurs(self) -> bool:
        """Whether the pieces come round again, so that no rate for each year can be given for one."""
        return self in (Over.WEEKDAY, Over.HALF_HOUR)


@dataclass(frozen=True, eq=False, kw_only=True)
class Indicator:
    """One indicator, as data; always given by the facts ``by``, without which its figure would mislead."""

    id: str
    says: str
    why: str
    area: Area
    characteristic: str
    source: str
    unit: type[Unit]
    measure: Measure
    better: Better
    review: Review
    caveats: tuple[str, ...] = ()
    by: tuple[Text | Flag, ...] = ()

    def __post_init__(self) -> None:
        check_roles(self, f"indicator {self.id}")
        check_characteristic(f"indicator {self.id}", self.area, self.characteristic)
        for column in self.by:
            self.unit.name_of(column)

    def expressions(self) -> tuple[Column, ...]:
        """The expressions over the unit that it counts by."""
        return tuple(column for column in vars(self.measure).values() if isinstance(column, Column))

    def facts_used(self) -> frozenset[str]:
        """Names of the unit's facts that it counts by."""
        return facts_in(self.unit, *self.expressions(), *self.by)
