"""Which rows of a ledger a reader may have: one filter for lists, counts and exports."""

from __future__ import annotations

from dataclasses import dataclass


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
                parts.append(f"list_contains(?, {column})")
                arguments.append(sorted(names))
        return " and ".join(parts) or "true", arguments
