"""Keeping runs: each in a place of its own, whole or not at all."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from openpeel.engine.clocks import as_happened_by
from openpeel.engine.history import Kept
from openpeel.engine.runs import DESCRIPTION, LEDGER, Run, _put, run_folders


def finished(runs: Path, name: str) -> Run:
    """A run that has been made beside its place, and not yet put there."""
    folder = runs / name
    folder.mkdir()
    (folder / LEDGER).write_text(name)
    moment = datetime(2024, 4, 1, 12)
    return Run("20240401T120000Z", folder, moment, "snapshot", as_happened_by(moment), Kept.PRESENT, (), {})


def test_runs_of_one_second_take_each_a_place_of_their_own(tmp_path: Path) -> None:
    names = [_put(finished(tmp_path, f".new-{number}"), tmp_path).name for number in range(3)]
    assert names == ["20240401T120000Z", "20240401T120000Z-2", "20240401T120000Z-3"]
    assert [(tmp_path / name / LEDGER).read_text() for name in names] == [".new-0", ".new-1", ".new-2"]


def test_a_run_never_replaces_another_though_one_between_is_gone(tmp_path: Path) -> None:
    places = [_put(finished(tmp_path, f".new-{number}"), tmp_path) for number in range(3)]
    (places[1] / LEDGER).unlink()
    (places[1] / DESCRIPTION).unlink()
    places[1].rmdir()
    assert _put(finished(tmp_path, ".new-3"), tmp_path) == places[1]
    assert (places[2] / LEDGER).read_text() == ".new-2"


def test_a_run_that_is_being_made_is_not_among_those_kept(tmp_path: Path) -> None:
    beside = finished(tmp_path, ".new-0")
    (beside.folder / DESCRIPTION).write_text("{}")
    assert run_folders(tmp_path) == []
    assert run_folders(tmp_path / "nowhere") == []
