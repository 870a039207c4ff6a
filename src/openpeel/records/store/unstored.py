"""Which rows in quarantine still stand: a later extract that covers their time, or that has their key, mends them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import duckdb

from openpeel.language.periods import TICK
from openpeel.language.tables import Table
from openpeel.records.loads import PART_WIDTH, Unstored
from openpeel.records.store.loaded import LoadedCoverage
from openpeel.records.store.quarantine import SetAside
from openpeel.records.store.sql import insertion, parquet, quoted


def still_unstored(
    rows: Iterable[SetAside], extracts: Sequence[LoadedCoverage], table: type[Table], files: Sequence[str]
) -> list[Unstored]:
    """The rows of ``table`` in quarantine that nothing in ``extracts`` has mended.

    ``files`` hold the stored rows. Of a row that does not say when it began, the period of its extract counts.
    """
    standing: list[tuple[LoadedCoverage, Unstored, tuple[str | None, ...]]] = []
    for row in rows:
        extract = next((one for one in extracts if _is_of(row, one)), None)
        if row.table != table.name or extract is None:
            continue
        first, last = (extract.begins, extract.ends - TICK)
        if row.first is not None:
            first, last = row.first, row.last or row.first
        if any(_covers_again(later, extract, first, last) for later in extracts):
            continue
        found = Unstored(table.name, extract.force, first, last, row.references)
        standing.append((extract, found, tuple(row.references.get(name) for name in table.key)))
    stored = _stored_later(standing, extracts, table, files)
    return [found for number, (_, found, _) in enumerate(standing) if number not in stored]


def _is_of(row: SetAside, extract: LoadedCoverage) -> bool:
    if row.part is not None:
        return row.part == extract.part
    return (row.load, row.table, row.file) == (extract.load, extract.table, extract.file)


def _covers_again(later: LoadedCoverage, extract: LoadedCoverage, first: datetime, last: datetime) -> bool:
    same = (later.table, later.force, later.source) == (extract.table, extract.force, extract.source)
    newer = later.load > extract.load and later.extracted_at >= extract.extracted_at
    return same and newer and later.begins <= first and last < later.ends


def _stored_later(
    standing: Sequence[tuple[LoadedCoverage, Unstored, tuple[str | None, ...]]],
    extracts: Sequence[LoadedCoverage],
    table: type[Table],
    files: Sequence[str],
) -> set[int]:
    """Places in ``standing`` of rows whose key has been stored since from an extract of the same source."""
    keys: list[tuple[str | int, ...]] = [
        (place, extract.load, found.force, extract.source, *(value for value in key if value is not None))
        for place, (extract, found, key) in enumerate(standing)
        if None not in key
    ]
    if not keys or not files:
        return set()
    with duckdb.connect() as connection:
        columns = "".join(f", key_{number} VARCHAR" for number in range(len(table.key)))
        connection.execute(
            f"CREATE TEMP TABLE wanted (place BIGINT, load BIGINT, force VARCHAR, source VARCHAR{columns})"
        )
        connection.execute(insertion("wanted", keys))
        connection.execute("CREATE TEMP TABLE parts (part BIGINT, load BIGINT)")
        connection.execute(insertion("parts", [(extract.part, extract.load) for extract in extracts]))
        same = " AND ".join(f"s.{quoted(name)} = w.key_{number}" for number, name in enumerate(table.key))
        found = connection.execute(
            f"SELECT DISTINCT w.place FROM wanted w JOIN {parquet(files)} s "
            f"ON s.force = w.force AND s.source = w.source AND {same} "
            f"JOIN parts p ON p.part = s.row // {PART_WIDTH} WHERE p.load > w.load"
        ).fetchall()
    return {place for (place,) in found}
