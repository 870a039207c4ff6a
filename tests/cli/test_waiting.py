"""Two loads at once, as a user meets them: the second says that it waits, and then stores its rows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from filelock import FileLock

from openpeel.records.store import Store

MONTH = "2024-01-wiltshire-street.csv"
HEADINGS = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context"
)
ROW = ",2024-01,Wiltshire Police,Wiltshire Police,-1.9,51.3,On or near High Street,,,Anti-social behaviour,,"


def test_second_load_says_that_it_waits(tmp_path: Path) -> None:
    (tmp_path / MONTH).write_text(f"{HEADINGS}\n{ROW}\n")
    data = tmp_path / "data"
    data.mkdir()
    lock = FileLock(data / ".lock")
    lock.acquire()
    command = [sys.executable, "-m", "openpeel.cli.main", "load", str(tmp_path / MONTH), "--data", str(data)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert child.stderr is not None
    said = child.stderr.readline()
    assert "another load is running here; waiting for it to end" in said
    lock.release()
    child.communicate(timeout=120)
    assert child.returncode == 0
    assert len(Store(data).snapshot().loads) == 1
