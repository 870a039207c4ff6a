"""The made force's records as its systems hand them over: files with headings, codes and local times of their own.

Beside each file lies the mapping that says what is what, as a force would write it for itself.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from openpeel.language.columns import Flag
from openpeel.synthetic.mapping import mapping_text
from openpeel.synthetic.scenario import Book, Row
from openpeel.synthetic.systems.catalogue import extracts_of
from openpeel.synthetic.systems.extract import ENTERED, Extract, extracted_at
from openpeel.synthetic.times import london

Cell = str | bool | int | float | datetime | None


def write_extracts(
    folder: Path, book: Book, say: Callable[[str], None] = lambda what: None
) -> tuple[tuple[Path, Path], ...]:
    """Write every extract and its mapping into ``folder``; the files, each with its mapping.

    ``say`` is told which file is being written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    by_table: dict[str, list[Row]] = {}
    for found in book.rows:
        by_table.setdefault(found.table.name, []).append(found)
    written = []
    for extract in extracts_of(book.period):
        say(extract.file)
        rows = [found for found in by_table.get(extract.table.name, []) if found.began in extract.period]
        if not rows:
            # A load would refuse it: an empty file looks like a system without records.
            continue
        rows.sort(key=lambda found: (found.entered_at, found.key))
        _write(folder / extract.file, extract, rows)
        (folder / extract.mapping).write_text(mapping_text(extract, extracted_at(book.period)), encoding="utf-8")
        written.append((folder / extract.file, folder / extract.mapping))
    return tuple(written)


def _write(file: Path, extract: Extract, rows: Sequence[Row]) -> None:
    headings = list(extract.headings.values())
    cells = ([_cell(extract, found, column) for column in extract.headings] for found in rows)
    match file.suffix:
        case ".parquet":
            _write_parquet(file, headings, list(cells))
        case ".xlsx":
            _write_workbook(file, headings, cells)
        case _:
            _write_text(file, headings, cells, extract.times)


def _cell(extract: Extract, found: Row, column: str) -> Cell:
    """The value as the source shows it; moments as local time."""
    value = found.entered_at if column == ENTERED else found.values.get(column)
    if value is None:
        return None
    if isinstance(value, datetime):
        return london(value)
    if column in extract.codes:
        spelt = str(value).lower() if isinstance(found.table.columns[column], Flag) else value
        return {ours: theirs for theirs, ours in extract.codes[column].items()}[str(spelt)]
    if isinstance(value, bool):
        return "Y" if value else "N"
    assert isinstance(value, str | int | float)
    return value


def _write_text(file: Path, headings: list[str], cells: Iterable[list[Cell]], times: str) -> None:
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(headings)
        for row in cells:
            writer.writerow([value.strftime(times) if isinstance(value, datetime) else value for value in row])


def _write_parquet(file: Path, headings: list[str], cells: list[list[Cell]]) -> None:
    columns: list[list[Cell]] = [list(column) for column in zip(*cells, strict=True)]
    moments = [any(isinstance(value, datetime) for value in column) for column in columns]
    arrays = [
        pa.array(column, pa.timestamp("s") if is_moment else pa.string())
        for column, is_moment in zip(columns, moments, strict=True)
    ]
    pq.write_table(pa.table(arrays, names=headings), file)


def _write_workbook(file: Path, headings: list[str], cells: Iterable[list[Cell]]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Log"
    sheet.append(headings)
    for row in cells:
        sheet.append(row)
    written = BytesIO()
    book.save(written)
    # The library puts the time of writing into the archive, and no two files would be the same.
    with ZipFile(written) as found, ZipFile(file, "w") as archive:
        for name in found.namelist():
            content = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2024-04-01T02:00:00Z", found.read(name))
            archive.writestr(ZipInfo(name, (2024, 4, 1, 2, 0, 0)), content, ZIP_DEFLATED)
