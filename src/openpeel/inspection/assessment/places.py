"""A fault of an assessment, with its place in the file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where."""

    place: str
    """Such as 'evidence 3, characteristic'."""
    what: str
