"""Published figures of 999 answering, told apart by whose clock measured them.

Two clocks run: the national one begins when the operator at BT connects the call, the force's own when the call reaches
it. The same calls pass the 90 per cent standard on one and fail it on the other, so no figure goes without its clock.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from openpeel.errors import Refused
from openpeel.language.forces import force_or_none
from openpeel.sources.published_tables.cells import Cell, as_figure, header_row, read_cells, text_of
from openpeel.sources.published_tables.table import Gathering, Kind, PublishedTable, cells_under, unless_named

TITLE = "999 answering"
SOURCE = "Home Office and BT figures of 999 answering, Open Government Licence v3.0, as reported in public"
COLUMNS = {"force", "period_start", "period_end", "pct_within_10s", "mean_answer_seconds", "clock"}
WITHIN_TEN = "answered within ten seconds"
MEAN = "mean seconds to answer"
CAVEATS = (
    "two clocks run, BT's from when its operator connects the call and the force's own from when the call reaches it: "
    "the same calls can pass on one and fail on the other, so figures on different clocks are never set side by side",
    "most figures were published without the number of calls",
)


class Clock(StrEnum):
    """When the answering time begins to run."""

    NATIONAL = "from BT's connection"
    FORCE = "from arrival at the force"
    NOT_STATED = "not stated"


@dataclass(frozen=True)
class Answering:
    """A published share answered within ten seconds and mean time to answer, where each was given.

    ``force`` is none for the country as a whole and for bodies outside England and Wales; ``area`` is as published.
    """

    area: str
    force: str | None
    first: str
    last: str
    clock: Clock
    within_ten_seconds: float | None
    mean_seconds: float | None
    calls: float | None
    source: str


def read(cells: Sequence[Sequence[Cell]], label: str) -> PublishedTable | None:
    """The figures by force, period and clock, or none where the columns are of another table.

    A row whose period cannot be read is counted among the other rows.
    """
    top = header_row(cells, COLUMNS)
    if top is None:
        return None
    gathering = Gathering()
    for row in _rows(cells, top):
        force = gathering.force(row.area)
        end = _last_day(row.last)
        if force is None or end is None:
            gathering.other_rows[row.area] += force is not None
            continue
        groups = {"clock": str(row.clock), "from": row.first}
        for measure, value in ((WITHIN_TEN, row.within_ten_seconds), (MEAN, row.mean_seconds)):
            if value is not None:
                gathering.add(force, end, measure, value, groups)
    return gathering.table(
        TITLE,
        SOURCE,
        CAVEATS,
        kinds={WITHIN_TEN: Kind.SHARE, MEAN: Kind.FIGURE},
        meant=unless_named({"clock": Clock.NATIONAL}),
    )


def read_answering(path: Path) -> Iterator[Answering]:
    """The rows of a table of answering figures. Raises Refused where its columns are others."""
    cells = read_cells(path)
    top = header_row(cells, COLUMNS)
    if top is None:
        raise Refused("this is not a table of 999 answering", where=path.name)
    return _rows(cells, top)


def _rows(cells: Sequence[Sequence[Cell]], top: int) -> Iterator[Answering]:
    for row in cells_under([text_of(cell).lower() for cell in cells[top]], cells[top + 1 :]):
        force = force_or_none(text_of(row["force"]))
        share = as_figure(row["pct_within_10s"])
        yield Answering(
            text_of(row["force"]),
            force.identifier if force else None,
            text_of(row["period_start"]),
            text_of(row["period_end"]),
            _clock(text_of(row["clock"])),
            None if share is None else share / 100,
            as_figure(row["mean_answer_seconds"]),
            as_figure(row["calls"]),
            text_of(row["source"]),
        )


def _last_day(text: str) -> date | None:
    """The last day of a year or of a month written YYYY-MM; none of other words ('PEEL 2023-25')."""
    if not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", text):
        return None
    year, month = int(text[:4]), int(text[5:] or 12)
    return date(year, month, monthrange(year, month)[1])


def _clock(text: str) -> Clock:
    if text.startswith("BT"):
        return Clock.NATIONAL
    return Clock.FORCE if "force's own" in text else Clock.NOT_STATED
