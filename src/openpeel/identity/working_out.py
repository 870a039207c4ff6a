"""Working out who is who, from the records to the stored links and the copy to look people up in."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from openpeel.identity.extract import staged_links
from openpeel.identity.linking import Linked, OnPhase, link
from openpeel.identity.people_copy import refresh_copy
from openpeel.records.store import LoadReport, Store


@dataclass(frozen=True)
class WorkedOut:
    """Who is who in each force, and what storing it came to; no report of a dry run."""

    forces: tuple[Linked, ...]
    report: LoadReport | None


def work_out(store: Store, forces: Sequence[str], on_phase: OnPhase, *, stores: bool = True) -> WorkedOut:
    """Link the descriptions of ``forces`` (of which some must be loaded) as the store has them now.

    The links of all forces become visible together. Nothing is written where ``stores`` is false.
    """
    snapshot = store.snapshot()
    with tempfile.TemporaryDirectory(prefix="openpeel-") as folder:
        found = tuple(link(snapshot, force, partial(_of_force, on_phase, force)) for force in forces)
        if not stores:
            return WorkedOut(found, None)
        on_phase("storing links")
        report = store.load(file for linked in found for file in staged_links(linked, snapshot, Path(folder)))
    on_phase("making the copy to look people up in")
    stored_as = store.snapshot().identifier
    for linked in found:
        refresh_copy(store.folder, linked, stored_as)
    return WorkedOut(found, report)


def _of_force(on_phase: OnPhase, force: str, doing: str) -> None:
    on_phase(f"{force}: {doing}")
