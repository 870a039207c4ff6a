"""Registers: what people keep here, described as data.

A register fills tables of records. Each entry is one row of the register's own table, with rows of further tables that
belong to it (its parts). Forms, checks, exports and the hand-over to the records all follow from the tables' columns,
so that what is typed here is held to the same rules as what is loaded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from openpeel.errors import Refused
from openpeel.language.columns import Column, LanguageError, Text
from openpeel.language.spelling import near
from openpeel.language.tables import Table

EntryData = Mapping[str, Any]
"""An entry's values by column, under each part's identifier its rows by their reference, and its force under
:data:`FORCE`. Values are as JSON has them: text, true, false, numbers, and moments as ISO 8601 in UTC with a Z."""

FORCE = "force"
"""Where an entry says of which force it is, by the identifier that the records use."""


@dataclass(frozen=True)
class Heading:
    """A group of an entry's columns that a form shows under one heading."""

    title: str
    columns: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Part:
    """Rows of a further table that belong to one entry, such as the actions of a missing person report."""

    id: str
    title: str
    """In the plural, as a heading."""
    one: str
    """What one of them is called, without an article."""
    table: type[Table]
    by: Text
    """The table's column that names the entry."""

    @property
    def columns(self) -> dict[str, Column]:
        """The columns that a person fills in, by name."""
        belonging = {*self.table.key, self.table.name_of(self.by)}
        return {name: column for name, column in self.table.columns.items() if name not in belonging}

    @property
    def key(self) -> str:
        """The column with the row's own reference."""
        return self.table.key[0]


@dataclass(frozen=True, eq=False)
class Register:
    """A register, as data. Raises LanguageError where its parts do not fit its table."""

    id: str
    title: str
    one: str
    """What one entry is called, without an article."""
    about: str
    """What it is for, in a sentence or two."""
    why: str
    """Why it is kept here."""
    table: type[Table]
    parts: tuple[Part, ...]
    headings: tuple[Heading, ...]
    """The columns that a person fills in, in the order of the form."""

    def __post_init__(self) -> None:
        shown = [name for heading in self.headings for name in heading.columns]
        for name in shown:
            if name not in self.table.columns or name in self.table.key:
                raise LanguageError(f"register {self.id}: {name} is no column to fill in of table {self.table.name}")
        missing = [name for name in self.table.columns if name not in (*shown, *self.table.key)]
        if missing or len(set(shown)) != len(shown):
            raise LanguageError(f"register {self.id}: each column belongs under one heading; not so: {missing}")
        for part in self.parts:
            if len(part.table.key) != 1 or part.id in self.table.columns:
                raise LanguageError(f"register {self.id}: part {part.id} needs a table with one key, and its own name")

    @property
    def key(self) -> str:
        """The column with the entry's reference."""
        return self.table.key[0]

    @property
    def columns(self) -> dict[str, Column]:
        """The columns that a person fills in, by name, in the order of the form."""
        return {name: self.table.columns[name] for heading in self.headings for name in heading.columns}

    @property
    def tables(self) -> tuple[type[Table], ...]:
        """The tables that it fills, its own first."""
        return (self.table, *(part.table for part in self.parts))

    def part(self, identifier: str) -> Part:
        """The part of that identifier. Raises Refused, with the nearest, where there is none."""
        for part in self.parts:
            if part.id == identifier:
                return part
        names = [part.id for part in self.parts]
        raise Refused(
            f"the register of {self.title.lower()} has no part '{identifier}'",
            mend=f"did you mean {near(identifier, names)}?"
            if near(identifier, names)
            else f"it has: {', '.join(names)}",
        )

    def rows(self, entry: str, data: EntryData) -> Iterator[tuple[type[Table], str, dict[str, Any]]]:
        """The rows of an entry: table, reference and values, with the references that join them."""
        yield self.table, entry, {self.key: entry, **{name: data.get(name) for name in self.columns}}
        for part in self.parts:
            for reference, values in data.get(part.id, {}).items():
                own = {part.key: reference, part.table.name_of(part.by): entry}
                yield part.table, reference, {**own, **{name: values.get(name) for name in part.columns}}
