"""Today's answers for the living report: each standard's finding from the newest run."""

from __future__ import annotations

from openpeel import library
from openpeel.engine.ledger import Ledger
from openpeel.engine.runs import Run, limits_of
from openpeel.engine.tallies import Tally
from openpeel.inspection.living_report.build import Answer
from openpeel.language.periods import london_day
from openpeel.language.standards import Standard
from openpeel.reports.findings import finding


def forces_of(run: Run) -> tuple[str, ...]:
    """The forces of which a run holds cases, in order of name."""
    return tuple(sorted({group.force for group in Ledger(run).tallies(["force"]) if group.force}))


def answers_of(run: Run, force: str) -> dict[str, Answer]:
    """The finding of each standard that the run judged, for one force; a standard without a case gives no answer."""
    known = library.standards()
    day = london_day(run.as_at.moment)
    as_at = f"records as at {day.day} {day:%B %Y}"
    return {
        group.standard: Answer(group.standard, _says(known[group.standard], tally), as_at)
        for group, tally in Ledger(run).tallies(["force"]).items()
        if group.force == force and group.standard in known
    }


def _says(standard: Standard, tally: Tally) -> str:
    """The finding, with a word where it rests on a limit that is not official."""
    local = [limit.title for limit in limits_of(standard) if not limit.is_official]
    note = f" (By a local setting, not an official rule: {'; '.join(local)}.)" if local else ""
    return finding(standard, tally) + note
