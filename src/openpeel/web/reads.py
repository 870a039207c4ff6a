"""What pages read: the newest runs of the data folder, through the filter of the person who reads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from openpeel import library
from openpeel.engine.case_lists import CaseLists
from openpeel.engine.cases import CaseReader
from openpeel.engine.newest_runs import Piece, newest
from openpeel.engine.runs import PLANS, Run, open_run, run_folders
from openpeel.language.standards import Standard
from openpeel.records.store import Snapshot, Store
from openpeel.web.accounts.models import User
from openpeel.web.permissions import Scope, scope_of


def pieces() -> tuple[Piece, ...]:
    """The newest runs; a run that is made while the web is up is there at the next page."""
    return _pieces(tuple(run_folders(data() / "runs")))


def data() -> Path:
    """The data folder."""
    return Path(settings.DATA)


def store() -> Store:
    """The records."""
    return Store(data())


def lists_for(person: User) -> CaseLists:
    """Cases that a person may see, and what is counted from them."""
    return CaseLists(pieces(), library.standards(), scope_of(person).rows)


def figures_for(person: User) -> CaseLists:
    """What a person may see figures of: as their cases, or of a whole force where cases are closed to them."""
    return CaseLists(pieces(), library.standards(), scope_of(person).figures)


def judged_standards() -> Mapping[str, Standard]:
    """The standards that the newest runs judged and that are still defined, by identifier."""
    judged = {name for piece in pieces() for name in piece.standards.values()}
    return {name: one for name, one in library.standards().items() if name in judged}


def moment(scope: Scope, standard: str | None = None) -> datetime | None:
    """The latest moment that was judged, of the forces in a scope; naive UTC."""
    found = [
        piece.run.as_at.moment
        for piece in pieces()
        if (standard is None or standard in piece.standards.values())
        and (not piece.run.as_at.forces or scope.narrowed(piece.run.as_at.forces))
    ]
    return max(found, default=None)


def now_for(scope: Scope) -> datetime:
    """The moment that lists of work count from: that of judging; the clock's where nothing was judged. Naive UTC."""
    return moment(scope) or datetime.now(UTC).replace(tzinfo=None)


def runs() -> list[Run]:
    """Every run that can be read, newest first."""
    return [_run(folder) for folder in run_folders(data() / "runs")]


def snapshot_of(run: Run | None = None) -> Snapshot:
    """The records that a run judged; the newest without one."""
    store = Store(data())
    return store.snapshot() if run is None else _snapshot(data(), run.snapshot)


def case_reader(run: Run) -> CaseReader:
    """Opens the cases that a run judged."""
    return CaseReader(snapshot_of(run), run.as_at, data() / "runs" / PLANS)


@lru_cache(maxsize=8)
def _pieces(folders: tuple[Path, ...]) -> tuple[Piece, ...]:
    return newest(_run(folder) for folder in folders)


@lru_cache(maxsize=512)
def _run(folder: Path) -> Run:
    return open_run(folder)


@lru_cache(maxsize=4)
def _snapshot(folder: Path, identifier: str) -> Snapshot:
    return Store(folder).snapshot(identifier)
