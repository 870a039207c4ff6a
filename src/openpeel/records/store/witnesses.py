"""What earlier extracts bear witness to: when they were read, a record that began in their period was there or was not.

An extract that is full, or holds a whole period, shows by its silence that a record was not at its source. So an entry
time before that moment cannot be true; and an extract that is loaded out of order cannot bring back what a later one no
longer held.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import duckdb

from openpeel.records.loads import Coverage, LoadKind
from openpeel.records.store.incoming import StagedPart
from openpeel.records.store.manifest import Load
from openpeel.records.store.sql import insertion

Testimony = tuple[str, str, datetime, datetime, datetime, datetime, bool]
"""Force, source, begins, ends, when extracted, when loaded, and whether no row of it was set aside."""


def whole(coverage: Coverage) -> bool:
    """True where a record's absence from the extract means something."""
    return coverage.kind is not LoadKind.CHANGES


def create_tables(
    connection: duckdb.DuckDBPyConnection, table: str, earlier: Sequence[Load], parts: Sequence[StagedPart]
) -> bool:
    """Create ``testimonies`` (one row for each earlier file that bears witness) and ``witnesses``.

    ``witnesses`` has, for a force, source and moment of extraction, in steps by when a record begins:

    - ``witnessed``: the latest extraction, not after that moment, of a file that lost no row to quarantine;
    - ``later``: the first extraction after that moment, and ``later_loaded``, when it was loaded.

    Returns False, with empty tables, where nothing bears witness.
    """
    connection.execute(
        "CREATE TEMP TABLE testimonies (force VARCHAR, source VARCHAR, begins TIMESTAMP, ends TIMESTAMP, "
        "extracted_at TIMESTAMP, loaded_at TIMESTAMP, is_clean BOOLEAN)"
    )
    connection.execute(
        "CREATE TEMP TABLE witnesses (force VARCHAR, source VARCHAR, extracted_at TIMESTAMP, from_begins TIMESTAMP, "
        "witnessed TIMESTAMP, later TIMESTAMP, later_loaded TIMESTAMP)"
    )
    testimonies: list[Testimony] = [
        (c.force, c.source, c.begins, c.ends, c.extracted_at, load.loaded_at, part.counts.rejected == 0)
        for load in earlier
        for part in load.parts
        for c in (part.coverage,)
        if part.table == table and whole(c)
    ]
    if not testimonies:
        return False
    connection.execute(insertion("testimonies", testimonies))
    connection.execute(
        """INSERT INTO witnesses
        WITH asked AS (SELECT DISTINCT force, source, extracted_at FROM parts),
        steps AS (
            SELECT DISTINCT force, source, unnest([begins, ends]) AS from_begins FROM testimonies
        )
        SELECT a.force, a.source, a.extracted_at, s.from_begins,
            max(t.extracted_at) FILTER (t.is_clean AND t.extracted_at <= a.extracted_at),
            min(t.extracted_at) FILTER (t.extracted_at > a.extracted_at),
            arg_min(t.loaded_at, t.extracted_at) FILTER (t.extracted_at > a.extracted_at)
        FROM asked a JOIN steps s USING (force, source)
        LEFT JOIN testimonies t ON t.force = a.force AND t.source = a.source
            AND t.begins <= s.from_begins AND t.ends > s.from_begins
        GROUP BY ALL"""
    )
    return True
