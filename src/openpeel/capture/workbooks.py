"""A register as a workbook: out, to be worked on where there is no connection, and in again without losing anything.

One sheet for the register's own table and one for each part, with the columns' names as headings and what they mean
below. The sheet of entries says in ``revision`` which revision a line was taken from; what has changed since is merged
in as if the line had been typed by a second person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from openpeel import spreadsheets
from openpeel.capture.registers import EntryData, Register
from openpeel.capture.values import Fault, cannot_be, declared, read_value, written_value
from openpeel.language.columns import Column

REVISION = "revision"


@dataclass(frozen=True)
class SheetFault:
    """Why a cell cannot be taken; it holds no value."""

    sheet: str
    row: int
    column: str
    says: str


@dataclass
class ReadEntry:
    """An entry as the workbook has it."""

    entry: str
    """The reference; empty for a new entry."""
    revision: int
    """The revision that it was taken from; 0 for a new entry."""
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ReadWorkbook:
    """What a workbook holds: entries without fault, and the faults. An entry with a fault is left out whole."""

    entries: tuple[ReadEntry, ...]
    faults: tuple[SheetFault, ...]


def write_workbook(register: Register, entries: Iterable[tuple[str, int, EntryData]]) -> bytes:
    """The workbook of entries, each with its reference and revision number."""
    kept = list(entries)
    own = ([entry, str(revision), *_texts(register.columns, data)] for entry, revision, data in kept)
    sheets: list[tuple[str, dict[str, str], Iterable[list[str]]]] = [
        (register.title, _headings(register.key, REVISION, register.columns), own)
    ]
    for part in register.parts:
        lines = [
            [entry, reference, *_texts(part.columns, values)]
            for entry, _, data in kept
            for reference, values in data.get(part.id, {}).items()
        ]
        sheets.append((part.title, _headings(register.key, part.key, part.columns), lines))
    return spreadsheets.write_workbook(sheets)


def read_workbook(register: Register, content: bytes, now: datetime) -> ReadWorkbook:
    """The entries of a workbook that was made by :func:`write_workbook` and worked on, as read at ``now`` (naive UTC).

    Raises Refused for a file that is no such workbook, before anything is taken.
    """
    sheets = spreadsheets.read_workbook(content)
    faults: list[SheetFault] = []
    known: dict[str, ReadEntry] = {}
    new: list[ReadEntry] = []
    faulty: set[str] = set()
    for row, cells in spreadsheets.lines_of(sheets, register.title, [register.key, REVISION, *register.columns]):
        values, wrong = _values(register.title, row, register.columns, cells, now)
        read = ReadEntry(cells[register.key], _whole(cells[REVISION]), values)
        if read.entry in known:
            wrong.append(SheetFault(register.title, row, register.key, "this reference stands here twice"))
        if read.entry:
            known.setdefault(read.entry, read)
        elif not wrong:
            new.append(read)
        if wrong:
            faulty.add(read.entry)
            faults += wrong
    for part in register.parts:
        for row, cells in spreadsheets.lines_of(sheets, part.title, [register.key, part.key, *part.columns]):
            entry, reference = cells[register.key], cells[part.key]
            values, wrong = _values(part.title, row, part.columns, cells, now)
            if entry not in known:
                wrong.append(SheetFault(part.title, row, register.key, "no line of the first sheet has this reference"))
            elif not reference:
                wrong.append(SheetFault(part.title, row, part.key, "give the line a reference of its own"))
            elif not wrong:
                known[entry].data.setdefault(part.id, {})[reference] = values
            if wrong:
                faulty.add(entry)
                faults += wrong
    sound = [read for read in known.values() if read.entry not in faulty]
    return ReadWorkbook((*sound, *new), tuple(faults))


def _texts(columns: Mapping[str, Column], values: EntryData) -> list[str]:
    return [written_value(column, values.get(name)) for name, column in columns.items()]


def _headings(first: str, second: str, columns: Mapping[str, Column]) -> dict[str, str]:
    keys = {first: "The reference; leave it empty for something new", second: "Leave this as it is"}
    return {**keys, **{name: _meaning(column) for name, column in columns.items()}}


def _meaning(column: Column) -> str:
    codes = declared(column).codes
    return declared(column).description + (f" (one of: {', '.join(codes)})" if codes else "")


def _values(
    sheet: str, row: int, columns: Mapping[str, Column], cells: Mapping[str, str], now: datetime
) -> tuple[dict[str, Any], list[SheetFault]]:
    values, faults = {}, []
    for name, column in columns.items():
        value = read_value(column, cells.get(name, ""))
        if not isinstance(value, Fault):
            value = cannot_be(name, column, value, now) or value
        if isinstance(value, Fault):
            faults.append(SheetFault(sheet, row, name, value.says))
        elif value is not None:
            values[name] = value
    return values, faults


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0
