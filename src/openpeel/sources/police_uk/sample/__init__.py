"""Real records that ship with OpenPEEL: see SOURCE.md for what they are, their licence, and what to say with them."""

from __future__ import annotations

from pathlib import Path

CREDIT = (
    "Contains public sector information licensed under the Open Government Licence v3.0: police forces and the Home "
    "Office, data.police.uk"
)
"""To be shown wherever a figure from these records is."""


def archives() -> tuple[Path, ...]:
    """The archives, as data.police.uk gives them, in order of name; openpeel load takes them as they are."""
    return tuple(sorted(Path(__file__).parent.glob("*.zip")))
