import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from openpeel.cli.disparity import disparity
from openpeel.errors import Refused
from openpeel.sources.published_tables.population import population_of_local_authority


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(disparity, arguments)
    if isinstance(result.exception, Refused):
        raise result.exception
    assert result.exception is None, result.output
    return result


@pytest.fixture
def counts(tmp_path: Path) -> str:
    path = tmp_path / "counts.csv"
    path.write_text(
        "area,group,searches,population\n"
        "town,White,2000,10000\ntown,Black,1000,5000\ntown,Asian,4,100\ntown,,50,\n"
        "country,White,900,90000\ncountry,Black,10,1000\ncountry,Asian,2,100\ncountry,,6,\n"
    )
    return str(path)


OWN = ("--count", "searches", "--within", "area")


def test_what_remains_within_area_and_what_the_missing_could_make_of_it(counts: str, tmp_path: Path) -> None:
    register = tmp_path / "register.csv"
    register.write_text(
        "explanation,offered_by,tested_by\nBlack residents live in the town,panel,area\nVisitors,chief officer,\n"
    )
    shown = " ".join(run(counts, *OWN, "--explanations", str(register)).output.split())
    assert "Black people at 5.8 times" in shown
    assert "Within area, the ratio of Black is 1.00" in shown
    assert "Explanation 'Black residents live in the town' (offered by panel): borne out: 0%" in shown
    assert "Explanation 'Visitors' (offered by chief officer): not tested." in shown
    assert "Ethnicity is missing in 56 of 3,972 events (1.4%)" in shown
    assert "fewer than 10 events" in shown
    with pytest.raises(Refused, match="tested on the ratios"):
        run(counts, *OWN, "--explanations", str(register), "--chart", "map")
    assert "residents are not the people whom officers meet" in shown


def test_small_counts_are_not_printed_and_have_no_ratio(counts: str) -> None:
    line = next(line for line in run(counts, *OWN).output.splitlines() if line.startswith("Asian"))
    assert "<10" in line
    rows = json.loads(run(counts, *OWN, "--json").stdout)
    assert next(row for row in rows if row["group"] == "Asian")["ratio"] is None


def test_another_population_changes_the_ratio_and_is_named(counts: str, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text(
        "group,population,source\nWhite,100000,Arrests 2023\nBlack,100000,Arrests 2023\nAsian,900,Arrests 2023\n"
    )
    shown = run(counts, "--count", "searches", "--populations", str(people))
    assert "People: Arrests 2023." in shown.output
    assert "0.35" in shown.output


def test_parts_without_people_show_where_the_gap_comes_from(tmp_path: Path) -> None:
    counts, people = tmp_path / "teams.csv", tmp_path / "people.csv"
    counts.write_text("group,team,n\nWhite,A,500\nWhite,B,400\nBlack,A,60\nBlack,B,12\n,A,5\n")
    people.write_text("group,population,source\nWhite,642869,Census 2011\nBlack,6089,Census 2011\n")
    shown = run(str(counts), "--count", "n", "--part", "team", "--populations", str(people)).output
    assert "by team (known for 100%): A 87% (ratio 12.7); B 13% (ratio" in " ".join(shown.split())
    with pytest.raises(Refused, match="needs --populations"):
        run(str(counts), "--count", "n", "--part", "team")


@pytest.mark.parametrize(("kind", "words"), [("week", "Searches are most frequent"), ("map", "One square of about")])
def test_when_and_where(shared_data: Path, tmp_path: Path, kind: str, words: str) -> None:
    archive = str(shared_data / "police-uk/stop-and-search-wiltshire-2024-06.zip")
    chart = tmp_path / "chart.svg"
    rows = json.loads(run(archive, "--by", "officer", "--chart", kind, "--svg", str(chart), "--json").stdout)
    assert sum(row["count"] for row in rows) > 30  # the rows are the chart's
    assert words in chart.read_text(encoding="utf-8")


def test_a_map_needs_places(counts: str, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="needs records") as refused:
        run(counts, *OWN, "--chart", "map", "--svg", str(tmp_path / "map.svg"))
    assert "--boundaries" in str(refused.value)


@pytest.fixture
def boundaries(tmp_path: Path) -> Path:
    shapes = [
        {
            "type": "Feature",
            "properties": {"code": f"E0{i}", "name": name},
            "geometry": {"type": "Polygon", "coordinates": [[[i, 51], [i + 1, 51], [i + 1, 52], [i, 52], [i, 51]]]},
        }
        for i, name in enumerate(("town", "country", "elsewhere"))
    ]
    path = tmp_path / "areas.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": shapes}))
    return path


def test_a_map_of_ones_own_areas_on_ones_own_boundaries(counts: str, boundaries: Path, tmp_path: Path) -> None:
    chart = tmp_path / "map.svg"
    options = (*OWN, "--chart", "map", "--boundaries", str(boundaries))
    shown = run(counts, *options, "--svg", str(chart))
    words = " ".join(shown.output.split())
    assert words.partition("map.svg ")[2].startswith(
        "Searches per 1,000 people by area: from 10.0 (country) to 199 (town)"
    )
    assert "n = 3,916 events in 2 areas. Boundaries: areas.geojson." in words
    assert "from 10.0 (country)" in chart.read_text(encoding="utf-8")
    rows = json.loads(run(counts, *options, "--json").stdout)
    assert {row["area"]: round(row["per 1,000"], 1) for row in rows} == {"town": 198.9, "country": 10.0}
    assert all(row["low"] < row["per 1,000"] < row["high"] for row in rows)


@pytest.mark.parametrize(
    ("found", "options", "words"),
    [
        ("town", ["--chart", "forest"], "for a map"),
        ("country", ["--within", "group"], "one --within column"),
        ("village", [], "no boundary for 1 of 2 areas, such as country"),
    ],
)
def test_boundaries_that_do_not_fit_are_refused(
    counts: str, boundaries: Path, found: str, options: list[str], words: str
) -> None:
    boundaries.write_text(boundaries.read_text().replace('"country"', f'"{found}"'))
    with pytest.raises(Refused, match=words):
        run(counts, *OWN, "--chart", "map", "--boundaries", str(boundaries), *options)


@pytest.mark.parametrize(
    ("text", "words"),
    [("{", "cannot be read"), ("[]", "no GeoJSON"), ('{"type": "FeatureCollection", "features": []}', "no GeoJSON")],
)
def test_files_that_are_no_boundaries_are_refused(counts: str, boundaries: Path, text: str, words: str) -> None:
    boundaries.write_text(text)
    with pytest.raises(Refused, match=words):
        run(counts, *OWN, "--chart", "map", "--boundaries", str(boundaries))
    with pytest.raises(Refused, match="no such file"):
        run(counts, *OWN, "--chart", "map", "--boundaries", str(boundaries) + "x")
    boundaries.write_text(json.dumps({"type": "FeatureCollection", "features": [{"geometry": {"type": "Polygon"}}]}))
    with pytest.raises(Refused, match="no property of the boundaries names any"):
        run(counts, *OWN, "--chart", "map", "--boundaries", str(boundaries))


def test_searches_name_no_area_and_the_refusal_says_what_to_do(shared_data: Path, boundaries: Path) -> None:
    archive = str(shared_data / "police-uk/stop-and-search-wiltshire-2024-06.zip")
    with pytest.raises(Refused, match="name no area"):
        run(archive, "--chart", "map", "--boundaries", str(boundaries))
    with pytest.raises(Refused, match="name no local authority and no team"):
        run(archive, "--within", "authority")


def test_south_wales_as_published(shared_data: Path, tmp_path: Path) -> None:
    archive = str(shared_data / "police-uk/stop-and-search-south-wales-2019-04-to-2022-03.zip")
    chart = tmp_path / "forest.svg"
    shown = " ".join(run(archive, "--force", "South Wales", "--svg", str(chart)).output.split())
    assert "Black people at 3.8 times (3.6 to 3.9) the rate of White people" in shown
    # The archive holds searches all over Wales under the one force's name, and the reader is told before the rest.
    assert "Beware: 30% of the searches with a place lie over 60 km" in shown
    assert "Ethnicity is missing in 7,611 of 71,823 events (10.6%)" in shown
    assert "Where the gap of Black comes from, by reason" in shown
    assert "Searches with an outcome other than no further action: White 20.2%" in shown
    assert "kappa 0.77" in shown
    assert "Rates are over 36 months, not a year." in chart.read_text(encoding="utf-8")


def test_wiltshire_as_published_is_too_small_for_most_ratios(shared_data: Path) -> None:
    archive = str(shared_data / "police-uk/stop-and-search-wiltshire-2024-06.zip")
    rows = json.loads(run(archive, "--by", "officer", "--json").stdout)
    assert {row["group"] for row in rows if row["withheld"]} == {"Black", "Other"}


def test_use_of_force_as_published(shared_data: Path) -> None:
    book = shared_data / (
        "tables/resistancelab-force-tables/source_ods/use-of-force/"
        "police-use-of-force-apr2019-mar2020-hosb3720-tables.ods"
    )
    rows = json.loads(run(str(book), "--sheet", "Table_16", "--force", "wiltshire", "--json").stdout)
    by_group = {row["group"]: row for row in rows}
    assert sum(row["count"] for row in rows) + 328 == 3026  # the table's own total, with those not reported
    assert by_group["Black"]["ratio"]["estimate"] == pytest.approx((157 / 6089) / (2402 / 642869))
    with pytest.raises(Refused, match="name one with --force"):
        run(str(book), "--sheet", "Table_16")
    with pytest.raises(Refused, match="not divided by ethnic group"):
        run(str(book), "--sheet", "Table_14", "--force", "wiltshire")


@pytest.mark.parametrize(
    ("change", "options", "words"),
    [
        (("2000,10000", "-1,10000"), [], "line 2, column 'searches'"),
        (("town,White,2000", "town,White,"), [], "line 2"),
        (("White", "Whyte"), ["--reference", "Green"], "no population for Green"),
        (("", ""), ["--within", "beat"], "no column 'beat'"),
        (("", ""), ["--group", "ethnicity"], "no column 'ethnicity'"),
    ],
)
def test_broken_files_are_refused(counts: str, change: tuple[str, str], options: list[str], words: str) -> None:
    path = Path(counts)
    path.write_text(path.read_text().replace(*change, 1) if change[0] else path.read_text())
    with pytest.raises(Refused, match=words):
        run(counts, *OWN, *options)


def test_ratios_within_local_authorities_divide_by_their_residents_of_the_census(tmp_path: Path) -> None:
    """A ratio of one within each authority, and another over both, where the groups live apart."""
    rates = {"Swindon": 0.010, "Wiltshire": 0.001}
    rows = []
    for authority, rate in rates.items():
        people = population_of_local_authority(authority)
        assert people is not None
        for group in ("White", "Asian"):
            rows += [f"{authority},{group},{round(people[group] * rate)}", f"{authority},{group},0"]
    path = tmp_path / "counts.csv"
    path.write_text("\n".join(["authority,ethnicity,searches", *rows, "Swindon,,7"]))
    options = ("--count", "searches", "--group", "ethnicity", "--within", "authority", "--population", "census-2011")
    asian = next(row for row in json.loads(run(str(path), *options, "--json").stdout) if row["group"] == "Asian")
    assert asian["ratio"]["estimate"] > 1.5
    words = " ".join(run(str(path), *options).output.split())
    assert "Census 2011, residents of 2 local authorities" in words
    path.write_text(path.read_text().replace("Swindon", "Swinedon"))
    with pytest.raises(Refused, match="no local authorities of 2011, such as 'Swinedon'"):
        run(str(path), *options)
    with pytest.raises(Refused, match="needs one --within column"):
        run(str(path), *options[:4], "--population", "census-2011")
