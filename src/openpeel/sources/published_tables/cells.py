"""The cells of a published table, whatever it is kept in: CSV (plain, gzip), XLSX, XLS or ODS."""

from __future__ import annotations

import csv
import gzip
import io
import math
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from openpeel.errors import Refused

Cell = str | float | date
WORKBOOKS = (".ods", ".xlsx", ".xls")
NOT_AVAILABLE = {"", "NA", "N/A", ":", "..", ".", "-", "–", "x", "*", "[x]", "[z]", "[c]", "#"}
"""How published tables write that a figure is not there. None of them is nought."""


def read_cells(path: Path, sheet: str | None = None) -> list[list[Cell]]:
    """All rows of a table; of a workbook those of ``sheet``, or of its only or first one.

    Raises Refused for a file that is missing, of another kind, broken, or without that sheet.
    """
    return [row for _, row in numbered_rows(path, sheet)]


def numbered_rows(path: Path, sheet: str | None = None) -> list[tuple[int, list[Cell]]]:
    """As `read_cells`, each row with the line of the file (or the row of the sheet) on which it ends."""
    if not path.is_file():
        raise Refused("there is no such file", where=str(path))
    name = path.name.lower()
    if name.endswith(WORKBOOKS):
        return list(enumerate(_workbook_cells(path, sheet), start=1))
    if name.endswith((".csv", ".csv.gz")):
        return _csv_rows(path)
    raise Refused("this kind of file is not read here", where=path.name, mend="give CSV, CSV.GZ, ODS, XLSX or XLS")


def sheet_names(path: Path) -> list[str]:
    """The sheets of a workbook in order; none for a CSV file."""
    return list(_opened(path).sheet_names) if path.name.lower().endswith(WORKBOOKS) else []


def as_figure(cell: Cell) -> float | None:
    """The number in a cell, or none where the table says that there is none. Raises ValueError for other words."""
    if isinstance(cell, str):
        text = cell.strip().replace(",", "")
        if text in NOT_AVAILABLE:
            return None
        cell = float(text)
    if isinstance(cell, date) or not math.isfinite(cell):
        raise ValueError("a date, or no finite number, stands where a number should")
    return float(cell)


@lru_cache(maxsize=50_000, typed=True)  # The same few words stand in most rows of a table.
def text_of(cell: Cell) -> str:
    """A cell as words: no-break spaces, line ends and doubled spaces folded; a date as YYYY-MM-DD."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return " ".join(str(cell).split())


def header_row(cells: Sequence[Sequence[Cell]], names: set[str], within: int = 15) -> int | None:
    """The first row of the top of a table that holds all ``names`` (in lower case), or none."""
    for position, row in enumerate(cells[:within]):
        if names <= {text_of(cell).lower() for cell in row}:
            return position
    return None


def _csv_rows(path: Path) -> list[tuple[int, list[Cell]]]:
    try:
        raw = gzip.decompress(path.read_bytes()) if path.name.lower().endswith(".gz") else path.read_bytes()
        reader = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
        return [(reader.line_num, list(row)) for row in reader if row]
    except (OSError, EOFError, UnicodeDecodeError, csv.Error) as error:
        raise Refused(f"the file cannot be read as CSV: {type(error).__name__}", where=path.name) from None


def _workbook_cells(path: Path, sheet: str | None) -> list[list[Cell]]:
    book = _opened(path)
    if sheet is not None and sheet not in book.sheet_names:
        raise Refused(
            f"there is no sheet '{sheet}'", where=path.name, mend=f"its sheets: {', '.join(book.sheet_names)}"
        )
    rows: list[list[Cell]] = book.get_sheet_by_name(sheet or book.sheet_names[0]).to_python()
    return rows


def _opened(path: Path) -> CalamineWorkbook:
    try:
        return _read_once(path, path.stat().st_mtime_ns)
    except (CalamineError, OSError) as error:
        raise Refused(f"the workbook cannot be opened: {type(error).__name__}", where=path.name) from None


@lru_cache(maxsize=1)
def _read_once(path: Path, changed: int) -> CalamineWorkbook:
    """The workbook as it was ``changed`` last: opening an ODS file reads all of its sheets, whichever is wanted."""
    return CalamineWorkbook.from_path(str(path))
