"""What casting a column comes to: SQL."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """Why a value cannot be stored."""

    test: str
    """SQL: true where it is so."""
    reason: str
    """SQL of a text, which is said then."""


@dataclass(frozen=True)
class Cast:
    """SQL over the raw rows for one column: its value, and why it cannot be stored."""

    name: str
    value: str
    faults: tuple[Fault, ...] = ()
    """The first that is so is told."""
    latest: str | None = None
    """For a ranged moment: the latest moment that the value can stand for."""
    steps: tuple[tuple[str, str], ...] = ()
    """Values worked out first, each once (name, SQL); a later step and the rest may use the names of earlier ones."""

    @property
    def fault(self) -> str:
        """SQL of why the value cannot be stored; NULL where it can."""
        told = " ".join(f"WHEN {fault.test} THEN {fault.reason}" for fault in self.faults)
        return f"CASE {told} END" if told else "NULL"

    @property
    def is_sound(self) -> str:
        """SQL: true where the value can be stored."""
        # Told by truth alone: to work out reasons costs more than the tests, and nearly no row has one.
        return f"({' OR '.join(f'({fault.test})' for fault in self.faults)}) IS NOT TRUE" if self.faults else "true"
