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
        if value.highest is None:
            lowest = readable(value.lowest)
            return f"{lowest}, later or never" if isinstance(value.lowest, datetime) else f"at least {lowest}"
        if isinstance(value.lowest, datetime):
            return words_for(value.lowest, value.highest)
        return f"{readable(value.lowest)} to {readable(value.highest)}"
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def percent(share: float | None) -> str:
    """A share as '81.3%'; nothing where there is none."""
    return "" if share is None else f"{100 * share:.1f}%"
