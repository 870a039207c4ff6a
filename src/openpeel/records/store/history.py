"""What a load does to the history of each record of one table.

Every record (force, source, key) has versions, each known from one moment to another; the one in force has no end.
The rules are those of docs/decisions/0011-history-of-a-record.md. They keep one promise: what was known on a past day
changes by a later load only through a time that the source itself gives and that no earlier extract contradicts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import duckdb

from openpeel.language.tables import Table
from openpeel.records.loads import LoadKind, Rejected
from openpeel.records.store import witnesses
from openpeel.records.store.delta import DataFile
from openpeel.records.store.incoming import (
    Incoming,
    StagedPart,
    content_columns,
    literal,
    paths_literal,
    quoted,
    same_key,
    stored_types,
)
from openpeel.records.store.manifest import Counts, Load

FILE_BYTES = "128MB"
"""Where a new data file is ended: large enough to read fast, small enough to be rewritten when a row of it is closed."""

ROW_GROUP = 122_880


@dataclass
class Outcome:
    """What the load of one table comes to, before it is committed."""

    added: list[DataFile] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    """Paths of the version's files that others replace."""
    counts: dict[int, Counts] = field(default_factory=dict)
    """By part number."""
    rejected: dict[int, tuple[Rejected, ...]] = field(default_factory=dict)
    """Rows that the store set aside, by part number."""


class TableLoad:
    """The load of one table: decides what becomes of each incoming row, and writes the files that this needs."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        table: type[Table],
        parts: Sequence[StagedPart],
        *,
        earlier: Sequence[Load],
        files: Sequence[str],
        folder: Path,
        load: int,
        now: datetime,
        on_step: Callable[[str], None],
    ) -> None:
        self._connection = connection
        self._table = table
        self._parts = parts
        self._earlier = earlier
        self._base = list(files)
        self._folder = folder
        self._prefix = f"load-{load:08}-"
        self._now = f"TIMESTAMP {literal(now.isoformat(sep=' '))}"
        self._on_step = on_step
        self._added: dict[str, DataFile] = {}

    def run(self) -> Outcome:
        """Write the new data files; nothing is in force until they are committed."""
        connection = self._connection
        self._incoming = Incoming(connection, self._table, self._parts)
        self._counts = {
            part.number: Counts(
                duplicates=self._incoming.duplicates.get(part.number, 0),
                rejected=len(part.staged.rejected) + len(self._incoming.conflicts.get(part.number, ())),
            )
            for part in self._parts
        }
        self._prepare()
        for batch in self._incoming.batches:
            self._store(batch)
        self._close_absent()
        removed = self._rewrite()
        return Outcome(list(self._added.values()), removed, self._counts, dict(self._incoming.conflicts))

    def _prepare(self) -> None:
        connection = self._connection
        connection.execute("CREATE TEMP TABLE closings (row BIGINT PRIMARY KEY, known_to TIMESTAMP)")
        connection.execute("CREATE TEMP TABLE known_parts (part BIGINT, extracted_at TIMESTAMP)")
        known = [(part.number, part.staged.coverage.extracted_at) for part in self._parts] + [
            (part.number, part.coverage.extracted_at)
            for load in self._earlier
            for part in load.parts
            if part.table == self._table.name
        ]
        connection.executemany("INSERT INTO known_parts VALUES (?, ?)", known)
        connection.execute("CREATE TEMP TABLE load_times (loaded_at TIMESTAMP)")
        connection.execute(f"INSERT INTO load_times VALUES ({self._now})")
        if self._earlier:
            connection.executemany("INSERT INTO load_times VALUES (?)", [(load.loaded_at,) for load in self._earlier])
        self._has_witnesses = witnesses.create_table(connection, self._table.name, self._earlier, self._parts)
        bringers = {(p.staged.coverage.force, p.staged.coverage.source) for p in self._parts}
        self._has_history = bool(self._base) and any(
            part.table == self._table.name and (part.coverage.force, part.coverage.source) in bringers
            for load in self._earlier
            for part in load.parts
        )

    def _stored(self) -> str:
        """SQL of every stored row of the forces and sources of this load, with the closings decided so far."""
        files = [*self._base, *self._added]
        reading = f"read_parquet({paths_literal(files)}, union_by_name = true, filename = 'stored_path')"
        found = {
            row[0] for row in self._connection.execute(f"SELECT column_name FROM (DESCRIBE FROM {reading})").fetchall()
        }
        columns = ", ".join(
            f"f.{quoted(name)}" if name in found else f"NULL::{kind} AS {quoted(name)}"
            for name, kind in stored_types(self._table).items()
            if name != "known_to"
        )
        return (
            f"(SELECT {columns}, coalesce(c.known_to, f.known_to) AS known_to, k.part, k.extracted_at "
            f"FROM {reading} f JOIN known_parts k ON k.part = f.row >> 32 LEFT JOIN closings c ON c.row = f.row)"
        )

    def _store(self, batch: Sequence[int]) -> None:
        """Decide on the rows of parts that share no key, and write those that are new versions."""
        numbers = ", ".join(str(number) for number in batch)
        kept = "" if not self._has_dropped() else "AND NOT EXISTS (SELECT 1 FROM dropped d WHERE d.row = i.row)"
        rows = f"(SELECT * FROM incoming i WHERE part IN ({numbers}) {kept})"
        has_history = self._has_history or bool(self._added)
        self._connection.execute(f"CREATE OR REPLACE TEMP TABLE decisions AS {self._decisions(rows, has_history)}")
        self._connection.execute(
            "INSERT OR REPLACE INTO closings SELECT closes, closes_at FROM decisions WHERE closes IS NOT NULL"
        )
        for part, *counted in self._connection.execute(
            """SELECT part, count(*) FILTER (action = 'store' AND last IS NULL),
                count(*) FILTER (action = 'store' AND last IS NOT NULL),
                count(*) FILTER (action = 'nothing'), count(*) FILTER (action = 'close'),
                count(*) FILTER (backdated)
            FROM decisions GROUP BY part"""
        ).fetchall():
            new, changed, unchanged, closed, backdated = counted
            self._counts[part] = replace(
                self._counts[part], new=new, changed=changed, unchanged=unchanged, closed=closed, backdated=backdated
            )
        self._write(self._new_rows(rows, has_history))

    def _has_dropped(self) -> bool:
        return bool(self._connection.execute("SELECT count(*) FROM dropped").fetchall()[0][0])

    def _decisions(self, rows: str, has_history: bool) -> str:
        """SQL with one row for each incoming row: what is done with it, and when it was known."""
        now = self._now
        histories = self._histories(rows) if has_history else _NO_HISTORIES
        begins = quoted(self._table.name_of(self._table.begins))
        witnessed = (
            f"""{rows} b ASOF LEFT JOIN witnesses w ON b.force = w.force AND b.source = w.source
                AND b.extracted_at = w.extracted_at AND b.{begins} >= w.from_begins"""
            if self._has_witnesses
            else f"{rows} b LEFT JOIN witnesses w ON false"
        )
        return f"""
        WITH {histories},
        placed AS (
            SELECT b.row, b.part, b.entered_at, b.removed_at, b.extracted_at, h.*, w.later_loaded,
                greatest(w.witnessed, h.seen_before) AS witnessed,
                coalesce(b.extracted_at < greatest(w.later, h.newest_seen, h.closed_as_of), false) AS is_late
            FROM {witnessed} LEFT JOIN histories h ON h.incoming = b.row
        ),
        timed AS (
            SELECT *,
                coalesce(entered_at <= {now} AND entered_at > coalesce(witnessed, '-infinity'), false) AS is_honest,
                CASE
                    WHEN removed_at <= {now} AND removed_at > coalesce(witnessed, '-infinity') THEN removed_at
                    WHEN removed_at IS NOT NULL THEN {now}
                END AS gone_at,
                CASE
                    WHEN last IS NULL THEN 'store'
                    WHEN is_late THEN CASE WHEN any_same THEN 'nothing' ELSE 'former' END
                    WHEN NOT same THEN 'store'
                    WHEN last_to IS NULL AND removed_at IS NULL THEN 'nothing'
                    WHEN last_to IS NULL THEN 'close'
                    WHEN removed_at IS NOT NULL THEN 'nothing'
                    ELSE 'store'
                END AS what
            FROM placed
        ),
        dated AS (
            SELECT *,
                what = 'former' AND is_honest AND next_from > entered_at
                    AND coalesce(before_from <= entered_at, true) AS fits,
                CASE
                    WHEN what = 'former' AND NOT fits THEN {now}
                    WHEN is_honest THEN CASE WHEN what = 'former' THEN entered_at ELSE greatest(entered_at, last_to) END
                    ELSE {now}
                END AS known_from,
                CASE WHEN gone_at IS NOT NULL THEN greatest(known_from, gone_at) END AS gone_to,
                CASE
                    WHEN what = 'former' AND NOT fits THEN {now}
                    WHEN what = 'former' THEN least(next_from, gone_to)
                    WHEN last IS NULL AND is_late THEN least(greatest(known_from, later_loaded), gone_to)
                    ELSE gone_to
                END AS known_to
            FROM timed
        )
        SELECT row, part, last, CASE WHEN what = 'former' THEN 'store' ELSE what END AS action,
            known_from, known_to, NOT is_honest OR (what = 'former' AND NOT fits) AS known_from_is_load_time,
            what <> 'nothing' AND (
                (entered_at IS NOT NULL AND NOT is_honest AND what <> 'close') OR gone_at <> removed_at
            ) AS backdated,
            CASE
                WHEN what = 'former' AND fits AND before_to > known_from THEN before
                WHEN what = 'close' OR (what = 'store' AND last_to IS NULL) THEN last
            END AS closes,
            CASE
                WHEN what = 'former' THEN known_from
                WHEN what = 'close' THEN greatest(last_from, gone_at)
                ELSE greatest(last_from, least(known_from, gone_at))
            END AS closes_at
        FROM dated
        """

    def _histories(self, rows: str) -> str:
        """SQL (named queries) with what is stored of each incoming row's record."""
        lacking = self._incoming.lacking()
        same = [
            f"(i.{quoted(name)} IS NOT DISTINCT FROM s.{quoted(name)}"
            + (f" OR i.part IN ({', '.join(map(str, lacking[name]))}))" if name in lacking else ")")
            for name in content_columns(self._table)
            if name not in self._table.key
        ]
        return f"""
        matches AS MATERIALIZED (
            SELECT i.row AS incoming, i.extracted_at AS extracted_at, s.row AS stored, s.known_from, s.known_to,
                s.extracted_at AS seen, s.known_from < coalesce(s.known_to, 'infinity') AS was_in_force,
                {" AND ".join(same) or "true"} AS same
            FROM {rows} i JOIN {self._stored()} s ON {same_key(self._table, "i", "s")}
        ),
        latest AS (
            SELECT * FROM matches QUALIFY row_number() OVER (
                PARTITION BY incoming ORDER BY known_to IS NULL DESC, seen DESC, known_from DESC, stored DESC) = 1
        ),
        histories AS (
            SELECT m.incoming, any_value(l.stored) AS last, any_value(l.known_from) AS last_from,
                any_value(l.known_to) AS last_to, any_value(l.same) AS same, bool_or(m.same) AS any_same,
                max(m.seen) AS newest_seen,
                max(m.seen) FILTER (m.seen <= m.extracted_at) AS seen_before,
                -- A record that its source removed was removed by then, whatever an older extract says.
                any_value(l.known_to) FILTER (l.known_to NOT IN (FROM load_times)) AS closed_as_of,
                min(m.known_from) FILTER (m.seen > m.extracted_at AND m.was_in_force) AS next_from,
                max(m.known_from) FILTER (m.seen <= m.extracted_at AND m.was_in_force) AS before_from,
                arg_max(m.stored, m.known_from) FILTER (m.seen <= m.extracted_at AND m.was_in_force) AS before,
                arg_max(coalesce(m.known_to, 'infinity'), m.known_from)
                    FILTER (m.seen <= m.extracted_at AND m.was_in_force) AS before_to
            FROM matches m JOIN latest l USING (incoming) GROUP BY m.incoming
        )"""

    def _new_rows(self, rows: str, has_history: bool) -> str:
        """SQL of the stored form of the incoming rows that are new versions."""
        lacking = self._incoming.lacking() if has_history else {}
        values = []
        for name in stored_types(self._table):
            if name in ("known_from", "known_to", "known_from_is_load_time"):
                values.append(f"d.{name}")
            elif name in lacking:
                parts = ", ".join(map(str, lacking[name]))
                values.append(
                    f"CASE WHEN i.part IN ({parts}) THEN l.{quoted(name)} ELSE i.{quoted(name)} END AS {quoted(name)}"
                )
            else:
                values.append(f"i.{quoted(name)}")
        carried = f"LEFT JOIN {self._stored()} l ON l.row = d.last" if lacking else ""
        return (
            f"SELECT {', '.join(values)} FROM {rows} i JOIN decisions d ON d.row = i.row {carried} "
            "WHERE d.action = 'store'"
        )

    def _close_absent(self) -> None:
        """Close the records in force that a full or window extract would hold and does not."""
        has_whole = any(witnesses.whole(part.staged.coverage) for part in self._parts)
        if not has_whole or not (self._has_history or len({p.staged.coverage.extracted_at for p in self._parts}) > 1):
            return
        if not self._base and not self._added:
            return
        connection, table = self._connection, self._table
        begins = f"s.{quoted(table.name_of(table.begins))}"
        connection.execute(
            "CREATE TEMP TABLE later_extracts (force VARCHAR, source VARCHAR, begins TIMESTAMP, ends TIMESTAMP, extracted_at TIMESTAMP)"
        )
        later = [
            (c.force, c.source, c.begins, c.ends, c.extracted_at)
            for load in self._earlier
            for c in (part.coverage for part in load.parts if part.table == table.name)
            if witnesses.whole(c)
        ]
        if later:
            connection.executemany("INSERT INTO later_extracts VALUES (?, ?, ?, ?, ?)", later)
        keys = ", ".join(f"s.{quoted(name)}" for name in table.key)
        connection.execute(
            f"""CREATE TEMP TABLE absent AS
            SELECT s.row, min(p.part) AS part, any_value(s.known_from) AS known_from, {", ".join(f"any_value(s.{quoted(n)}) AS {quoted(n)}" for n in table.key)}
            FROM {self._stored()} s JOIN parts p ON s.force = p.force AND s.source = p.source
            WHERE s.known_to IS NULL AND p.kind <> {literal(LoadKind.CHANGES.value)} AND s.part <> p.part
                AND s.extracted_at <= p.extracted_at
                AND (({begins} >= p.begins AND {begins} < p.ends)
                    OR ({begins} IS NULL AND p.kind = {literal(LoadKind.FULL.value)}))
                AND NOT EXISTS (
                    SELECT 1 FROM incoming i WHERE {same_key(table, "i", "s")} AND i.extracted_at >= p.extracted_at)
                AND NOT EXISTS (
                    SELECT 1 FROM later_extracts o WHERE o.force = s.force AND o.source = s.source
                        AND o.extracted_at > p.extracted_at AND {begins} >= o.begins AND {begins} < o.ends)
            GROUP BY s.row, {keys}"""
        )
        self._spare_set_aside()
        connection.execute(f"INSERT OR REPLACE INTO closings SELECT row, greatest(known_from, {self._now}) FROM absent")
        for part, count in connection.execute("SELECT part, count(*) FROM absent GROUP BY part").fetchall():
            self._counts[part] = replace(self._counts[part], closed=self._counts[part].closed + count)

    def _spare_set_aside(self) -> None:
        """A record is not missing where its key stands in a row that was set aside as faulty."""
        words = [
            (part.number, rejected.line, word)
            for part in self._parts
            for rejected in part.staged.rejected
            for word in {piece.strip(" '\"") for piece in re.split(r"[,;|\t\n]", rejected.text)}
            if word
        ]
        if not words or not self._connection.execute("SELECT count(*) FROM absent").fetchall()[0][0]:
            return
        self._connection.execute("CREATE TEMP TABLE words (part BIGINT, line BIGINT, word VARCHAR)")
        self._connection.executemany("INSERT INTO words VALUES (?, ?, ?)", words)
        first, *others = [quoted(name) for name in self._table.key]
        also = "".join(
            f" AND EXISTS (SELECT 1 FROM words o WHERE o.part = w.part AND o.line = w.line AND o.word = a.{name})"
            for name in others
        )
        spared = self._connection.execute(
            f"DELETE FROM absent a WHERE EXISTS (SELECT 1 FROM words w WHERE w.word = a.{first}{also}) RETURNING part"
        ).fetchall()
        for (part,) in spared:
            self._counts[part] = replace(self._counts[part], spared=self._counts[part].spared + 1)

    def _rewrite(self) -> list[str]:
        """Write anew the files that hold rows whose end has changed; returns those of the base that are replaced."""
        files = [*self._base, *self._added]
        if not files or not self._connection.execute("SELECT count(*) FROM closings").fetchall()[0][0]:
            return []
        touched = [
            path
            for (path,) in self._connection.execute(
                f"SELECT DISTINCT filename FROM read_parquet({paths_literal(files)}, filename = true, union_by_name = true) "
                "SEMI JOIN closings USING (row)"
            ).fetchall()
        ]
        removed = []
        for path in touched:
            self._write(
                f"SELECT f.* REPLACE (coalesce(c.known_to, f.known_to) AS known_to) "
                f"FROM read_parquet({literal(path)}) f LEFT JOIN closings c USING (row)"
            )
            if path in self._added:
                del self._added[path]
                Path(path).unlink()
            else:
                removed.append(path)
        return removed

    def _write(self, query: str) -> None:
        """Write the rows of ``query`` as one or more data files of the table."""
        self._folder.mkdir(parents=True, exist_ok=True)
        written = self._connection.execute(
            f"COPY ({query}) TO {literal(str(self._folder))} (FORMAT parquet, COMPRESSION snappy, "
            f"ROW_GROUP_SIZE {ROW_GROUP}, FILE_SIZE_BYTES '{FILE_BYTES}', APPEND, "
            f"FILENAME_PATTERN '{self._prefix}{{uuid}}', RETURN_STATS)"
        ).fetchall()
        for path, rows, *_ in written:
            if rows:
                self._added[path] = DataFile(Path(path), rows)
            else:
                Path(path).unlink()
            self._on_step(f"data file of {self._table.name}")


_NO_HISTORIES = """
histories AS (
    SELECT NULL::BIGINT AS incoming, NULL::BIGINT AS last, NULL::TIMESTAMP AS last_from, NULL::TIMESTAMP AS last_to,
        NULL::BOOLEAN AS same, NULL::BOOLEAN AS any_same, NULL::TIMESTAMP AS newest_seen,
        NULL::TIMESTAMP AS seen_before, NULL::TIMESTAMP AS closed_as_of, NULL::TIMESTAMP AS next_from,
        NULL::TIMESTAMP AS before_from, NULL::BIGINT AS before, NULL::TIMESTAMP AS before_to
    WHERE false
)"""
