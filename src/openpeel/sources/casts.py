"""What casting a column comes to: SQL."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Cast:
    """SQL over the raw rows for one column: its value, and why it cannot be stored (NULL where it can)."""

    name: str
    value: str
    fault: str = "NULL"
    latest: str | None = None
    """For a ranged moment: the latest moment that the value can stand for."""
    steps: tuple[tuple[str, str], ...] = ()
    """Values worked out first, each once (name, SQL); a later step and the rest may use the names of earlier ones."""
