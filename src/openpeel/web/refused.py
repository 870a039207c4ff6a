"""What the engine refuses, as a sentence beside a field."""

from __future__ import annotations

from openpeel.errors import Refused


def in_words(refused: Refused) -> str:
    """What was refused, and how to mend it."""
    said = f"{refused.what[:1].upper()}{refused.what[1:]}"
    return f"{said}: {refused.mend}" if refused.mend else said
