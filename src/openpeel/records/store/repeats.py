"""Keys that come more than once: in what was read at one moment they are repeats or faults, else they need an order."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import duckdb

from openpeel.language.columns import LATEST
from openpeel.language.tables import Table, is_ranged, reference_columns
from openpeel.records.loads import PART_WIDTH, Rejected
from openpeel.records.store.incoming import StagedPart, as_text, check_rows, key_hash
from openpeel.records.store.sql import content_columns, insertion, key_columns, listed

IN_ONE_FILE = "the key comes more than once in the file, with different content"
IN_SEVERAL = "the key comes in another file read at the same moment, with different content"


@dataclass(frozen=True)
class Repeats:
    """What was found among the incoming rows of a table; the rows to leave out are in the DuckDB table ``dropped``."""

    duplicates: dict[int, int]
    """By part: identical repeats, beyond the first."""
    conflicts: dict[int, tuple[Rejected, ...]]
    """By part: the rows of keys that come with different content. None can be told to be the right one."""
    batches: list[list[int]]
    """Part numbers in groups that share no key, in the order of their extraction."""


def no_repeats(parts: Sequence[StagedPart]) -> Repeats:
    """What there is to say of parts in which no key comes twice."""
    return Repeats({}, {}, [[part.number for part in parts]])


def set_aside_repeats(
    connection: duckdb.DuckDBPyConnection, table: type[Table], parts: Sequence[StagedPart]
) -> Repeats:
    """Check the rows, create ``dropped``, those to leave out, and order the parts."""
    connection.execute("CREATE TEMP TABLE dropped (row BIGINT)")
    if check_rows(connection, table, parts):
        return no_repeats(parts)
    # The few rows whose keys have equal hashes are compared whole.
    keys = key_hash(table)
    connection.execute(
        f"CREATE TEMP TABLE repeated AS SELECT * FROM incoming WHERE {keys} IN "
        f"(SELECT {keys} AS key FROM incoming GROUP BY key HAVING count(*) > 1)"
    )
    content, record = listed([*content_columns(table), "removed_at"]), listed(["force", "source", *table.key])
    connection.execute("CREATE TEMP TABLE readings (of_part BIGINT, reading BIGINT)")
    connection.execute(insertion("readings", _readings(parts)))
    connection.execute(
        f"""CREATE TEMP TABLE repeats AS SELECT row, of_part, place, differs, differs_here FROM (
            SELECT row, of_part, row_number() OVER (PARTITION BY of_part, {record} ORDER BY entered_at, row) AS place,
                count(DISTINCT row({content})) OVER (PARTITION BY reading, {record}) > 1 AS differs,
                count(DISTINCT row({content})) OVER (PARTITION BY of_part, {record}) > 1 AS differs_here
            FROM repeated JOIN readings USING (of_part)
        ) WHERE place > 1 OR differs"""
    )
    connection.execute("INSERT INTO dropped SELECT row FROM repeats")
    duplicates = connection.execute(
        "SELECT of_part, count(*) FROM repeats WHERE NOT differs GROUP BY of_part"
    ).fetchall()
    shared = connection.execute(
        f"SELECT DISTINCT list(DISTINCT of_part) FROM repeated GROUP BY {listed(key_columns(table))} "
        "HAVING count(DISTINCT of_part) > 1"
    ).fetchall()
    return Repeats(dict(duplicates), _conflicts(connection, table), _batches(parts, (row[0] for row in shared)))


def _readings(parts: Sequence[StagedPart]) -> list[tuple[int, int]]:
    """Each part's number, and the same second number for parts that can contradict each other.

    They were read at one moment and supply the same columns: what comes of one is no later state than what comes of
    the other.
    """
    found: dict[tuple[datetime, frozenset[str]], int] = {}
    return [
        (part.number, found.setdefault((said.extracted_at, frozenset(said.columns)), len(found)))
        for part in parts
        for said in (part.staged.coverage,)
    ]


def _conflicts(connection: duckdb.DuckDBPyConnection, table: type[Table]) -> dict[int, tuple[Rejected, ...]]:
    found: dict[int, list[Rejected]] = {}
    references = reference_columns(table)
    begins = table.name_of(table.begins)
    latest = begins + LATEST if is_ranged(table.begins) else begins
    for part, line, is_here, text, first, last, *values in connection.execute(
        f"SELECT of_part, row % {PART_WIDTH}, (SELECT differs_here FROM repeats r WHERE r.row = repeated.row), "
        f"{as_text(table)}, {listed([begins, latest, *references])} FROM repeated "
        "WHERE row IN (SELECT row FROM repeats WHERE differs) ORDER BY row"
    ).fetchall():
        told = dict(zip(references, values, strict=True))
        began = None if first is None else (first, last)
        found.setdefault(part, []).append(
            Rejected(line, ", ".join(table.key), IN_ONE_FILE if is_here else IN_SEVERAL, text, told, began)
        )
    return {part: tuple(rows) for part, rows in found.items()}


def _batches(parts: Sequence[StagedPart], shared: Iterable[Sequence[int]]) -> list[list[int]]:
    """Put each part after those that were extracted before it and share a key with it."""
    ordered = [part.number for part in sorted(parts, key=lambda part: (part.staged.coverage.extracted_at, part.number))]
    place = {number: index for index, number in enumerate(ordered)}
    before: dict[int, set[int]] = {number: set() for number in ordered}
    for numbers in shared:
        for earlier, later in itertools.pairwise(sorted(numbers, key=place.__getitem__)):
            before[later].add(earlier)
    level: dict[int, int] = {}
    for number in ordered:
        level[number] = 1 + max((level[earlier] for earlier in before[number]), default=-1)
    return [[number for number in ordered if level[number] == wanted] for wanted in range(1 + max(level.values()))]
