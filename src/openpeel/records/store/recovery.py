"""Cleaning up after a load that was killed: what it wrote is not named in any manifest."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from openpeel.records.store import delta
from openpeel.records.store.data_files import load_of_file
from openpeel.records.store.progress import OnStep


def spill_folder(folder: Path) -> Path:
    """Where DuckDB puts what does not fit into memory."""
    return folder / "spill"


def tables(folder: Path) -> list[str]:
    """Names of the tables that have a folder."""
    try:
        return sorted(entry.name for entry in os.scandir(folder / "tables") if entry.is_dir())
    except FileNotFoundError:
        return []


def orphans(folder: Path, last_load: int) -> list[Path]:
    """Files of loads after ``last_load``: only a load that was killed, or one that runs now, can have written them."""
    places = [*(delta.table_folder(folder, name) for name in tables(folder)), folder / "quarantine"]
    found = [
        path
        for place in places
        for path in sorted(place.glob("load-*.parquet"))
        if (load_of_file(path.name) or 0) > last_load
    ]
    return found + sorted((folder / "manifests").glob("*.draft"))


def recover(folder: Path, versions: Mapping[str, int], last_load: int, on_step: OnStep) -> None:
    """Bring the tables back to the manifest's ``versions`` and delete what no manifest names.

    Call it under the store's lock only. Files go first: on a full disk that makes room for the rest.
    """
    for path in orphans(folder, last_load):
        path.unlink()
        on_step("deleted an orphan")
    shutil.rmtree(spill_folder(folder), ignore_errors=True)
    for table in tables(folder):
        if table in versions:
            delta.restore(folder, table, versions[table])
        else:
            shutil.rmtree(delta.table_folder(folder, table))
        on_step(f"restored {table}")
