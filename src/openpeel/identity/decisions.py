"""What people decided about pairs of descriptions: it outranks what is computed, until a later decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from openpeel.identity.current import current_rows
from openpeel.identity.details import Details
from openpeel.identity.edges import Edge
from openpeel.records.people import LinkDecisions
from openpeel.records.store import Snapshot


@dataclass(frozen=True)
class Decided:
    """The decisions that stand, latest first, by the places of the descriptions."""

    together: tuple[Edge, ...]
    apart: tuple[tuple[int, int], ...]
    known_from: dict[tuple[int, int], datetime]
    """When each pair's decision was known."""
    strays: int
    """Decisions about descriptions that the records do not have, or about one and the same."""

    @property
    def pairs(self) -> frozenset[tuple[int, int]]:
        """Every pair that was decided."""
        return frozenset(self.known_from)


def read_decisions(snapshot: Snapshot, force: str, details: Details) -> Decided:
    """The latest decision on each pair; one that was withdrawn leaves the pair to what is computed."""
    rows = current_rows(snapshot, LinkDecisions, force, "decided_at DESC, decision_id DESC").to_pylist()
    places = {detail.detail_id: place for place, detail in enumerate(details.details)}
    latest: dict[tuple[int, int], dict[str, object]] = {}
    strays = 0
    for row in rows:
        a, b = places.get(row["detail_id"]), places.get(row["other_detail_id"])
        if a is None or b is None or a == b:
            strays += 1
            continue
        latest.setdefault((min(a, b), max(a, b)), row)
    standing = {pair: row for pair, row in latest.items() if row["decision"] != "withdrawn"}
    return Decided(
        together=tuple(Edge(*pair, "by hand") for pair, row in standing.items() if row["decision"] == "one person"),
        apart=tuple(pair for pair, row in standing.items() if row["decision"] == "two people"),
        known_from={pair: row["known_from"] for pair, row in standing.items()},  # type: ignore[misc]
        strays=strays,
    )
