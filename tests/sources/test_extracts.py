"""A force's extract in every kind of file gives the same rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

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
