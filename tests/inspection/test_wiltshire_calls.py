"""The report's counted figures come out of made records, by the way that any force's extracts go."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path

import pytest

from openpeel.cli.main import main
from openpeel.library import standards

FOLDER = Path(__file__).parents[2] / "examples" / "wiltshire_2022"
TABLES = ("calls", "incidents", "triage_entries", "advice_records")

COUNTED: dict[str, tuple[dict[str, int], tuple[float, float, float]]] = {
    "thrive-at-outset": ({"n": 51, "overdue": 18, "late": 33}, (0.0, 0.0, 7.0)),
    "thrive-complete": ({"n": 51, "overdue": 18, "late": 0}, (64.7, 51.0, 76.4)),
    "evidence-advice-given": ({"n": 30, "overdue": 10, "late": 0}, (66.7, 48.8, 80.8)),
}
"""By standard: counts, then the share met and its interval, per cent."""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("listened")
    with pytest.MonkeyPatch.context() as patched:
        for table in TABLES:
            file, mapping = FOLDER / "calls" / f"{table}.csv", FOLDER / "calls" / f"{table}.toml"
            patched.setattr(
                sys, "argv", ["openpeel", "load", str(file), "--mapping", str(mapping), "--data", str(data)]
            )
            main()
    return data


@pytest.mark.parametrize("standard", [name for name in COUNTED if name in standards()])
def test_the_counts_of_the_report_come_out_with_intervals(
    loaded: Path, standard: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["openpeel", "evaluate", "--data", str(loaded), "--standard", standard, "--json"])
    main()
    (row,) = json.loads(capsys.readouterr().out)
    counts, shares = COUNTED[standard]
    assert {name: row[name] for name in counts} == counts
    told = ("met", "95% interval low", "95% interval high")
    assert tuple(round(100 * row[name], 1) for name in told) == shares
    assert row["unknown"] == 0


def test_the_shipped_records_are_what_the_script_makes(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("calls", FOLDER / "calls.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.main(tmp_path)
    for table in TABLES:
        for suffix in ("csv", "toml"):
            made = (tmp_path / f"{table}.{suffix}").read_bytes()
            assert made == (FOLDER / "calls" / f"{table}.{suffix}").read_bytes()


def test_the_records_say_that_they_are_made() -> None:
    for table in TABLES:
        mapping = (FOLDER / "calls" / f"{table}.toml").read_text(encoding="utf-8")
        assert 'force = "exampleshire"' in mapping
        assert "Made up" in mapping
