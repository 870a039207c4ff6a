"""The made records by table; what does not fit into memory lies on disk, sorted, until it is handed over."""

from __future__ import annotations

import heapq
import pickle
import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path

from openpeel.language.tables import Table
from openpeel.synthetic.scenario import Row

IN_MEMORY = 200_000
"""Records that are held in memory: some 200 MB."""

READ_TOGETHER = 2_000
"""Records that are read from disk at a time, of each chunk."""


class Shelf:
    """Records by table, read in the order in which they were entered."""

    def __init__(self, folder: Path | None = None, in_memory: int = IN_MEMORY) -> None:
        self._folder, self._in_memory = folder, in_memory
        self._place: Path | None = None
        self._as: Callable[[Row], Row | None] | None = None
        self._rows: dict[type[Table], list[Row]] = {}
        self._chunks: dict[type[Table], list[Path]] = {}
        self._held = self._written = 0

    def add(self, rows: Iterable[Row]) -> None:
        """Put records on the shelf."""
        for found in rows:
            self._rows.setdefault(found.table, []).append(found)
            self._held += 1
            if self._held >= self._in_memory:
                self._spill()

    def tables(self) -> list[type[Table]]:
        """The tables of which there are records, by name."""
        return sorted(self._rows.keys() | self._chunks.keys(), key=lambda table: table.name)

    def of(self, table: type[Table]) -> Iterator[Row]:
        """The records of a table, by the time of entry and the key."""
        chunks = [_read(table, chunk) for chunk in self._chunks.get(table, [])]
        rows = heapq.merge(*chunks, sorted(self._rows.get(table, []), key=_by_entry), key=_by_entry)
        if self._as is None:
            return rows
        return (made for found in rows if (made := self._as(found)) is not None)

    def read_as(self, seen_as: Callable[[Row], Row | None]) -> None:
        """From now on, read what ``seen_as`` makes of each record; None leaves it out."""
        self._as = seen_as

    def rewrite(self, table: type[Table], change: Callable[[Row], Row]) -> None:
        """Put in the place of each record of a table what ``change`` makes of it."""
        before = self.of(table)
        chunks = self._chunks.pop(table, [])
        self._held -= len(self._rows.pop(table, []))
        self.add(map(change, before))
        for chunk in chunks:
            chunk.unlink()

    def __iter__(self) -> Iterator[Row]:
        for table in self.tables():
            yield from self.of(table)

    def _spill(self) -> None:
        if self._place is None:
            self._place = Path(tempfile.mkdtemp(prefix=".made-", dir=self._folder))
            weakref.finalize(self, shutil.rmtree, self._place, ignore_errors=True)
        for table, rows in self._rows.items():
            self._written += 1
            chunk = self._place / f"{self._written}.pickle"
            with chunk.open("wb") as file:
                ordered = iter(sorted(rows, key=_by_entry))
                while together := [(found.values, found.entered_at) for found in islice(ordered, READ_TOGETHER)]:
                    pickle.dump(together, file, protocol=pickle.HIGHEST_PROTOCOL)
            self._chunks.setdefault(table, []).append(chunk)
        self._rows, self._held = {}, 0


def _by_entry(found: Row) -> tuple[datetime, str]:
    return found.entered_at, found.key


def _read(table: type[Table], chunk: Path) -> Iterator[Row]:
    with chunk.open("rb") as file:
        while True:
            try:
                together = pickle.load(file)
            except EOFError:
                return
            yield from (Row(table, values, entered) for values, entered in together)
