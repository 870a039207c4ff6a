"""How a count stands to the share that is asked of it, and whether that is beyond doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openpeel.inspection.evidence.evidence import Direction, Evidence
from openpeel.inspection.evidence.figures import Counted, Estimated
from openpeel.language.standards import Target
from openpeel.statistics.intervals import SpeaksOf, proportion


class Holds(StrEnum):
    """Whether a share reaches what is asked of it."""

    MEETS = "meets it beyond doubt"
    DOUBT = "cannot be told"
    FAILS = "falls short beyond doubt"


@dataclass(frozen=True)
class Asked:
    """The share that is asked of a standard, and who asks it."""

    at_least: float
    official: bool
    source: str

    @property
    def words(self) -> str:
        """'90% (official)' or '90% (local setting)'."""
        return f"{self.at_least:.0%} ({'official' if self.official else 'local setting'})"


@dataclass(frozen=True)
class Standing:
    """A share beside what is asked of it.

    ``low`` and ``high`` take in both the interval and what the unknown cases could be.
    """

    estimate: float
    low: float
    high: float
    asked: Asked

    @property
    def holds(self) -> Holds:
        """What it says, and only what neither ordinary variation nor unknown cases leave in doubt."""
        if self.low >= self.asked.at_least:
            return Holds.MEETS
        return Holds.FAILS if self.high < self.asked.at_least else Holds.DOUBT

    @property
    def seems_met(self) -> bool:
        """Whether the estimate alone reaches it."""
        return self.estimate >= self.asked.at_least


def standing(
    part: int, whole: int, unknown: int, asked: Asked, *, speaks_of: SpeaksOf, drawn_from: int | None = None
) -> Standing | None:
    """The standing of ``part`` of ``whole`` with so many ``unknown``; None where no case can be told."""
    if not whole:
        return None
    told = proportion(part, whole, speaks_of=speaks_of, population=drawn_from)
    with_unknown = whole + unknown
    larger = None if drawn_from is None else max(drawn_from, with_unknown)
    worst = proportion(part, with_unknown, speaks_of=speaks_of, population=larger)
    best = proportion(part + unknown, with_unknown, speaks_of=speaks_of, population=larger)
    return Standing(told.estimate, min(told.low, worst.low), max(told.high, best.high), asked)


def standing_of_evidence(evidence: Evidence, asked: Asked) -> Standing | None:
    """How evidence with a count of cases that met a standard stands to what is asked of it."""
    figure = evidence.figure
    if evidence.standard and isinstance(figure, Estimated):
        return Standing(figure.share, figure.low, figure.high, asked)
    if not evidence.standard or not isinstance(figure, Counted):
        return None
    speaks_of = figure.interval.speaks_of
    return standing(figure.part, figure.whole, figure.unknown, asked, speaks_of=speaks_of, drawn_from=figure.drawn_from)


def side_of(stands: Standing | None) -> Direction:
    """The side of which a standing leaves no doubt."""
    if stands is None or stands.holds is Holds.DOUBT:
        return Direction.NEITHER
    return Direction.FOR if stands.holds is Holds.MEETS else Direction.AGAINST


def asked_of(targets: Sequence[Target], day: date, without: float) -> Asked:
    """The target in force on ``day``; where a standard has none, the share that the rule sets for all such."""
    begun = [target for target in targets if target.since <= day]
    if not begun:
        return Asked(without, False, "Illustrative: the rule's own share for a standard without a target")
    target = max(begun, key=lambda one: one.since)
    return Asked(target.at_least, target.official, target.source)


def fewest_met(whole: int, unknown: int, asked: Asked) -> int | None:
    """The fewest of ``whole`` cases met by which a full count would meet beyond doubt; None where no number would."""

    def meets(part: int) -> bool:
        found = standing(part, whole, unknown, asked, speaks_of=SpeaksOf.ORDINARY_VARIATION)
        return found is not None and found.holds is Holds.MEETS

    if not whole or not meets(whole):
        return None
    low, high = 0, whole
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if meets(middle) else (middle + 1, high)
    return low


def most_met_and_short(whole: int, unknown: int, asked: Asked) -> int | None:
    """The most of ``whole`` cases met at which a full count falls short beyond doubt; None where it never does."""

    def fails(part: int) -> bool:
        found = standing(part, whole, unknown, asked, speaks_of=SpeaksOf.ORDINARY_VARIATION)
        return found is not None and found.holds is Holds.FAILS

    if not whole or not fails(0):
        return None
    low, high = 0, whole
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fails(middle) else (low, middle - 1)
    return low
