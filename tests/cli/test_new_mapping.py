"""A drafted mapping loads once its marked places are filled, and shows no value but codes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from openpeel.sources.extracts.mapping import TO_FILL_IN
from openpeel.synthetic.force import make

NAMES = [f"Person {number}" for number in range(12)]

ANSWERS = {
    "force": "force = 'wiltshire'",
    "source": "source = 'Command and control'",
    "kind": "kind = 'full'",
    "from": "from = 2024-01-01",
    "to": "to = 2024-12-01",
    "at": "at = 2024-12-02",
    '"G1"': '"G1" = "emergency"',
    '"G2"': '"G2" = "priority"',
}


def write(tmp_path: Path, text: str | None = None) -> Path:
    path = tmp_path / "logs.csv"
    rows = [
        f"{number:04},{number + 10}/01/2024 10:00,{'G1' if number % 2 else 'G2'},{'Y' if number % 3 else 'N'},{name}"
        for number, name in enumerate(NAMES)
    ]
    path.write_text(text or "\n".join(["Incident No,Date Reported,Response Grade,DA Flag,Caller Name", *rows]) + "\n")
    return path


def fill_in(mapping: Path) -> None:
    lines = []
    for line in mapping.read_text().splitlines():
        name = line.split(" = ")[0]
        lines.append(ANSWERS[name] if TO_FILL_IN in line and not line.startswith("#") else line)
    mapping.write_text("\n".join(lines) + "\n")


def test_a_draft_loads_once_filled_in(tmp_path: Path, run: Callable[..., Any]) -> None:
    path = write(tmp_path)
    drafted = run("new", "mapping", path)
    assert drafted.code == 0
    assert "8 places are marked FILL IN" in drafted.words
    mapping = path.with_suffix(".toml")
    text = mapping.read_text()
    assert 'table = "incidents"  # guessed' in text
    assert '"Date Reported" = "reported_at"' in text
    assert 'reported_at = "%d/%m/%Y %H:%M"' in text
    assert '"DA Flag" = "is_domestic_abuse"' in text
    assert not any(name in text for name in NAMES)
    refused = run("load", path, "--mapping", mapping, "--data", tmp_path / "data")
    assert refused.code == 2
    assert "has 8 faults" in refused.words
    fill_in(mapping)
    loaded = run("load", path, "--mapping", mapping, "--data", tmp_path / "data", "--json")
    assert loaded.code == 0, loaded.words
    assert '"new": 12' in loaded.out


def test_it_never_overwrites(tmp_path: Path, run: Callable[..., Any]) -> None:
    path = write(tmp_path)
    path.with_suffix(".toml").write_text("mine")
    assert run("new", "mapping", path).code == 2
    assert path.with_suffix(".toml").read_text() == "mine"
    assert run("new", "mapping", path, "--output", tmp_path / "other.toml").code == 0


def test_how_a_file_is_written_is_found(tmp_path: Path, run: Callable[..., Any]) -> None:
    path = write(tmp_path)
    path.write_bytes(path.read_text().replace(",", ";").replace("Person 1;", "Renée;").rstrip().encode("cp1252"))
    path.write_bytes(path.read_bytes().replace(b"Person 3", "Renée".encode("cp1252")))
    assert run("new", "mapping", path).code == 0
    text = path.with_suffix(".toml").read_text()
    assert 'delimiter = ";"' in text
    assert 'encoding = "windows-1252"' in text
    assert "may_lack_last_line_end = true" in text


def test_a_needed_column_that_is_not_found_is_asked_for(tmp_path: Path, run: Callable[..., Any]) -> None:
    path = write(tmp_path, "Zebra,Quagga\n1,2\n")
    assert run("new", "mapping", path, "--table", "calls").code == 0
    text = path.with_suffix(".toml").read_text()
    assert re.search(r'"FILL IN: their name for call_id" = "call_id"', text)
    assert '"Zebra" = ""' in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("gone.csv",), "there is no file or folder"), (("logs.csv", "--table", "cals"), "did you mean 'calls'")],
)
def test_refusals(tmp_path: Path, run: Callable[..., Any], arguments: tuple[str, ...], words: str) -> None:
    write(tmp_path)
    ran = run("new", "mapping", tmp_path / arguments[0], *arguments[1:])
    assert ran.code == 2
    assert words in ran.words


def test_most_of_the_made_forces_columns_are_guessed_and_few_wrongly(tmp_path: Path, run: Callable[..., Any]) -> None:
    guessed = wrong = whole = 0
    for extract, mapping in make(tmp_path, scale=0.02).extracts:
        truth = tomllib.loads(mapping.read_text(encoding="utf-8"))
        target = tmp_path / "draft.toml"
        target.unlink(missing_ok=True)
        assert run("new", "mapping", extract, "--table", truth["table"], "--output", target).code == 0
        columns = tomllib.loads(target.read_text(encoding="utf-8"))["columns"]
        whole += len(truth["columns"])
        guessed += sum(columns[theirs] == ours for theirs, ours in truth["columns"].items())
        wrong += sum(columns[theirs] not in ("", ours) for theirs, ours in truth["columns"].items())
    assert guessed / whole > 0.6
    assert wrong / whole < 0.03
