"""Runs: evaluations that are kept, each with what it rests on.

A run is a folder with the ledger and what lists show of its cases (Parquet), and ``run.json``: the snapshot of the
records, the moment of judging and which past was asked for, the standards with the fingerprints of their definitions,
and the limits as they stood. A run is written beside and renamed, so that a reader sees all of it or nothing.
"""

from __future__ import annotations

import errno
import itertools
import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpeel
from openpeel.engine.clocks import AsAt, Question
from openpeel.engine.evaluation import Progress, open_records, run_plan, workplace
from openpeel.engine.fingerprints import fingerprint
from openpeel.engine.history import Kept, coverage_as_at, how_kept
from openpeel.engine.lineage import followed_from
from openpeel.engine.plan_store import kept_plan, kept_shown_plan
from openpeel.engine.shown_facts import keep_shown
from openpeel.engine.symbols import Limits, find
from openpeel.errors import Refused
from openpeel.language.limits import Limit
from openpeel.language.standards import Standard
from openpeel.language.symbols import LimitAmount, LimitEnd
from openpeel.language.units import parts_of
from openpeel.records.store import Snapshot

LEDGER, DESCRIPTION = "ledger.parquet", "run.json"
PLANS = ".plans"
"""The folder, beside the runs, with compiled plans."""


@dataclass(frozen=True)
class JudgedStandard:
    """A standard as a run judged by it; its place in the run is its number in the ledger."""

    id: str
    says: str
    shape: str
    unit: str
    fingerprint: str
    limits: tuple[str, ...]


@dataclass(frozen=True)
class Run:
    """One kept evaluation."""

    id: str
    folder: Path
    made_at: datetime
    """Naive UTC."""
    snapshot: str
    as_at: AsAt
    kept: Kept
    standards: tuple[JudgedStandard, ...]
    limits: dict[str, list[dict[str, Any]]]
    """The values of each limit, as they stood."""
    replaced: tuple[str, ...] = ()
    """Limits whose values were replaced for a what-if question."""
    version: str = field(default=openpeel.__version__)

    @property
    def ledger(self) -> Path:
        """The Parquet file with one row for each standard and case."""
        return self.folder / LEDGER

    def number(self, standard: str) -> int:
        """The ledger's number of a standard. Raises Refused where the run did not judge it."""
        for number, judged in enumerate(self.standards):
            if judged.id == standard:
                return number
        raise Refused(
            f"run {self.id} did not judge the standard '{standard}'",
            mend=f"evaluate it first: openpeel evaluate --standard {standard}",
        )


def evaluate(
    snapshot: Snapshot,
    standards: Sequence[Standard],
    as_at: AsAt,
    *,
    runs: Path,
    plans: Path | None = None,
    limits: Limits | None = None,
    keeps_shown: bool = True,
    progress: Progress = lambda _: None,
) -> Run:
    """Judge ``standards`` over a snapshot and keep the run under ``runs``; compiled plans in ``plans``, or beside it.

    ``limits`` replaces limits by identifier; ``keeps_shown``: keep what lists of cases show too. Raises Refused where
    the past asked for cannot be told.
    """
    replaced = dict(limits or {})
    kept = how_kept(standards, as_at, snapshot)
    progress("the plan")
    coverage = coverage_as_at(snapshot.coverage, as_at)
    plans = plans or runs / PLANS
    plan = kept_plan(plans, standards, as_at=as_at, limits=replaced, coverage=coverage)
    runs.mkdir(parents=True, exist_ok=True)
    made_at = datetime.now(UTC).replace(tzinfo=None)
    beside = Path(tempfile.mkdtemp(prefix=".new-", dir=runs))
    try:
        with workplace(runs) as connection:
            open_records(connection, snapshot, plan)
            run_plan(connection, plan, beside / LEDGER, progress)
            if keeps_shown:
                progress("what lists show")
                shown = kept_shown_plan(plans, standards, as_at=as_at, coverage=coverage)
                keep_shown(connection, snapshot, standards, shown, beside / LEDGER, beside)
        run = Run(
            id=f"{made_at:%Y%m%dT%H%M%SZ}",
            folder=beside,
            made_at=made_at,
            snapshot=snapshot.identifier,
            as_at=as_at,
            kept=kept,
            standards=tuple(_judged(standard) for standard in standards),
            limits={
                limit.id: _values(replaced.get(limit.id, limit))
                for standard in standards
                for limit in limits_of(standard)
            },
            replaced=tuple(sorted(replaced)),
        )
        place = _put(run, runs)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    return open_run(place)


def limits_of(standard: Standard) -> tuple[Limit, ...]:
    """The limits on which a standard rests, in order of identifier: those of its rule and of the facts behind it."""
    own = [part for column in standard.expressions().values() for _, part in parts_of(column)]
    expressions = [*own, *followed_from(standard.unit, standard.facts_used())]
    found = {symbol.limit.id: symbol.limit for kind in (LimitEnd, LimitAmount) for symbol in find(expressions, kind)}
    return tuple(found[name] for name in sorted(found))


def open_run(folder: Path) -> Run:
    """The run kept in a folder. Raises Refused where it cannot be read."""
    try:
        document = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
        _check_whole(folder / LEDGER)
        as_at = AsAt(
            datetime.fromisoformat(document["judged_at"]),
            Question(document["question"]),
            tuple(document["forces"]),
        )
        return Run(
            id=document["id"],
            folder=folder,
            made_at=datetime.fromisoformat(document["made_at"]),
            snapshot=document["snapshot"],
            as_at=as_at,
            kept=Kept(document["kept"]),
            standards=tuple(
                JudgedStandard(**{**judged, "limits": tuple(judged["limits"])}) for judged in document["standards"]
            ),
            limits=document["limits"],
            replaced=tuple(document["replaced"]),
            version=document["version"],
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Refused(
            "this run cannot be read", where=str(folder), mend="remove its folder and evaluate again"
        ) from error


def _check_whole(ledger: Path) -> None:
    """Raise ValueError or OSError where a Parquet file is missing or was cut off."""
    with ledger.open("rb") as file:
        file.seek(-4, os.SEEK_END)
        if file.read() != b"PAR1":
            raise ValueError("the ledger was cut off")


def run_folders(runs: Path) -> list[Path]:
    """The folders of the runs kept in a folder, newest first; what else lies there is passed over."""
    found = (described.parent for described in runs.glob(f"*/{DESCRIPTION}"))
    return sorted((folder for folder in found if not folder.name.startswith(".")), reverse=True)


def kept_runs(runs: Path) -> list[Run]:
    """The runs kept in a folder, newest first. Raises Refused where one cannot be read."""
    return [open_run(folder) for folder in run_folders(runs)]


def _put(run: Run, runs: Path) -> Path:
    """Move a finished run to its place, by its identifier; a number behind it where two fall into one second."""
    for number in itertools.count(1):
        named = run if number == 1 else replace(run, id=f"{run.id}-{number}")
        (run.folder / DESCRIPTION).write_text(json.dumps(_as_json(named), indent=1), encoding="utf-8")
        try:
            os.rename(run.folder, runs / named.id)
        except OSError as error:
            # Another process may have put its run there since anybody looked.
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                raise
        else:
            return runs / named.id
    raise AssertionError("numbers do not end")


def _judged(standard: Standard) -> JudgedStandard:
    return JudgedStandard(
        id=standard.id,
        says=standard.says,
        shape=standard.shape,
        unit=standard.unit.name,
        fingerprint=fingerprint(standard),
        limits=tuple(limit.id for limit in limits_of(standard)),
    )


def _values(limit: Limit) -> list[dict[str, Any]]:
    return [
        {
            "value": value.value if isinstance(value.value, int | float) else str(value.value),
            "since": value.since.isoformat(),
            "force": value.force,
            "category": value.category,
            "source": value.source,
            "verified": value.verified.value,
        }
        for value in limit.values
    ]


def _as_json(run: Run) -> dict[str, Any]:
    return {
        "id": run.id,
        "made_at": run.made_at.isoformat(),
        "version": run.version,
        "snapshot": run.snapshot,
        "judged_at": run.as_at.moment.isoformat(),
        "question": run.as_at.question.value,
        "forces": list(run.as_at.forces),
        "kept": run.kept.value,
        "standards": [{**vars(judged), "limits": list(judged.limits)} for judged in run.standards],
        "limits": run.limits,
        "replaced": list(run.replaced),
    }
