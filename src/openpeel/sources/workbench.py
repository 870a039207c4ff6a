"""The place where one load is prepared: a DuckDB connection in memory and a folder that is removed afterwards."""

from __future__ import annotations

import contextlib
import itertools
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb


@dataclass(frozen=True)
class Workbench:
    """A connection and a folder, both for one load only."""

    connection: Any
    folder: Path
    _numbers: Iterator[int]

    @contextlib.contextmanager
    def helpers(self, count: int) -> Iterator[list[Workbench]]:
        """So many workbenches of one thread each, in folders within this one's, to work side by side."""
        with contextlib.ExitStack() as stack:
            made = []
            for number in range(count):
                folder = self.folder / f"helper-{number}"
                folder.mkdir(exist_ok=True)
                made.append(stack.enter_context(_connected(folder, self._numbers)))
                made[-1].run("SET threads = 1")
                # One thread keeps the order of rows by itself; to make sure of it costs a twentieth of writing.
                made[-1].run("SET preserve_insertion_order = false")
            yield made

    def new_file(self, ending: str) -> Path:
        """A path in the folder that no other file has."""
        return self.folder / f"{next(self._numbers)}{ending}"

    def rows(self, sql: str, parameters: list[Any] | None = None) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        found: list[tuple[Any, ...]] = self.connection.execute(sql, parameters).fetchall()
        return found

    def run(self, sql: str) -> None:
        """Run a statement."""
        self.connection.execute(sql)

    @contextlib.contextmanager
    def without_optimizer(self, name: str) -> Iterator[None]:
        """Run statements without one of DuckDB's optimizers."""
        self.run(f"SET disabled_optimizers = {quoted_text(name)}")
        try:
            yield
        finally:
            self.run("RESET disabled_optimizers")


@contextlib.contextmanager
def workbench() -> Iterator[Workbench]:
    """Set up a workbench in the system's folder for temporary files."""
    with (
        tempfile.TemporaryDirectory(prefix="openpeel-", ignore_cleanup_errors=True) as name,
        _connected(Path(name), itertools.count()) as bench,
    ):
        yield bench


@contextlib.contextmanager
def _connected(folder: Path, numbers: Iterator[int]) -> Iterator[Workbench]:
    connection = duckdb.connect()
    try:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("SET enable_progress_bar = false")
        connection.execute(f"SET temp_directory = {quoted_text(str(folder / 'spill'))}")
        yield Workbench(connection, folder, numbers)
    finally:
        connection.close()


def quoted_name(name: str) -> str:
    """``name`` as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def quoted_text(text: str) -> str:
    """``text`` as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"
