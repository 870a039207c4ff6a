"""The store of a force's records: see docs/explanation/store.md."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from openpeel.errors import Refused
from openpeel.records.loads import NextLoad, StagedFile
from openpeel.records.store import manifest, quarantine
from openpeel.records.store.faults import explained
from openpeel.records.store.loading import Loading
from openpeel.records.store.progress import OnProgress, OnStep, Progress, silent
from openpeel.records.store.quarantine import SetAside
from openpeel.records.store.report import LoadReport
from openpeel.records.store.snapshot import Snapshot

WAIT = 600.0
"""Seconds that a load waits for another to end."""


class Store:
    """The records of one or several forces, in a data folder."""

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder).absolute()

    def load(
        self,
        staged: Iterable[StagedFile],
        *,
        now: datetime | None = None,
        on_progress: OnProgress = silent,
        on_step: OnStep = silent,
        wait: float = WAIT,
    ) -> LoadReport:
        """Store ``staged`` files in one commit: readers see all of them, or none.

        ``now`` (naive UTC) is the time of the load, by default that for which the files were made ready; ``wait`` how
        many seconds to wait for a load that runs already (``on_progress`` is told). Raises Refused, with nothing
        stored, where another load does not end in that time, the disk is full or the folder cannot be written.
        """
        files = tuple(staged)
        if now is None:
            ready = {file.ahead_of for file in files}
            now = (ready.pop() if len(ready) == 1 else None) or _clock()
        with explained(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._lock(wait, on_progress):
                on_step("locked")
                return Loading(self.folder, files, now, on_progress, on_step).run()

    def next_load(self) -> NextLoad:
        """What a load will give to rows if it is the next; a source can make rows ready for it."""
        chain = manifest.read_chain(self.folder)
        return NextLoad(manifest.next_part(chain), _clock())

    def snapshot(self, identifier: str | None = None) -> Snapshot:
        """The newest state, or the one that ``identifier`` (or its first characters) names.

        Raises Refused where nothing has been loaded, or the store has no such state.
        """
        chain = manifest.read_chain(self.folder)
        if not chain:
            raise Refused(
                "there are no records yet",
                where=str(self.folder),
                mend="load some with openpeel load, or name the folder that has them with --data",
            )
        if identifier is None:
            return Snapshot(self.folder, chain)
        for length, state in enumerate(chain, start=1):
            if identifier and state.identifier.startswith(identifier):
                return Snapshot(self.folder, chain[:length])
        raise Refused(
            f"the store has no snapshot {identifier[:64]!r}",
            where=str(self.folder),
            mend="openpeel coverage lists the loads; each made one snapshot",
        )

    def quarantine(self) -> list[SetAside]:
        """Every row that was set aside by a load, in order."""
        return quarantine.read(self.folder, (state.load for state in manifest.read_chain(self.folder)))

    def _lock(self, wait: float, on_progress: OnProgress) -> FileLock:
        lock = FileLock(self.folder / ".lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            on_progress(Progress("waiting for another load to end", 0, 1, is_waiting=True))
            try:
                lock.acquire(timeout=wait)
            except Timeout:
                raise Refused(
                    f"another load is running and did not end within {wait:.0f} seconds",
                    where=str(self.folder),
                    mend="load again when it has ended; openpeel doctor shows whether one is running",
                ) from None
        return lock


def _clock() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
