"""Figures of evidence: a count or an estimate with its interval, a measured number, or a figure quoted as published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Gt, Le, MinLen
from pydantic import Discriminator, Tag

from openpeel.inspection.evidence.entered import Entered
from openpeel.statistics.intervals import Interval, SpeaksOf, proportion

MOST = 100_000_000
"""More than there are people in the country: what is counted higher was mistyped."""

FEWEST_FOR_PERCENTAGE = 30
"""Under so many cases a percentage does not stand alone: 'k of n' comes first (local setting, not an official rule)."""


@dataclass(frozen=True)
class Counted(Entered):
    """So many of so many, such as 18 of 51 calls without a structured risk assessment."""

    part: Annotated[int, Ge(0), Le(MOST)]
    """How many have what is counted."""
    whole: Annotated[int, Gt(0), Le(MOST)]
    """Of how many of which it can be told."""
    drawn_from: Annotated[int, Gt(0), Le(MOST)] | None = None
    """How many there were, where the cases are a sample of known size from them."""
    unknown: Annotated[int, Ge(0), Le(MOST)] = 0
    """How many more there are of which it cannot be told."""
    sample: bool = True
    """Whether the cases are a sample. If not, they are all there were, and the interval is of ordinary variation."""

    def __post_init__(self) -> None:
        if self.part > self.whole:
            raise ValueError("a part cannot be larger than its whole")
        if self.drawn_from is not None and self.drawn_from < self.whole:
            raise ValueError("a sample cannot be larger than what it was drawn from")
        if self.drawn_from is not None and not self.sample:
            raise ValueError("only a sample is drawn from something")

    @property
    def interval(self) -> Interval:
        """The share with its 95 per cent interval."""
        speaks_of = SpeaksOf.SAMPLING if self.sample else SpeaksOf.ORDINARY_VARIATION
        return proportion(self.part, self.whole, speaks_of=speaks_of, population=self.drawn_from)

    @property
    def lowest(self) -> float:
        """The share, were every unknown case without what is counted."""
        return self.part / (self.whole + self.unknown)

    @property
    def highest(self) -> float:
        """The share, were every unknown case one with what is counted."""
        return (self.part + self.unknown) / (self.whole + self.unknown)

    @property
    def words(self) -> str:
        """'18 of 51 (35.3%, 95% interval 23.6 to 49.0)', with what the unknown could make of it."""
        interval = self.interval
        said = (
            f"{self.part:,} of {self.whole:,} ({interval.estimate:.1%}, 95% interval "
            f"{100 * interval.low:.1f} to {100 * interval.high:.1f}, of {interval.speaks_of})"
        )
        if not self.unknown:
            return said
        return (
            f"{said}; {self.unknown:,} more cannot be told, which could make it anything from {self.lowest:.1%} to "
            f"{self.highest:.1%}"
        )


@dataclass(frozen=True)
class Measured(Entered):
    """A number with its interval, such as a rate for each 1,000 residents."""

    estimate: float
    low: float
    high: float
    n: Annotated[int, Ge(0)]
    """The cases behind it."""
    unit: Annotated[str, MinLen(1)]
    """Of what it is a number: 'for each 1,000 residents and year'."""
    unknown: Annotated[int, Ge(0)] = 0
    """How many more there are of which it cannot be told."""

    def __post_init__(self) -> None:
        if not self.low <= self.estimate <= self.high:
            raise ValueError("the number lies outside its interval")

    @property
    def words(self) -> str:
        """The number, its interval and n, and of how many more it cannot be told."""
        said = f"{self.estimate:.2f} {self.unit} (95% interval {self.low:.2f} to {self.high:.2f}, n = {self.n:,})"
        return f"{said}; {self.unknown:,} more cannot be told" if self.unknown else said


@dataclass(frozen=True)
class Estimated(Entered):
    """A share of all cases, estimated from a sample that was not drawn from all alike, such as one drawn in strata."""

    share: Annotated[float, Ge(0), Le(1)]
    low: Annotated[float, Ge(0), Le(1)]
    high: Annotated[float, Ge(0), Le(1)]
    n: Annotated[int, Gt(0)]
    """The cases that were read."""

    def __post_init__(self) -> None:
        if not self.low <= self.share <= self.high:
            raise ValueError("the share lies outside its interval")

    @property
    def words(self) -> str:
        """'35.3% (95% interval 23.6 to 49.0, of sampling, from 51 cases)'."""
        return (
            f"{self.share:.1%} (95% interval {100 * self.low:.1f} to {100 * self.high:.1f}, of sampling, "
            f"from {self.n:,} cases)"
        )


@dataclass(frozen=True)
class Quoted(Entered):
    """A figure as somebody published it, without the numbers that an interval would need."""

    quoted: Annotated[str, MinLen(1)]
    """In the publisher's words."""

    @property
    def words(self) -> str:
        """The figure, with why it has no interval."""
        return f"‘{self.quoted}’ (as published: the number of cases is not given, so there is no interval)"


def _kind(figure: object) -> str:
    """Which figure something is: in a file, by the field that only it has."""
    if isinstance(figure, dict):
        fields = {"quoted": "quoted", "estimate": "measured", "share": "estimated"}
        return next((kind for field, kind in fields.items() if field in figure), "counted")
    return type(figure).__name__.lower()


Figure = Annotated[
    Annotated[Counted, Tag("counted")]
    | Annotated[Estimated, Tag("estimated")]
    | Annotated[Measured, Tag("measured")]
    | Annotated[Quoted, Tag("quoted")],
    Discriminator(_kind),
]
