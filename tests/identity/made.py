"""Descriptions written by hand, loaded into a store as an extract is."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from openpeel.identity.current import current_rows
from openpeel.identity.extract import staged_links
from openpeel.identity.linking import Linked, link
from openpeel.language.tables import Table
from openpeel.records.loads import Coverage, LoadKind, StagedFile
from openpeel.records.people import LinkDecisions, PersonDetails, PersonLinks
from openpeel.records.store import Store

FORCE = "wiltshire"
BEGINS, ENDS = datetime(2024, 1, 1), datetime(2024, 4, 1)

_KINDS = {"string": pa.string(), "boolean": pa.bool_(), "float64": pa.float64()}


def day(number: float) -> datetime:
    """Day ``number`` of January 2024; days past 31 run on."""
    return BEGINS + timedelta(days=number - 1)


def described(detail_id: str, on: float = 1, **values: Any) -> dict[str, Any]:
    """A description by a caller on a day, with what is given of the person."""
    record = {"record_kind": "incident", "record_id": f"log {detail_id}", "incident_id": f"log {detail_id}"}
    return {"detail_id": detail_id, "part": "caller", "described_at": day(on), **record, **values}


def staged(
    folder: Path,
    table: type[Table],
    rows: Sequence[dict[str, Any]],
    *,
    source: str = "control room",
    kind: LoadKind = LoadKind.FULL,
    begins: datetime = BEGINS,
    ends: datetime = ENDS,
    read_at: datetime | None = None,
    without: Sequence[str] = (),
    entered_after: timedelta | None = timedelta(minutes=5),
) -> StagedFile:
    """An extract of ``rows``; each was entered so long after it began, or nobody says when."""
    columns = set(table.columns) - set(without)
    full = []
    for line, row in enumerate(rows, start=2):
        entered = None if entered_after is None else row[table.name_of(table.begins)] + entered_after
        full.append({**row, "line": line, "entered_at": row.get("entered_at", entered)})
    schema = pa.schema(
        [
            *(
                (name, _KINDS.get(str(kind_), pa.timestamp("us")))
                for name, kind_ in table.relation.schema().items()
                if name in table.columns
            ),
            ("line", pa.int64()),
            ("entered_at", pa.timestamp("us")),
        ]
    )
    content = hashlib.sha256(repr((table.name, source, full)).encode()).hexdigest()
    path = folder / f"{content[:16]}.parquet"
    pq.write_table(pa.Table.from_pylist(full, schema), path)
    supplied = columns | ({"entered_at"} if entered_after is not None else set())
    coverage = Coverage(table.name, FORCE, source, frozenset(supplied), kind, begins, ends, read_at or ends)
    return StagedFile(table, coverage, path.name, content, path)


def decided(decision_id: str, one: str, other: str, decision: str, on: float) -> dict[str, Any]:
    """A decision about two descriptions."""
    pair = {"detail_id": one, "other_detail_id": other}
    return {"decision_id": decision_id, **pair, "decision": decision, "decided_at": day(on)}


class Records:
    """A store that is loaded and linked step by step."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = Store(folder / "store")

    def load(self, rows: Sequence[dict[str, Any]], table: type[Table] = PersonDetails, **how: Any) -> Records:
        """Load an extract."""
        self.store.load([staged(self.folder, table, rows, **how)])
        return self

    def decide(self, *rows: dict[str, Any]) -> Records:
        """Load decisions."""
        return self.load(rows, LinkDecisions, kind=LoadKind.CHANGES, ends=day(100))

    def link(self) -> Linked:
        """Work out who is who, and store it."""
        snapshot = self.store.snapshot()
        linked = link(snapshot, FORCE, lambda phase: None)
        self.store.load(staged_links(linked, snapshot, self.folder))
        return linked

    def links(self) -> dict[str, dict[str, Any]]:
        """The links in force, by description."""
        rows = current_rows(self.store.snapshot(), PersonLinks, FORCE, "row").to_pylist()
        return {row["detail_id"]: row for row in rows}

    def people(self) -> list[set[str]]:
        """The descriptions of each person."""
        groups: dict[str, set[str]] = {}
        for name, row in sorted(self.links().items()):
            groups.setdefault(row["person_id"], set()).add(name)
        return sorted(groups.values(), key=min)
