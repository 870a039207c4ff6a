"""Numbers with how people read them, so that a table shows the one and a file for scripts holds the other."""

from __future__ import annotations

from dataclasses import dataclass

from openpeel.reports.words import percent


@dataclass(frozen=True)
class Shown:
    """A number and its words; empty where there is none."""

    value: float | None
    text: str

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return self.value is not None


@dataclass(frozen=True)
class Span:
    """The lower and the higher end of an interval or of bounds, and the words for both; empty where there are none."""

    low: float | None
    high: float | None
    text: str

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return self.low is not None


NO_NUMBER, NO_SPAN = Shown(None, ""), Span(None, None, "")


def as_share(share: float) -> Shown:
    """A share of one, read per cent: 0.813 as '81.3%'."""
    return Shown(share, percent(share))


def as_shares(low: float, high: float) -> Span:
    """Two shares of one, read per cent: '79.0 to 83.4'."""
    return Span(low, high, f"{100 * low:.1f} to {100 * high:.1f}")


def as_number(value: float, places: int) -> Shown:
    """A number with so many decimal places."""
    return Shown(value, f"{value:.{places}f}")


def as_numbers(low: float, high: float, places: int) -> Span:
    """Two numbers with so many decimal places: '2.14 to 3.00'."""
    return Span(low, high, f"{low:.{places}f} to {high:.{places}f}")
