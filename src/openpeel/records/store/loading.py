"""One load: all its files become visible together, or none does."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import duckdb

from openpeel.language.periods import TICK
from openpeel.language.tables import Table
from openpeel.records.loads import Rejected, StagedFile
from openpeel.records.store import delta, manifest, quarantine, recovery
from openpeel.records.store.data_files import DataFiles
from openpeel.records.store.incoming import StagedPart
from openpeel.records.store.manifest import Load, Manifest, Part
from openpeel.records.store.progress import OnProgress, OnStep, Progress, silent
from openpeel.records.store.report import FileReport, LoadReport
from openpeel.records.store.sql import literal
from openpeel.records.store.table_load import Outcome, TableLoad

_MOST_TOGETHER = 4
"""Tables worked on side by side; more would share memory too thinly."""


class Loading:
    """One load of a store whose lock is held."""

    def __init__(
        self, folder: Path, staged: Sequence[StagedFile], now: datetime, on_progress: OnProgress, on_step: OnStep
    ) -> None:
        self._folder = folder
        self._on_progress = on_progress
        self._on_step = on_step
        chain = manifest.read_chain(folder)
        self._last = chain[-1] if chain else None
        self._earlier = tuple(one.load for one in chain)
        self._versions = dict(self._last.tables) if self._last else {}
        self._number = len(chain) + 1
        # Two loads never share a moment, so that each is before or after the other.
        self._now = max(now, self._last.load.loaded_at + TICK) if self._last else now
        self._parts = [StagedPart(number, one) for number, one in enumerate(staged, start=manifest.next_part(chain))]
        self._outcomes: dict[type[Table], tuple[Outcome, DataFiles]] = {}

    def run(self) -> LoadReport:
        """Store the files. Whatever stops it, readers see the state before or the state after."""
        self._recover(self._on_step)
        try:
            return self._run()
        except BaseException:
            # The next load would do the same; on a full disk it is kinder not to wait for it.
            with contextlib.suppress(Exception):
                self._recover(silent)
            raise

    def _run(self) -> LoadReport:
        tables = list(dict.fromkeys(part.staged.table for part in self._parts))
        self._store_all(tables)
        report = LoadReport(self._number, self._now, tuple(self._file_report(part) for part in self._parts))
        if not self._brings_news(report):
            return LoadReport(None, self._now, report.files)
        versions = dict(self._versions)
        for table, (_, files) in self._outcomes.items():
            base = versions.get(table.name)
            if files.added or files.removed or base is None:
                added = list(files.added.values())
                versions[table.name] = delta.commit(self._folder, table, base, added, files.removed, self._on_step)
        set_aside = self._set_aside()
        kept = quarantine.write(self._folder, self._number, set_aside) if set_aside else None
        self._on_step("quarantine")
        recorded = Load(self._number, self._now, tuple(self._part(part) for part in self._parts), kept)
        identifier = self._last.identifier if self._last else None
        manifest.write(self._folder, Manifest(recorded, versions, identifier), self._on_step)
        self._on_progress(Progress("done", len(tables), len(tables)))
        return report

    def _recover(self, on_step: OnStep) -> None:
        """Undo what a load after the newest manifest left. A commit that did succeed is never undone."""
        if len(manifest.numbers(self._folder)) == self._number - 1:
            recovery.recover(self._folder, self._versions, self._number - 1, on_step)

    def _store_all(self, tables: Sequence[type[Table]]) -> None:
        """Write the data files of every table, side by side; none of them is in force yet."""
        # To set up a database takes longer than most tables, so they share one.
        with duckdb.connect() as database, ThreadPoolExecutor(min(_MOST_TOGETHER, len(tables)) or 1) as pool:
            # Rows keep their file and line in their number; to keep their order too would only cost time.
            database.execute("SET preserve_insertion_order = false")
            database.execute(f"SET temp_directory = {literal(str(recovery.spill_folder(self._folder)))}")
            connections = [database.cursor() for _ in tables]
            stored = pool.map(self._store, tables, connections)
            try:
                for done, table in enumerate(tables):
                    self._on_progress(Progress(f"storing {table.name}", done, len(tables)))
                    self._outcomes[table] = next(stored)
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                for connection in connections:
                    with contextlib.suppress(duckdb.Error):
                        connection.interrupt()
                raise

    def _store(self, table: type[Table], connection: duckdb.DuckDBPyConnection) -> tuple[Outcome, DataFiles]:
        version = self._versions.get(table.name)
        with connection:
            files = DataFiles(
                connection,
                table,
                delta.table_folder(self._folder, table.name),
                [] if version is None else delta.files(self._folder, table.name, version),
                load=self._number,
                on_step=self._on_step,
            )
            parts = [part for part in self._parts if part.staged.table is table]
            return TableLoad(connection, table, parts, files, earlier=self._earlier, now=self._now).run(), files

    def _brings_news(self, report: LoadReport) -> bool:
        """False where every row and every coverage is in the store already: a file loaded twice changes nothing."""
        if any(file.counts.stores_something for file in report.files):
            return True
        known = {
            (part.content_hash, part.coverage, part.counts.rejected) for load in self._earlier for part in load.parts
        }
        return any(
            (part.staged.content_hash, part.staged.coverage, file.counts.rejected) not in known
            for part, file in zip(self._parts, report.files, strict=True)
        )

    def _file_report(self, part: StagedPart) -> FileReport:
        staged = part.staged
        counts = self._outcomes[staged.table][0].counts[part.number]
        return FileReport(staged.table.name, staged.file, staged.coverage.force, counts)

    def _set_aside(self) -> list[tuple[StagedPart, Rejected]]:
        return [
            (part, rejected)
            for part in self._parts
            for rejected in (
                *part.staged.rejected,
                *self._outcomes[part.staged.table][0].conflicts.get(part.number, ()),
            )
        ]

    def _part(self, part: StagedPart) -> Part:
        staged = part.staged
        counts = self._outcomes[staged.table][0].counts[part.number]
        return Part(part.number, staged.table.name, staged.file, staged.content_hash, staged.coverage, counts)
