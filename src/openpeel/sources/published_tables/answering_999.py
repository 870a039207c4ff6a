"""Published figures of 999 answering, told apart by whose clock measured them.

Two clocks run: the national one begins when the operator at BT connects the call, the force's own when the call reaches
it. The same calls pass the 90 per cent standard on one and fail it on the other, so no figure goes without its clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from openpeel.errors import Refused
from openpeel.language.forces import force_or_none
from openpeel.sources.published_tables.cells import as_figure, header_row, read_cells, text_of
from openpeel.sources.published_tables.table import cells_under


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


def read_answering(path: Path) -> Iterator[Answering]:
    """The rows of a table of answering figures. Raises Refused where its columns are others."""
    cells = read_cells(path)
    top = header_row(cells, {"force", "period_start", "period_end", "pct_within_10s", "mean_answer_seconds", "clock"})
    if top is None:
        raise Refused("this is not a table of 999 answering", where=path.name)
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


def _clock(text: str) -> Clock:
    if text.startswith("BT"):
        return Clock.NATIONAL
    return Clock.FORCE if "force's own" in text else Clock.NOT_STATED
