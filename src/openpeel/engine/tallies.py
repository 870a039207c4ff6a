"""Counting a ledger: the rate as the glossary defines it, its bounds, and what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

from openpeel.engine.verdicts import Reason


@dataclass(frozen=True)
class Tally:
    """The verdicts of one standard over some of its cases.

    The rate is met ÷ (met + late + overdue) over the cases that are due; cases met before they are due stand apart
    until then.
    """

    met: int = 0
    late: int = 0
    overdue: int = 0
    met_early: int = 0
    """Met, and not due yet."""
    pending: int = 0
    excused: int = 0
    unknown: int = 0
    unknown_due: int = 0
    """Of the unknown, those that may be due by now."""
    reasons: dict[Reason, int] = field(default_factory=dict)
    """The unknown by reason."""

    def without(self, some: Tally) -> Tally:
        """The cases of this tally that are not in ``some`` of it; their reasons are not told."""
        counts = (field.name for field in fields(self) if field.name != "reasons")
        return Tally(**{name: getattr(self, name) - getattr(some, name) for name in counts})

    @property
    def n(self) -> int:
        """The cases that the rate counts."""
        return self.met + self.late + self.overdue

    @property
    def all(self) -> int:
        """All cases to which the standard applies, or may apply."""
        return self.n + self.met_early + self.pending + self.excused + self.unknown

    @property
    def rate(self) -> float | None:
        """The share met of the cases that are due; None where none is."""
        return self.met / self.n if self.n else None

    @property
    def lowest(self) -> float | None:
        """The rate, were every unknown case that may be due missed."""
        n = self.n + self.unknown_due
        return self.met / n if n else None

    @property
    def highest(self) -> float | None:
        """The rate, were every unknown case that may be due met."""
        n = self.n + self.unknown_due
        return (self.met + self.unknown_due) / n if n else None

    @property
    def excused_share(self) -> float | None:
        """The share excused of all cases."""
        return self.excused / self.all if self.all else None

    @property
    def is_immature(self) -> bool:
        """Whether cases are still pending, so that the rate may yet change."""
        return self.pending > 0
