"""Today's answers for the living report: each standard's finding from the newest run."""

from __future__ import annotations

from openpeel import library
from openpeel.engine.ledger import Ledger
from openpeel.engine.runs import Run
from openpeel.inspection.living_report.build import Answer
from openpeel.language.periods import london_day
from openpeel.reports.findings import finding


def forces_of(run: Run) -> tuple[str, ...]:
    """The forces of which a run holds cases, in order of name."""
    return tuple(sorted({group.force for group in Ledger(run).tallies(["force"]) if group.force}))


def answers_of(run: Run, force: str) -> dict[str, Answer]:
    """The finding of each standard that the run judged, for one force; a standard without a case gives no answer."""
    known = library.standards()
    day = london_day(run.as_at.moment)
    return {
        group.standard: Answer(group.standard, finding(known[group.standard], tally), f"{day.day} {day:%B %Y}")
        for group, tally in Ledger(run).tallies(["force"]).items()
        if group.force == force and group.standard in known
    }
