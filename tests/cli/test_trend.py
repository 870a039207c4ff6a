import json
from datetime import date
from math import pi, sin
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from openpeel.cli.season import season_of
from openpeel.cli.trend import trend
from openpeel.errors import Refused
from openpeel.statistics.spc import chart


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(trend, arguments)
    if isinstance(result.exception, Refused):
        raise result.exception
    assert result.exception is None, result.output
    return result


@pytest.fixture
def calls(tmp_path: Path) -> str:
    rows = [
        f"{2020 + i // 12}-{i % 12 + 1:02},{answered},1000,Wiltshire"
        for i, answered in enumerate([700, 705, 698, 702] * 5 + [800, 805, 798, 802] * 4)
    ]
    path = tmp_path / "calls.csv"
    path.write_text("\n".join(["month,answered,calls,force", *rows]) + "\n2020-01,1,2,Dorset\n")
    return str(path)


OPTIONS = ("--value", "answered", "--out-of", "calls", "--better", "up", "--force", "wiltshire")


def test_a_p_chart_with_rebase_and_dated_targets(calls: str, tmp_path: Path) -> None:
    chart = tmp_path / "trend.svg"
    shown = run(
        calls,
        *OPTIONS,
        "--target",
        "0.75",
        "--target",
        "2022-01=0.9",
        "--rebase",
        "2021-09=new rota",
        "--svg",
        str(chart),
    )
    words = " ".join(shown.output.split())
    assert "the target will be missed unless something changes" in words
    assert "Rebase from September 2021: new rota." in words
    assert "The level changed about September 2021" in words
    assert "new rota" in chart.read_text(encoding="utf-8")


def test_json_has_every_point_with_its_lines_and_reasons(calls: str) -> None:
    rows = json.loads(run(calls, *OPTIONS, "--json").stdout)
    assert len(rows) == 36
    assert rows[-1]["state"] == "improvement"
    assert "run of seven on one side of the mean" in rows[-1]["why"]
    assert rows[0]["n"] == 1000


def test_an_xmr_chart_adds_up_rows_when_asked(calls: str) -> None:
    rows = json.loads(run(calls, "--value", "answered", "--sum", "--json").stdout)
    assert rows[0]["value"] == 701
    with pytest.raises(Refused, match="--sum"):
        run(calls, "--value", "answered")


def test_a_break_is_said(calls: str) -> None:
    shown = run(calls, *OPTIONS, "--break", "2021-09=the clock starts at BT")
    assert "Break from September 2021: the clock starts at BT." in shown.output
    assert "level changed" not in shown.output


@pytest.mark.parametrize(
    ("change", "options", "words"),
    [
        (("700", ""), [], "line 2"),
        (("700", "1700"), [], "larger than"),
        (("2020-01", "soon"), [], "no date"),
        (("", ""), ["--rebase", "2021-09"], "DATE=REASON"),
        (("", ""), ["--rebase", "then=why"], "not a date"),
        (("", ""), ["--target", "high"], "DATE=VALUE"),
        (("", ""), ["--when", "week"], "no column 'week'"),
        (("", ""), ["--force", "Essex"], "no row is of Essex"),
        (("", ""), ["--rebase", "2022-12=late"], "fewer than two points"),
    ],
)
def test_what_cannot_be_drawn_is_refused(calls: str, change: tuple[str, str], options: list[str], words: str) -> None:
    path = Path(calls)
    path.write_text(path.read_text().replace(*change, 1) if change[0] else path.read_text())
    with pytest.raises(Refused, match=words):
        run(calls, *OPTIONS, *options)


def test_missing_months_are_said(calls: str) -> None:
    path = Path(calls)
    path.write_text("\n".join(line for line in path.read_text().splitlines() if not line.startswith("2020-05")))
    assert "1 month has no row" in " ".join(run(calls, *OPTIONS).output.split())


def test_rows_of_other_bodies_are_left_out_and_slips_refused(calls: str) -> None:
    path = Path(calls)
    path.write_text(path.read_text() + "\n2020-01,NA,NA,NA\n2020-01,9,9,England and Wales\n")
    assert "2 rows name none of the 43 forces" in " ".join(run(calls, *OPTIONS).output.split())
    path.write_text(path.read_text() + "2023-01,700,1000,Wilshire\n")
    with pytest.raises(Refused, match="did you mean Wiltshire"):
        run(calls, *OPTIONS)


def test_years_stand_for_their_last_day(tmp_path: Path) -> None:
    path = tmp_path / "years.csv"
    path.write_text("year,n\n" + "\n".join(f"{year},{year % 7}" for year in range(2010, 2022)))
    rows = json.loads(run(str(path), "--when", "year", "--value", "n", "--json").stdout)
    assert [rows[0]["when"], rows[-1]["when"]] == ["2010-12-31", "2021-12-31"]


def test_breath_tests_of_the_home_office_are_followed_by_month(shared_data: Path) -> None:
    table = str(shared_data / "tables/home-office-ons-tables/breath-tests-data.csv.gz")
    shown = run(table, "--force", "dorset", "--json")
    rows = json.loads(shown.stdout)
    assert (len(rows), rows[0]["when"], rows[-1]["value"]) == (204, "2002-01-01", 721)
    assert "The season explains 59% of the variation" in " ".join(shown.stderr.split())
    with pytest.raises(Refused, match="leave --value out"):
        run(table, "--value", "tests", "--force", "dorset", "--sum")
    with pytest.raises(Refused, match="name one with --force"):
        run(table)


def test_a_part_of_a_published_table_is_followed_as_a_share(shared_data: Path) -> None:
    table = str(shared_data / "tables/home-office-ons-tables/search-arrests-data.csv.gz")
    options = ("--force", "wiltshire", "--where", "ethnic group=Not stated")
    rows = json.loads(run(table, *options, "--share", "--json").stdout)
    assert (rows[-1]["when"], rows[-1]["n"], round(rows[-1]["value"], 3)) == ("2019-03-31", 1243, 0.081)
    with pytest.raises(Refused, match="needs --where"):
        run(table, "--force", "wiltshire", "--share")


def test_999_answering_is_followed_on_one_clock(shared_data: Path) -> None:
    table = str(shared_data / "999-answering/published_999_answering.csv")
    shown = run(table, "--force", "wiltshire", "--better", "up", "--target", "0.9")
    words = " ".join(shown.output.split())
    assert words.startswith("Answered within ten seconds: 80.8% in October 2024")
    assert "Clock: from BT's connection." in words
    assert "The periods overlap (2021-11 to 2022-04; 2023-02 to 2024-02; 2023-11 to 2024-10)" in words
    own_clock = ("--measure", "mean seconds to answer", "--where", "clock=from arrival at the force")
    with pytest.raises(Refused, match=r"for 1 period \(2024-04-30: 12\)"):
        run(table, "--force", "wiltshire", *own_clock)


def test_a_file_of_ones_own_needs_its_column(calls: str) -> None:
    with pytest.raises(Refused, match="name it with --value"):
        run(calls)


def by_month(path: Path, values: list[float]) -> str:
    rows = [f"{2018 + i // 12}-{i % 12 + 1:02},{value:.2f}" for i, value in enumerate(values)]
    path.write_text("\n".join(["month,n", *rows]))
    return str(path)


WAVE = [100 + 30 * sin(2 * pi * i / 12) + (i * 7 % 11 - 5) for i in range(60)]


def test_the_title_says_the_season_and_what_the_latest_point_is_for_its_month(tmp_path: Path) -> None:
    usual = run(by_month(tmp_path / "usual.csv", WAVE), "--value", "n").output
    assert usual.startswith("N: 86.0 in December 2022, no significant change; 98% of the variation is season\n")
    assert "level changed" not in usual
    odd = run(by_month(tmp_path / "odd.csv", [*WAVE[:-1], WAVE[-1] + 30]), "--value", "n").output
    assert "no significant change, but significantly higher than usual for December; " in odd
    peak = run(by_month(tmp_path / "peak.csv", WAVE[:40]), "--value", "n").output
    assert "significantly higher than usual" in peak.splitlines()[0]
    assert ", but usual for April; " in peak.splitlines()[0]


def test_what_is_left_without_the_season_is_held_against_the_same_baseline() -> None:
    months = [date(2018 + i // 12, i % 12 + 1, 1) for i in range(60)]
    season = season_of(chart(months, [*WAVE[:24], *(value + 40 for value in WAVE[24:])], baseline=24), 24)
    assert season is not None
    left = [point.value for point in season.without.points]
    assert season.without.points[-1].centre == pytest.approx(sum(left[:24]) / 24)


def test_in_two_years_a_step_cannot_be_told_from_the_season(tmp_path: Path) -> None:
    words = " ".join(run(by_month(tmp_path / "short.csv", WAVE[:24]), "--value", "n").output.split())
    assert "Whether the level changed cannot be told from a season in so few years." in words


def test_points_of_days_are_named_by_their_days(tmp_path: Path) -> None:
    path = tmp_path / "days.csv"
    path.write_text("day,n\n" + "\n".join(f"2024-03-{day:02},{day % 5 + 10}" for day in range(1, 31)))
    shown = run(str(path), "--when", "day", "--value", "n").output
    assert shown.startswith("N: 10.0 on 30 March 2024, ")
    assert "1 March 2024 to 30 March 2024" in shown


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--rebase", "then=why"], "not a date"),
        (["--target", "soon=1"], "not a date"),
        (["--force", "Wilshire"], "did you mean Wiltshire"),
        (["--png", "chart.svg"], "ends in .png"),
        (["--svg", "no-folder/chart.svg"], "no folder"),
    ],
)
def test_options_are_checked_before_the_file_is_read(tmp_path: Path, options: list[str], words: str) -> None:
    with pytest.raises(Refused, match=words):
        run(str(tmp_path / "not-there.csv"), "--value", "n", *options)


def test_the_season_has_a_chart_of_its_own(tmp_path: Path) -> None:
    path, drawn = tmp_path / "own.csv", tmp_path / "season.svg"
    months = [(2020 + i // 12, i % 12 + 1) for i in range(48)]
    rows = [f"{y}-{m:02},{100 + (40 if m == 12 else 0) + (y + 3 * m) % 5}" for y, m in months]
    path.write_text("month,n\n" + "\n".join(rows))
    shown = run(str(path), "--value", "n", "--chart", "season", "--svg", str(drawn))
    assert "N: most in December (+3" in shown.output
    assert "95% interval, of ordinary variation" in " ".join(shown.output.split())
    assert "last 12 months" in drawn.read_text(encoding="utf-8")
    rows = json.loads(run(str(path), "--value", "n", "--chart", "season", "--json").stdout)
    assert [row["month"] for row in rows] == [f"{date(2020, m, 1):%B}" for m in range(1, 13)]
    assert rows[11]["low"] < rows[11]["season adds"] < rows[11]["high"]
    assert {"2020", "2023"} < rows[0].keys()
    with pytest.raises(Refused, match="cannot be sought"):
        run(str(path), "--value", "n", "--chart", "season", "--break", "2022-01=counted anew")


def test_a_season_of_a_series_that_begins_and_ends_within_a_year_has_every_year_in_each_row(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    months = [(2020 + (i + 3) // 12, (i + 3) % 12 + 1) for i in range(39)]
    path.write_text("month,n\n" + "\n".join(f"{y}-{m:02},{100 + (40 if m == 12 else 0) + m % 5}" for y, m in months))
    for form in ("--table", "--csv"):
        assert "2020" in run(str(path), "--value", "n", "--chart", "season", form).output
    rows = json.loads(run(str(path), "--value", "n", "--chart", "season", "--json").stdout)
    assert (rows[0]["2020"], rows[11]["2023"]) == (None, None)


@pytest.mark.parametrize("day", ["first", "last"])
def test_a_quarter_is_named_by_its_months_whichever_day_stands_for_it(tmp_path: Path, day: str) -> None:
    path = tmp_path / "own.csv"
    days = {"first": ("01-01", "04-01", "07-01", "10-01"), "last": ("03-31", "06-30", "09-30", "12-31")}[day]
    rows = [f"{year}-{one},{100 + 40 * (q == 3) + q}" for year in range(2016, 2023) for q, one in enumerate(days)]
    path.write_text("month,n\n" + "\n".join(rows))
    told = json.loads(run(str(path), "--value", "n", "--chart", "season", "--json").stdout)
    assert [row["quarter"] for row in told] == [
        "January to March",
        "April to June",
        "July to September",
        "October to December",
    ]


def test_a_steady_slope_is_said_in_place_of_steps(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    rows = [f"{2020 + i // 12}-{i % 12 + 1:02},{800 + i * 3 + i * i % 7},1000" for i in range(48)]
    path.write_text("month,n,of\n" + "\n".join(rows))
    words = " ".join(run(str(path), "--value", "n", "--out-of", "of").output.split())
    assert "It rises steadily, by 3.6 percentage points a year (95% interval, of ordinary variation: 3." in words
    assert "The level changed" not in words


def test_quarters_have_no_missing_months(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    quarters = [f"{2020 + i // 4}-{1 + 3 * (i % 4):02}" for i in range(12)]
    path.write_text("month,n\n" + "\n".join(f"{quarter},{i % 3}" for i, quarter in enumerate(quarters)))
    assert "no row" not in run(str(path), "--value", "n").output
    path.write_text("month,n\n" + "\n".join(f"{quarter},{i % 3}" for i, quarter in enumerate(quarters) if i != 5))
    assert "1 quarter has no row" in run(str(path), "--value", "n").output
