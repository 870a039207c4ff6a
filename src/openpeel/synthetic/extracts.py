"""The made force's records as its systems hand them over: files with headings, codes and local times of their own.

Beside each file lies the mapping that says what is what, as a force would write it for itself.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable
from datetime import datetime
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from openpeel.language.columns import Flag, Moment
from openpeel.synthetic.book import Book
from openpeel.synthetic.mapping import mapping_text
from openpeel.synthetic.scenario import Row
from openpeel.synthetic.systems.catalogue import extracts_of
from openpeel.synthetic.systems.extract import ENTERED, Extract, extracted_at
from openpeel.synthetic.times import london

WRITTEN_TOGETHER = 100_000
"""Records that are put into a Parquet file at a time."""

Cell = str | bool | int | float | datetime | None


def write_extracts(
    folder: Path, book: Book, say: Callable[[str], None] = lambda what: None
) -> tuple[tuple[Path, Path], ...]:
    """Write every extract and its mapping into ``folder``; the files, each with its mapping.

    ``say`` is told which file is being written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for extract in extracts_of(book.period):
        say(extract.file)
        rows = (found for found in book.rows.of(extract.table) if found.began in extract.period)
        first = next(rows, None)
        if first is None:
            # A load would refuse it: an empty file looks like a system without records.
            continue
        _write(folder / extract.file, extract, chain([first], rows))
        (folder / extract.mapping).write_text(mapping_text(extract, extracted_at(book.period)), encoding="utf-8")
        written.append((folder / extract.file, folder / extract.mapping))
    return tuple(written)


def _write(file: Path, extract: Extract, rows: Iterable[Row]) -> None:
    headings = list(extract.headings.values())
    shown = [(column, _shown(extract, column)) for column in extract.headings]
    cells = ([show(_value(found, column)) for column, show in shown] for found in rows)
    match file.suffix:
        case ".parquet":
            _write_parquet(file, extract, cells)
        case ".xlsx":
            _write_workbook(file, headings, cells)
        case _:
            _write_text(file, headings, cells, extract.times)


def _value(found: Row, column: str) -> object:
    return found.entered_at if column == ENTERED else found.values.get(column)


def _shown(extract: Extract, column: str) -> Callable[[object], Cell]:
    """What makes of a value of the column what the source shows; moments as local time."""
    codes = {ours: theirs for theirs, ours in extract.codes.get(column, {}).items()}
    is_flag = column != ENTERED and isinstance(extract.table.columns[column], Flag)

    def show(value: object) -> Cell:
        if value is None:
            return None
        if isinstance(value, datetime):
            return london(value)
        if codes:
            return codes[str(value).lower() if is_flag else str(value)]
        if isinstance(value, bool):
            return "Y" if value else "N"
        assert isinstance(value, str | int | float)
        return value

    return show


def _write_text(file: Path, headings: list[str], cells: Iterable[list[Cell]], times: str) -> None:
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(headings)
        for row in cells:
            writer.writerow([value.strftime(times) if isinstance(value, datetime) else value for value in row])


def _write_parquet(file: Path, extract: Extract, cells: Iterable[list[Cell]]) -> None:
    moments = [column == ENTERED or isinstance(extract.table.columns[column], Moment) for column in extract.headings]
    kinds = [pa.timestamp("s") if is_moment else pa.string() for is_moment in moments]
    schema = pa.schema(list(zip(extract.headings.values(), kinds, strict=True)))
    rows = iter(cells)
    with pq.ParquetWriter(file, schema) as writer:
        while together := list(islice(rows, WRITTEN_TOGETHER)):
            columns = zip(*together, strict=True)
            arrays = [pa.array(column, kind) for column, kind in zip(columns, kinds, strict=True)]
            writer.write_table(pa.table(arrays, schema=schema))


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
