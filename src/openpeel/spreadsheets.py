"""Workbooks that people fill in: written so that nothing in them is taken for a formula, and read as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineError, CalamineWorkbook

from openpeel.errors import Refused
from openpeel.valueless_cells import MARK, valueless_cells

FIRST_ROW = 3
"""The row in which the lines of a sheet begin: below the headings and what they mean."""

WIDTH = 24
BIGGEST = 10 * 1024**2
"""Bytes of a workbook that are read at most."""
MOST_UNPACKED = 200 * 1024**2
"""Bytes to which it may unpack."""


def write_workbook(sheets: Iterable[tuple[str, Mapping[str, str], Iterable[Sequence[str]]]]) -> bytes:
    """A workbook of sheets, each with its title, its headings with what they mean, and its lines."""
    book = Workbook(write_only=True)
    for title, headings, lines in sheets:
        sheet = book.create_sheet(sheet_title(title))
        sheet.freeze_panes = f"A{FIRST_ROW}"
        for number in range(len(headings)):
            sheet.column_dimensions[get_column_letter(number + 1)].width = WIDTH
        sheet.append([_cell(sheet, text, Font(bold=True)) for text in headings])
        sheet.append([_cell(sheet, text, Font(italic=True, color="505A5F")) for text in headings.values()])
        for line in lines:
            sheet.append([_cell(sheet, text, Font()) for text in line])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def read_workbook(content: bytes) -> dict[str, list[list[str]]]:
    """The cells of each sheet as text.

    Raises Refused for what is no workbook, and where a cell looks empty and is not: taken as it is read, it would empty
    what is kept.
    """
    advice = "work on the file as it was exported, and save it as .xlsx or .ods"
    if len(content) > BIGGEST:
        raise Refused(f"the workbook is larger than {BIGGEST // 1024**2} MiB", mend=advice)
    try:
        with ZipFile(BytesIO(content)) as packed:
            unpacked = sum(one.file_size for one in packed.infolist())
        if unpacked > MOST_UNPACKED:
            raise Refused(f"the workbook unpacks to more than {MOST_UNPACKED // 1024**2} MiB", mend=advice)
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        for name in book.sheet_names:
            _check_values(content, name)
        return {
            name: [[_text(cell) for cell in line] for line in book.get_sheet_by_name(name).to_python()]
            for name in book.sheet_names
        }
    except (CalamineError, BadZipFile, OSError, ValueError) as error:
        raise Refused("this file is not a workbook that can be read", mend=advice) from error


def _check_values(content: bytes, sheet: str) -> None:
    faults = [text.removeprefix(MARK) for _, text in sorted(valueless_cells(BytesIO(content), sheet).items())]
    if faults:
        more = f", and {len(faults) - 1} more such cells" if len(faults) > 1 else ""
        raise Refused(
            f"in sheet '{sheet}' {faults[0]}{more}",
            why="read as it is, it would empty what is kept",
            mend="write the value itself in its place, or open the file in a spreadsheet program and save it",
        )


def lines_of(
    sheets: Mapping[str, list[list[str]]], title: str, headings: Iterable[str]
) -> Iterable[tuple[int, dict[str, str]]]:
    """The lines of a sheet that hold anything: row number, and cells by heading, in any order of columns.

    Raises Refused where the sheet or one of its headings is not there.
    """
    name = sheet_title(title)
    if name not in sheets:
        raise Refused(f"the workbook has no sheet '{name}'", mend="export it anew, and work on that file")
    rows = sheets[name]
    found = rows[0] if rows else []
    missing = [heading for heading in headings if heading not in found]
    if missing:
        raise Refused(
            f"sheet '{name}' lacks the columns: {', '.join(missing)}",
            why="a column that is left out would empty what is kept",
            mend="export it anew, and work on that file",
        )
    for number, row in enumerate(rows[FIRST_ROW - 1 :], start=FIRST_ROW):
        cells = {heading: cell for heading, cell in zip(found, row, strict=False) if heading}
        if any(cells.values()):
            yield number, cells


def sheet_title(title: str) -> str:
    """A title as a sheet can have it: at most 31 characters."""
    return title[:31]


def _cell(sheet: Worksheet, text: str, font: Font) -> Cell:
    cell = WriteOnlyCell(sheet, text)
    # Text that begins with = would be taken for a formula.
    cell.data_type = "s"
    cell.font = font
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _text(cell: Any) -> str:
    """A cell as text; whole numbers without a point, truth as yes or no."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
