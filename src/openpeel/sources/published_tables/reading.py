"""The way in to published tables: each is known by its columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from openpeel.sources.published_tables import (
    answering_999,
    by_columns,
    ced_by_quarter,
    deaths,
    residents,
    use_of_force,
    workforce,
)
from openpeel.sources.published_tables.cells import Cell, read_cells, sheet_names
from openpeel.sources.published_tables.table import PublishedTable, UnknownTable

Reader = Callable[[Sequence[Sequence[Cell]], str], PublishedTable | None]
"""Takes a table's cells and its name for messages."""

READERS: tuple[tuple[Sequence[str], Reader], ...] = (
    ([form.title for form in by_columns.FORMS], by_columns.read),
    ([use_of_force.TITLE], use_of_force.read),
    ([answering_999.TITLE], answering_999.read),
    ([deaths.TITLE], deaths.read),
    ([ced_by_quarter.TITLE], ced_by_quarter.read),
    ([residents.TITLE], residents.read),
    ([workforce.TITLE], workforce.read),
)
"""Titles of the tables that each reader knows, and the reader."""


def read_published(path: Path, sheet: str | None = None) -> PublishedTable:
    """A table published by the Home Office or the ONS, known by its columns.

    ``sheet`` names a sheet of a workbook; without it the first that is known is read. Raises Refused for a table whose
    columns are not known, naming the tables that are.
    """
    sheets: list[str | None] = [sheet] if sheet else [*sheet_names(path)] or [None]
    for name in sheets:
        cells = read_cells(path, name)
        label = f"{path.name}{f', {name}' if name else ''}"
        for _, reader in READERS:
            table = reader(cells, label)
            if table is not None:
                return table
    raise UnknownTable(
        "the columns are of no published table that is known",
        where=path.name,
        mend="name the columns yourself (--force, --count, --population); known tables: "
        + ", ".join([title for titles, _ in READERS for title in titles]),
    )
