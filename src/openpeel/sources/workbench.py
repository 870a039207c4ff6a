"""The place where one load is prepared: a DuckDB connection in memory and a folder that is removed afterwards."""

from __future__ import annotations

import contextlib
import itertools
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

_SETTINGS = {"TimeZone": "UTC", "enable_progress_bar": "false"}

# One thread keeps the order of rows by itself; to make sure of it costs a twentieth of writing.
_OF_A_HELPER = {"threads": "1", "preserve_insertion_order": "false"}


@dataclass(frozen=True)
class Workbench:
    """A connection and a folder, both for one load only."""

    folder: Path
    _settings: Mapping[str, str]
    _numbers: Iterator[int]

    @cached_property
    def connection(self) -> Any:
        """Set up at its first use, in the thread that uses it: it takes a while."""
        connection = duckdb.connect()
        for name, value in {**self._settings, "temp_directory": str(self.folder / "spill")}.items():
            connection.execute(f"SET {name} = {quoted_text(value)}")
        return connection

    @contextlib.contextmanager
    def helpers(self, count: int) -> Iterator[list[Workbench]]:
        """So many workbenches of one thread each, in folders within this one's, to work side by side."""
        with contextlib.ExitStack() as stack:
            made = []
            for number in range(count):
                folder = self.folder / f"helper-{number}"
                folder.mkdir(exist_ok=True)
                made.append(Workbench(folder, {**self._settings, **_OF_A_HELPER}, self._numbers))
                stack.enter_context(made[-1]._closing())
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
    def _closing(self) -> Iterator[None]:
        try:
            yield
        finally:
            if "connection" in vars(self):
                self.connection.close()

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
    with tempfile.TemporaryDirectory(prefix="openpeel-", ignore_cleanup_errors=True) as name:
        bench = Workbench(Path(name), _SETTINGS, itertools.count())
        with bench._closing():
            yield bench


def quoted_name(name: str) -> str:
    """``name`` as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def quoted_text(text: str) -> str:
    """``text`` as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"
