"""Police workforce tables by force with one column for each date (Home Office, ODS as published)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from openpeel.language.forces import Force
from openpeel.sources.published_tables.by_columns import HOME_OFFICE, title_above
from openpeel.sources.published_tables.cells import Cell, as_figure, text_of
from openpeel.sources.published_tables.table import Gathering, Kind, PublishedTable, period_end_in

TITLE = "Police workforce by force at several dates"
SOURCE = f"{HOME_OFFICE}: Police workforce statistics"


def read(cells: Sequence[Sequence[Cell]], label: str) -> PublishedTable | None:
    """The numbers at each date, or none where no row of dates heads a column of forces."""
    top = next((i for i, row in enumerate(cells[:12]) if len(_dates(row)) >= 1 and not _is_force_row(row)), None)
    if top is None:
        return None
    dates = _dates(cells[top])
    gathering = Gathering()
    of_force: dict[Force, Sequence[Cell]] = {}
    words = title_above(cells, top)
    measure = "headcount" if "headcount" in words.lower() else "full-time equivalents" if words else "number"
    who = words.partition(":")[2].partition(" by police")[0].strip() or "as the file says"
    for row in cells[top + 1 :]:
        # Names carry the digits of their footnotes: 'Metropolitan Police2,3'.
        name = text_of(row[0]).rstrip("0123456789, ") if row else ""
        force = gathering.force(name) if name else None
        if force is not None:
            # West Midlands is a region and, further down among its forces, a force: the later row is the force.
            of_force[force] = row
    for force, row in of_force.items():
        for column, day in dates.items():
            gathering.add(force, day, measure, as_figure(row[column]), {"who": who})
    return gathering.table(f"{TITLE}: {who}", SOURCE, kinds={measure: Kind.STOCK}) if gathering.figures else None


def _dates(row: Sequence[Cell]) -> dict[int, date]:
    """Columns headed by a date, or by a month and year and nothing else ('March 2019')."""
    found: dict[int, date] = {}
    for column, cell in enumerate(row[1:], start=1):
        if isinstance(cell, datetime | date):
            found[column] = cell.date() if isinstance(cell, datetime) else cell
        elif isinstance(cell, str) and len(cell.split()) == 2 and (day := period_end_in(cell)):
            found[column] = day
    return found


def _is_force_row(row: Sequence[Cell]) -> bool:
    return len(row) > 1 and isinstance(row[1], float)
