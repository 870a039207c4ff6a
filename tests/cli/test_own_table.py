"""A user finds in their own file what is wrong with it: each refusal names the line and the column."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from openpeel.cli.own_table import OwnTable
from openpeel.errors import Refused

MONTHS = "month,answered,calls\n2024-01,90,100\n2024-02,91,100\n2024-03,92,100\n"
FORCES = "force,answered,calls,residents\nKent,90,100,5000\nDorset,91,100,5000\nEssex,92,100,5000\n"
GROUPS = "area,group,n,population\nN,White,90,9000\nN,Black,20,300\nS,White,90,9000\nS,Black,20,300\n"
SEARCHES = (
    "Type,Date,Latitude,Longitude,Self-defined ethnicity,Officer-defined ethnicity,Object of search,Outcome\n"
    + "Person search,2024-06-03T10:00:00+00:00,51.3,-1.9,White - Irish,White,Drugs,Arrest\n" * 30
    + "Person search,2024-06-03T10:00:00+00:00,51.3,-1.9,Black - African,Black,Drugs,Arrest\n" * 12
)


@pytest.mark.parametrize(
    ("command", "text", "was", "wrong", "line", "column"),
    [
        ("trend --value answered --out-of calls", MONTHS, "91,", "-91,", 3, "answered"),
        ("trend --value answered --out-of calls", MONTHS, "91,", ",", 3, "answered"),
        ("trend --value answered --out-of calls", MONTHS, "91,", "nan,", 3, "answered"),
        ("trend --value answered --out-of calls", MONTHS, "91,", "101,", 3, "answered"),
        ("trend --value answered --out-of calls", MONTHS, "91,100", "91,100.5", 3, "calls"),
        ("trend --value answered --out-of calls", MONTHS, "91,100", "0,0", 3, "calls"),
        ("trend --value answered", MONTHS, "2024-02", "2024-13", 3, "month"),
        ("compare --count answered --out-of calls", FORCES, "91,", "-91,", 3, "answered"),
        ("compare --count answered --out-of calls", FORCES, "91,", "101,", 3, "answered"),
        ("compare --count answered --out-of calls", FORCES, "91,", "9.5,", 3, "answered"),
        ("compare --count answered --out-of calls", FORCES, "91,100", "0,0", 3, "calls"),
        ("compare --count answered --population residents", FORCES, "100,5000\nEs", "100,0\nEs", 3, "residents"),
        ("compare --figure answered --out-of calls", FORCES, "91,", "-91,", 3, "answered"),
        ("compare --count answered --out-of calls", FORCES, "Dorset", "Nowhere", 3, "force"),
        ("compare --count answered --out-of calls", FORCES, "Dorset", "Kent", 3, "force"),
        ("disparity --count n", GROUPS, "20,300\nS", "-20,300\nS", 3, "n"),
        ("disparity --count n", GROUPS, "20,300\nS", "20,-300\nS", 3, "population"),
        ("disparity --count n", GROUPS, "20,300\nS", "20,\nS", 3, "population"),
        ("publish --by area --by group --count n", GROUPS, "20,300\nS", "-20,300\nS", 3, "n"),
        ("publish --by area --by group --count n", GROUPS, "20,300\nS", "2.5,300\nS", 3, "n"),
    ],
)
def test_the_cell_is_named(
    run: Run, tmp_path: Path, command: str, text: str, was: str, wrong: str, line: int, column: str
) -> None:
    path = tmp_path / "own.csv"
    path.write_text(text.replace(was, wrong, 1))
    name, *options = command.split()
    ran = run(name, path, *options)
    assert ran.code == 2
    assert not ran.out
    assert f"own.csv, line {line}, column '{column}'" in ran.words


def test_lines_are_those_of_the_file_and_empty_ones_count(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text('force,n\n"Avon and\nSomerset",3\n\n,\nKent,-1\n')
    table = OwnTable(path)
    assert table.texts("force") == ["Avon and Somerset", "Kent"]
    with pytest.raises(Refused, match="line 6, column 'n'"):
        table.counts("n")


def test_several_wrong_cells_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("n\n3\n-1\n-2\n")
    with pytest.raises(Refused, match="is negative in 2 rows, first here"):
        OwnTable(path).counts("n")


def test_financial_years_are_no_months(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("year,n\n2009-10,3\n2010-11,4\n2011-12,5\n")
    rows = json.loads(run("trend", path, "--when", "year", "--value", "n", "--json").out)
    assert [row["when"] for row in rows] == ["2010-03-01", "2011-03-01", "2012-03-01"]


@pytest.mark.parametrize(
    ("was", "wrong", "options", "words"),
    [
        ("51.3", "north", [], "that is no number Where: 2024-06-wiltshire-stop-and-search.csv, line 2"),
        ("51.3", "nan", [], "latitude or longitude that is no number"),
        (",Drugs,Arrest", ",Drugs", [], "more or fewer fields than the headings Where: 2024-06-wiltshire"),
        (SEARCHES[SEARCHES.index("\n") :], "\n", [], "holds no search of a person"),
        ("", "", ["--force", "dorset"], "no search is of Dorset"),
        ("White - Irish", "", [], "only 0 events of White"),
        ("", "", ["--reference", "Green"], "no population for Green"),
    ],
)
def test_searches_that_tell_no_ratio_are_refused(
    run: Run, tmp_path: Path, was: str, wrong: str, options: list[str], words: str
) -> None:
    path = tmp_path / "2024-06-wiltshire-stop-and-search.csv"
    path.write_text(SEARCHES.replace(was, wrong) if was else SEARCHES)
    ran = run("disparity", path, *options)
    assert ran.code == 2
    assert not ran.out
    assert words in ran.words


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("Officer-defined ethnicity", "Whether both definitions of ethnicity agree cannot be told: no event has both"),
        ("Outcome", "How often searches find something cannot be told: fewer than 10 searches of White"),
    ],
)
def test_a_ratio_stands_where_a_further_test_cannot_be_made(run: Run, tmp_path: Path, column: str, words: str) -> None:
    path = tmp_path / "2024-06-wiltshire-stop-and-search.csv"
    names, *rows = (line.split(",") for line in SEARCHES.splitlines())
    for row in rows:
        row[names.index(column)] = ""
    path.write_text("\n".join(",".join(row) for row in (names, *rows)))
    ran = run("disparity", path)
    assert ran.code == 0
    assert "Black people at" in ran.out
    assert words in ran.words


def test_a_group_met_less_often_is_not_passed_over(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("group,n,population\nWhite,900,90000\nBlack,100,9900\nAsian,20,9000\n")
    ran = run("disparity", path, "--count", "n")
    assert "N: Asian people at 0.22 times (0.14 to 0.35) the rate of White people" in ran.out
    assert "Intervals (95%; of ratios exact) are of ordinary variation" in ran.words
