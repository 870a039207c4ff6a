"""Uses of conducted energy devices (Taser) by force in the quarters of a year, with a column for each quarter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from openpeel.sources.published_tables.by_columns import HOME_OFFICE
from openpeel.sources.published_tables.cells import Cell, as_figure, text_of
from openpeel.sources.published_tables.table import Gathering, PublishedTable, period_end_in

TITLE = "Use of CED (Taser) by quarter"
SOURCE = f"{HOME_OFFICE}: Police use of Taser statistics"
MEASURES = {
    "totals": "CED uses",
    "non-discharges": "CED uses without discharge",
    "firings": "CED fired",
    "drive-stuns": "CED drive-stunned",
}
_HEADING = re.compile(r"(?P<quarter>\w+-\w+ \d{4}) (?P<what>[\w-]+)")


def read(cells: Sequence[Sequence[Cell]], label: str) -> PublishedTable | None:
    """The figures by quarter, or none where the headings are of another table.

    Columns whose heading was lost go on with the quarters, under the last heading that stands.
    """
    headings = [text_of(cell) for cell in cells[0]] if cells else []
    named = {i: match for i, heading in enumerate(headings) if (match := _HEADING.fullmatch(heading))}
    if not headings or headings[0].casefold() != "force" or len(named) < len(MEASURES):
        return None
    quarters = list(dict.fromkeys(match["quarter"] for match in named.values()))
    columns: dict[int, tuple[str, date]] = {}
    place, what = 0, ""
    for i in range(1, max(map(len, cells))):
        if i in named:
            place, what = quarters.index(named[i]["quarter"]), named[i]["what"].casefold()
        else:
            place += 1
        end = period_end_in(quarters[place]) if place < len(quarters) else None
        if what in MEASURES and end:
            columns[i] = (MEASURES[what], end)
    gathering = Gathering()
    for row in cells[1:]:
        force = gathering.force(text_of(row[0]))
        if force is not None:
            for i, (measure, end) in sorted(
                columns.items(), key=lambda item: list(MEASURES.values()).index(item[1][0])
            ):
                gathering.add(force, end, measure, as_figure(row[i]) if i < len(row) else None, {})
    return gathering.table(TITLE, SOURCE)
