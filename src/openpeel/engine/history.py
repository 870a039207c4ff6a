"""Whether a past day can be answered: what was known on it must have been kept, or be safely told from the records."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from openpeel.engine.clocks import AsAt, Question
from openpeel.engine.lineage import columns_read
from openpeel.errors import Refused
from openpeel.language.columns import Known
from openpeel.language.standards import Standard
from openpeel.language.tables import Table
from openpeel.records.loads import Coverage
from openpeel.records.store import Snapshot
from openpeel.records.store.loaded import LoadedCoverage


class Kept(Enum):
    """How the past that an evaluation shows is known."""

    PRESENT = "the latest records"
    RECORDED = "recorded: loads of the day itself"
    RECONSTRUCTED = "reconstructed from entry times and the times in the records"


def how_kept(standards: Sequence[Standard], as_at: AsAt, snapshot: Snapshot) -> Kept:
    """How the past asked for is known. Raises Refused where it cannot be, naming each column and why.

    A day since the first load is answered from the loads. An earlier day can be told only where the source says when it
    entered each row, and where every column used is protected by a time of its own: a column of which only the current
    value is known is not.
    """
    if as_at.question is Question.HAPPENED_BY:
        return Kept.PRESENT
    kept = Kept.RECORDED
    faults: list[str] = []
    for table, columns in sorted(_columns_used(standards).items(), key=lambda used: used[0].name):
        for force in sorted({extract.force for extract in snapshot.coverage if extract.table == table.name}):
            first = snapshot.first_loaded(table, force)
            if (as_at.forces and force not in as_at.forces) or first is None or as_at.moment >= first:
                continue
            kept = Kept.RECONSTRUCTED
            extracts = [e for e in snapshot.coverage if (e.table, e.force) == (table.name, force)]
            supplied = frozenset().union(*(extract.columns for extract in extracts))
            if not all(has_entry_times(extract) for extract in extracts):
                faults.append(f"{table.name} of {force}: the extracts do not say when rows were entered")
            current_only = [n for n in sorted(columns & supplied) if table.declaration(n).known is Known.CURRENT_ONLY]
            faults += [f"{table.name}.{name} of {force}: only its current value is known" for name in current_only]
    if faults:
        raise Refused(
            f"what was known on {as_at.moment:%Y-%m-%d %H:%M} UTC cannot be told",
            where="; ".join(faults[:8]) + ("; and more" if len(faults) > 8 else ""),
            why="before the first load only entry times tell; without them later knowledge would pass for earlier",
            mend="ask --as-happened-by that day, or map the entry time (entered_at) and the times of the columns",
        )
    return kept


def coverage_as_at(coverage: Sequence[LoadedCoverage], as_at: AsAt) -> list[LoadedCoverage]:
    """The extracts that count for the past asked for.

    What was known on a day rests on the loads of that day and before; a later load counts only where its source says
    when each row was entered, since its rows then carry that time and not the load's.
    """
    if as_at.question is Question.HAPPENED_BY:
        return list(coverage)
    return [extract for extract in coverage if extract.loaded_at <= as_at.moment or has_entry_times(extract)]


def has_entry_times(extract: Coverage) -> bool:
    """Whether an extract says when its source entered each row."""
    return "entered_at" in extract.columns


def _columns_used(standards: Sequence[Standard]) -> dict[type[Table], frozenset[str]]:
    used: dict[type[Table], frozenset[str]] = {}
    for standard in standards:
        for table, columns in columns_read(standard.unit, standard.facts_used()).items():
            used[table] = used.get(table, frozenset()) | columns
    return used
