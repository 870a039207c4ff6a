"""The staged rows of one table, as one view over all its files: checked, numbered, and free of repeats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import duckdb

from openpeel.errors import OpenPeelError
from openpeel.language.columns import LATEST
from openpeel.language.tables import SYSTEM_COLUMNS, Table
from openpeel.records.loads import Rejected, StagedFile
from openpeel.records.store.manifest import PART_WIDTH

DUCKDB_TYPES = {
    "string": "VARCHAR",
    "int64": "BIGINT",
    "float64": "DOUBLE",
    "boolean": "BOOLEAN",
    "timestamp(6)": "TIMESTAMP",
}

OPTIONAL_COLUMNS = {"entered_at": "TIMESTAMP", "removed_at": "TIMESTAMP"}

REPEATED_KEY = "the key comes more than once in the file, with different content"


@dataclass(frozen=True)
class StagedPart:
    """A staged file with the number that the load gives it."""

    number: int
    staged: StagedFile


def quoted(name: str) -> str:
    """A name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def paths_literal(paths: Iterable[str]) -> str:
    """A list of paths as SQL writes it."""
    return "[" + ", ".join(literal(path) for path in paths) + "]"


def stored_types(table: type[Table]) -> dict[str, str]:
    """Every stored column of ``table`` with its DuckDB type, in order."""
    return {name: DUCKDB_TYPES[str(kind)] for name, kind in table.relation.schema().items()}


def content_columns(table: type[Table]) -> list[str]:
    """The stored columns that the source supplies, key included."""
    return [name for name in stored_types(table) if name not in SYSTEM_COLUMNS]


def key_columns(table: type[Table]) -> list[str]:
    """What identifies a record in the whole table."""
    return ["force", "source", *table.key]


def same_key(table: type[Table], a: str, b: str) -> str:
    """SQL that holds where the rows ``a`` and ``b`` are of one record."""
    return " AND ".join(f"{a}.{quoted(name)} = {b}.{quoted(name)}" for name in key_columns(table))


class Incoming:
    """What a load brings for one table: the view ``incoming`` of a DuckDB connection, and what was set aside of it."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, table: type[Table], parts: Sequence[StagedPart]) -> None:
        self._connection = connection
        self._table = table
        self.parts = parts
        self._create_view()
        self.rows = self._counted()
        self.duplicates: dict[int, int] = {}
        self.conflicts: dict[int, tuple[Rejected, ...]] = {}
        self.batches = self._without_repeats()
        """Parts in groups that share no key, in the order in which they are to be stored."""

    def lacking(self) -> dict[str, list[int]]:
        """Content columns that some files do not supply, with those files' part numbers."""
        found: dict[str, list[int]] = {}
        for name in content_columns(self._table):
            declared = name.removesuffix(LATEST)
            if declared in self._table.key:
                continue
            without = [part.number for part in self.parts if declared not in part.staged.coverage.columns]
            if without:
                found[name] = without
        return found

    def _create_view(self) -> None:
        connection, table = self._connection, self._table
        connection.execute(
            "CREATE TEMP TABLE parts (part BIGINT, path VARCHAR, force VARCHAR, source VARCHAR, kind VARCHAR, "
            "begins TIMESTAMP, ends TIMESTAMP, extracted_at TIMESTAMP, place INTEGER)"
        )
        places = {
            number: place
            for place, number in enumerate(
                part.number for part in sorted(self.parts, key=lambda p: (p.staged.coverage.extracted_at, p.number))
            )
        }
        connection.executemany(
            "INSERT INTO parts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    part.number,
                    str(part.staged.rows),
                    part.staged.coverage.force,
                    part.staged.coverage.source,
                    part.staged.coverage.kind.value,
                    part.staged.coverage.begins,
                    part.staged.coverage.ends,
                    part.staged.coverage.extracted_at,
                    places[part.number],
                )
                for part in self.parts
            ],
        )
        files = paths_literal(str(part.staged.rows) for part in self.parts)
        reading = f"read_parquet({files}, union_by_name = true, filename = 'staged_path')"
        found = dict(connection.execute(f"SELECT column_name, column_type FROM (DESCRIBE FROM {reading})").fetchall())
        wanted = {name: stored_types(table)[name] for name in content_columns(table)} | OPTIONAL_COLUMNS
        for name, kind in wanted.items():
            if name in found and found[name] != kind:
                raise OpenPeelError(
                    f"column {name} of table {table.name} was staged as {found[name]}; the store needs {kind}",
                    where=self.parts[0].staged.file,
                    mend="this is a fault of the reader of this kind of file, not of the file: please report it",
                )
        columns = ", ".join(
            f"s.{quoted(name)}" if name in found else f"NULL::{kind} AS {quoted(name)}" for name, kind in wanted.items()
        )
        connection.execute(
            f"CREATE TEMP VIEW incoming AS SELECT p.part * {PART_WIDTH} + s.line AS row, p.part, p.force, p.source, "
            f"p.extracted_at, {columns} FROM {reading} s JOIN parts p ON p.path = s.staged_path"
        )

    def _counted(self) -> dict[int, int]:
        keyless = " OR ".join(f"{quoted(name)} IS NULL" for name in self._table.key)
        rows = self._connection.execute(
            f"SELECT part, count(*), count(DISTINCT row), min(row), max(row), count(*) FILTER ({keyless}) "
            "FROM incoming GROUP BY part"
        ).fetchall()
        for part, count, lines, first, last, without_key in rows:
            if lines != count or first < part * PART_WIDTH or last >= (part + 1) * PART_WIDTH or without_key:
                raise OpenPeelError(
                    f"the staged rows of table {self._table.name} have no key, or no line of their own",
                    where=next(p.staged.file for p in self.parts if p.number == part),
                    mend="this is a fault of the reader of this kind of file, not of the file: please report it",
                )
        return {part.number: 0 for part in self.parts} | {row[0]: row[1] for row in rows}

    def _without_repeats(self) -> list[list[int]]:
        """Set repeats within a file aside; order the parts that share keys."""
        connection, table = self._connection, self._table
        connection.execute("CREATE TEMP TABLE dropped (row BIGINT)")
        keys = ", ".join(quoted(name) for name in key_columns(table))
        total, distinct = connection.execute(f"SELECT count(*), count(DISTINCT hash({keys})) FROM incoming").fetchall()[
            0
        ]
        numbers = [part.number for part in self.parts]
        if total == distinct:
            return [numbers]
        connection.execute(
            f"CREATE TEMP TABLE repeated AS SELECT * FROM incoming WHERE hash({keys}) IN "
            f"(SELECT hash({keys}) AS h FROM incoming GROUP BY h HAVING count(*) > 1)"
        )
        self._set_aside_repeats(keys)
        sharing = connection.execute(
            "SELECT DISTINCT list_sort(list(DISTINCT place)) AS places FROM repeated JOIN parts USING (part) "
            f"GROUP BY {', '.join('repeated.' + quoted(name) for name in key_columns(table))} "
            "HAVING count(DISTINCT place) > 1"
        ).fetchall()
        in_place = {place: number for number, place in connection.execute("SELECT part, place FROM parts").fetchall()}
        levels = dict.fromkeys(range(len(numbers)), 0)
        before: dict[int, set[int]] = {}
        for (places,) in sharing:
            for earlier, later in zip(places, places[1:], strict=False):
                before.setdefault(later, set()).add(earlier)
        for place in range(len(numbers)):
            levels[place] = 1 + max((levels[earlier] for earlier in before.get(place, ())), default=-1)
        batches: list[list[int]] = [[] for _ in range(max(levels.values()) + 1)]
        for place, level in levels.items():
            batches[level].append(in_place[place])
        return batches

    def _set_aside_repeats(self, keys: str) -> None:
        connection, table = self._connection, self._table
        content = ", ".join(quoted(name) for name in [*content_columns(table), "removed_at"])
        connection.execute(
            f"""CREATE TEMP TABLE repeats AS
            SELECT row, part, place_in_key > 1 AND NOT differs AS is_duplicate, differs
            FROM (
                SELECT row, part,
                    row_number() OVER (PARTITION BY part, {keys} ORDER BY entered_at, row) AS place_in_key,
                    count(DISTINCT row({content})) OVER (PARTITION BY part, {keys}) > 1 AS differs
                FROM repeated
            )"""
        )
        connection.execute("INSERT INTO dropped SELECT row FROM repeats WHERE is_duplicate OR differs")
        self.duplicates = dict(
            connection.execute("SELECT part, count(*) FROM repeats WHERE is_duplicate GROUP BY part").fetchall()
        )
        declared = ", ".join(f"{quoted(name)} := {quoted(name)}" for name in content_columns(table))
        conflicts: dict[int, list[Rejected]] = {}
        for part, line, text in connection.execute(
            f"SELECT part, row % {PART_WIDTH}, to_json(struct_pack({declared}))::VARCHAR FROM repeated "
            "WHERE row IN (SELECT row FROM repeats WHERE differs) ORDER BY row"
        ).fetchall():
            conflicts.setdefault(part, []).append(Rejected(line, ", ".join(table.key), REPEATED_KEY, text))
        self.conflicts = {part: tuple(rejected) for part, rejected in conflicts.items()}
