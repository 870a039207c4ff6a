"""A register as a workbook: out, to be worked on where there is no connection, and in again without losing anything.

One sheet for the register's own table and one for each part, with the columns' names as headings and what they mean
below. The sheet of entries says in ``revision`` which revision a line was taken from; what has changed since is merged
in as if the line had been typed by a second person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

import openpyxl
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineError, CalamineWorkbook

from openpeel.capture.registers import EntryData, Register
from openpeel.capture.values import Fault, declared, read_value, written_value
from openpeel.errors import Refused
from openpeel.language.columns import Column

REVISION, MEANING_ROW = "revision", 2


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
    book = openpyxl.Workbook(write_only=True)
    kept = list(entries)
    _write_sheet(
        book.create_sheet(register.title[:31]),
        [register.key, REVISION],
        register.columns,
        ([entry, str(revision), *_texts(register.columns, data)] for entry, revision, data in kept),
    )
    for part in register.parts:
        _write_sheet(
            book.create_sheet(part.title[:31]),
            [register.key, part.key],
            part.columns,
            (
                [entry, reference, *_texts(part.columns, values)]
                for entry, _, data in kept
                for reference, values in data.get(part.id, {}).items()
            ),
        )
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def read_workbook(register: Register, content: bytes) -> ReadWorkbook:
    """The entries of a workbook that was made by :func:`write_workbook` and worked on.

    Raises Refused for a file that is no such workbook, before anything is taken.
    """
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    except (CalamineError, BadZipFile, OSError, ValueError) as error:
        raise Refused(
            "this file is not a workbook that can be read",
            mend="export the register, work on that file, and save it as .xlsx or .ods",
        ) from error
    faults: list[SheetFault] = []
    found: dict[str, ReadEntry] = {}
    new: list[ReadEntry] = []
    bad: set[str] = set()
    rows = _rows_of(sheets, register.title[:31], [register.key, REVISION], register.columns)
    for number, keys, cells in rows:
        read = ReadEntry(keys[0], _whole(keys[1]), _values(register.title, number, register.columns, cells, faults))
        if read.entry in found:
            faults.append(SheetFault(register.title, number, register.key, "this reference stands here twice"))
            bad.add(read.entry)
        elif read.entry:
            found[read.entry] = read
        else:
            new.append(read)
        if faults and faults[-1].row == number and faults[-1].sheet == register.title:
            bad.add(read.entry)
            new = [one for one in new if one is not read]
    for part in register.parts:
        for number, (entry, reference), cells in _rows_of(
            sheets, part.title[:31], [register.key, part.key], part.columns
        ):
            before = len(faults)
            values = _values(part.title, number, part.columns, cells, faults)
            if entry not in found:
                faults.append(SheetFault(part.title, number, register.key, "no entry on the first sheet has this one"))
            elif not reference:
                faults.append(SheetFault(part.title, number, part.key, "give the line a reference of its own"))
            elif len(faults) == before:
                found[entry].data.setdefault(part.id, {})[reference] = values
            if len(faults) > before:
                bad.add(entry)
    sound = [read for read in found.values() if read.entry not in bad]
    return ReadWorkbook((*sound, *new), tuple(faults))


def _texts(columns: Mapping[str, Column], values: EntryData) -> list[str]:
    return [written_value(column, values.get(name)) for name, column in columns.items()]


def _write_sheet(
    sheet: Worksheet, keys: Sequence[str], columns: Mapping[str, Column], rows: Iterable[Sequence[str]]
) -> None:
    sheet.freeze_panes = f"A{MEANING_ROW + 1}"
    for number in range(len(keys) + len(columns)):
        sheet.column_dimensions[get_column_letter(number + 1)].width = 24
    means = ["The reference; leave it empty for something new", "Leave this as it is", *map(_meaning, columns.values())]
    sheet.append([_cell(sheet, text, Font(bold=True)) for text in (*keys, *columns)])
    sheet.append([_cell(sheet, text, Font(italic=True, color="505A5F")) for text in means])
    for row in rows:
        sheet.append([_cell(sheet, text, Font()) for text in row])


def _meaning(column: Column) -> str:
    codes = declared(column).codes
    return declared(column).description + (f" (one of: {', '.join(codes)})" if codes else "")


def _cell(sheet: Worksheet, text: str, font: Font) -> Cell:
    cell = WriteOnlyCell(sheet, text)
    # Text that begins with = would be taken for a formula.
    cell.data_type = "s"
    cell.font = font
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _rows_of(
    sheets: Mapping[str, list[list[Any]]], title: str, keys: Sequence[str], columns: Mapping[str, Column]
) -> Iterable[tuple[int, list[str], dict[str, str]]]:
    """The lines of a sheet that hold anything: number, keys, and the cells by column, in any order of columns."""
    if title not in sheets:
        raise Refused(f"the workbook has no sheet '{title}'", mend="export the register, and work on that file")
    lines = sheets[title]
    headings = [_text(cell) for cell in lines[0]] if lines else []
    missing = [name for name in (*keys, *columns) if name not in headings]
    if missing:
        raise Refused(
            f"sheet '{title}' lacks the columns: {', '.join(missing)}",
            why="a column that is left out would empty what is kept",
            mend="export the register, and work on that file",
        )
    for number, line in enumerate(lines[MEANING_ROW:], start=MEANING_ROW + 1):
        cells = {heading: _text(cell) for heading, cell in zip(headings, line, strict=False) if heading}
        if any(cells.values()):
            yield number, [cells.get(key, "") for key in keys], cells


def _values(
    sheet: str, number: int, columns: Mapping[str, Column], cells: Mapping[str, str], faults: list[SheetFault]
) -> dict[str, Any]:
    values = {}
    for name, column in columns.items():
        value = read_value(column, cells.get(name, ""))
        if isinstance(value, Fault):
            faults.append(SheetFault(sheet, number, name, value.says))
        elif value is not None:
            values[name] = value
    return values


def _text(cell: Any) -> str:
    """A cell as text; whole numbers without a point, and moments as they are typed."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0
