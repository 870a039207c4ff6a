"""By when: the phrases in which reports set a deadline, and the day that each means after publication."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from openpeel.inspection.published_report.numbers import NUMBER, number

MONTHS = {name: i for i, name in enumerate(calendar.month_name) if name}
_MONTH = "|".join(MONTHS)
_WITHIN = re.compile(
    rf"\b(?:within|no later than|not later than|in the next)(?: the)?(?: next| following)?\s+(?P<n>{NUMBER})\s+"
    r"(?:calendar |working )?(?P<unit>day|week|month|year)s?\b"
    r"(?:\s+of\s+(?:the\s+)?(?:publication|this report|publishing this report|"
    r"the date of (?:this report|publication)))?",
    re.IGNORECASE,
)
_BY = re.compile(
    rf"\b(?:by|before|no later than|not later than)\s+(?:the\s+)?(?:(?P<end>end of)\s+)?"
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<month>{_MONTH})\s+(?P<year>20\d\d)\b",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:immediately|with immediate effect|straight away|as a matter of urgency)\b", re.IGNORECASE)


class Precision(Enum):
    """How exactly a day is known."""

    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True)
class Day:
    """A day that may be known to the month only: it lies from ``earliest`` to ``latest``."""

    earliest: date
    latest: date

    @property
    def precision(self) -> Precision:
        """'day' where one day is meant."""
        return Precision.DAY if self.earliest == self.latest else Precision.MONTH

    @classmethod
    def on(cls, day: date) -> Day:
        """Exactly ``day``."""
        return cls(day, day)

    @classmethod
    def in_month(cls, year: int, month: int) -> Day:
        """Some day of that month."""
        return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))

    def __str__(self) -> str:
        if self.precision is Precision.DAY:
            return f"{self.latest.day} {self.latest:%B %Y}"
        if (self.earliest.year, self.earliest.month) == (self.latest.year, self.latest.month):
            return f"{self.latest:%B %Y}"
        return f"between {self.earliest.day} {self.earliest:%B %Y} and {self.latest.day} {self.latest:%B %Y}"


@dataclass(frozen=True)
class Deadline:
    """A deadline as printed, and what it means."""

    words: str
    number: int | None = None
    unit: str | None = None
    """'day', 'week', 'month' or 'year' after publication; 'immediately'; or nothing where a day is named."""
    named: Day | None = None

    def due(self, published: Day | None) -> Day | None:
        """The last day on which it is kept; none where it runs from a publication whose day is not known.

        Months are calendar months: three months from 31 January end on 30 April. 'Immediately' is the day of
        publication. Working days are not told from days: the printed words stay beside the date.
        """
        if self.named is not None:
            return self.named
        if published is None:
            return None
        return Day(self._after(published.earliest), self._after(published.latest))

    def _after(self, day: date) -> date:
        count = self.number or 0
        if self.unit == "day":
            return day + timedelta(days=count)
        if self.unit == "week":
            return day + timedelta(weeks=count)
        if self.unit in ("month", "year"):
            return add_months(day, count * (12 if self.unit == "year" else 1))
        return day


def add_months(day: date, months: int) -> date:
    """``day``, that many calendar months later; the month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def deadline_in(text: str) -> Deadline | None:
    """The first deadline that ``text`` sets, or nothing."""
    found: list[tuple[int, Deadline]] = []
    if hit := _WITHIN.search(text):
        found.append((hit.start(), Deadline(_tidy(hit[0]), int(number(hit["n"])), hit["unit"].casefold())))
    for hit in _BY.finditer(text):
        year, month = int(hit["year"]), MONTHS[hit["month"].title()]
        last = Day.in_month(year, month).latest
        try:
            day = Day.on(date(year, month, int(hit["day"])) if hit["day"] else last)
        except ValueError:  # no such day: 31 June
            continue
        found.append((hit.start(), Deadline(_tidy(hit[0]), named=day)))
        break
    if hit := _NOW.search(text):
        found.append((hit.start(), Deadline(_tidy(hit[0]), unit="immediately")))
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _tidy(words: str) -> str:
    return " ".join(words.split())
