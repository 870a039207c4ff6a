"""A force's extract in every kind of file gives the same rows."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import odf.opendocument
import odf.table
import odf.text
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from openpeel.errors import Refused
from openpeel.records.incidents import Incidents
from openpeel.records.loads import LoadKind
from openpeel.sources.extracts.mapping import ExtractMapping, FileForm, Period
from openpeel.sources.extracts.reading import ExtractRead, read_extract
from openpeel.sources.workbench import Workbench
from openpeel.synthetic.force import make

MAPPING = ExtractMapping(
    name="incidents.toml",
    table=Incidents,
    force="wiltshire",
    source="Command and control",
    file=FileForm(),
    period=Period(LoadKind.FULL, datetime(2024, 1, 1), datetime(2024, 12, 1), datetime(2024, 12, 2)),
    zone="Europe/London",
    ambiguous="reject",
    columns={
        "No": "incident_id",
        "Reported": "reported_at",
        "Grade": "grade",
        "DA": "is_domestic_abuse",
        "Team": "team",
        "Entered": "entered_at",
        "Removed": "removed_at",
        "Notes": "",
    },
    codes={"grade": {"1": "emergency", "2": "priority"}},
    formats={},
)

HEADINGS = ["No", "Reported", "Grade", "DA", "Team", "Entered", "Removed", "Notes"]
REPORTED = [datetime(2024, 6, 1, 10, 0), datetime(2024, 6, 2, 11, 30, 15)]
ENTERED = [datetime(2024, 6, 1, 10, 5), datetime(2024, 6, 3, 9, 0)]
REMOVED = [None, datetime(2024, 7, 1, 9, 0)]
TEXT_ROWS = [
    ["007", "2024-06-01 10:00:00", "1", "Y", "North", "2024-06-01 10:05:00", "", "x"],
    ["008", "2024-06-02 11:30:15", "2", "N", "", "2024-06-03 09:00:00", "2024-07-01 09:00:00", ""],
]
EXPECTED = [
    ("007", datetime(2024, 6, 1, 9), "emergency", True, "North", datetime(2024, 6, 1, 9, 5), None),
    (
        "008",
        datetime(2024, 6, 2, 10, 30, 15),
        "priority",
        False,
        None,
        datetime(2024, 6, 3, 8),
        datetime(2024, 7, 1, 8),
    ),
]


def as_csv(path: Path) -> None:
    path.write_text("\n".join(",".join(row) for row in [HEADINGS, *TEXT_ROWS]) + "\n")


def as_parquet(path: Path) -> None:
    columns = [
        pa.array(["007", "008"]),
        pa.array(REPORTED, pa.timestamp("ms")),
        pa.array([1, 2], pa.int32()),
        pa.array([True, False]),
        pa.array(["North", None]),
        pa.array(ENTERED, pa.timestamp("us", tz="Europe/London")),
        pa.array(REMOVED, pa.timestamp("us")),
        pa.array(["x", None]),
    ]
    # Arrow reads naive moments into a zone as UTC.
    columns[5] = pa.compute.assume_timezone(pa.array(ENTERED, pa.timestamp("us")), "Europe/London")
    pq.write_table(pa.table(columns, names=HEADINGS), path)


def as_xlsx(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADINGS)
    for row, reported, entered, removed in zip(TEXT_ROWS, REPORTED, ENTERED, REMOVED, strict=True):
        sheet.append([row[0], reported, float(row[2]), row[3] == "Y", row[4], entered, removed, row[7]])
    book.save(path)


def as_ods(path: Path) -> None:
    book = odf.opendocument.OpenDocumentSpreadsheet()
    sheet = odf.table.Table(name="Export")
    for cells in [HEADINGS, *TEXT_ROWS]:
        row = odf.table.TableRow()
        for cell in cells:
            made = odf.table.TableCell(valuetype="string")
            made.addElement(odf.text.P(text=cell))
            row.addElement(made)
        sheet.addElement(row)
    book.spreadsheet.addElement(sheet)
    book.save(str(path))


def as_sqlite(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute(f"CREATE TABLE incidents ({', '.join(HEADINGS)})")
        for row in TEXT_ROWS:
            values = [*row[:2], int(row[2]), row[3] == "Y", row[4] or None, row[5], row[6] or None, row[7]]
            database.execute(f"INSERT INTO incidents VALUES ({', '.join('?' * len(HEADINGS))})", values)
    database.close()


WRITERS: dict[str, Callable[[Path], None]] = {
    "csv": as_csv,
    "parquet": as_parquet,
    "xlsx": as_xlsx,
    "ods": as_ods,
    "sqlite": as_sqlite,
}


def rows(read: ExtractRead) -> list[tuple[object, ...]]:
    names = ["incident_id", "reported_at", "grade", "is_domestic_abuse", "team", "entered_at", "removed_at"]
    found = sorted(pq.read_table(read.staged.rows).to_pylist(), key=lambda row: row["line"])
    return [tuple(row[name] for name in names) for row in found]


@pytest.mark.parametrize("kind", WRITERS)
def test_every_kind_gives_the_same_rows(bench: Workbench, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"incidents.{kind}"
    WRITERS[kind](path)
    form = FileForm(query="incidents") if kind == "sqlite" else FileForm()
    read = read_extract(bench, str(path), replace(MAPPING, file=form))
    assert not read.staged.rejected
    assert rows(read) == EXPECTED
    assert [row["line"] for row in pq.read_table(read.staged.rows).to_pylist()] == [2, 3]
    supplied = {"incident_id", "reported_at", "grade", "is_domestic_abuse", "team", "entered_at", "removed_at"}
    assert read.staged.coverage.columns == supplied
    again = read_extract(bench, str(path), replace(MAPPING, file=form))
    assert again.staged.content_hash == read.staged.content_hash


@pytest.mark.parametrize("kind", [kind for kind in WRITERS if kind != "csv"])
def test_a_file_that_was_cut_off_is_refused(bench: Workbench, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"incidents.{kind}"
    WRITERS[kind](path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    form = FileForm(query="incidents") if kind == "sqlite" else FileForm()
    with pytest.raises(Refused, match=path.name):
        read_extract(bench, str(path), replace(MAPPING, file=form))


def test_a_query(bench: Workbench, tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite"
    as_sqlite(path)
    query = "SELECT * FROM incidents WHERE No = '008';"
    assert rows(read_extract(bench, str(path), replace(MAPPING, file=FileForm(query=query)))) == EXPECTED[1:]


@pytest.mark.parametrize("query", ["gone", "DELETE FROM incidents", "SELECT nothing FROM incidents"])
def test_a_query_that_cannot_be_asked(bench: Workbench, tmp_path: Path, query: str) -> None:
    path = tmp_path / "records.sqlite"
    as_sqlite(path)
    with pytest.raises(Refused, match=r"did not answer the query|broke off"):
        read_extract(bench, str(path), replace(MAPPING, file=FileForm(query=query)))
    assert len(rows(read_extract(bench, str(path), replace(MAPPING, file=FileForm(query="incidents"))))) == 2


def test_numbers_in_place_of_references_are_told(bench: Workbench, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADINGS)
    sheet.append([7, REPORTED[0], 1, "Y", "North", ENTERED[0], None, None])
    path = tmp_path / "incidents.xlsx"
    book.save(path)
    read = read_extract(bench, str(path), MAPPING)
    assert rows(read)[0][0] == "7"
    assert any("leading zeros" in note and "No" in note and "Grade" not in note for note in read.notes)


def test_true_dates_of_a_workbook_need_no_format(bench: Workbench, tmp_path: Path) -> None:
    path = tmp_path / "incidents.xlsx"
    as_xlsx(path)
    assert (
        rows(read_extract(bench, str(path), replace(MAPPING, formats={"reported_at": ("%d/%m/%Y %H:%M",)}))) == EXPECTED
    )


def test_a_sheet_must_be_named_among_several(bench: Workbench, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Export")
    path = tmp_path / "incidents.xlsx"
    book.save(path)
    with pytest.raises(Refused, match="has 2 sheets"):
        read_extract(bench, str(path), MAPPING)
    with pytest.raises(Refused, match="no sheet 'Exprot'"):
        read_extract(bench, str(path), replace(MAPPING, file=FileForm(sheet="Exprot")))


NOT_SAVED, ERROR = "holds a formula whose result was not saved", "holds an error in place of a value"


def with_valueless_cells_as_xlsx(path: Path) -> None:
    """The team of the first row (E2) is a formula without a result, of the second (E3) an error; H3 is left out."""
    as_xlsx(path)
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet is not None
    sheet["E2"], sheet["E3"], sheet["H3"] = "=UPPER(A2)", "#N/A", "=A1"
    book.save(path)


def with_valueless_cells_as_ods(path: Path) -> None:
    as_ods(path)
    book = odf.opendocument.load(str(path))
    for row, mark in ((1, "formula"), (2, "error")):
        cell = book.spreadsheet.getElementsByType(odf.table.TableRow)[row].childNodes[4]
        if mark == "formula":
            cell.setAttribute("formula", "of:=UPPER([.A2])")
            cell.removeAttribute("valuetype")
        else:
            cell.setAttrNS(
                "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0", "value-type", "error"
            )
            cell.setAttribute("formula", "of:=NA()")
    book.save(str(path))


@pytest.mark.parametrize("write", [with_valueless_cells_as_xlsx, with_valueless_cells_as_ods], ids=["xlsx", "ods"])
def test_a_cell_that_only_looks_empty_sets_its_row_aside(
    bench: Workbench, tmp_path: Path, write: Callable[[Path], None]
) -> None:
    """A formula that no program has worked out reads as nothing, and would clear the field."""
    path = tmp_path / ("incidents.xlsx" if write is with_valueless_cells_as_xlsx else "incidents.ods")
    write(path)
    read = read_extract(bench, str(path), MAPPING)
    assert rows(read) == []
    assert [(row.line, row.column, row.reason) for row in read.staged.rejected] == [
        (2, "team", f"cell E2 {NOT_SAVED}"),
        (3, "team", f"cell E3 {ERROR}"),
    ]
    assert read.staged.rejected[0].references["incident_id"] == "007"


def test_a_formula_with_a_result_is_what_it_gave(bench: Workbench, tmp_path: Path) -> None:
    """So is one that gave empty words."""
    path, saved = tmp_path / "incidents.xlsx", tmp_path / "saved.xlsx"
    as_xlsx(path)
    with ZipFile(path) as old, ZipFile(saved, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                content = re.sub(rb'<c r="E2".*?</c>', b'<c r="E2" t="str"><f>A1</f><v>North</v></c>', content)
                content = re.sub(rb'<c r="E3".*?(/>|</c>)', b"", content)
                content = content.replace(b'<c r="F3"', b'<c r="E3" t="str"><f>A1</f><v></v></c><c r="F3"')
            new.writestr(part, content)
    assert rows(read_extract(bench, str(saved), MAPPING)) == EXPECTED


class TestCoverage:
    def test_from_the_file(self, bench: Workbench, tmp_path: Path) -> None:
        path = tmp_path / "incidents.csv"
        as_csv(path)
        period = Period(LoadKind.WINDOW, None, None, None)
        coverage = read_extract(bench, str(path), replace(MAPPING, period=period)).staged.coverage
        assert coverage.begins == datetime(2024, 6, 1, 9)
        assert coverage.ends == datetime(2024, 6, 2, 10, 30, 15, 1)
        assert coverage.extracted_at > coverage.ends

    def test_rows_outside_the_stated_period_are_told(self, bench: Workbench, tmp_path: Path) -> None:
        path = tmp_path / "incidents.csv"
        as_csv(path)
        period = replace(MAPPING.period, begins=datetime(2024, 6, 2))
        notes = read_extract(bench, str(path), replace(MAPPING, period=period)).notes
        assert any("begin outside the period that the mapping gives: 1 " in note for note in notes)

    def test_a_time_after_the_extract_is_refused(self, bench: Workbench, tmp_path: Path) -> None:
        path = tmp_path / "incidents.csv"
        as_csv(path)
        period = Period(LoadKind.FULL, None, None, datetime(2024, 6, 1, 12))
        with pytest.raises(Refused, match="would cover a time after it was extracted"):
            read_extract(bench, str(path), replace(MAPPING, period=period))


def test_every_extract_of_the_made_force_loads(bench: Workbench, tmp_path: Path) -> None:
    from openpeel.sources.extracts.checking import read_mapping

    for extract, mapping in make(tmp_path, scale=0.02).extracts:
        read = read_extract(bench, str(extract), read_mapping(mapping))
        assert not read.notes
        assert {row.reason.split(" (")[0] for row in read.staged.rejected} <= {
            "this local time came twice, as the clocks went back"
        }
        assert pq.read_metadata(read.staged.rows).num_rows > len(read.staged.rejected)
