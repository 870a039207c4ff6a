"""The made force, loaded as a user would, judged by the standards, with the truth beside it."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from benchmarks.truth.matters import PAIRS, Pair
from openpeel import library
from openpeel.engine.clocks import as_happened_by
from openpeel.engine.runs import Run, evaluate
from openpeel.engine.verdicts import Verdict
from openpeel.identity.extract import staged_links
from openpeel.identity.linking import link
from openpeel.records.catalogue import TABLES
from openpeel.records.loads import StagedFile
from openpeel.records.store import Snapshot, Store
from openpeel.sources.extracts.checking import read_mapping
from openpeel.sources.loading import prepare
from openpeel.sources.workbench import workbench
from openpeel.synthetic.force import MadeForce, make
from openpeel.synthetic.organisation import FORCE
from openpeel.synthetic.scenario import Fate
from openpeel.synthetic.systems.extract import PERIOD


@dataclass(frozen=True)
class Told:
    """What is true of one record in one matter."""

    table: str
    key: str
    scenario: str
    fate: Fate


@dataclass(frozen=True)
class Judged:
    """The truth about the made force by matter, and the verdicts on it by standard and record."""

    truth: dict[str, list[Told]]
    verdicts: dict[str, dict[tuple[str, str], list[Verdict]]]
    """Several where a record stands for what has several duties."""


def judge(folder: Path, *, scale: float, seed: int = 2022) -> Judged:
    """Make the force into ``folder``, load it, say who is who, and judge it by every standard.

    The truth is put away before anything is loaded, and opened when all is judged.
    """
    made = make(folder / "force", scale=scale, seed=seed)
    sealed = made.truth.parent.rename(folder / "sealed")
    store = Store(folder / "data")
    _load(store, made)
    linked = link(store.snapshot(), FORCE, lambda doing: None)
    store.load(staged_links(linked, store.snapshot(), folder))
    snapshot = store.snapshot()
    standards = [library.standard(pair.standard) for pair in known_pairs()]
    run = evaluate(snapshot, standards, as_happened_by(PERIOD.ends, (FORCE,)), runs=folder / "runs")
    return beside_truth(run, snapshot, sealed / made.truth.name)


def beside_truth(run: Run, snapshot: Snapshot, truth: Path) -> Judged:
    """What a run says of the made force, beside what the truth file says."""
    return Judged(read_truth(truth), _verdicts(run, snapshot, known_pairs()))


def known_pairs() -> tuple[Pair, ...]:
    """The pairs whose standard there is."""
    there = library.standards()
    return tuple(pair for pair in PAIRS if pair.standard in there)


def read_truth(file: Path) -> dict[str, list[Told]]:
    """The truth file, by matter."""
    truth: dict[str, list[Told]] = defaultdict(list)
    with file.open(newline="", encoding="utf-8") as lines:
        for line in csv.DictReader(lines):
            truth[line["matter"]].append(Told(line["table"], line["key"], line["scenario"], Fate(line["fate"])))
    return dict(truth)


def _load(store: Store, made: MadeForce) -> None:
    with workbench() as bench:
        staged: list[StagedFile] = []
        for file, mapping in made.extracts:
            prepared = prepare(bench, [str(file)], read_mapping(mapping), lambda done, total: None)
            assert prepared.notes == ()
            staged += prepared.files
        assert store.load(staged).rejected == 0


def _verdicts(run: Run, snapshot: Snapshot, pairs: Sequence[Pair]) -> dict[str, dict[tuple[str, str], list[Verdict]]]:
    by = {pair.standard: pair.by for pair in pairs}
    found: dict[str, dict[tuple[str, str], list[Verdict]]] = {pair.standard: {} for pair in pairs}
    with duckdb.connect() as connection:
        names: dict[str | None, dict[int, tuple[str, str]]] = {
            column: _names(connection, snapshot, column) for column in set(by.values())
        }
        ledger = connection.execute("SELECT standard, unit, verdict FROM read_parquet(?)", [str(run.ledger)])
        for place, unit, verdict in ledger.fetchall():
            standard = run.standards[place].id
            if standard not in by:
                continue
            name = names[by[standard]][unit]
            found[standard].setdefault(name, []).append(Verdict(verdict))
    return found


def _names(connection: duckdb.DuckDBPyConnection, snapshot: Snapshot, by: str | None) -> dict[int, tuple[str, str]]:
    """By row: its table and key or, for ``by``, that column and its value."""
    names: dict[int, tuple[str, str]] = {}
    for name, table in TABLES.items():
        files = snapshot.files(table)
        column = by or table.key[0]
        if files and column in table.columns:
            rows = connection.execute(f'SELECT row, "{column}" FROM read_parquet(?)', [files]).fetchall()
            names |= {row: (by or name, value) for row, value in rows}
    return names
