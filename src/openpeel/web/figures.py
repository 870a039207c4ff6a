"""Tallies as pages show them: the share met with its interval, its bounds, and the counts behind it."""

from __future__ import annotations

from openpeel.engine.tallies import Tally
from openpeel.reports.words import percent
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


def tally_cells(tally: Tally) -> tuple[object, ...]:
    """The cells under :data:`TALLY_COLUMNS`."""
    interval, bounds = "", ""
    if tally.n:
        found = proportion(tally.met, tally.n, speaks_of=SpeaksOf.ORDINARY_VARIATION)
        interval = f"{100 * found.low:.1f} to {100 * found.high:.1f}"
    if tally.unknown_due and tally.lowest is not None and tally.highest is not None:
        bounds = f"{100 * tally.lowest:.1f} to {100 * tally.highest:.1f}"
    counts = (tally.late, tally.overdue, tally.pending, tally.excused, tally.unknown)
    return (percent(tally.rate) or "none due", interval, tally.n, bounds, *counts)


def sort_key(tally: Tally, name: str) -> float:
    """By what a table of tallies is sorted; a rate that is not there comes last."""
    if name == "rate":
        return 2.0 if tally.rate is None else tally.rate
    return float(getattr(tally, name))
