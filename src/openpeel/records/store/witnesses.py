"""What earlier extracts bear witness to: at a moment, a record that began in their period was there or was not.

An extract that is full, or holds a whole period, shows by its silence that a record was not at its source when it was
read. So an entry time before that moment cannot be true; and an extract that is read out of order cannot bring back
what a later one no longer held.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import duckdb

from openpeel.records.loads import Coverage, LoadKind
from openpeel.records.store.incoming import StagedPart
from openpeel.records.store.manifest import Load

Step = tuple[str, str, datetime, datetime, datetime | None, datetime | None, datetime | None]


def whole(coverage: Coverage) -> bool:
    """True where a record's absence from the extract means something."""
    return coverage.kind is not LoadKind.CHANGES


def create_table(
    connection: duckdb.DuckDBPyConnection, table: str, earlier: Sequence[Load], parts: Iterable[StagedPart]
) -> bool:
    """Create ``witnesses``: for a force, source, moment of extraction and (from) beginning of a record,

    - ``witnessed``: the latest extraction, not after that moment, by an earlier load that lost no row to quarantine;
    - ``later``: the first extraction after that moment, and ``later_loaded`` when it was loaded.

    Returns False, with an empty table, where no earlier load bears witness.
    """
    connection.execute(
        "CREATE TEMP TABLE witnesses (force VARCHAR, source VARCHAR, extracted_at TIMESTAMP, from_begins TIMESTAMP, "
        "witnessed TIMESTAMP, later TIMESTAMP, later_loaded TIMESTAMP)"
    )
    testimonies = [
        (part.coverage, load.loaded_at, part.counts.rejected == 0)
        for load in earlier
        for part in load.parts
        if part.table == table and whole(part.coverage)
    ]
    asked = {(p.staged.coverage.force, p.staged.coverage.source, p.staged.coverage.extracted_at) for p in parts}
    steps: list[Step] = []
    for force, source, extracted_at in sorted(asked):
        own = [t for t in testimonies if (t[0].force, t[0].source) == (force, source)]
        for begins in sorted({moment for coverage, _, _ in own for moment in (coverage.begins, coverage.ends)}):
            there = [t for t in own if t[0].begins <= begins < t[0].ends]
            witnessed = max(
                (c.extracted_at for c, _, clean in there if clean and c.extracted_at <= extracted_at), default=None
            )
            later = min(
                ((c.extracted_at, loaded) for c, loaded, _ in there if c.extracted_at > extracted_at),
                default=(None, None),
            )
            steps.append((force, source, extracted_at, begins, witnessed, *later))
    if steps:
        connection.executemany("INSERT INTO witnesses VALUES (?, ?, ?, ?, ?, ?, ?)", steps)
    return bool(steps)
