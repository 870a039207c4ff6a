"""What can be wrong with a store, looked at without changing anything."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

from deltalake import DeltaTable
from deltalake.exceptions import DeltaError, TableNotFoundError
from filelock import FileLock, Timeout

from openpeel.errors import Refused
from openpeel.records.store import delta, manifest, recovery
from openpeel.records.store.manifest import Manifest

LOW_DISK = 2 * 1024**3
"""Bytes of free disk below which a load may fail."""


class State(Enum):
    """How a check came out."""

    GOOD = "good"
    NOTE = "note"
    """Nothing is lost, and the next load or a small step mends it."""
    FAULT = "fault"


@dataclass(frozen=True)
class Check:
    """One thing that was looked at."""

    name: str
    state: State
    says: str
    mend: str = ""


def checks(folder: Path) -> Iterator[Check]:
    """Look at the disk, the right to write, the lock, the manifests, the tables and what a killed load left."""
    folder = folder.absolute()
    there = folder
    while not there.exists():
        there = there.parent
    yield _disk(there)
    yield _writable(folder, there)
    if not folder.is_dir():
        yield Check("records", State.NOTE, f"nothing has been loaded into {folder} yet", "openpeel load")
        return
    is_running = _is_locked(folder)
    yield Check("lock", State.NOTE if is_running else State.GOOD, "a load is running" if is_running else "free")
    try:
        chain = manifest.read_chain(folder)
    except Refused as refused:
        yield Check("manifests", State.FAULT, f"{refused.what} ({refused.where})", refused.mend or "")
        return
    if not chain:
        yield Check("records", State.NOTE, f"nothing has been loaded into {folder} yet", "openpeel load")
    else:
        yield from _manifests(chain)
        for name, version in sorted(chain[-1].tables.items()):
            yield _table(folder, name, version)
        yield _quarantine(folder, chain)
    if not is_running:
        yield _left_over(folder, chain)


def _disk(place: Path) -> Check:
    free = shutil.disk_usage(place).free
    says = f"{free / 1024**3:,.1f} GiB free at {place}"
    if free < LOW_DISK:
        return Check("disk", State.NOTE, says, "free some space: a load that meets a full disk stores nothing")
    return Check("disk", State.GOOD, says)


def _writable(folder: Path, there: Path) -> Check:
    is_read_only = bool(os.statvfs(there).f_flag & os.ST_RDONLY) if hasattr(os, "statvfs") else False
    if os.access(there, os.W_OK) and not is_read_only:
        return Check("data folder", State.GOOD, f"{folder} can be written")
    mend = "give this user the right to write there, or name another folder with --data"
    return Check("data folder", State.FAULT, f"{there} cannot be written: records can be read but not loaded", mend)


def _is_locked(folder: Path) -> bool:
    path = folder / ".lock"
    if not path.exists():
        return False
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    except OSError:
        return False
    lock.release()
    return False


def _manifests(chain: tuple[Manifest, ...]) -> Iterator[Check]:
    last = chain[-1].load
    loads = "1 load" if len(chain) == 1 else f"{len(chain)} loads, the last"
    says = f"{loads} on {last.loaded_at:%Y-%m-%d %H:%M} UTC; snapshot {chain[-1].identifier[:12]}"
    yield Check("manifests", State.GOOD, says)
    if last.loaded_at > datetime.now(UTC).replace(tzinfo=None):
        says = f"the last load is of {last.loaded_at:%Y-%m-%d %H:%M} UTC, which is still to come"
        yield Check("clock", State.NOTE, says, "set the machine's clock right; what was loaded keeps the time it has")


def _table(folder: Path, name: str, version: int) -> Check:
    try:
        files = delta.files(folder, name, version)
        newest = DeltaTable(delta.table_folder(folder, name)).version()
    except (DeltaError, TableNotFoundError, OSError) as error:
        says = f"version {version} cannot be opened ({type(error).__name__})"
        return Check(f"table {name}", State.FAULT, says, "restore the folder 'tables' from a copy")
    missing = [path for path in files if not Path(path).is_file()]
    if missing:
        says = f"{len(missing)} of {len(files)} files of version {version} are missing, the first {missing[0]}"
        return Check(f"table {name}", State.FAULT, says, "restore the files from a copy")
    if newest < version:
        says = f"the manifest names version {version}, and the table has {newest} only"
        return Check(f"table {name}", State.FAULT, says, "restore the folder 'tables' from a copy")
    says = f"version {version}, {len(files)} file{'' if len(files) == 1 else 's'}"
    if newest > version and delta.files(folder, name, newest) != files:
        says += f"; versions up to {newest} are of a load that did not end"
        return Check(f"table {name}", State.NOTE, says, "nothing is lost; the next openpeel load undoes them")
    return Check(f"table {name}", State.GOOD, says)


def _quarantine(folder: Path, chain: tuple[Manifest, ...]) -> Check:
    named = [state.load.quarantine for state in chain if state.load.quarantine is not None]
    missing = [name for name in named if not (folder / "quarantine" / name).is_file()]
    if missing:
        says = f"{len(missing)} files are missing, the first {missing[0]}"
        return Check("quarantine", State.FAULT, says, "restore the folder 'quarantine' from a copy")
    rejected = sum(part.counts.rejected for state in chain for part in state.load.parts)
    if rejected:
        says = f"{rejected:,} {'row was' if rejected == 1 else 'rows were'} set aside"
        return Check("quarantine", State.NOTE, says, "openpeel quarantine shows why")
    return Check("quarantine", State.GOOD, "empty")


def _left_over(folder: Path, chain: tuple[Manifest, ...]) -> Check:
    orphans = recovery.orphans(folder, len(chain))
    strangers = [name for name in recovery.tables(folder) if not chain or name not in chain[-1].tables]
    if not orphans and not strangers:
        return Check("left-over files", State.GOOD, "none")
    says = f"{len(orphans) + len(strangers)} of a load that did not end"
    return Check("left-over files", State.NOTE, says, "nothing is lost; the next openpeel load deletes them")
