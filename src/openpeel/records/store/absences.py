"""Records that a full or window extract would hold and does not: they are gone at their source."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

import duckdb

from openpeel.language.tables import Table
from openpeel.records.loads import Coverage, LoadKind
from openpeel.records.store.incoming import StagedPart
from openpeel.records.store.sql import begins_column, listed, literal, quoted, same_record
from openpeel.records.store.witnesses import whole

_SEPARATORS = re.compile(r"[,;|\t\r\n]")


def could_show_absence(parts: Sequence[StagedPart]) -> bool:
    """True where a file of this load could show that a row of another file of it is gone."""
    of_source: dict[tuple[str, str], list[Coverage]] = {}
    for part in parts:
        coverage = part.staged.coverage
        of_source.setdefault((coverage.force, coverage.source), []).append(coverage)
    return any(
        not (whole(a) and whole(b)) or (a.begins < b.ends and b.begins < a.ends)
        for coverages in of_source.values()
        for a, b in itertools.combinations(coverages, 2)
        if whole(a) or whole(b)
    )


def find_absent(connection: duckdb.DuckDBPyConnection, table: type[Table], stored: str) -> None:
    """Create ``absent``: rows in force of ``stored`` (SQL) that this load shows to be gone, and the part that shows it.

    An extract says nothing of what was read from the source after it: not of a row of a later extract, nor where a
    later extract of the same period was loaded before. A record that does not say when it began lies in no period.
    """
    begins = f"s.{begins_column(table)}"
    connection.execute(
        f"""CREATE TEMP TABLE absent AS
        WITH candidates AS (
            SELECT s.row, p.of_part, p.extracted_at, s.known_from, s.force, s.source,
                {begins} AS begins_at, {listed(table.key, "s")}
            FROM {stored} s JOIN parts p ON s.force = p.force AND s.source = p.source
            WHERE s.known_to IS NULL AND p.kind <> {literal(LoadKind.CHANGES.value)} AND s.of_part <> p.of_part
                AND s.extracted_at <= p.extracted_at
                AND {begins} >= p.begins AND {begins} < p.ends
        )
        SELECT row, min(of_part) AS of_part, any_value(known_from) AS known_from, {listed(table.key)}
        FROM candidates c
        WHERE NOT EXISTS (FROM incoming i WHERE {same_record(table, "i", "c")} AND i.extracted_at >= c.extracted_at)
            AND NOT EXISTS (
                FROM testimonies t WHERE t.force = c.force AND t.source = c.source
                    AND t.extracted_at > c.extracted_at AND c.begins_at >= t.begins AND c.begins_at < t.ends)
        GROUP BY row, {listed(table.key)}"""
    )


def spare_set_aside(
    connection: duckdb.DuckDBPyConnection, table: type[Table], parts: Sequence[StagedPart]
) -> list[int]:
    """Take out of ``absent`` each record whose key stands in a row that was set aside as faulty: it is not gone.

    Returns the part of each such record.
    """
    words = [
        {"of_part": part.number, "line": rejected.line, "word": word}
        for part in parts
        for rejected in part.staged.rejected
        for word in {piece.strip(" '\"") for piece in _SEPARATORS.split(rejected.text)}
        if word
    ]
    if not words or not connection.execute("SELECT 1 FROM absent LIMIT 1").fetchall():
        return []
    import pyarrow as pa  # here, since it takes a quarter of a second and is seldom needed

    # Handed over as they are, since there may be very many.
    schema = pa.schema([("of_part", pa.int64()), ("line", pa.int64()), ("word", pa.string())])
    connection.register("words", pa.Table.from_pylist(words, schema))
    first, *others = (quoted(name) for name in table.key)
    also = "".join(
        f" AND EXISTS (FROM words o WHERE o.of_part = w.of_part AND o.line = w.line AND o.word = absent.{name})"
        for name in others
    )
    spared = connection.execute(
        f"DELETE FROM absent WHERE EXISTS (FROM words w WHERE w.word = absent.{first}{also}) RETURNING of_part"
    ).fetchall()
    return [part for (part,) in spared]
