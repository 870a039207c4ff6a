"""A snapshot: the store as one manifest names it. It never changes, whatever is loaded later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path

import duckdb

from openpeel.errors import Refused
from openpeel.language.tables import Table
from openpeel.records.loads import PART_WIDTH, Unstored
from openpeel.records.store import delta, quarantine
from openpeel.records.store.loaded import LoadedCoverage
from openpeel.records.store.manifest import Load, Manifest, Part
from openpeel.records.store.quarantine import SetAside
from openpeel.records.store.unstored import still_unstored


@dataclass(frozen=True)
class Origin:
    """Where a stored row came from."""

    load: int
    loaded_at: datetime
    file: str
    line: int


@dataclass(frozen=True)
class TableCount:
    """How many rows a table holds for one force."""

    table: str
    force: str
    current: int
    """Rows in force now."""
    versions: int
    """Rows in all, former versions and closed records included."""


class Snapshot:
    """Reads of one state of the store; see :meth:`openpeel.records.store.Store.snapshot`."""

    def __init__(self, folder: Path, chain: tuple[Manifest, ...]) -> None:
        self._folder = folder
        self._manifest = chain[-1]
        self.identifier: str = self._manifest.identifier
        """Stands for the whole state: the hash of its manifest, which holds the hash of the one before."""
        self.loads: tuple[Load, ...] = tuple(manifest.load for manifest in chain)
        """Every load up to this state, oldest first."""

    @property
    def tables(self) -> Mapping[str, int]:
        """The tables that have rows or had, and the Delta version of each."""
        return self._manifest.tables

    def files(self, table: type[Table]) -> list[str]:
        """Absolute paths of the Parquet files that hold ``table``; empty where nothing was loaded of it.

        Files written before a column was declared lack that column: read them with ``union_by_name``.
        """
        version = self.tables.get(table.name)
        return [] if version is None else list(_files(self._folder, self.identifier, table.name, version))

    @cached_property
    def coverage(self) -> tuple[LoadedCoverage, ...]:
        """What each loaded file says that it holds, in order of loading."""
        return tuple(
            LoadedCoverage(
                **vars(part.coverage),
                load=load.number,
                loaded_at=load.loaded_at,
                part=part.number,
                file=part.file,
                rejected=part.counts.rejected,
            )
            for load in self.loads
            for part in load.parts
        )

    def unstored(self, table: type[Table], extracts: Sequence[LoadedCoverage]) -> list[Unstored]:
        """The rows of ``table`` that ``extracts`` (all, or those up to a day) set aside and did not store since."""
        return still_unstored(self._set_aside, extracts, table, self.files(table))

    @cached_property
    def _set_aside(self) -> list[SetAside]:
        return quarantine.read(self._folder, self.loads)

    def first_loaded(self, table: type[Table], force: str) -> datetime | None:
        """When records of ``table`` were first loaded for ``force``; None where they never were."""
        return min((c.loaded_at for c in self.coverage if (c.table, c.force) == (table.name, force)), default=None)

    def origins(self, rows: Iterable[int]) -> dict[int, Origin]:
        """The load, file and line of each row number; raises Refused for one that this snapshot does not know."""
        found = {}
        for row in rows:
            number, line = divmod(row, PART_WIDTH)
            if number not in self._parts:
                raise Refused(f"row {row} is not of this store", mend="use the snapshot that the row was read from")
            load, part = self._parts[number]
            found[row] = Origin(load.number, load.loaded_at, part.file, line)
        return found

    def forces(self) -> tuple[str, ...]:
        """The forces of which something was loaded."""
        return tuple(sorted({coverage.force for coverage in self.coverage}))

    def counts(self) -> tuple[TableCount, ...]:
        """How many rows each table holds for each force."""
        counted: list[TableCount] = []
        with duckdb.connect() as connection:
            for name, version in sorted(self.tables.items()):
                files = list(_files(self._folder, self.identifier, name, version))
                if not files:
                    continue
                rows = connection.execute(
                    "SELECT force, count(*) FILTER (known_to IS NULL), count(*) "
                    "FROM read_parquet(?, union_by_name = true) GROUP BY force ORDER BY force",
                    [files],
                ).fetchall()
                counted += [TableCount(name, force, current, versions) for force, current, versions in rows]
        return tuple(counted)

    @cached_property
    def _parts(self) -> dict[int, tuple[Load, Part]]:
        return {part.number: (load, part) for load in self.loads for part in load.parts}


@lru_cache(maxsize=1_000)
def _files(folder: Path, identifier: str, table: str, version: int) -> tuple[str, ...]:
    """The files of a table in the state ``identifier``, by which another store in the same folder is told apart."""
    return tuple(delta.files(folder, table, version))
