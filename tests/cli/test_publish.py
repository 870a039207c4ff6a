import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from openpeel.cli.publish import publish
from openpeel.errors import Refused
from openpeel.statistics.possible_values import possible_values


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(publish, arguments)
    if isinstance(result.exception, Refused):
        raise result.exception
    assert result.exception is None, result.output
    return result


@pytest.fixture
def searches(tmp_path: Path) -> str:
    rows = ["north,White"] * 40 + ["north,Black"] * 3 + ["south,White"] * 60 + ["south,Black"] * 20 + ["south,"] * 6
    path = tmp_path / "searches.csv"
    path.write_text("\n".join(["area,ethnicity", *rows]))
    return str(path)


BY = ("--by", "area", "--by", "ethnicity")


def table(result: Result) -> dict[tuple[str, ...], int | None]:
    rows = csv.DictReader(io.StringIO(result.stdout))
    return {(row["area"], row["ethnicity"]): None if row["count"] == "c" else int(row["count"]) for row in rows}


def test_small_counts_cannot_be_worked_out_of_what_is_printed(searches: str) -> None:
    done = table(run(searches, *BY, "--csv"))
    assert done["north", "Black"] is None
    assert done["Total", "Total"] == 129
    assert done["north", "(not recorded)"] == 0
    assert all(low < high for low, high in possible_values(done).values())


def test_sensitive_categories_and_thresholds(searches: str) -> None:
    assert run(searches, *BY).output.startswith("1 of 12 figures are too small to show")
    assert run(searches, *BY, "--sensitive", "(not recorded)").output.startswith("3 of 12 figures")
    assert run(searches, *BY, "--threshold", "41").output.startswith("6 of 12 figures")
    with pytest.raises(Refused, match="gone unprotected"):
        run(searches, *BY, "--sensitive", "blck")


def test_rounding_instead(searches: str) -> None:
    done = table(run(searches, *BY, "--csv", "--round", "5"))
    assert done["north", "Black"] == 5
    assert all(value is not None and value % 5 == 0 for value in done.values())


def test_an_earlier_release_is_compared(searches: str, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.csv"
    earlier.write_text("area,ethnicity,count\nTotal,Total,127\nsouth,White,60\n")
    assert "Beware: 1 figures changed" in " ".join(run(searches, *BY, "--earlier", str(earlier)).output.split())


def test_a_chart_shows_what_is_shown_and_no_more(searches: str, tmp_path: Path) -> None:
    chart = tmp_path / "grid.svg"
    run(searches, *BY, "--svg", str(chart))
    drawn = chart.read_text(encoding="utf-8")
    assert ">c</text>" in drawn
    assert ">3</text>" not in drawn
    with pytest.raises(Refused, match="two --by"):
        run(searches, "--by", "area", "--svg", str(chart))


def test_counts_may_be_given(tmp_path: Path) -> None:
    path = tmp_path / "counts.csv"
    path.write_text("area,ethnicity,n\nnorth,White,40\nnorth,Black,30\n")
    assert table(run(str(path), *BY, "--count", "n", "--csv"))["Total", "Total"] == 70
    path.write_text("area,ethnicity,n\nnorth,White,-4\n")
    with pytest.raises(Refused, match="line 2, column 'n'"):
        run(str(path), *BY, "--count", "n")


def test_unfit_questions_are_refused(searches: str) -> None:
    with pytest.raises(Refused, match="no column 'beat'"):
        run(searches, "--by", "beat")
    with pytest.raises(Refused, match="one to three"):
        run(searches, "--by", "area", "--by", "area")
