"""One evaluation: standards, judged over one snapshot of the records at one moment, into a ledger on disk."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

import duckdb
import ibis
import ibis.expr.types as ir

from openpeel.engine.civil_calendar import calendar_schema, calendar_table
from openpeel.engine.claims import doubts_of, expressions_of, ledger_rows, rests_of
from openpeel.engine.clocks import JUDGED_AT, AsAt, stored
from openpeel.engine.coverage import Asked, answers, schema_of
from openpeel.engine.frames import Frame, build_frame
from openpeel.engine.lineage import Rests
from openpeel.engine.set_aside import Naming
from openpeel.engine.steps import to_sql
from openpeel.engine.symbols import Limits
from openpeel.engine.temporary_tables import duckdb_type, table_of_arrays, table_of_rows
from openpeel.language.durations import Duration
from openpeel.language.standards import Standard
from openpeel.language.tables import Table
from openpeel.language.units import Unit
from openpeel.records.loads import Coverage, Unstored

LEDGER_COLUMNS = ("standard", "unit", "verdict", "reason", "is_due", "due", "done", "force", "owner")

# Ibis leaves casts of its literals out, and so their widths.
_NARROW = {"standard": "smallint", "verdict": "tinyint", "reason": "tinyint"}

MEMORY = "2GB"
"""What judging may hold in memory, whatever the machine has: it is to run beside other work."""

Progress = Callable[[str], None]
"""Is told what is being done, for people to see."""


class Files(Protocol):
    """What reading a table needs of a snapshot of the store."""

    def files(self, table: type[Table]) -> list[str]:
        """The Parquet files with the rows of a table."""


class Records(Files, Protocol):
    """What an evaluation needs of a snapshot of the store."""

    @property
    def coverage(self) -> Sequence[Coverage]:
        """What was loaded."""

    def unstored(self, table: type[Table], extracts: Sequence[Any]) -> Sequence[Unstored]:
        """The rows of a table that some of the extracts loaded set aside, and did not store since."""


@dataclass(frozen=True)
class Calendars:
    """The civil calendars that a plan uses, each under a name of its own."""

    tables: dict[tuple[Duration, ...], str]

    def of(self, lengths: tuple[Duration, ...]) -> ir.Table:
        """The unbound Ibis table of the calendar for ``lengths``."""
        name = self.tables.setdefault(lengths, f"calendar_{len(self.tables)}")
        return ibis.table(calendar_schema(lengths), name=name)


@dataclass(frozen=True)
class Needs:
    """What must be in a DuckDB connection before the SQL of a plan can run."""

    tables: frozenset[type[Table]]
    calendars: dict[tuple[Duration, ...], str]
    asked: dict[str, tuple[Asked, ...]]
    set_aside: dict[str, Naming]


@dataclass(frozen=True)
class Plan:
    """The SQL of one evaluation: a frame for each unit, then the ledger's rows for each standard.

    The SQL holds neither the moment of judging, nor the forces, nor what the extracts cover: it stays the same from day
    to day.
    """

    frames: dict[str, str]
    """SQL by the name of the table that it fills."""
    ledger: tuple[str, ...]
    """SQL by standard, in the standards' order."""
    needs: Needs
    as_at: AsAt
    coverage: Sequence[Coverage]
    words: dict[str, tuple[str, ...]]
    """The text columns of each frame that the ledger carries: the force and the owners."""


def make_plan(
    standards: Sequence[Standard],
    *,
    as_at: AsAt,
    limits: Limits,
    coverage: Sequence[Coverage],
    with_shown: bool = False,
) -> Plan:
    """Compile ``standards`` for DuckDB. The ledger's numbers of standards are their places in the sequence.

    ``with_shown``: the frames hold what lists of cases show too.
    """
    by_unit: dict[type[Unit], list[Standard]] = {}
    for standard in standards:
        by_unit.setdefault(standard.unit, []).append(standard)
    calendars = Calendars({})
    frames: dict[type[Unit], Frame] = {}
    for unit, own in by_unit.items():
        frames[unit] = build_frame(
            unit,
            frozenset().union(*(_facts_of(standard, with_shown) for standard in own)),
            [expression for standard in own for expression in expressions_of(standard)],
            question=as_at.question,
            limits=limits,
            rests=_in_order(frozenset().union(*(rests_of(standard) for standard in own))),
            doubts=list(dict.fromkeys(doubt for standard in own for doubt in doubts_of(standard))),
            calendar_of=calendars.of,
        )
    rows = [
        ledger_rows(standard, number, frames[standard.unit], built(frames[standard.unit]), limits)
        for number, standard in enumerate(standards)
    ]
    return Plan(
        frames={frame_name(unit): to_sql(frame.expression) for unit, frame in frames.items()},
        ledger=tuple(to_sql(row.select(*LEDGER_COLUMNS)) for row in rows),
        needs=needs_of(frames.values(), calendars),
        as_at=as_at,
        coverage=coverage,
        words={
            frame_name(unit): ("force", *sorted({_owner_of(standard) for standard in own}))
            for unit, own in by_unit.items()
        },
    )


def needs_of(frames: Iterable[Frame], calendars: Calendars) -> Needs:
    """What frames need together."""
    built = list(frames)
    return Needs(
        tables=frozenset().union(*(frame.tables for frame in built)),
        calendars=calendars.tables,
        asked={name: questions for frame in built for name, questions in frame.asked.items()},
        set_aside={name: question for frame in built for name, question in frame.set_aside.items()},
    )


def _facts_of(standard: Standard, with_shown: bool) -> frozenset[str]:
    return standard.facts_used() | {_owner_of(standard)} | frozenset(standard.facts_shown() if with_shown else ())


def _owner_of(standard: Standard) -> str:
    return standard.unit.name_of(standard.shows.owner)


def _in_order(rests: frozenset[Rests]) -> list[Rests]:
    return sorted(rests, key=lambda rest: (rest.table.name, rest.own, sorted(rest.columns)))


def frame_name(unit: type[Unit]) -> str:
    """The name of the table that holds a unit's frame while a plan runs."""
    return f"frame_{unit.name}"


def built(frame: Frame) -> ir.Table:
    """The table that a frame fills: what is asked of it is planned apart from how it is built."""
    return ibis.table(frame.expression.schema(), name=frame_name(frame.unit))


def open_records(connection: duckdb.DuckDBPyConnection, records: Records, plan: Plan) -> None:
    """Give a DuckDB connection all that the SQL of a plan reads."""
    provide(connection, records, plan.needs, plan.as_at, plan.coverage)


def provide(
    connection: duckdb.DuckDBPyConnection, records: Records, needs: Needs, as_at: AsAt, coverage: Sequence[Coverage]
) -> None:
    """Give a DuckDB connection views of the records, calendars, what the extracts cover and the moment of judging."""
    tell_moment(connection, as_at.moment)
    for table in sorted(needs.tables, key=lambda table: table.name):
        view_of(connection, records, table, as_at.forces)
    add_calendars(connection, needs.calendars)
    concerned = {table for naming in needs.set_aside.values() for table, _ in naming.pairs}
    unstored = [row for table in concerned for row in records.unstored(table, coverage)]
    for name, questions in needs.asked.items():
        table_of_rows(connection, name, schema_of(questions), answers(coverage, unstored, questions))
    for name, naming in needs.set_aside.items():
        table_of_rows(connection, name, naming.schema(), naming.answer(unstored))


def tell_moment(connection: duckdb.DuckDBPyConnection, moment: datetime) -> None:
    """Tell a DuckDB connection the moment of judging, naive UTC."""
    connection.execute(f"set variable {JUDGED_AT} = timestamp '{moment.isoformat(sep=' ')}'")


def add_calendars(connection: duckdb.DuckDBPyConnection, calendars: dict[tuple[Duration, ...], str]) -> None:
    """Give a DuckDB connection the civil calendars of a plan, by name."""
    for lengths, name in calendars.items():
        table_of_arrays(connection, name, calendar_schema(lengths), calendar_table(lengths))


def view_of(
    connection: duckdb.DuckDBPyConnection, records: Files, table: type[Table], forces: Sequence[str] = ()
) -> None:
    """A view with the stored rows of a table, of some ``forces`` or of all; an empty one where none were loaded.

    Files that were written before a column was declared lack it: it is empty for their rows.
    """
    name, files = stored(table).get_name(), records.files(table)
    kinds = {column: duckdb_type(kind) for column, kind in table.relation.schema().items()}
    if not files:
        empty = ", ".join(f'cast(null as {kind}) as "{column}"' for column, kind in kinds.items())
        connection.execute(f'create or replace temp view "{name}" as select {empty} where false')
        return
    listed = "[" + ", ".join("'" + file.replace("'", "''") + "'" for file in files) + "]"
    there = dict(connection.execute(f"select name, count(*) from parquet_schema({listed}) group by name").fetchall())
    unlike = any(there.get(column, 0) < len(files) for column in kinds)
    columns = ", ".join(
        f'"{column}"' if column in there else f'cast(null as {kind}) as "{column}"' for column, kind in kinds.items()
    )
    options = ", union_by_name = true" if unlike else ""
    among = ", ".join("'" + force.replace("'", "''") + "'" for force in forces)
    of_forces = f" where force in ({among})" if forces else ""
    connection.execute(
        f'create or replace temp view "{name}" as select {columns} from read_parquet({listed}{options}){of_forces}'
    )


@contextmanager
def workplace(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB connection to judge with: what does not fit into :data:`MEMORY` goes to files in ``folder``."""
    with tempfile.TemporaryDirectory(prefix=".spill-", dir=folder) as spill, duckdb.connect() as connection:
        place = spill.replace("'", "''")
        connection.execute(f"set memory_limit = '{MEMORY}'")
        connection.execute(f"set temp_directory = '{place}'")
        connection.execute("set preserve_insertion_order = false")
        yield connection


def run_plan(connection: duckdb.DuckDBPyConnection, plan: Plan, ledger: Path, progress: Progress) -> None:
    """Fill the frames, then write the ledger as one Parquet file."""
    for name, sql in plan.frames.items():
        progress(f"facts of {name.removeprefix('frame_').replace('_', ' ')}")
        fill_frame(connection, name, sql)
    progress("verdicts")
    _number_words(connection, plan.words)
    rows = "\nunion all\n".join(f"({sql})" for sql in plan.ledger)
    columns = ", ".join(
        f"cast({name} as {_NARROW[name]}) as {name}" if name in _NARROW else f'"{name}"' for name in LEDGER_COLUMNS
    )
    target = str(ledger).replace("'", "''")
    # Most columns have too many values for a dictionary to be worth trying; nobody looks for a rare value.
    connection.execute(
        f"copy (select {columns} from ({rows})) to '{target}' "
        "(format parquet, compression snappy, dictionary_size_limit 1000, write_bloom_filter false)"
    )


def fill_frame(connection: duckdb.DuckDBPyConnection, name: str, sql: str) -> None:
    """Fill the table of a frame."""
    connection.execute(f'create or replace temp table "{name}" as {sql}')


def _number_words(connection: duckdb.DuckDBPyConnection, words: dict[str, tuple[str, ...]]) -> None:
    """Make enumerations of the text that the ledger repeats in millions of rows: it is hashed once, not in each row."""
    columns = [(frame, column) for frame, names in words.items() for column in names]
    every = " union ".join(f'select "{column}" as word from "{frame}"' for frame, column in columns)
    connection.execute(f"create or replace temp type words as enum (select word from ({every}) where word is not null)")
    for frame, column in columns:
        connection.execute(f'alter table "{frame}" alter column "{column}" type words')
