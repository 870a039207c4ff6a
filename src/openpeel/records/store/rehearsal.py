"""What a load would find among its own rows, without a store: keys that come more than once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from openpeel.records.loads import Rejected, StagedFile
from openpeel.records.store import incoming
from openpeel.records.store.incoming import StagedPart
from openpeel.records.store.repeats import set_aside_repeats


@dataclass(frozen=True)
class Rehearsed:
    """What a load would do with the rows of one file."""

    rejected: tuple[Rejected, ...]
    """All rows that it would set aside: those that the reader did, and those of keys with different content."""
    duplicates: int
    """Identical repeats, of which it would keep one."""


def rehearse(files: Sequence[StagedFile]) -> list[Rehearsed]:
    """What a load of ``files`` would do with the rows of each, in order."""
    found: dict[int, Rehearsed] = {}
    for table in dict.fromkeys(file.table for file in files):
        parts = [StagedPart(number, file) for number, file in enumerate(files) if file.table is table]
        with duckdb.connect() as connection:
            incoming.create_view(connection, table, parts)
            repeats = set_aside_repeats(connection, table, parts)
        for part in parts:
            conflicts = repeats.conflicts.get(part.number, ())
            found[part.number] = Rehearsed((*part.staged.rejected, *conflicts), repeats.duplicates.get(part.number, 0))
    return [found[number] for number in range(len(files))]
