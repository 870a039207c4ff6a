"""Readings: what a measure showed in each month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openpeel.engine.ledger import Ledger
from openpeel.engine.runs import Run
from openpeel.engine.times import has_ended
from openpeel.inspection.published_report.deadlines import add_months
from openpeel.statistics.disclosure import FEWEST_OUT_OF, THRESHOLD
from openpeel.statistics.intervals import Interval, SpeaksOf, proportion


@dataclass(frozen=True)
class Reading:
    """A measure in one calendar month: so many of so many met, and so many of which it cannot be told."""

    month: date
    """Its first day."""
    met: int
    whole: int
    unknown: int = 0

    @property
    def ends(self) -> date:
        """The first day after the month."""
        return add_months(self.month, 1)

    @property
    def share(self) -> float | None:
        """The share met of those that can be told."""
        return self.met / self.whole if self.whole else None

    @property
    def interval(self) -> Interval | None:
        """The share with its interval of ordinary variation."""
        if not self.whole:
            return None
        return proportion(self.met, self.whole, speaks_of=SpeaksOf.ORDINARY_VARIATION)

    @property
    def may_be_published(self) -> bool:
        """Whether no small count could be read or worked out from it."""
        counts = (self.met, self.whole - self.met, self.unknown)
        return self.whole >= FEWEST_OUT_OF and not any(0 < count < THRESHOLD for count in counts)

    def reaches(self, at_least: float) -> bool:
        """Whether the share is reached even if every unknown case was missed. Without a case it is not shown."""
        every = self.whole + self.unknown
        return every > 0 and self.met / every >= at_least

    def falls_short(self, at_least: float) -> bool:
        """Whether it falls short beyond ordinary variation, even if every unknown case was met."""
        every = self.whole + self.unknown
        if not every:
            return False
        best = proportion(self.met + self.unknown, every, speaks_of=SpeaksOf.ORDINARY_VARIATION)
        return best.high < at_least


def monthly_readings(run: Run, standard: str, force: str) -> tuple[Reading, ...]:
    """The readings of a standard for each whole month in which cases fell due, oldest first.

    Months without a case between two others are there with none. The month of judging counts only if it had ended.
    """
    counted = Ledger(run).tallies_by_month(standard, force)
    if not counted:
        return ()
    month, readings = min(counted), []
    while month <= max(counted):
        if has_ended(month, run.as_at.moment):
            tally = counted.get(month)
            readings.append(Reading(month, tally.met, tally.n, tally.unknown_due) if tally else Reading(month, 0, 0))
        month = add_months(month, 1)
    return tuple(readings)


def joined(series: Sequence[Sequence[Reading]]) -> tuple[Reading, ...]:
    """The readings of several runs, of each month that of the first series that has it."""
    found: dict[date, Reading] = {}
    for readings in series:
        for reading in readings:
            found.setdefault(reading.month, reading)
    return tuple(found[month] for month in sorted(found))
