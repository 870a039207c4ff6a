"""Faults of the machine and of the engine that runs the SQL: one message, and nothing of a record in it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import click
import duckdb
import pytest

from openpeel.cli import main as command_line

FULL = Path("/dev/full")
"""Takes no byte: the machine's own full disk."""


def test_a_damaged_file_of_the_store_is_told_without_a_traceback(tmp_path: Path, run: Any, demo: Path) -> None:
    data = tmp_path / "store"
    shutil.copytree(demo / "store", data)
    for file in data.rglob("*.parquet"):
        if "calls" in file.parts:
            file.write_bytes(b"not Parquet")
    finished = run("evaluate", "--standard", "calls-999-answered", "--data", data)
    assert finished.code == 2
    assert "openpeel doctor" in finished.err


@pytest.mark.skipif(not FULL.exists(), reason="this machine has no /dev/full")
@pytest.mark.parametrize("writes", ["the engine", "Python"])
def test_a_full_disk_is_told_as_such(run: Any, monkeypatch: pytest.MonkeyPatch, writes: str) -> None:
    @click.command()
    def writing() -> None:
        if writes == "Python":
            FULL.write_text("a run")
        duckdb.sql(f"COPY (SELECT 1 AS held) TO '{FULL}' (FORMAT parquet)")

    monkeypatch.setattr(command_line, "openpeel", writing)
    finished = run()
    assert finished.code == 2
    assert "the disk is full" in finished.err
    assert "free some space, then give the same command again" in finished.words
