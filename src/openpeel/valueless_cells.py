"""Cells of a workbook that look empty and are not: formulas whose result was not saved, and errors such as #N/A."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError, iterparse
from zipfile import BadZipFile, ZipFile

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

_NOT_SAVED = "holds a formula whose result was not saved"
_IS_ERROR = "holds an error in place of a value"

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CALCULATED = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"

MARK = "\ue000"
"""Begins the text that stands for such a cell: the fault follows. No system writes this character."""

_SUSPECT = re.compile(rb'<(?:\w+:)?f[\s/>]|t="e"|:formula="')
_CHUNK = 1024**2


def valueless_cells(workbook: Path | BinaryIO, sheet: str) -> dict[tuple[int, int], str]:
    """Such cells of a workbook's sheet by row and column (from 1), each with the text that is to stand for it.

    None of a workbook that is no zip (.xls), which always holds results. Raises ValueError for a broken one.
    """
    found: dict[tuple[int, int], str] = {}
    try:
        with ZipFile(workbook) as packed:
            is_open_document = "content.xml" in packed.namelist()
            part = "content.xml" if is_open_document else _part_of(packed, sheet)
            if _has_suspects(packed, part):
                cells = _of_open_document(packed, sheet) if is_open_document else _of_xlsx(packed, part)
                for row, column, fault in cells:
                    found[row, column] = f"{MARK}cell {get_column_letter(column)}{row} {fault}"
    except BadZipFile:
        return {}
    except (KeyError, ParseError) as error:
        raise ValueError("the workbook lacks a part, or one is broken") from error
    return found


def _has_suspects(packed: ZipFile, part: str) -> bool:
    """Whether a look at the sheet's cells is worth its time."""
    with packed.open(part) as file:
        before = b""
        while chunk := file.read(_CHUNK):
            if _SUSPECT.search(before + chunk):
                return True
            before = chunk[-20:]
    return False


def _part_of(packed: ZipFile, sheet: str) -> str:
    # Where there is none, no part has the name that follows from it.
    with packed.open("xl/workbook.xml") as file:
        sheets = (one for _, one in iterparse(file) if one.tag == f"{_SHEET}sheet" and one.get("name") == sheet)
        relation = next((one.get(_RELATION) for one in sheets), None)
    with packed.open("xl/_rels/workbook.xml.rels") as file:
        target = next((str(one.get("Target")) for _, one in iterparse(file) if one.get("Id") == relation), "")
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _of_xlsx(packed: ZipFile, part: str) -> Iterator[tuple[int, int, str]]:
    with packed.open(part) as file:
        for _, cell in iterparse(file):
            if cell.tag == f"{_SHEET}row":
                cell.clear()
            if cell.tag != f"{_SHEET}c":
                continue
            kind = cell.get("t", "n")
            # Of text, nothing is a result too.
            is_unsaved = cell.find(f"{_SHEET}f") is not None and kind != "str" and not cell.findtext(f"{_SHEET}v")
            if is_unsaved or kind == "e":
                column, row = coordinate_from_string(cell.get("r", "A1"))
                yield row, column_index_from_string(column), _NOT_SAVED if is_unsaved else _IS_ERROR


def _of_open_document(packed: ZipFile, sheet: str) -> Iterator[tuple[int, int, str]]:
    is_wanted, row, column = False, 0, 0
    cells = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
    with packed.open("content.xml") as file:
        for event, one in iterparse(file, events=("start", "end")):
            if event == "start" and one.tag == f"{_TABLE}table":
                is_wanted, row = one.get(f"{_TABLE}name") == sheet, 0
            elif event == "start" and one.tag == f"{_TABLE}table-row":
                column = 0
            elif event == "end" and one.tag == f"{_TABLE}table-row":
                row += _repeated(one, "rows")
                one.clear()
            elif event == "end" and one.tag in cells:
                fault = _fault_of(one) if is_wanted else None
                if fault:
                    yield row + 1, column + 1, fault
                column += _repeated(one, "columns")


def _fault_of(cell: Element) -> str | None:
    if cell.get(_CALCULATED) == "error":
        return _IS_ERROR
    is_formula = cell.get(f"{_TABLE}formula") is not None
    return _NOT_SAVED if is_formula and cell.get(f"{_OFFICE}value-type") is None else None


def _repeated(one: Element, what: str) -> int:
    return int(one.get(f"{_TABLE}number-{what}-repeated", "1"))
