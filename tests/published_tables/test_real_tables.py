"""The tables as published, against totals that the tables state themselves."""

from datetime import date
from pathlib import Path

import pytest

from openpeel.sources.published_tables.answering_999 import Clock, read_answering
from openpeel.sources.published_tables.cells import read_cells, text_of
from openpeel.sources.published_tables.reading import read_published
from openpeel.sources.published_tables.stop_and_search import is_stop_and_search, read_searches


@pytest.fixture
def home_office(shared_data: Path) -> Path:
    return shared_data / "tables/home-office-ons-tables"


@pytest.fixture
def force_tables(shared_data: Path) -> Path:
    return shared_data / "tables/resistancelab-force-tables"


def test_stop_and_search(home_office: Path) -> None:
    table = read_published(home_office / "search-arrests-data.csv.gz")
    searches = table.by_force("searches", date(2019, 3, 31))
    assert searches["wiltshire"] == 1243
    assert len(searches) == 43
    assert set(table.other_rows) == {"British Transport Police"}


def test_outcomes_severity_and_arrests(home_office: Path) -> None:
    outcomes = read_published(home_office / "violence-prosecutions-data.csv.gz")
    assert len(outcomes.by_force("outcomes recorded")) == 43
    severity = read_published(home_office / "crime-pressure-force-2022-data.csv.gz")
    assert len(severity.chosen("severity score", where={"offence group": "Total recorded crime"})) == 42
    assert {figure.period_end for figure in severity.figures} >= {date(2003, 3, 31), date(2022, 3, 31)}
    assert sum(severity.not_available.values()) == 140
    arrests = read_published(home_office / "police-arrests-data.csv.gz")
    assert sum(arrests.by_force("arrests", date(2018, 3, 31)).values()) == 698_737


def test_breath_tests_are_counted_once_though_each_stands_in_two_rows(home_office: Path) -> None:
    table = read_published(home_office / "breath-tests-data.csv.gz")
    december = {"month": "December"}
    tests = table.by_force("breath tests", date(2018, 12, 31), december)["dorset"]
    assert tests == table.by_force("breath tests by result", date(2018, 12, 31), december)["dorset"]


@pytest.mark.parametrize(
    ("book", "sheet", "measure", "total"),
    [
        ("police-use-of-force-apr2017-mar2018-hosb3018-tables.ods", "Table_12", "incidents", 313_137),
        ("police-use-of-force-apr2018-mar2019-hosb3319-tables.ods", "Table_12", "incidents", 427_725),
        ("police-use-of-force-apr2019-mar2020-hosb3720-tables.ods", "Table_12", "incidents", 491_984),
        ("police-use-of-force-apr2019-mar2020-hosb3720-tables.ods", "Table_13", "CED uses", 32_058),
    ],
)
def test_workbooks_by_force_add_up_to_england_and_wales(
    force_tables: Path, book: str, sheet: str, measure: str, total: int
) -> None:
    table = read_published(force_tables / "source_ods/use-of-force" / book, sheet)
    assert sum(table.by_force(measure).values()) == total


@pytest.mark.parametrize(
    ("name", "end", "total"),
    [("april2018-march2019", date(2019, 3, 31), 630_793), ("april2019-march2020", date(2020, 3, 31), 715_276)],
)
@pytest.mark.parametrize("folder", ["by-ethnicity-force", "by-age-force"])
def test_use_of_force_by_tactic_counts_each_use_once(
    force_tables: Path, folder: str, name: str, end: date, total: int
) -> None:
    table = read_published(force_tables / f"use-of-force/{folder}/{name}.csv")
    tactics = table.chosen("uses of force, all groups", end, {"level": "tactic"})
    outside = ("Not reported", "Tactical communication")
    assert sum(figure.value for figure in tactics if figure.groups["type of force"] not in outside) == total
    assert sum(table.by_force("uses of force, all groups", end, {"level": "all tactics"}).values()) == total


def test_the_workbook_and_the_tidied_copy_agree(force_tables: Path) -> None:
    book = force_tables / "source_ods/use-of-force/police-use-of-force-apr2019-mar2020-hosb3720-tables.ods"
    original = read_published(book, "Table_16")
    tidied = read_published(force_tables / "use-of-force/by-ethnicity-force/april2019-march2020.csv")
    for where in ({"level": "tactic"}, {"level": "part of a tactic"}):
        measure = "uses of force, all groups"
        assert original.by_force(measure, where=where) == tidied.by_force(measure, where=where)
    assert tidied.by_force("uses of force, all groups", where={"tactic": "Compliant handcuffing"})["wiltshire"] == 870


@pytest.mark.parametrize(
    "book", ["police-workforce-tabs-30sep15", "police-workforce-tables-sep16", "police-workforce-sep19-tables"]
)
def test_workforce_tables_name_all_forces_through_their_footnotes(force_tables: Path, book: str) -> None:
    path = force_tables / f"source_ods/police-population/{book}.ods"
    table = read_published(path, "Table_1")
    by_force = table.by_force("full-time equivalents")
    assert len(by_force) == 43
    # The table states its own total; West Midlands, a region and a force, must be in it once.
    (stated,) = (row for row in read_cells(path, "Table_1") if text_of(row[0]).startswith("Total 43 forces"))
    assert sum(by_force.values()) == pytest.approx(stated[3])


def test_answering_figures_keep_their_clock(shared_data: Path) -> None:
    rows = list(read_answering(shared_data / "999-answering/published_999_answering.csv"))
    assert len(rows) == 25
    wiltshire = [row for row in rows if row.force == "wiltshire"]
    assert {row.clock for row in wiltshire} == {Clock.NATIONAL, Clock.FORCE, Clock.NOT_STATED}
    assert [row.within_ten_seconds for row in wiltshire if row.last == "2022-04"] == [0.61]
    assert [row.area for row in rows if row.force is None] == [
        "England and Wales / UK overall",
        "Police Scotland",
        "UK overall",
    ]


def test_stop_and_search_of_data_police_uk(shared_data: Path) -> None:
    path = shared_data / "police-uk/stop-and-search-south-wales-2019-04-to-2022-03.zip"
    assert is_stop_and_search(path)
    assert not is_stop_and_search(shared_data / "999-answering/published_999_answering.csv")
    found = read_searches(path)
    assert len(found.rows) + found.vehicle_only == 74_627
    assert {row.force for row in found.rows} == {"south-wales"}
    assert min(row.month for row in found.rows) == "2019-04"  # 23:00 on 31 March in UTC is 1 April here
    assert sum(not row.has_time for row in found.rows) / len(found.rows) == pytest.approx(0.15, abs=0.01)
