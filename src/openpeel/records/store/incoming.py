"""The staged rows of one table as one view over all its files, checked and numbered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt

from openpeel.errors import OpenPeelError
from openpeel.language.columns import LATEST
from openpeel.language.tables import Table
from openpeel.records.loads import PART_WIDTH, StagedFile
from openpeel.records.store.sql import (
    content_columns,
    insertion,
    key_columns,
    listed,
    literal,
    parquet,
    quoted,
    stored_types,
)

OPTIONAL_COLUMNS = {"entered_at": "TIMESTAMP", "removed_at": "TIMESTAMP"}

FAULT_OF_READER = "this is a fault of the reader of this kind of file, not of the file: please report it"


@dataclass(frozen=True)
class StagedPart:
    """A staged file with the number that the load gives it."""

    number: int
    staged: StagedFile

    def is_in_final_form(self, now: datetime) -> bool:
        """True where the rows were written for this part of a load at ``now``."""
        return (self.staged.ahead_of, self.staged.number) == (now, self.number)


def create_view(connection: duckdb.DuckDBPyConnection, table: type[Table], parts: Sequence[StagedPart]) -> None:
    """Create the table ``parts`` and the view ``incoming`` of all rows of ``parts``, with their row numbers.

    Raises OpenPeelError where a file is not staged as :class:`openpeel.records.loads.StagedFile` says.
    """
    connection.execute(
        "CREATE TEMP TABLE parts (of_part BIGINT, path VARCHAR, file BIGINT, force VARCHAR, source VARCHAR, "
        "kind VARCHAR, begins TIMESTAMP, ends TIMESTAMP, extracted_at TIMESTAMP)"
    )
    rows = []
    for part in parts:
        coverage = part.staged.coverage
        named = (coverage.force, coverage.source, coverage.kind.value)
        place = (str(part.staged.rows), -1 if part.staged.number is None else part.staged.number)
        rows.append((part.number, *place, *named, coverage.begins, coverage.ends, coverage.extracted_at))
    connection.execute(insertion("parts", rows))
    reading = parquet(dict.fromkeys(str(part.staged.rows) for part in parts), filename="staged_path")
    found = dict(connection.execute(f"SELECT column_name, column_type FROM (DESCRIBE FROM {reading})").fetchall())
    wanted = {name: stored_types(table)[name] for name in content_columns(table)} | OPTIONAL_COLUMNS
    for name, kind in (stored_types(table) | OPTIONAL_COLUMNS).items():
        if found.get(name, kind) != kind:
            raise OpenPeelError(
                f"column {name} of table {table.name} was staged as {found[name]}; the store needs {kind}",
                where=parts[0].staged.file,
                mend=FAULT_OF_READER,
            )
    columns = ", ".join(
        f"s.{quoted(name)}" if name in found else f"NULL::{kind} AS {quoted(name)}" for name, kind in wanted.items()
    )
    file = _first_of({"file": "s.file", "row": f"s.row // {PART_WIDTH}"}, found, otherwise="-1")
    line = _first_of({"line": "s.line", "row": f"s.row % {PART_WIDTH}"}, found, otherwise="NULL")
    connection.execute(
        f"CREATE TEMP VIEW incoming AS SELECT p.of_part * {PART_WIDTH} + {line} AS row, p.of_part, p.force, p.source, "
        f"p.extracted_at, {columns} FROM {reading} s "
        f"JOIN parts p ON p.path = s.staged_path AND p.file = {file}"
    )


def counted(
    connection: duckdb.DuckDBPyConnection, table: type[Table], parts: Sequence[StagedPart]
) -> dict[Path, dict[int, int]]:
    """How many rows of each part lie in each file of ``parts``, whose rows are in the store's own form.

    Raises OpenPeelError where a row is numbered as one of another part.
    """
    found: dict[Path, dict[int, int]] = {part.staged.rows: {} for part in parts}
    paths = list(found)
    # To count by a number of the file takes two thirds of the time of its path.
    for place, part, rows in connection.execute(
        f"SELECT file_index, row // {PART_WIDTH}, count(*) FROM {parquet(map(str, paths))} GROUP BY ALL"
    ).fetchall():
        found[paths[place]][part] = rows
    own = {(part.staged.rows, part.number) for part in parts}
    if strange := [path for path, rows in found.items() if any((path, part) not in own for part in rows)]:
        raise OpenPeelError(
            f"staged rows of table {table.name} have numbers of another file",
            where=next(part.staged.file for part in parts if part.staged.rows == strange[0]),
            mend=FAULT_OF_READER,
        )
    return found


def _first_of(ways: Mapping[str, str], found: Iterable[str], otherwise: str) -> str:
    """SQL of the first of ``ways`` that is not null, of those whose column was found."""
    return f"coalesce({', '.join([*(sql for name, sql in ways.items() if name in found), otherwise])})"


def check_rows(connection: duckdb.DuckDBPyConnection, table: type[Table], parts: Iterable[StagedPart]) -> bool:
    """Look through the rows of ``incoming`` once; False where a key may come more than once.

    Raises OpenPeelError where a row has no key, or no line of its own.
    """
    keyless = " OR ".join(f"{quoted(name)} IS NULL" for name in table.key)
    misplaced = f"coalesce(row < of_part * {PART_WIDTH} OR row >= (of_part + 1) * {PART_WIDTH}, true)"
    found = connection.execute(
        f"SELECT row, {key_hash(table)} AS key, {keyless} OR {misplaced} AS is_faulty FROM incoming"
    ).fetchnumpy()
    if not found["is_faulty"].any() and _all_differ(found["row"]):
        return _all_differ(found["key"])
    faults = f"count(DISTINCT row) <> count(*) OR bool_or({keyless}) OR bool_or({misplaced})"
    ((part,),) = connection.execute(
        f"SELECT of_part FROM incoming GROUP BY of_part HAVING {faults} ORDER BY of_part LIMIT 1"
    ).fetchall()
    raise OpenPeelError(
        f"staged rows of table {table.name} have no key, or no line of their own",
        where=next(one.staged.file for one in parts if one.number == part),
        mend=FAULT_OF_READER,
    )


def key_hash(table: type[Table]) -> str:
    """SQL of a number for the key of a record. Equal ones are only a hint that the keys are equal."""
    return f"hash({listed(key_columns(table))})"


def _all_differ(numbers: npt.NDArray[Any]) -> bool:
    # To sort them takes a third of the time in which DuckDB counts distinct ones.
    ordered = np.sort(numbers)
    return not np.any(ordered[1:] == ordered[:-1])


def lacking(table: type[Table], parts: Iterable[StagedPart]) -> Mapping[str, str]:
    """Content columns that some files do not supply; with each, those files' part numbers as SQL lists them.

    What a file does not supply is not known from it, so the record keeps the value that it had.
    """
    found: dict[str, str] = {}
    for name in content_columns(table):
        declared = name.removesuffix(LATEST)
        without = [str(part.number) for part in parts if declared not in part.staged.coverage.columns]
        if without and declared not in table.key:
            found[name] = ", ".join(without)
    return found


def as_text(table: type[Table]) -> str:
    """SQL that gives an incoming row's content as one text, for quarantine."""
    fields = ", ".join(f"{literal(name)}: {quoted(name)}" for name in content_columns(table))
    return f"to_json({{{fields}}})::VARCHAR"
