"""A published table as plain figures by force, and what its readers share."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from openpeel.errors import Refused
from openpeel.language.forces import Force, force_or_none
from openpeel.sources.published_tables.cells import Cell

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)


Key = TypeVar("Key", str, date)
Meant = Callable[[Mapping[str, str]], Mapping[str, str]]


def unless_named(groups: Mapping[str, str]) -> Meant:
    """Those groups, each where the user does not name it."""
    return lambda where: {**groups, **where}


class Kind(StrEnum):
    """What a measure is, which says what may be done with its figures."""

    COUNT = "a count of events"
    """Figures of groups add up, and have the intervals of counts."""
    STOCK = "a number at one time"
    """Such as full-time equivalents: they add up, but no chance of events stands behind them."""
    SHARE = "a share worked out by others"
    """Between 0 and 1; shares of groups do not add up."""
    FIGURE = "a figure worked out by others"
    """A rate, score or mean; figures of groups do not add up."""

    @property
    def adds_up(self) -> bool:
        """Whether figures of several groups may be added."""
        return self in (Kind.COUNT, Kind.STOCK)


class UnknownTable(Refused):
    """The columns of a file are of no published table that is known."""


@dataclass(frozen=True)
class ForceFigure:
    """One published number: of which force, for the period ending when, of what, and for which groups."""

    force: str
    period_end: date
    measure: str
    value: float
    groups: Mapping[str, str] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The first day of the month that the figure is of, where the table names months; else the period's last."""
        month = self.groups.get("month", "").casefold()
        return self.period_end.replace(month=MONTHS.index(month) + 1, day=1) if month in MONTHS else self.period_end


@dataclass(frozen=True)
class PublishedTable:
    """The figures of a table, and what of it was left out and why.

    ``not_available`` counts by force the cells that the table says are missing; ``other_rows`` counts rows of totals,
    regions and bodies that are none of the 43 forces. ``kinds`` names the measures that are not counts; ``meant``
    adds to the groups that a user names those without which rows would be counted twice or clocks mixed.
    """

    title: str
    source: str
    figures: tuple[ForceFigure, ...]
    not_available: Mapping[str, int] = field(default_factory=dict)
    other_rows: Mapping[str, int] = field(default_factory=dict)
    caveats: tuple[str, ...] = ()
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    meant: Meant = dict

    def kind(self, measure: str) -> Kind:
        """What the figures of a measure are."""
        return self.kinds.get(measure, Kind.COUNT)

    @property
    def measures(self) -> list[str]:
        """The names of what is counted, in the table's order."""
        return list(dict.fromkeys(figure.measure for figure in self.figures))

    def matching(self, measure: str, where: Mapping[str, str] | None = None) -> list[ForceFigure]:
        """The figures of one measure and of the groups named. Raises Refused, with what there is, where none match."""
        if measure not in self.measures:
            raise Refused(f"the table has no measure '{measure}'", mend=f"choose from: {', '.join(self.measures)}")
        found = [figure for figure in self.figures if figure.measure == measure]
        for key, value in (where or {}).items():
            there = sorted({figure.groups.get(key, "") for figure in found} - {""})
            if value not in there:
                keys = sorted({name for figure in found for name in figure.groups})
                mend = (
                    f"choose {key} from: {', '.join(there)}"
                    if there
                    else f"its groups are: {', '.join(keys) or 'none'}"
                )
                raise Refused(f"no figures where {key} is '{value}'", mend=mend)
            found = [figure for figure in found if figure.groups.get(key) == value]
        return found

    def chosen(
        self, measure: str, period_end: date | None = None, where: Mapping[str, str] | None = None
    ) -> list[ForceFigure]:
        """The matching figures of one period, the latest unless named. Raises Refused where nothing matches."""
        found = self.matching(measure, where)
        periods = sorted({figure.period_end for figure in found})
        wanted = period_end or periods[-1]
        if wanted not in periods:
            raise Refused(
                f"no figures for the period ending {wanted}",
                mend=f"choose from: {', '.join(day.isoformat() for day in periods)}",
            )
        return [figure for figure in found if figure.period_end == wanted]

    def by_force(
        self, measure: str, period_end: date | None = None, where: Mapping[str, str] | None = None
    ) -> dict[str, float]:
        """The chosen figures for each force, added up where they may be. Raises Refused where several may not."""
        return self._added_up(measure, [(figure.force, figure) for figure in self.chosen(measure, period_end, where)])

    def over_time(self, measure: str, force: str, where: Mapping[str, str] | None = None) -> dict[date, float]:
        """The matching figures of one force in order of time, added up where they may be.

        A figure stands at the first day of its month where the table names months, else at the last day of its period.
        """
        found = [(figure.day, figure) for figure in self.matching(measure, where) if figure.force == force]
        return dict(sorted(self._added_up(measure, found).items()))

    def _added_up(self, measure: str, keyed: Sequence[tuple[Key, ForceFigure]]) -> dict[Key, float]:
        totals: dict[Key, float] = {}
        for key, figure in keyed:
            if key in totals and not self.kind(measure).adds_up:
                groups: dict[str, set[str]] = {}
                for _, one in keyed:
                    for name, value in one.groups.items():
                        groups.setdefault(name, set()).add(value)
                several = {name: sorted(values) for name, values in groups.items() if len(values) > 1}
                raise Refused(
                    f"'{measure}' is {self.kind(measure)}: several for one force cannot be added up",
                    mend="; ".join(f"choose {name} from: {', '.join(values)}" for name, values in several.items()),
                )
            totals[key] = totals.get(key, 0.0) + figure.value
        return totals


class Gathering:
    """Takes a table's rows one by one and keeps count of what it leaves out."""

    def __init__(self) -> None:
        self.figures: list[ForceFigure] = []
        self.not_available: Counter[str] = Counter()
        self.other_rows: Counter[str] = Counter()
        self._known: dict[str, Force | None] = {}

    def force(self, text: str) -> Force | None:
        """The force that a row names; none is counted as another row."""
        if text not in self._known:
            self._known[text] = force_or_none(text)
        if self._known[text] is None:
            self.other_rows[text] += 1
        return self._known[text]

    def add(self, force: Force, period_end: date, measure: str, value: float | None, groups: Mapping[str, str]) -> None:
        """One cell of a row: a figure, or one that the table says is missing."""
        if value is None:
            self.not_available[force.identifier] += 1
        else:
            self.figures.append(ForceFigure(force.identifier, period_end, measure, value, groups))

    def table(
        self,
        title: str,
        source: str,
        caveats: Sequence[str] = (),
        *,
        kinds: Mapping[str, Kind] | None = None,
        meant: Meant = dict,
    ) -> PublishedTable:
        """All that was taken. Raises Refused where it holds no figure of any force."""
        if not self.figures:
            raise Refused("the table holds no figure of any of the 43 forces", where=title)
        below = sum(
            figure.value < 0 and (kinds or {}).get(figure.measure, Kind.COUNT).adds_up for figure in self.figures
        )
        if below:
            # The Home Office corrects outcomes of earlier quarters so.
            cells = "1 cell of counts is" if below == 1 else f"{below:,} cells of counts are"
            caveats = [*caveats, f"{cells} below nought, as corrections or mistakes; they are added up as they stand"]
        return PublishedTable(
            title,
            source,
            tuple(self.figures),
            dict(self.not_available),
            dict(self.other_rows),
            tuple(caveats),
            kinds or {},
            meant,
        )


FINANCIAL_YEAR = r"\b((?:19|20)\d\d)[/-](\d\d)\b(?!-)"


def is_financial_year(text: str) -> bool:
    """Whether a text is two years on end, such as '2018/19' or '2018-19'."""
    found = re.fullmatch(FINANCIAL_YEAR, text)
    return found is not None and int(found[2]) == (int(found[1]) + 1) % 100


def period_end_in(text: str) -> date | None:
    """The last day of the period that a title, heading or file name speaks of; none where it names no month and year.

    Knows 'year ending March 2020', 'april2019-march2020', 'Sep-18 to Sep-19', '2018/19', '30 September 2019'.
    """
    financial = re.search(FINANCIAL_YEAR, text)
    if financial and is_financial_year(financial[0]):
        return date(int(financial[1]) + 1, 3, 31)
    found = re.findall(
        rf"({'|'.join(month[:3] for month in MONTHS)})[a-z]*\W{{0,2}}(20\d\d|19\d\d|\d\d)\b", text.lower()
    )
    if not found:
        return None
    month = [name[:3] for name in MONTHS].index(found[-1][0]) + 1
    year = int(found[-1][1]) + (0 if len(found[-1][1]) == 4 else 2000)
    return date(year, month, monthrange(year, month)[1])


def period_end_of(text: str, where: str) -> date:
    """The period's last day, from YYYY-MM-DD or as `period_end_in` reads it. Raises Refused where there is none."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text)
    day = period_end_in(text)
    if day is None:
        raise Refused("no period can be read", where=where, why="a figure without its period cannot be compared")
    return day


def cells_under(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Iterator[dict[str, Cell]]:
    """Each row as a mapping from the header's names; rows that are shorter are filled with blanks."""
    width = len(header)
    for row in rows:
        yield dict(zip(header, row if len(row) >= width else [*row, *[""] * (width - len(row))], strict=False))
