"""openpeel doctor, as a user meets it: what is wrong is found, said, and told how to mend; nothing is changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from tests.cli.conftest import Run
from tests.records.made import Assessments, Row, Stager, day

from openpeel.records.store import Store
from openpeel.records.store.manifest import manifest_path


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store after two loads."""
    store, stage = Store(tmp_path / "data"), Stager(tmp_path)
    store.load([stage([Row("a")], read=1)], now=day(1))
    store.load([stage([Row("a", "high"), Row("b"), Row("b", "high")], read=2)], now=day(2))
    return store


def _found(run: Run, store: Store) -> tuple[int, dict[str, tuple[str, str, str]]]:
    before = sorted((path, path.stat().st_mtime_ns) for path in store.folder.rglob("*") if path.is_file())
    ran = run("doctor", "--data", store.folder, "--json")
    after = sorted((path, path.stat().st_mtime_ns) for path in store.folder.rglob("*") if path.is_file())
    assert [path for path, _ in before] == [path for path, _ in after]
    rows = json.loads(ran.out)
    return ran.code, {row["check"]: (row["state"], row["what was found"], row["to mend it"]) for row in rows}


def test_sound_store(run: Run, store: Store) -> None:
    code, found = _found(run, store)
    assert code == 0
    assert found["manifests"][0] == "good"
    assert found["table assessments"][0] == "good"
    assert found["left-over files"] == ("good", "none", "")
    assert found["quarantine"] == ("note", "2 rows were set aside", "openpeel quarantine shows why")


def test_nothing_loaded_is_no_fault(run: Run, tmp_path: Path) -> None:
    ran = run("doctor", "--data", tmp_path / "nothing")
    assert ran.code == 0
    assert "nothing has been loaded" in ran.words
    assert not (tmp_path / "nothing").exists()


def _lose_a_file(store: Store) -> None:
    Path(store.snapshot().files(Assessments)[0]).unlink()


def _damage_a_manifest(store: Store) -> None:
    manifest_path(store.folder, 2).write_text("{")


def _change_a_manifest(store: Store) -> None:
    path = manifest_path(store.folder, 1)
    path.write_text(path.read_text().replace("wiltshire", "dorset"))


def _lose_a_manifest(store: Store) -> None:
    manifest_path(store.folder, 1).unlink()


def _lose_the_quarantine(store: Store) -> None:
    next((store.folder / "quarantine").iterdir()).unlink()


def _lose_the_log(store: Store) -> None:
    for path in (store.folder / "tables" / "assessments" / "_delta_log").glob("*.json"):
        path.unlink()


@pytest.mark.parametrize(
    ("damage", "check", "says"),
    [
        (_lose_a_file, "table assessments", "missing"),
        (_damage_a_manifest, "manifests", "damaged"),
        (_change_a_manifest, "manifests", "chain of manifests is broken"),
        (_lose_a_manifest, "manifests", "chain of manifests is broken"),
        (_lose_the_quarantine, "quarantine", "missing"),
        (_lose_the_log, "table assessments", "cannot be opened"),
    ],
)
def test_damage_is_found(run: Run, store: Store, damage: Callable[[Store], None], check: str, says: str) -> None:
    damage(store)
    code, found = _found(run, store)
    assert code == 2
    state, what, mend = found[check]
    assert state == "fault"
    assert says in what
    assert "from a copy" in mend


def test_load_that_runs_is_seen(run: Run, store: Store) -> None:
    with FileLock(store.folder / ".lock"):
        code, found = _found(run, store)
    assert code == 0
    assert found["lock"][:2] == ("note", "a load is running")


def test_what_a_killed_load_left_is_seen(run: Run, store: Store) -> None:
    orphan = store.folder / "tables" / "assessments" / "load-00000003-orphan.parquet"
    orphan.write_bytes(b"")
    code, found = _found(run, store)
    assert code == 0
    assert found["left-over files"][0] == "note"
    assert "the next openpeel load deletes them" in found["left-over files"][2]
