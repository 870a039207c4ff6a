import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from openpeel.cli.compare import compare
from openpeel.errors import Refused

FORCES = ["wiltshire", "Dorset", "Avon & Somerset", "Gloucestershire", "Devon & Cornwall", "Kent"]


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(compare, arguments)
    if isinstance(result.exception, Refused):
        raise result.exception
    assert result.exception is None, result.output
    return result


@pytest.fixture
def calls(tmp_path: Path) -> str:
    rows = [f"{force},{700 + 20 * i},{1000},{500_000 + i}" for i, force in enumerate(FORCES)]
    path = tmp_path / "calls.csv"
    path.write_text("\n".join(["force,answered,calls,people", *rows]))
    return str(path)


def test_shares_from_a_file_of_ones_own(calls: str) -> None:
    rows = json.loads(run(calls, "--count", "answered", "--out-of", "calls", "--json").stdout)
    assert [row["name"] for row in rows][-1] == "Wiltshire"
    assert rows[-1]["figure"] == 0.7
    assert rows[-1]["low"] < 0.7 < rows[-1]["high"]
    assert rows[-1]["rank"] == 1


def test_rates_by_a_column_and_by_shipped_residents(calls: str) -> None:
    own = json.loads(run(calls, "--count", "answered", "--population", "people", "--json").stdout)
    assert own[-1]["figure"] == pytest.approx(1000 * 700 / 500_000)
    shipped = json.loads(run(calls, "--count", "answered", "--population", "census-2011", "--json").stdout)
    wiltshire = next(row for row in shipped if row["name"] == "Wiltshire")
    assert wiltshire["figure"] == pytest.approx(1000 * 700 / 680_137)


def test_the_finding_the_caveats_and_a_group_of_similar_forces(calls: str, tmp_path: Path) -> None:
    group = tmp_path / "similar.csv"
    group.write_text("force,similar\nWiltshire,Dorset\nWiltshire,Gloucestershire\nKent,Dorset\n")
    shown = run(
        calls, "--count", "answered", "--out-of", "calls", "--focus", "WILTSHIRE POLICE", "--similar", str(group)
    )
    words = " ".join(shown.output.split())
    assert words.startswith("Wiltshire: 70.0% (answered of calls), lowest of 6 forces")
    assert "Mean of the similar forces named by the user, Wiltshire included: 72.7%" in words
    assert "No figure: " not in words  # 37 absent forces are not listed one by one


@pytest.mark.parametrize("kind", ["funnel", "ranked"])
def test_charts_are_written_where_asked(calls: str, tmp_path: Path, kind: str) -> None:
    target = tmp_path / "chart.svg"
    run(calls, "--count", "answered", "--out-of", "calls", "--focus", "kent", "--chart", kind, "--svg", str(target))
    assert ">Kent</text>" in target.read_text(encoding="utf-8")


def test_csv_has_one_row_for_each_force(calls: str) -> None:
    rows = list(csv.DictReader(io.StringIO(run(calls, "--count", "answered", "--out-of", "calls", "--csv").stdout)))
    assert len(rows) == 6
    assert float(rows[0]["figure"]) == 0.8


@pytest.mark.parametrize(
    ("change", "options", "words"),
    [
        (("wiltshire", "wilshire"), ["--out-of", "calls"], "did you mean Wiltshire"),
        (("wiltshire", "Dorset"), ["--out-of", "calls"], "several rows"),
        (("700", "-700"), ["--out-of", "calls"], "negative"),
        (("700", ""), ["--out-of", "calls"], "line 2"),
        (("700", "1700"), ["--out-of", "calls"], "larger than"),
        (("1000", "0"), ["--out-of", "calls"], "nought"),
        (("700", "7.5"), ["--out-of", "calls"], "not a count"),
        (("", ""), [], "what to divide by"),
        (("", ""), ["--population", "mid-1900"], "1900"),
        (("", ""), ["--out-of", "cals"], "its columns: force"),
        (("", ""), ["--out-of", "calls", "--focus", "Essex"], "no figure of Essex"),
        (("", ""), ["--out-of", "calls", "--svg", "chart.png"], "ends in .svg"),
    ],
)
def test_what_cannot_be_answered_is_refused(
    calls: str, change: tuple[str, str], options: list[str], words: str
) -> None:
    path = Path(calls)
    path.write_text(path.read_text().replace(*change, 1) if change[0] else path.read_text())
    with pytest.raises(Refused, match=words):
        run(calls, "--count", "answered", *options)


def test_a_score_is_no_count(shared_data: Path) -> None:
    with pytest.raises(Refused, match="not a count"):
        run(str(shared_data / "tables/home-office-ons-tables/crime-pressure-force-2022-data.csv.gz"))


def test_stop_and_search_of_the_home_office(shared_data: Path) -> None:
    table = str(shared_data / "tables/home-office-ons-tables/search-arrests-data.csv.gz")
    rows = json.loads(run(table, "--population", "census-2011", "--focus", "wiltshire", "--json").stdout)
    wiltshire = next(row for row in rows if row["name"] == "Wiltshire")
    assert (wiltshire["count"], wiltshire["rank"], round(wiltshire["figure"], 2)) == (1243, 6, 1.83)
    assert "City of London" not in {row["name"] for row in rows}
    shares = json.loads(run(table, "--where", "ethnic group=Not stated", "--share", "--json").stdout)
    assert len(shares) == 43


def test_forces_that_code_outcomes_differently_are_flagged(shared_data: Path) -> None:
    table = str(shared_data / "tables/home-office-ons-tables/violence-prosecutions-data.csv.gz")
    rows = json.loads(run(table, "--where", "outcome type=15", "--share", "--json").stdout)
    assert [row["name"] for row in rows if row["flag"]] == ["Surrey"]
    per_resident = json.loads(run(table, "--where", "outcome type=15", "--json").stdout)
    assert [row["name"] for row in per_resident if row["flag"]] == ["Surrey"]


def test_a_part_of_nested_totals_is_a_share_of_the_whole_counted_once(shared_data: Path) -> None:
    table = str(
        shared_data / "tables/resistancelab-force-tables/use-of-force/by-ethnicity-force/april2019-march2020.csv"
    )
    shares = json.loads(run(table, "--where", "tactic=Compliant handcuffing", "--share", "--json").stdout)
    wiltshire = next(row for row in shares if row["name"] == "Wiltshire")
    assert (wiltshire["count"], wiltshire["size"]) == (870, 3026)
    # Forces for which the table has no such figure are in no rank; nought would be made up.
    assert "Avon and Somerset" not in {row["name"] for row in shares}
    rates = json.loads(run(table, "--json").stdout)
    assert sum(row["count"] for row in rates) == 715_276 - city_of_london(table)
    restraint = json.loads(run(table, "--where", "type of force=Restraint", "--json").stdout)
    assert next(row["count"] for row in restraint if row["name"] == "Wiltshire") == 2387


def city_of_london(table: str) -> int:
    rows = csv.DictReader(io.StringIO(Path(table).read_text(encoding="utf-8-sig")))
    return next(
        int(float(row["Number of times tactic reported"]))
        for row in rows
        if row["Police Force"] == "City of London" and row["Tactic"] == "*Total Tactics"
    )
