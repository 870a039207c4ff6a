"""What pages are made of, as values: each knows the template that shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.core.paginator import Page

from openpeel.engine.verdicts import Verdict


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere."""

    template: ClassVar[str] = "components/link.html"
    text: str
    address: str
    hidden: str = ""
    """What the link is about, for those who hear it out of its place."""


@dataclass(frozen=True)
class Tag:
    """A word in a coloured box; the word says it all, the colour only helps."""

    template: ClassVar[str] = "components/tag.html"
    text: str
    colour: str = "grey"


@dataclass(frozen=True)
class Tick:
    """A box to tick, in a row of a table."""

    template: ClassVar[str] = "components/tick.html"
    name: str
    value: str
    about: str
    """What is ticked, for those who hear it."""
    key: str
    """Tells the box from every other of the page."""


_COLOURS = {
    Verdict.MET: "green",
    Verdict.LATE: "orange",
    Verdict.OVERDUE: "red",
    Verdict.PENDING: "blue",
    Verdict.EXCUSED: "grey",
    Verdict.UNKNOWN: "yellow",
}


def verdict_tag(verdict: Verdict) -> Tag:
    """A verdict as a tag: the same colour everywhere."""
    return Tag(verdict.word, _COLOURS[verdict])


@dataclass(frozen=True)
class Column:
    """A column of a table."""

    title: str
    is_number: bool = False
    sort: str = ""
    """What the page sorts by when its title is pressed; empty: it does not."""
    is_brief: bool = False
    """Whether its cells are short and stay on one line, such as references and times."""
    hides: bool = False
    """Whether the title is for those who hear the page only."""


@dataclass(frozen=True)
class Row:
    """A row of a table: text, numbers or other parts."""

    cells: Sequence[Any]
    id: str = ""


STACKS_FROM = 4
"""So many columns do not fit side by side on a telephone."""


@dataclass(frozen=True)
class Table:
    """Rows under titles. Sorting is by links, so that it works on the whole list and without JavaScript."""

    template: ClassVar[str] = "components/table.html"
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    empty: str = "There is nothing here."
    query: Mapping[str, Any] = field(default_factory=dict)
    """The page's other choices, which the links to sort keep."""
    sorted_by: str = ""
    """Name of the column that the rows are in order of; with '-' before it where they are in descending order."""
    caption_size: str = "m"
    hides_caption: bool = False

    def titles(self) -> list[dict[str, Any]]:
        """The columns, with the address that sorts by each and how it is sorted now."""
        shown = []
        for column in self.columns:
            order = {column.sort: "ascending", f"-{column.sort}": "descending"}.get(self.sorted_by, "none")
            following = f"-{column.sort}" if order == "ascending" else column.sort
            address = "?" + urlencode({**self.query, "sort": following}, doseq=True)
            shown.append({"column": column, "order": order if column.sort else "", "address": address})
        return shown

    @property
    def stacks(self) -> bool:
        """Whether on a telephone each row is a card, with the column's title before each value."""
        return len(self.columns) >= STACKS_FROM

    def aligned(self) -> list[tuple[str, list[tuple[Any, Column]]]]:
        """The rows' ids and cells, each cell with its column."""
        return [(row.id, list(zip(row.cells, self.columns, strict=True))) for row in self.rows]


@dataclass(frozen=True)
class SummaryRow:
    """A line of a summary list."""

    key: str
    value: Any
    actions: Sequence[Link] = ()


@dataclass(frozen=True)
class SummaryList:
    """Keys with values, such as the facts of a case."""

    template: ClassVar[str] = "components/summary_list.html"
    rows: Sequence[SummaryRow]


@dataclass(frozen=True)
class Breadcrumbs:
    """The way to this page."""

    template: ClassVar[str] = "components/breadcrumbs.html"
    links: Sequence[Link]


@dataclass(frozen=True)
class Pages:
    """Links to the other pages of a long list."""

    template: ClassVar[str] = "components/pagination.html"
    page: Page[Any]
    query: Mapping[str, Any] = field(default_factory=dict)

    def numbers(self) -> list[dict[str, Any]]:
        """Page numbers with their addresses; an entry without number stands for those left out."""
        ellipsis = str(self.page.paginator.ELLIPSIS)
        listed = self.page.paginator.get_elided_page_range(self.page.number, on_each_side=1, on_ends=1)
        return [
            {"number": None} if number == ellipsis else {"number": number, "address": self.address(int(number))}
            for number in listed
        ]

    @property
    def previous(self) -> str:
        """The address of the page before."""
        return self.address(self.page.previous_page_number())

    @property
    def next(self) -> str:
        """The address of the page behind."""
        return self.address(self.page.next_page_number())

    def address(self, number: int) -> str:
        """The address of a page of the list."""
        return "?" + urlencode({**self.query, "page": number}, doseq=True)


@dataclass(frozen=True)
class Notice:
    """A banner above the page: something happened, or must be known first."""

    template: ClassVar[str] = "components/notice.html"
    text: str
    is_success: bool = False


@dataclass(frozen=True)
class Calm:
    """A sentence set apart that asks for nothing."""

    template: ClassVar[str] = "components/calm.html"
    text: str


@dataclass(frozen=True)
class Warned:
    """A sentence that must not be passed over."""

    template: ClassVar[str] = "components/warning.html"
    text: str


@dataclass(frozen=True)
class Event:
    """Something that happened, in a time line."""

    when: str
    title: str
    text: str = ""
    details: Sequence[SummaryRow] = ()
    source: str = ""
    """Where the record of it came from."""


@dataclass(frozen=True)
class TimeLine:
    """Events, oldest first."""

    template: ClassVar[str] = "components/time_line.html"
    events: Sequence[Event]
