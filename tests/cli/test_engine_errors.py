"""Faults of the engine that runs the SQL: one message, and nothing of a record in it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any


def test_a_damaged_file_of_the_store_is_told_without_a_traceback(tmp_path: Path, run: Any, demo: Path) -> None:
    data = tmp_path / "store"
    shutil.copytree(demo / "store", data)
    for file in data.rglob("*.parquet"):
        if "calls" in file.parts:
            file.write_bytes(b"not Parquet")
    finished = run("evaluate", "--standard", "calls-999-answered", "--data", data)
    assert finished.code == 2
    assert "openpeel doctor" in finished.err
