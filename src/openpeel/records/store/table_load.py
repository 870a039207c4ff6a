"""The load of one table: what becomes of each row, and the files that this needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import duckdb

from openpeel.language.tables import Table
from openpeel.records.loads import Rejected
from openpeel.records.store import absences, incoming, witnesses
from openpeel.records.store.data_files import DataFiles
from openpeel.records.store.decisions import NO_HISTORIES, decisions, histories
from openpeel.records.store.incoming import StagedPart
from openpeel.records.store.manifest import Counts, Load
from openpeel.records.store.repeats import no_repeats, set_aside_repeats
from openpeel.records.store.sql import insertion, listed, literal, quoted, stored_types


@dataclass(frozen=True)
class Outcome:
    """What the load of one table came to."""

    counts: dict[int, Counts]
    """By part number."""
    conflicts: dict[int, tuple[Rejected, ...]]
    """Rows that the store set aside, by part number."""


_DECIDED = ("known_from", "known_from_is_load_time", "known_to")


class TableLoad:
    """Stores the rows of one table's files. Make it once for each load and table, on a new connection."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        table: type[Table],
        parts: Sequence[StagedPart],
        files: DataFiles,
        *,
        earlier: Sequence[Load],
        now: datetime,
    ) -> None:
        self._connection = connection
        self._table = table
        self._parts = parts
        self._files = files
        self._now = now
        incoming.create_view(connection, table, parts)
        self._is_ready = not self._is_known(earlier) and all(part.is_in_final_form(now) for part in parts)
        # Who writes rows in their final form answers for their keys, as StagedFile says.
        self._repeats = no_repeats(parts) if self._is_ready else set_aside_repeats(connection, table, parts)
        self._lacking = incoming.lacking(table, parts)
        self._has_witnesses = witnesses.create_tables(connection, table.name, earlier, parts)
        self._has_history = self._record_earlier(earlier)
        self._counts = {
            part.number: Counts(
                duplicates=self._repeats.duplicates.get(part.number, 0),
                rejected=len(part.staged.rejected) + len(self._repeats.conflicts.get(part.number, ())),
            )
            for part in parts
        }

    def run(self) -> Outcome:
        """Write the new data files, with which :class:`DataFiles` is then filled."""
        for batch in self._repeats.batches:
            kept = "ANTI JOIN dropped USING (row)" if self._repeats.duplicates or self._repeats.conflicts else ""
            rows = f"(SELECT * FROM incoming WHERE of_part IN ({', '.join(map(str, batch))}))"
            rows = f"(SELECT * FROM {rows} {kept})" if kept else rows
            if self._has_history or self._files.added:
                self._store_into_history(rows)
            elif self._is_ready:
                self._take_ready()
            else:
                self._store_fresh(rows)
        if self._files.paths and (self._has_history or absences.could_show_absence(self._parts)):
            self._close_absent()
        self._files.rewrite()
        return Outcome(self._counts, self._repeats.conflicts)

    def _record_earlier(self, earlier: Sequence[Load]) -> bool:
        """Create ``known_parts`` and ``load_times``; True where something of these forces and sources is stored."""
        connection = self._connection
        connection.execute("CREATE TEMP TABLE known_parts (of_part BIGINT, extracted_at TIMESTAMP)")
        before = [part for load in earlier for part in load.parts if part.table == self._table.name]
        known = [(part.number, part.coverage.extracted_at) for part in before]
        known += [(part.number, part.staged.coverage.extracted_at) for part in self._parts]
        connection.execute(insertion("known_parts", known))
        connection.execute("CREATE TEMP TABLE load_times (loaded_at TIMESTAMP)")
        connection.execute(insertion("load_times", [(self._now,), *((one.loaded_at,) for one in earlier)]))
        return bool(self._files.paths) and self._is_known(earlier)

    def _is_known(self, earlier: Sequence[Load]) -> bool:
        """True where an earlier load held a file of this table, of a force and source that this load has too."""
        here = {(part.staged.coverage.force, part.staged.coverage.source) for part in self._parts}
        before = (part for load in earlier for part in load.parts if part.table == self._table.name)
        return any((part.coverage.force, part.coverage.source) in here for part in before)

    def _store_fresh(self, rows: str) -> None:
        """Store rows of forces and sources of which nothing is stored yet, in one pass."""
        decided = decisions(self._table, rows, NO_HISTORIES, now=self._now, has_witnesses=self._has_witnesses)
        self._count(f"({decided})")
        self._files.write(f"SELECT {listed(stored_types(self._table))} FROM ({decided})")

    def _take_ready(self) -> None:
        """Store rows that their source wrote for this load, where nothing more has to be decided."""
        for path, rows_of_parts in incoming.counted(self._connection, self._table, self._parts).items():
            for part, new in rows_of_parts.items():
                self._counts[part] = replace(self._counts[part], new=new)
            self._files.take(path, sum(rows_of_parts.values()))

    def _store_into_history(self, rows: str) -> None:
        """Store rows of records that may be known already."""
        known = histories(self._table, rows, self._files.stored(), self._lacking)
        decided = decisions(self._table, rows, known, now=self._now, has_witnesses=self._has_witnesses)
        names = ("row", "of_part", "last", "action", "closes", "closes_at", "backdated", *_DECIDED)
        self._connection.execute(f"CREATE OR REPLACE TEMP TABLE decided AS SELECT {listed(names)} FROM ({decided})")
        self._count("decided")
        self._files.close("SELECT closes, closes_at FROM decided WHERE closes IS NOT NULL")
        values = ", ".join(self._value(name) for name in stored_types(self._table))
        carried = f"LEFT JOIN {self._files.stored()} l ON l.row = d.last" if self._lacking else ""
        self._files.write(
            f"SELECT {values} FROM {rows} i JOIN decided d ON d.row = i.row {carried} WHERE d.action = 'store'"
        )

    def _value(self, name: str) -> str:
        column = quoted(name)
        if name in _DECIDED:
            return f"d.{column}"
        if name in self._lacking:
            return f"CASE WHEN i.of_part IN ({self._lacking[name]}) THEN l.{column} ELSE i.{column} END AS {column}"
        return f"i.{column}"

    def _count(self, decided: str) -> None:
        for part, new, changed, unchanged, closed, backdated in self._connection.execute(
            f"""SELECT of_part, count(*) FILTER (action = 'store' AND last IS NULL),
                count(*) FILTER (action = 'store' AND last IS NOT NULL),
                count(*) FILTER (action = 'nothing'), count(*) FILTER (action = 'close'), count(*) FILTER (backdated)
            FROM {decided} GROUP BY of_part"""
        ).fetchall():
            self._counts[part] = replace(
                self._counts[part], new=new, changed=changed, unchanged=unchanged, closed=closed, backdated=backdated
            )

    def _close_absent(self) -> None:
        absences.find_absent(self._connection, self._table, self._files.stored())
        for part in absences.spare_set_aside(self._connection, self._table, self._parts):
            self._counts[part] = replace(self._counts[part], spared=self._counts[part].spared + 1)
        self._files.close(f"SELECT row, greatest(known_from, {literal(self._now)}) FROM absent")
        for part, count in self._connection.execute("SELECT of_part, count(*) FROM absent GROUP BY of_part").fetchall():
            self._counts[part] = replace(self._counts[part], closed=self._counts[part].closed + count)
