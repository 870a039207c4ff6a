import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from openpeel.cli.trend import trend
from openpeel.errors import Refused


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
    assert "Rebase from 2021-09-01: new rota." in words
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
    assert "Break from 2021-09-01: the clock starts at BT." in shown.output
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
    assert "1 months have no row" in " ".join(run(calls, *OPTIONS).output.split())
