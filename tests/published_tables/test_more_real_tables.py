"""Tables beside the main ones: deaths, devices before 2016, residents by age, and national tables."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from openpeel.errors import Refused
from openpeel.sources.published_tables.national import read_national
from openpeel.sources.published_tables.population import population_by_force, residents_under_18
from openpeel.sources.published_tables.reading import read_published
from openpeel.sources.published_tables.residents import under_18_rows
from openpeel.sources.published_tables.table import PublishedTable


@pytest.fixture
def force_tables(shared_data: Path) -> Path:
    return shared_data / "tables/resistancelab-force-tables"


@pytest.fixture
def home_office(shared_data: Path) -> Path:
    return shared_data / "tables/home-office-ons-tables"


DEATHS = [
    ("RTI_By_Force", "rti_by_force", "Road traffic incidents"),
    ("Shootings_By_Force", "shootings_by_force", "Fatal shootings"),
    ("Custody_By_Force", "custody_by_force", "Deaths in or following police custody"),
    ("Apparent_suicides_By_Force", "suicides_by_force", "Apparent suicides following police custody"),
    ("Other_contact_by_force", "other_contact_by_force", "Other deaths following police contact"),
]


@pytest.mark.parametrize(("sheet", "folder", "kind"), DEATHS)
def test_deaths_are_the_same_in_the_workbook_and_in_its_tidied_copy(
    force_tables: Path, sheet: str, folder: str, kind: str
) -> None:
    deaths = "deaths-during-or-following-police-contact"
    original = read_published(force_tables / "source_ods" / deaths / "Time_series_tables_2019-20.ods", sheet)
    assert {figure.groups["kind"] for figure in original.figures} == {kind}
    for measure in original.measures:
        tidied = read_published(force_tables / deaths / folder / f"{measure}.csv")
        for end in (date(2005, 3, 31), date(2011, 3, 31), date(2020, 3, 31)):
            assert original.by_force(measure, end) == tidied.by_force(measure, end)


def test_devices_before_2016_add_up_to_the_national_table(force_tables: Path) -> None:
    national = {
        (one.measure, one.period): one.value
        for one in read_national(force_tables / "taser-use/historic-ced-usage/2011-2016.csv").figures
    }
    for name, year in (("2015-revised", "2015"), ("2016", "2016")):
        table = read_published(force_tables / f"taser-use/by-ced-type-force-region/{name}.csv")
        assert len(table.by_force("CED uses")) == 43
        assert table.figures[0].period_end == date(int(year), 12, 31)
        for measure in ("CED uses", "CED drawn", "CED fired"):
            assert sum(table.by_force(measure).values()) == national[measure, year]
    # West Midlands is a region and, beneath it, a force.
    assert read_published(force_tables / "taser-use/by-ced-type-force-region/2016.csv").other_rows["England and Wales"]


def test_devices_before_2011(force_tables: Path) -> None:
    together = read_published(force_tables / "taser-use/pre-2011/table1-2004-2010-total.csv")
    assert together.by_force("CED uses")["wiltshire"] == 95
    assert "not a year's" in together.caveats[0]
    quarters = read_published(force_tables / "taser-use/pre-2011/table2-2009-2010.csv")
    avon = {measure: quarters.over_time(measure, "avon-and-somerset") for measure in quarters.measures}
    ends = [date(2009, 6, 30), date(2009, 9, 30), date(2009, 12, 31), date(2010, 3, 31)]
    assert list(avon["CED uses"]) == ends
    for end in ends:
        parts = ("CED uses without discharge", "CED fired", "CED drive-stunned")
        assert avon["CED uses"][end] == sum(avon[part][end] for part in parts)


def test_residents_by_age_add_up_to_the_shipped_estimates(home_office: Path) -> None:
    table = read_published(home_office / "ons_pop_data.xls")
    everybody = table.by_force("residents")
    shipped = population_by_force(2018)
    assert set(everybody) == set(shipped)
    # Estimates are revised: the shipped table is a later release than this workbook of mid-2018.
    assert all(abs(everybody[force] / shipped[force].total - 1) < 0.005 for force in shipped)
    assert sum(everybody.values()) == 59_115_809
    children = {row["force"]: int(row["under_18"]) for row in under_18_rows(table)}
    assert children == residents_under_18()
    assert all(0.15 < children[force] / everybody[force] < 0.28 for force in everybody)
    sexes = [read_published(home_office / "ons_pop_data.xls", f"MYE2 - {sex}") for sex in ("Males", "Females")]
    where = {"age": "17"}
    assert (
        sum(one.by_force("residents", where=where)["kent"] for one in sexes)
        == table.by_force("residents", where=where)["kent"]
    )


def test_perceptions_have_the_intervals_of_their_standard_errors(home_office: Path) -> None:
    table = read_national(home_office / "fairness-perception-data.csv.gz")
    one = next(f for f in table.figures if f.measure == "catt2" and f.groups["value"] == "Detached house")
    assert (one.value, one.n) == (0.6072276714, 335)
    assert one.low == pytest.approx(0.6072276714 - 1.959964 * 0.02954610451)
    assert all(f.low is None or f.high is None or 0 <= f.low <= f.value <= f.high <= 1 for f in table.figures)


def test_ratios_between_groups_agree_with_their_inverses(home_office: Path, tmp_path: Path) -> None:
    table = read_national(home_office / "disparity_ratios.xlsx")
    ratios = {tuple(f.groups.values()): f.value for f in table.figures}
    assert ratios["Black boys aged 10-17", "White girls aged 10-17"] == pytest.approx(18.88, abs=0.01)
    broken = tmp_path / "ratios.csv"
    broken.write_text("Group below is X times more likely to be searched than group to right,A,B\nA,1,2\nB,2,1\n")
    with pytest.raises(Refused, match="contradict"):
        read_national(broken)


def test_a_number_with_the_sign_of_a_footnote_is_a_number_and_a_blank_is_none(tmp_path: Path) -> None:
    path = tmp_path / "fatalities.csv"
    path.write_text("Authority,04/05,05/06,06/07,07/08*,08/09,Total\nKent^,1,2*,,0,1,4\nHMRC,1,1,1,1,1,5\n")
    table: PublishedTable = read_published(path)
    assert table.over_time("fatalities", "kent") == {
        date(2005, 3, 31): 1,
        date(2006, 3, 31): 2,
        date(2008, 3, 31): 0,
        date(2009, 3, 31): 1,
    }
    assert table.not_available == {"kent": 1}
