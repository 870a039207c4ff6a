"""A load may be killed at any moment, meet a full disk or another load: readers see the state before or after."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest
from deltalake import DeltaTable
from filelock import FileLock

from openpeel.errors import Refused
from openpeel.language.tables import Table
from openpeel.records.store import Snapshot, Store, recovery
from openpeel.records.store.progress import Progress
from tests.records import loading_child
from tests.records.made import Row, Stager, current, day

CHILD = Path(__file__).with_name("loading_child.py")
TABLES: tuple[type[Table], ...] = (loading_child.Calls, loading_child.Visits)


def _run_child(*arguments: object) -> str:
    command = [sys.executable, str(CHILD), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=True).stdout


def _content(snapshot: Snapshot) -> dict[str, list[tuple[Any, ...]]]:
    return {
        table.name: duckdb.execute("FROM read_parquet(?) ORDER BY ALL", [snapshot.files(table)]).fetchall()
        for table in TABLES
    }


def _state(store: Store) -> tuple[str, dict[str, list[tuple[Any, ...]]], int]:
    snapshot = store.snapshot()
    return snapshot.identifier, _content(snapshot), len(store.quarantine())


State = tuple[str, dict[str, list[tuple[Any, ...]]], int]


@dataclass(frozen=True)
class Whole:
    """A store after one load, the files to load, and the states after one, two and three loads."""

    data: Path
    staged: Path
    states: tuple[State, State, State]

    def load(self, store: Store, number: int) -> None:
        """Make load ``number``."""
        loading_child.load(store.folder, self.staged, number)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """What loads come to that nothing disturbs."""
    folder = tmp_path_factory.mktemp("whole")
    staged, data, store = folder / "staged", folder / "data", Store(folder / "whole")
    staged.mkdir()
    states = []
    for number in (1, 2, 3):
        loading_child.load(store.folder, staged, number)
        states.append(_state(store))
        if number == 1:
            shutil.copytree(store.folder, data)
    return Whole(data, staged, (states[0], states[1], states[2]))


def test_killed_at_every_step_of_a_load(whole: Whole, tmp_path: Path) -> None:
    steps = int(_run_child(whole.data, whole.staged, 2, tmp_path))
    assert steps > 12
    loads = []
    for step in range(1, steps + 1):
        store = Store(tmp_path / f"{step}")
        number = len(store.snapshot().loads)
        loads.append(number)
        assert _state(store)[1:] == whole.states[number - 1][1:]
        # The next load stores what the killed one did not, and all is as if there had been no kill.
        whole.load(store, 2)
        assert _state(store)[1:] == whole.states[1][1:]
        whole.load(store, 3)
        assert _state(store)[1:] == whole.states[2][1:]
        assert not recovery.orphans(store.folder, 3)
        for table in TABLES:
            # Those who read the Delta table itself see the same, once a load has ended.
            assert sorted(DeltaTable(store.folder / "tables" / table.name).file_uris()) == store.snapshot().files(table)
    assert loads == sorted(loads)
    assert set(loads) == {1, 2}


def test_killed_at_every_step_of_the_first_load(whole: Whole, tmp_path: Path) -> None:
    steps = int(_run_child(tmp_path / "nothing", whole.staged, 1, tmp_path))
    for step in range(1, steps):
        store = Store(tmp_path / f"{step}")
        with pytest.raises(Refused, match="no records yet"):
            store.snapshot()
        whole.load(store, 1)
        assert _state(store)[1:] == whole.states[0][1:]


def test_killed_before_every_call_that_changes_a_file(whole: Whole, tmp_path: Path) -> None:
    calls = int(_run_child(whole.data, whole.staged, 2, tmp_path, 1000, "changes"))
    assert calls > 8
    loads = []
    # The last call puts the manifest in its place; the copy after it is of the load that came to its end.
    for call in range(1, calls + 2):
        store = Store(tmp_path / f"{call}")
        number = len(store.snapshot().loads)
        loads.append(number)
        assert _state(store)[1:] == whole.states[number - 1][1:]
        whole.load(store, 2)
        assert _state(store)[1:] == whole.states[1][1:]
        assert not recovery.orphans(store.folder, 2)
    assert loads == sorted(loads)
    assert set(loads) == {1, 2}


def test_recovery_itself_may_be_killed(whole: Whole, tmp_path: Path) -> None:
    steps = int(_run_child(whole.data, whole.staged, 2, tmp_path / "once"))
    # Late enough for both tables to have files and a commit that no manifest names, and so be recovered in many steps.
    late = tmp_path / "once" / f"{steps - 1}"
    orphans = len(recovery.orphans(late, 1))
    assert orphans > 4
    for step in range(1, int(_run_child(late, whole.staged, 2, tmp_path / "twice", orphans + 3)) + 1):
        store = Store(tmp_path / "twice" / f"{step}")
        assert _state(store)[1:] == whole.states[0][1:]
        whole.load(store, 2)
        assert _state(store)[1:] == whole.states[1][1:]


def test_fault_in_a_load_leaves_nothing_behind(store: Store, stage: Stager) -> None:
    store.load([stage([Row("a")], read=1)], now=day(1))
    files = sorted(path for path in store.folder.rglob("*.parquet"))

    def fail(step: str) -> None:
        if step == "quarantine":
            raise RuntimeError(step)

    with pytest.raises(RuntimeError, match="quarantine"):
        store.load([stage([Row("a", "high")], read=2)], now=day(2), on_step=fail)
    assert sorted(store.folder.rglob("*.parquet")) == files
    assert current(store.snapshot()) == {"a": "standard"}


def test_second_load_waits_and_is_then_told(store: Store, stage: Stager) -> None:
    store.load([stage([Row("a")], read=1)], now=day(1))
    told: list[Progress] = []
    with (
        FileLock(store.folder / ".lock"),
        pytest.raises(Refused, match="another load is running") as caught,
    ):
        Store(store.folder).load([stage([Row("b")], read=2)], now=day(2), on_progress=told.append, wait=0.2)
    assert told[0].is_waiting
    assert "openpeel doctor" in str(caught.value)
    assert store.load([stage([Row("b")], read=2)], now=day(2)).load == 2


def test_two_loads_at_once_are_stored_one_after_the_other(whole: Whole, tmp_path: Path) -> None:
    command = [sys.executable, str(CHILD), str(tmp_path / "data"), str(whole.staged)]
    children = [subprocess.Popen([*command, load], stdout=subprocess.PIPE, stderr=subprocess.PIPE) for load in "23"]
    for child in children:
        _, errors = child.communicate(timeout=120)
        assert child.returncode == 0, errors
    assert len(Store(tmp_path / "data").snapshot().loads) == 2


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A file system of 3 MiB."""
    with tempfile.TemporaryDirectory() as name:
        try:
            mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", name], capture_output=True)
        except FileNotFoundError:
            pytest.skip("this machine has no mount")
        if mounted.returncode:
            pytest.skip("this user may not mount a small file system")
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", name], check=True)


def test_full_disk_is_told_and_leaves_nothing_half_loaded(small_disk: Path, stage: Stager) -> None:
    store = Store(small_disk / "data")
    store.load([stage([Row("a")], read=1)], now=day(1))
    before = store.snapshot().identifier
    large = [Row(f"{number}", grade=hashlib.sha512(b"%d" % number).hexdigest()) for number in range(60_000)]
    with pytest.raises(Refused, match="the disk is full") as caught:
        store.load([stage(large, read=2)], now=day(2))
    assert "free some space" in str(caught.value)
    assert store.snapshot().identifier == before
    assert store.load([stage([Row("b")], read=2)], now=day(3)).totals.new == 1
    assert current(store.snapshot()) == {"a": "standard", "b": "standard"}


def test_disk_that_fills_at_any_step_leaves_the_state_before(small_disk: Path, stage: Stager) -> None:
    store = Store(small_disk / "data")
    store.load([stage([Row("a")], read=1)], now=day(1))
    steps: list[str] = []
    store.load([stage([Row("a", "high")], read=2)], now=day(2), on_step=steps.append)
    filler = small_disk / "filler"
    for number, step in enumerate(steps[:-1]):
        before = store.snapshot().identifier
        seen = 0

        def fill(_: str, stop: int = number) -> None:
            nonlocal seen
            if seen == stop:
                _fill(filler)
            seen += 1

        changed = stage([Row("a", f"grade {number}", reviewer="r" * 20_000)], read=3 + number)
        with pytest.raises(Refused, match="the disk is full"):
            store.load([changed], now=day(3 + number), on_step=fill)
        assert store.snapshot().identifier == before, step
        filler.unlink(missing_ok=True)
        grade = {"a": f"after {number}"}
        store.load([stage([Row("a", grade["a"])], read=3.5 + number)], now=day(3.5 + number))
        assert current(store.snapshot()) == grade


def _fill(path: Path) -> None:
    with path.open("wb") as file:
        for size in (65536, 4096, 1):
            while True:
                try:
                    file.write(b"x" * size)
                    file.flush()
                except OSError:
                    break


@pytest.fixture
def read_only_disk() -> Iterator[Path]:
    """A file system that can be made read-only."""
    with tempfile.TemporaryDirectory() as name:
        try:
            mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", name], capture_output=True)
        except FileNotFoundError:
            pytest.skip("this machine has no mount")
        if mounted.returncode:
            pytest.skip("this user may not mount a file system")
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", name], check=True)


def test_read_only_folder_can_be_read_and_refuses_a_load(read_only_disk: Path, stage: Stager) -> None:
    store = Store(read_only_disk / "data")
    store.load([stage([Row("a")], read=1)], now=day(1))
    subprocess.run(["mount", "-o", "remount,ro", str(read_only_disk)], check=True)
    with pytest.raises(Refused, match="cannot be written"):
        store.load([stage([Row("b")], read=2)], now=day(2))
    with pytest.raises(Refused, match="cannot be written"):
        Store(read_only_disk / "other").load([stage([Row("b")], read=2)], now=day(2))
    assert current(store.snapshot()) == {"a": "standard"}
