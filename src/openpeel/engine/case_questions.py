"""What can be asked of lists of cases: who may see which rows, which are wanted, in what order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from openpeel.engine.verdicts import Verdict

SORTS = {
    "due": "due nulls last",
    "case": "reference nulls last",
    "owner": "owner nulls last",
    "verdict": "verdict",
    "standard": "standard_id",
    "force": "force",
    "done": "done nulls last",
}
"""By what a list can be sorted, as SQL."""


@dataclass(frozen=True)
class RowFilter:
    """Narrows the rows of a ledger; every field that is not None must hold."""

    forces: frozenset[str] | None = None
    owners: frozenset[str] | None = None

    def condition(self) -> tuple[str, list[object]]:
        """The filter as a condition in SQL on a ledger's columns, and its arguments."""
        parts: list[str] = []
        arguments: list[object] = []
        for column, names in (("force", self.forces), ("owner", self.owners)):
            if names is not None:
                places = ", ".join("?" for _ in names)
                parts.append(f"coalesce({column} in ({places}), false)" if names else "false")
                arguments += sorted(names)
        return " and ".join(parts) or "true", arguments


@dataclass(frozen=True)
class Question:
    """Which rows of the ledger are asked for, beside what the reader may see."""

    standards: tuple[str, ...] | None = None
    verdicts: tuple[Verdict, ...] = ()
    force: str | None = None
    owner: str | None = None
    due_from: datetime | None = None
    """Due at or after this moment, naive UTC."""
    due_before: datetime | None = None
    search: str | None = None
    """Part of the case's reference, in any case of letters."""
    reference: str | None = None
    """The whole of it."""
    among: frozenset[str] | None = None
    """Only cases of these names (:attr:`ListedCase.name`)."""
    not_among: frozenset[str] | None = None
    """No case of these names."""
    units: frozenset[tuple[str, int]] | None = None
    """Only these units, by the unit's name and row."""
    sort: str = "due"
    """One of :data:`SORTS`; with '-' before it, in descending order."""
