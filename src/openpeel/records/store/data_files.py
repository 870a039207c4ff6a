"""The Parquet files of one table while a load works on it: those of its version, and those that the load writes."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from openpeel.language.tables import Table
from openpeel.records.store.progress import OnStep
from openpeel.records.store.sql import listed, literal, parquet, quoted, stored_types

FILE_BYTES = "32MB"
"""Where a data file ends: large enough to be read fast, small enough to be rewritten when a row of it is closed."""


@dataclass(frozen=True)
class DataFile:
    """One Parquet file of a table."""

    path: Path
    rows: int


class DataFiles:
    """Reads of what is stored, and writes of what is new. Nothing written is in force until it is committed."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        table: type[Table],
        folder: Path,
        version: Sequence[str],
        *,
        load: int,
        on_step: OnStep,
    ) -> None:
        self._connection = connection
        self._table = table
        self._folder = folder
        self._version = list(version)
        self._prefix = file_prefix(load)
        self._on_step = on_step
        self.added: dict[str, DataFile] = {}
        """Files that the load wrote, by path."""
        self.removed: list[str] = []
        """Files of the version that others replace."""
        connection.execute("CREATE TEMP TABLE closings (row BIGINT PRIMARY KEY, known_to TIMESTAMP)")

    @property
    def paths(self) -> list[str]:
        """Every file that holds stored rows at this point of the load."""
        return [*self._version, *self.added]

    def stored(self) -> str:
        """SQL of every stored row with the ends decided so far, its ``of_part``, and when that was ``extracted_at``."""
        reading = parquet(self.paths)
        described = self._connection.execute(f"SELECT column_name FROM (DESCRIBE FROM {reading})").fetchall()
        found = {name for (name,) in described}
        columns = ", ".join(
            f"f.{quoted(name)}" if name in found else f"NULL::{kind} AS {quoted(name)}"
            for name, kind in stored_types(self._table).items()
            if name != "known_to"
        )
        return (
            f"(SELECT {columns}, coalesce(c.known_to, f.known_to) AS known_to, k.of_part, k.extracted_at "
            f"FROM {reading} f JOIN known_parts k ON k.of_part = f.row >> 32 LEFT JOIN closings c ON c.row = f.row)"
        )

    def write(self, query: str) -> None:
        """Write the rows of ``query``, which has the table's columns, as new files."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._on_step(f"writing {self._table.name}")
        written = self._connection.execute(
            f"COPY (SELECT {listed(stored_types(self._table))} FROM ({query})) TO {literal(str(self._folder))} "
            f"(FORMAT parquet, COMPRESSION snappy, FILE_SIZE_BYTES '{FILE_BYTES}', APPEND, "
            f"FILENAME_PATTERN '{self._prefix}{{uuid}}', RETURN_STATS)"
        ).fetchall()
        for path, rows, *_ in written:
            if rows:
                flush(Path(path))
                self.added[path] = DataFile(Path(path), rows)
            else:
                Path(path).unlink()
        self._on_step(f"wrote {self._table.name}")

    def take(self, path: Path, rows: int) -> None:
        """Take a file of so many rows that a source wrote as :meth:`write` does; its own name for it stays too."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._on_step(f"writing {self._table.name}")
        if rows:
            taken = self._folder / f"{self._prefix}{uuid.uuid4()}.parquet"
            try:
                os.link(path, taken)
            except OSError:
                # On another disk, or one without links.
                shutil.copyfile(path, taken)
            flush(taken)
            self.added[str(taken)] = DataFile(taken, rows)
        self._on_step(f"wrote {self._table.name}")

    def close(self, query: str) -> None:
        """Give rows (``query``: row, known_to) their end; it takes effect at :meth:`rewrite`."""
        self._connection.execute(f"INSERT OR REPLACE INTO closings {query}")

    def rewrite(self) -> None:
        """Write anew each file that holds a row whose end was set; the other files stay as they are."""
        if not self._connection.execute("SELECT 1 FROM closings LIMIT 1").fetchall():
            return
        touched = self._connection.execute(
            f"SELECT DISTINCT filename FROM {parquet(self.paths)} SEMI JOIN closings USING (row) ORDER BY filename"
        ).fetchall()
        for (path,) in touched:
            known = self._connection.execute(f"SELECT column_name FROM (DESCRIBE FROM {parquet([path])})").fetchall()
            missing = "".join(
                f", NULL::{kind} AS {quoted(name)}"
                for name, kind in stored_types(self._table).items()
                if (name,) not in known
            )
            self.write(
                f"SELECT f.* REPLACE (coalesce(c.known_to, f.known_to) AS known_to){missing} "
                f"FROM {parquet([path])} f LEFT JOIN closings c USING (row)"
            )
            if self.added.pop(path, None):
                Path(path).unlink()
            else:
                self.removed.append(path)


def file_prefix(load: int) -> str:
    """How the names of the files that a load writes begin; by it the files of a killed load are found."""
    return f"load-{load:08}-"


def load_of_file(name: str) -> int | None:
    """The number of the load that wrote a data file; None for a name that is not ours."""
    number = name.removeprefix("load-")[:8]
    return int(number) if name.startswith("load-") and number.isdigit() else None


def flush(path: Path) -> None:
    """Make a written file last through a loss of power."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
