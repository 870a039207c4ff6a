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
        (("700", "7.5"), ["--out-of", "calls"], "is not whole"),
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


def test_figures_worked_out_already_with_and_without_intervals(calls: str, tmp_path: Path) -> None:
    rows = [f"{force},{0.6 + 0.05 * i},{0.55 + 0.05 * i},{0.65 + 0.05 * i},{200}" for i, force in enumerate(FORCES)]
    path = tmp_path / "survey.csv"
    path.write_text("\n".join(["force,confident,lower,upper,asked", *rows]))
    bare = run(str(path), "--figure", "confident", "--focus", "wiltshire", "--svg", str(tmp_path / "bare.svg"))
    words = " ".join(bare.output.split())
    assert "Wiltshire: 0.600 (confident), lowest of 6 forces " in words
    assert "ordinary differences" not in words
    assert "how sure they and the ranks are cannot be told" in words
    with_limits = json.loads(
        run(str(path), "--figure", "confident", "--low", "lower", "--high", "upper", "--json").stdout
    )
    assert with_limits[-1]["low"] == 0.55
    assert (with_limits[-1]["rank_low"], with_limits[-1]["rank_high"]) == (1, 2)
    assert all(row["deviation"] is not None for row in with_limits)
    as_shares = json.loads(run(str(path), "--figure", "confident", "--out-of", "asked", "--json").stdout)
    assert (as_shares[-1]["count"], as_shares[-1]["size"]) == (120, 200)


def test_a_column_of_percentages_is_read_as_such(tmp_path: Path) -> None:
    path = tmp_path / "answered.csv"
    path.write_text("force,pct,calls\nWiltshire,0.5,1000\nDorset,0.9,1000\n")
    rows = json.loads(run(str(path), "--figure", "pct", "--out-of", "calls", "--json").stdout)
    assert [row["count"] for row in rows] == [9, 5]
    assert "read as per cent" in run(str(path), "--figure", "pct", "--out-of", "calls").output


def test_medians_of_a_row_for_each_case(tmp_path: Path) -> None:
    lines = [f"Wiltshire,{10 + i}" for i in range(15)] + [f"Kent,{30 + i}" for i in range(15)]
    path = tmp_path / "attended.csv"
    path.write_text("\n".join(["force,minutes", *lines, "Kent,", "Dorset,5"]))
    shown = run(str(path), "--median", "minutes", "--focus", "kent")
    words = " ".join(shown.output.split())
    assert words.startswith("Kent: 37.0 (median minutes), highest of 2 forces")
    assert "so in no rank: Dorset" in words
    assert "1 cases have no 'minutes'" in words
    with pytest.raises(Refused, match="--median"):
        run(str(path), "--count", "minutes", "--out-of", "minutes")


def test_fewer_than_five_forces_have_intervals_and_no_funnel(tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    path.write_text("force,met,due\nWiltshire,50,100\nDorset,90,100\n")
    shown = run(str(path), "--count", "met", "--out-of", "due", "--svg", str(tmp_path / "two.svg"))
    words = " ".join(shown.output.split())
    assert ("Met of due: from 50.0% (Wiltshire) to 90.0% (Dorset) in 2 forces") in words
    assert "Fewer than 5 forces" in words
    with pytest.raises(Refused, match="--chart ranked"):
        run(str(path), "--count", "met", "--out-of", "due", "--chart", "funnel", "--svg", str(tmp_path / "two.svg"))


def test_scores_and_full_time_equivalents_stand_without_intervals(shared_data: Path) -> None:
    home_office = shared_data / "tables/home-office-ons-tables"
    scores = json.loads(run(str(home_office / "crime-pressure-force-2022-data.csv.gz"), "--json").stdout)
    wiltshire = next(row for row in scores if row["name"] == "Wiltshire")
    assert (wiltshire["rank"], round(wiltshire["figure"], 2), wiltshire["low"]) == (2, 9.40, None)
    officers = str(home_office / "police-uplift-2021-data.csv.gz")
    rates = json.loads(run(officers, "--json").stdout)
    assert all(1 < row["figure"] < 5 and row["low"] is None for row in rates)
    assert "not a count of events" in run(officers).output


@pytest.fixture
def answering(shared_data: Path) -> str:
    return str(shared_data / "999-answering/published_999_answering.csv")


def test_999_answering_is_compared_on_one_clock_that_is_said(answering: str) -> None:
    shown = run(answering, "--focus", "wiltshire")
    words = " ".join(shown.output.split())
    assert words.startswith("Wiltshire: 80.8% (answered within ten seconds), 4th lowest of 9 forces")
    assert "Clock: from BT's connection." in words
    earlier = json.loads(run(answering, "--year-ending", "2022-04-30", "--json").stdout)
    assert (len(earlier), earlier[0]["name"], earlier[0]["figure"], earlier[0]["low"]) == (6, "Wiltshire", 0.61, None)


def test_the_forces_own_clock_is_never_set_beside_the_national_one(answering: str) -> None:
    seconds = ("--measure", "mean seconds to answer")
    with pytest.raises(Refused, match=r"one force's figure .*2024-04-30 \(Wiltshire: 12.0\)"):
        run(answering, *seconds, "--where", "clock=from arrival at the force")
    with pytest.raises(Refused, match="choose from: 2022-04-30, 2024-02-29"):
        run(answering, *seconds, "--year-ending", "2024-04-30")


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


def test_options_are_checked_before_the_file_is_read(tmp_path: Path) -> None:
    for options, words in (
        (["--focus", "Wilshire"], "did you mean Wiltshire"),
        (["--year-ending", "soon"], "not a date"),
        (["--similar", "similar.csv"], "needs --focus"),
    ):
        with pytest.raises(Refused, match=words):
            run(str(tmp_path / "not-there.csv"), "--count", "n", *options)


def test_one_force_that_leads_all_together_is_named(tmp_path: Path) -> None:
    path = tmp_path / "searches.csv"
    rows = [f"{force},{900 + 10 * i},500000" for i, force in enumerate(FORCES)]
    path.write_text("\n".join(["force,n,people", *rows, "Metropolitan,60000,9000000"]))
    words = " ".join(run(str(path), "--count", "n", "--population", "people").output.split())
    assert "Metropolitan Police has 92% of the count and leads all together" in words
    assert "without it that figure would be 1.85, not 5.46, which 6 of 7 lie below." in words
    line = next(
        line for line in run(str(path), "--count", "n", "--population", "people").output.splitlines() if "Kent" in line
    )
    assert "950" in line
    assert "500,000" in line
