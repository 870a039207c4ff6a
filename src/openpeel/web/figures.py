"""Tallies as pages show them: the share met with its interval, its bounds, and the counts behind it.

Those who see no case see no small count either: what would let a person be recognised is left out of their pages.
"""

from __future__ import annotations

from collections.abc import Iterable

from openpeel.engine.tallies import Tally
from openpeel.inspection.evidence.audience import Audience
from openpeel.language.standards import Standard
from openpeel.reports.chapter.showing import TOO_FEW, is_sensitive, shown_of, what_is_kept_back
from openpeel.reports.numbers_shown import percent
from openpeel.statistics.intervals import SpeaksOf, proportion
from openpeel.web.components.parts import Column

TALLY_COLUMNS = (
    Column("Met", is_number=True, sort="rate"),
    Column("95% interval", is_number=True),
    Column("n", is_number=True, sort="n"),
    Column("If unknown", is_number=True),
    Column("Late", is_number=True, sort="late"),
    Column("Overdue", is_number=True, sort="overdue"),
    Column("Pending", is_number=True, sort="pending"),
    Column("Excused", is_number=True),
    Column("Unknown", is_number=True, sort="unknown"),
)


def interval_of(met: int, n: int) -> str:
    """The 95 per cent interval of a share over every record, in per cent: of ordinary variation."""
    found = proportion(met, n, speaks_of=SpeaksOf.ORDINARY_VARIATION)
    return f"{100 * found.low:.1f} to {100 * found.high:.1f}"


def tally_cells(standard: Standard, tally: Tally, audience: Audience) -> tuple[object, ...]:
    """The cells under :data:`TALLY_COLUMNS`, as ``audience`` may see them."""
    seen = shown_of(standard, tally, audience)
    interval, bounds = "", ""
    if tally.n and seen.has_rate:
        interval = interval_of(tally.met, tally.n)
    if (
        seen.has_rate
        and seen.counts["unknown"] is not None
        and tally.unknown_due
        and tally.lowest is not None
        and tally.highest is not None
    ):
        bounds = f"{100 * tally.lowest:.1f} to {100 * tally.highest:.1f}"
    counts = [seen.n, *(seen.counts[name] for name in ("late", "overdue", "pending", "excused", "unknown"))]
    n, *others = (TOO_FEW if count is None else count for count in counts)
    rate = "none due" if not tally.n else percent(tally.rate) if seen.has_rate else TOO_FEW
    return (rate, interval, n, bounds, *others)


def sort_key(standard: Standard, tally: Tally, name: str, audience: Audience) -> float:
    """By what a table of tallies is sorted; what is not there, or not shown, comes last, or among counts first."""
    seen = shown_of(standard, tally, audience)
    if name == "rate":
        return 2.0 if tally.rate is None or not seen.has_rate else tally.rate
    count = seen.n if name == "n" else seen.counts[name]
    return -1.0 if count is None else float(count)


def why_not_all(standards: Iterable[Standard], audience: Audience) -> str:
    """Why some figures of standards are not shown; empty for those who see all."""
    return "" if audience.sees_small_counts else what_is_kept_back(sensitive=any(map(is_sensitive, standards)))
