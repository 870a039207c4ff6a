"""Run as a program: makes a load of several tables, over and over, each time killed one step later.

    python loading_child.py DATA STAGED LOAD COPIES [MOST [changes]]

For each step of load number LOAD, DATA is copied to COPIES/<step> and a process that loads into the copy is killed (by
SIGKILL) at that step. The last copy is of the load that came to its end. Prints how many steps a load has.
MOST is a number of steps after which to stop. With 'changes' a step is each call by which Python changes a file or
folder (opens it for writing, renames, makes or removes it), as the interpreter's audit events tell; else it is a step
that the store itself names. What DuckDB and Delta write themselves lies between two such calls.

With COPIES left out, loads into DATA itself, once and whole.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from openpeel.language.columns import moment, text
from openpeel.language.tables import Table
from openpeel.records.loads import Coverage, LoadKind, Rejected, StagedFile
from openpeel.records.store import Store
from openpeel.records.store.progress import silent


class Calls(Table):
    """A call, for these tests."""

    call_id = text("Its reference", key=True)
    grade = text("How it was graded")
    made_at = moment("When it was made", required=True)
    begins = made_at


class Visits(Table):
    """A visit, for these tests."""

    visit_id = text("Its reference", key=True)
    grade = text("How it went")
    made_at = moment("When it was made", required=True)
    begins = made_at


BEGINS = datetime(2024, 1, 1)


def staged(folder: Path, load: int) -> list[StagedFile]:
    """The files of load number ``load``: each changes a row, drops one and adds one in both tables."""
    files = []
    for table, key in ((Calls, "call_id"), (Visits, "visit_id")):
        rows = [
            {key: f"{number}", "grade": f"{load if number == load else 0}", "made_at": BEGINS, "line": number + 2}
            for number in range(load, load + 4)
        ]
        path = folder / f"{table.name}-{load}.parquet"
        schema = pa.schema(
            [(key, pa.string()), ("grade", pa.string()), ("made_at", pa.timestamp("us")), ("line", pa.int64())]
        )
        pq.write_table(pa.Table.from_pylist(rows, schema), path)
        read = BEGINS + timedelta(days=load)
        period = (BEGINS, BEGINS + timedelta(days=1))
        coverage = Coverage(
            table.name, "wiltshire", "made", frozenset(table.columns), LoadKind.FULL, *period, extracted_at=read
        )
        faulty = (Rejected(99, "grade", "not one of the codes", "?"),)
        files.append(StagedFile(table, coverage, path.name, path.name, path, faulty))
    return files


def load(data: Path, folder: Path, number: int) -> None:
    """Make load ``number``."""
    load_until(data, staged(folder, number), number)


def load_until(
    data: Path, files: list[StagedFile], number: int, last_step: int = 0, *, by_changes: bool = False
) -> None:
    """Make load ``number`` of ``files``; die at ``last_step``, if it comes."""
    steps = 0
    one_by_one = threading.Lock()

    def count(_: str) -> None:
        nonlocal steps
        with one_by_one:  # tables are stored side by side
            steps += 1
            if steps == last_step:
                os.kill(os.getpid(), signal.SIGKILL)

    if by_changes:
        sys.addaudithook(lambda event, details: count(event) if _changes(event, details) else None)
    now = BEGINS + timedelta(days=number, hours=1)
    Store(data).load(files, now=now, on_step=silent if by_changes else count)


def _changes(event: str, details: tuple[Any, ...]) -> bool:
    """Whether an audit event is of a call that changes a file or folder; it comes just before the call."""
    if event == "open":
        return bool((details[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
    return event in {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.truncate", "os.link", "os.symlink"}


def kill_at_each_step(
    data: Path, folder: Path, number: int, copies: Path, most: int, *, by_changes: bool = False
) -> int:
    """Make load ``number`` into copies of ``data``, killed at each step in turn; returns the number of steps."""
    # Before the forks, since Arrow's first table imports pandas: most of the time that a load would take.
    files = staged(folder, number)
    for step in range(1, most + 1):
        copy = copies / f"{step}"
        if data.exists():
            shutil.copytree(data, copy)
        # A fork spares most of the time of a new interpreter; only imports and two small files were made before it.
        child = os.fork()
        if child == 0:
            load_until(copy, files, number, step, by_changes=by_changes)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            if os.WEXITSTATUS(status):
                raise RuntimeError(f"the load failed at step {step}")
            return step - 1
    return most


def main() -> None:
    """Do as the module says."""
    data, folder, number = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    if len(sys.argv) == 4:
        load(data, folder, number)
    else:
        most = int(sys.argv[5]) if len(sys.argv) > 5 else 1000
        by_changes = sys.argv[6:] == ["changes"]
        print(kill_at_each_step(data, folder, number, Path(sys.argv[4]), most, by_changes=by_changes))  # noqa: T201


if __name__ == "__main__":
    main()
