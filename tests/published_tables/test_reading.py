import gzip
from datetime import date
from pathlib import Path

import pytest

from openpeel.errors import Refused
from openpeel.sources.published_tables.reading import read_published
from openpeel.sources.published_tables.table import period_end_in

SEARCHES = (
    "year_ending,force_name,legislation,reason_for_search_arrest,ethnic_group_self_defined,ethnicity_self_defined,"
    "searches,resultant_arrests\n"
    "2019-03-31,Avon and Somerset,Section 1 (PACE),Drugs,White,White British,100,NA\n"
    "2019-03-31,Avon and Somerset,Section 1 (PACE),Drugs,Not stated,Not Stated,20,NA\n"
    '2019-03-31,"London, City of",Section 1 (PACE),Drugs,White,White British,7,1\n'
    "2018-03-31,Wiltshire,Section 1 (PACE),Drugs,White,White British,50,NA\n"
    "2019-03-31,British Transport Police,Section 1 (PACE),Drugs,White,White British,9,NA\n"
)

USE_OF_FORCE = """Police Force,Type of force,Tactic,White,Not reported,Number of times tactic reported
Total England and Wales,Total (excluding not reported and tactical communication),*Total Tactics,30.0,3.0,33.0
Wiltshire,Total (excluding not reported and tactical communication),*Total Tactics,30.0,3.0,33.0
Wiltshire,Restraint,*Total Restraint,20.0,2.0,22.0
Wiltshire,Restraint,"Handcuffing, of which",15.0,2.0,17.0
Wiltshire,Restraint,Compliant handcuffing,10.0,2.0,12.0
Wiltshire,Restraint,Not stated handcuffing,5.0,0.0,5.0
Wiltshire,Restraint,Ground restraint,5.0,,5.0
Wiltshire,Unarmed skills,*Total Unarmed skills,10.0,1.0,11.0
Wiltshire,Tactical communication,Tactical communication,90.0,1.0,91.0
"""


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
    return path


def test_a_long_table_by_force_period_and_group(tmp_path: Path) -> None:
    table = read_published(written(tmp_path, "searches.csv.gz", SEARCHES))
    assert table.measures == ["searches", "resultant arrests"]
    assert table.by_force("searches") == {"avon-and-somerset": 120, "city-of-london": 7}
    assert table.by_force("searches", where={"ethnic group": "White"}) == {
        "avon-and-somerset": 100,
        "city-of-london": 7,
    }
    assert table.by_force("searches", date(2018, 3, 31)) == {"wiltshire": 50}
    assert table.other_rows == {"British Transport Police": 1}
    assert table.not_available == {"avon-and-somerset": 2, "wiltshire": 1}


@pytest.mark.parametrize(
    ("measure", "end", "where", "words"),
    [
        ("stops", None, {}, "no measure 'stops'"),
        ("searches", date(2001, 1, 1), {}, "2018-03-31, 2019-03-31"),
        ("searches", None, {"ethnic group": "Green"}, "Not stated, White"),
        ("searches", None, {"colour": "White"}, "its groups are: ethnic group"),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(
    tmp_path: Path, measure: str, end: date | None, where: dict[str, str], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        read_published(written(tmp_path, "s.csv", SEARCHES)).chosen(measure, end, where)


def test_nested_totals_are_told_from_tactics(tmp_path: Path) -> None:
    table = read_published(written(tmp_path, "april2019-march2020.csv", USE_OF_FORCE))
    everything = "uses of force, all groups"
    assert table.by_force(everything, where={"level": "all tactics"}) == {"wiltshire": 33}
    assert table.by_force(everything, where={"level": "tactic", "type of force": "Restraint"}) == {"wiltshire": 22}
    assert table.by_force(everything, where={"tactic": "Compliant handcuffing"}) == {"wiltshire": 12}
    assert {figure.period_end for figure in table.figures} == {date(2020, 3, 31)}


def test_a_table_whose_tactics_do_not_add_up_is_refused(tmp_path: Path) -> None:
    broken = USE_OF_FORCE.replace("Ground restraint,5.0,,5.0", "Ground restraint,5.0,,6.0")
    with pytest.raises(Refused, match="do not add up"):
        read_published(written(tmp_path, "april2019-march2020.csv", broken))


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Table 12. Incidents by police force, year ending March 2020", date(2020, 3, 31)),
        ("april2018-march2019.csv", date(2019, 3, 31)),
        ("january-december2016-revised.csv", date(2016, 12, 31)),
        ("2018/19", date(2019, 3, 31)),
        ("30 September 2019", date(2019, 9, 30)),
        ("Apr '02 to \nMar '03...4", date(2003, 3, 31)),
        ("Contents", None),
    ],
)
def test_periods_are_read_from_titles_and_names(text: str, end: date | None) -> None:
    assert period_end_in(text) == end


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.csv", "a,b\n1,2\n", "no published table"),
        ("a.csv", SEARCHES.replace(",100,", ",many,"), "no number"),
        ("a.csv", SEARCHES.replace("2019-03-31,Avon", "soon,Avon"), "no period"),
        ("a.csv", "\ufeff", "no published table"),
        ("a.txt", "", "kind of file"),
        ("a.xlsx", "not a workbook", "cannot be opened"),
        ("a.csv", "year_ending,force_name,arrests\n", "no published table"),
    ],
)
def test_broken_files_are_refused(tmp_path: Path, name: str, text: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read_published(written(tmp_path, name, text))


def test_a_missing_file_and_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no such file"):
        read_published(tmp_path / "none.csv")
    (tmp_path / "b.csv").write_bytes(b"\xff\xfe\x00a")
    with pytest.raises(Refused, match="cannot be read"):
        read_published(tmp_path / "b.csv")


def test_counts_below_nought_are_told_and_words_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "search-arrests.csv"
    path.write_text(SEARCHES.replace(",100,", ",-100,"))
    assert any(text.startswith("1 cell of counts is below nought") for text in read_published(path).caveats)
    for wrong in ("nan", "many"):
        path.write_text(SEARCHES.replace(",20,", f",{wrong},"))
        with pytest.raises(Refused, match=r"'searches' is no number\n  Where: search-arrests\.csv, row 3"):
            read_published(path)
