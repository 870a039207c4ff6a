"""A standard's finding in words: its own sentence, with the counts of a tally."""

from __future__ import annotations

from openpeel.engine.tallies import Tally
from openpeel.language.standards import Standard
from openpeel.statistics.intervals import SpeaksOf, proportion


def finding(standard: Standard, tally: Tally) -> str:
    """The sentence; a percentage always stands with n and its interval."""
    rate = "no case is due"
    if tally.n:
        interval = proportion(tally.met, tally.n, speaks_of=SpeaksOf.ORDINARY_VARIATION)
        rate = f"{interval.estimate:.1%}, 95% interval {100 * interval.low:.1f} to {100 * interval.high:.1f}"
    return standard.shows.finding.format(
        n=f"{tally.n:,}",
        met=f"{tally.met:,}",
        late=f"{tally.late:,}",
        overdue=f"{tally.overdue:,}",
        pending=f"{tally.pending:,}",
        excused=f"{tally.excused:,}",
        unknown=f"{tally.unknown:,}",
        rate=rate,
    )
