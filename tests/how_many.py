"""How many examples a property is tried on."""

from __future__ import annotations

import os


def examples(many: int) -> int:
    """``many``, or a third of it where OPENPEEL_TESTS_SMALL is set: for properties that take their time."""
    return max(5, many // 3) if os.environ.get("OPENPEEL_TESTS_SMALL") else many
