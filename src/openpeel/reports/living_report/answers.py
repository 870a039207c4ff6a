"""Today's answers for the living report: findings of standards, figures of indicators, lengths of lists."""

from __future__ import annotations

from dataclasses import replace

from openpeel import library
from openpeel.engine.clocks import AsAt
from openpeel.engine.ledger import Ledger
from openpeel.engine.measures import count
from openpeel.engine.ranked_lists import number_on
from openpeel.engine.runs import Run, limits_of
from openpeel.engine.tallies import Tally
from openpeel.inspection.evidence.audience import Audience
from openpeel.inspection.living_report.build import Answer
from openpeel.language.periods import london_day
from openpeel.language.standards import Standard
from openpeel.records.store import Snapshot
from openpeel.reports.chapter.showing import finding_of
from openpeel.reports.indicator_figures import figure


def forces_of(run: Run) -> tuple[str, ...]:
    """The forces of which a run holds cases, in order of name."""
    return tuple(sorted({group.force for group in Ledger(run).tallies(["force"]) if group.force}))


def answers_of(run: Run, force: str) -> dict[str, Answer]:
    """The finding of each standard that the run judged, for one force; a standard without a case gives no answer."""
    known = library.standards()
    day = london_day(run.as_at.moment)
    as_at = f"records as at {day.day} {day:%B %Y}"
    return {
        group.standard: Answer(group.standard, says(known[group.standard], tally), as_at)
        for group, tally in Ledger(run).tallies(["force"]).items()
        if group.force == force and group.standard in known
    }


def figures_of(snapshot: Snapshot, as_at: AsAt, force: str) -> dict[str, Answer]:
    """The figure of each indicator for one force, with its interval and n; none where no record counts towards it."""
    answers: dict[str, Answer] = {}
    for indicator in library.indicators().values():
        for counted in count(snapshot, indicator, as_at):
            row = figure(indicator, counted)
            value = row.get("rate") or row.get("share") or (row.get("median") and f"{row['median']} {row['unit']}")
            if counted.force == force and value:
                of = "".join(f", {word}" for word in counted.group.values())
                interval = f"95% interval {row['95% interval']}, " if row["95% interval"] else ""
                said = f"{indicator.says}{of}: {value} ({interval}n = {row['n']:,})."
                before = f"{answers[indicator.id].says} " if indicator.id in answers else ""
                answers[indicator.id] = Answer(indicator.id, before + said, f"records of {row['period']}")
    return answers


def lists_of(snapshot: Snapshot, as_at: AsAt, force: str) -> dict[str, Answer]:
    """How many cases of one force each list holds; a list on which nobody is says nothing."""
    own = replace(as_at, forces=(force,))
    counted = {one.id: (one, number_on(snapshot, one, own)) for one in library.lists().values()}
    return {name: Answer(name, f"{one.says}: {n:,}.", f"records {as_at}") for name, (one, n) in counted.items() if n}


def says(standard: Standard, tally: Tally, audience: Audience = Audience.FORCE) -> str:
    """A standard's finding as ``audience`` may see it, with a word where it rests on a limit that is not official."""
    local = [limit.title for limit in limits_of(standard) if not limit.is_official]
    note = f" (By a local setting, not an official rule: {'; '.join(local)}.)" if local else ""
    return finding_of(standard, tally, audience) + note
