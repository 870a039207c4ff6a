"""Values as people read them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from openpeel.engine.cases import Between
from openpeel.language.periods import words_for


def readable(value: Any) -> Any:
    """A fact's value as people read it: moments in Europe/London, ranges in words, whole numbers without a point."""
    if isinstance(value, datetime):
        return words_for(value, value)
    if isinstance(value, Between):
        if isinstance(value.lowest, datetime):
            return words_for(value.lowest, value.highest)
        return f"at least {readable(value.lowest)}"
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def percent(share: float | None) -> str:
    """A share as '81.3%'; nothing where there is none."""
    return "" if share is None else f"{100 * share:.1f}%"
