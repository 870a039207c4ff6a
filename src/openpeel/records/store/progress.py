"""What a load tells of its progress, and the hook by which tests stop it at any step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """How far a load has come."""

    doing: str
    """In words: 'storing stop_searches', 'waiting for another load'."""
    done: int
    """Tables done."""
    total: int
    """Tables in all."""
    is_waiting: bool = False
    """True while another load holds the store."""


OnProgress = Callable[[Progress], None]
OnStep = Callable[[str], None]


def silent(_: object) -> None:
    """Tell nobody."""
