"""Values as people read them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from openpeel.engine.cases import Between
from openpeel.language.periods import FOR_COMMANDS, FOR_PAGES, Written, words_for


def readable(value: Any, written: Written = FOR_COMMANDS) -> Any:
    """A fact's value as people read it: moments in Europe/London, ranges in words, whole numbers without a point."""
    if isinstance(value, datetime):
        return words_for(value, value, written)
    if isinstance(value, Between):
        if value.highest is None:
            lowest = readable(value.lowest, written)
            return f"{lowest}, later or never" if isinstance(value.lowest, datetime) else f"at least {lowest}"
        if isinstance(value.lowest, datetime):
            return words_for(value.lowest, value.highest, written)
        return f"{readable(value.lowest, written)} to {readable(value.highest, written)}"
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def on_page(value: Any) -> Any:
    """A value as every page shows it: '1 July 2024, 09:30' in Europe/London, '1,234', 'yes', lists with commas.

    Moments are naive UTC, or say their zone.
    """
    if isinstance(value, datetime):
        return FOR_PAGES.moment(value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value)
    if isinstance(value, date):
        return FOR_PAGES.day(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, list | tuple):
        return ", ".join(str(on_page(one)) for one in value)
    shown = readable(value, FOR_PAGES)
    return on_page(shown) if isinstance(shown, int) else shown
