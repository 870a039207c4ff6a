"""Numbers with how people read them, so that a table shows the one and a file for scripts holds the other."""

from __future__ import annotations

from dataclasses import dataclass


def percent(share: float | None) -> str:
    """A share as '81.3%'; nothing where there is none."""
    return "" if share is None else f"{100 * share:.1f}%"


@dataclass(frozen=True)
class NumberShown:
    """A number and its words; empty where there is none."""

    value: float | None
    text: str

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True)
class SpanShown(NumberShown):
    """An interval or bounds: ``value`` is the lower end, ``high`` the higher; the words are for both."""

    high: float | None


NO_NUMBER, NO_SPAN = NumberShown(None, ""), SpanShown(None, "", None)


def as_share(share: float) -> NumberShown:
    """A share of one, read per cent: 0.813 as '81.3%'."""
    return NumberShown(share, percent(share))


def as_share_span(low: float, high: float) -> SpanShown:
    """Two shares of one, read per cent: '79.0 to 83.4'."""
    return SpanShown(low, f"{100 * low:.1f} to {100 * high:.1f}", high)


def as_number(value: float, places: int) -> NumberShown:
    """A number with so many decimal places."""
    return NumberShown(value, f"{value:.{places}f}")


def as_number_span(low: float, high: float, places: int) -> SpanShown:
    """Two numbers with so many decimal places: '2.14 to 3.00'."""
    return SpanShown(low, f"{low:.{places}f} to {high:.{places}f}", high)
