"""Checking an entry before it is kept: each value against its column, and what no entry can do without."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from openpeel.capture.registers import FORCE, EntryData, Register
from openpeel.capture.values import Fault, declared, read_value, written_value
from openpeel.language.columns import Column

Path = tuple[str, ...]
"""Where a value stands in an entry: (column), or (part, reference, column)."""


@dataclass(frozen=True)
class EntryFault:
    """What is wrong with an entry, and where. It holds no value of the entry."""

    path: Path
    says: str

    @property
    def field(self) -> str:
        """The place as a form's field is called."""
        return ".".join(self.path)


def faults_of(register: Register, data: EntryData) -> list[EntryFault]:
    """What is wrong with an entry, all at once, in the order of the form."""
    return list(_faults(register, data))


def _faults(register: Register, data: EntryData) -> Iterator[EntryFault]:
    parts = {part.id: part for part in register.parts}
    for name in data.keys() - register.columns.keys() - parts.keys() - {FORCE}:
        yield EntryFault((name,), "the register has no such field")
    yield from _faults_of_row(register.columns, data, ())
    for part in register.parts:
        rows = data.get(part.id, {})
        if not isinstance(rows, Mapping) or not all(isinstance(values, Mapping) for values in rows.values()):
            yield EntryFault((part.id,), f"{part.title.lower()} stand by their references")
            continue
        for reference, values in rows.items():
            for name in values.keys() - part.columns.keys():
                yield EntryFault((part.id, reference, name), "the register has no such field")
            yield from _faults_of_row(part.columns, values, (part.id, reference))


def _faults_of_row(columns: Mapping[str, Column], values: Mapping[str, Any], path: Path) -> Iterator[EntryFault]:
    for name, column in columns.items():
        value = values.get(name)
        if value is None:
            if declared(column).required:
                yield EntryFault((*path, name), "this is needed")
            continue
        try:
            read = read_value(column, written_value(column, value))
        except (ValueError, TypeError):
            read = Fault("this is not of the right kind")
        if isinstance(read, Fault):
            yield EntryFault((*path, name), read.says)
        elif read != value:
            yield EntryFault((*path, name), "this is not in the form in which it is kept")
