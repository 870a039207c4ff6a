"""Deaths during or following police contact by force and financial year (Independent Office for Police Conduct)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from openpeel.sources.published_tables.cells import Cell, as_figure, text_of
from openpeel.sources.published_tables.table import Gathering, PublishedTable

TITLE = "Deaths during or following police contact"
SOURCE = (
    "Independent Office for Police Conduct, Open Government Licence v3.0: Deaths during or following police contact"
)
CAVEATS = (
    "numbers are small and say nothing of cause or fault; one incident may have several deaths",
    "a kind of death may list only the authorities that had one: a force that is not listed is in no rank",
    "other deaths following contact are counted since 2010/11 only where an independent investigation followed",
)
FOOTNOTES = '*^~"# '
"""Signs that lead to footnotes, behind numbers and years."""
NOT_NAMED = "not named in the file"
_YEAR = re.compile(r"(\d\d)/(\d\d)")
_FEWEST_YEARS = 5


def read(cells: Sequence[Sequence[Cell]], label: str) -> PublishedTable | None:
    """Fatalities and incidents, or none where no row of financial years heads a column of authorities.

    A sheet may hold a table of each, one under the other. The group 'kind' is the sheet's own heading.
    """
    gathering = Gathering()
    years: dict[int, date] = {}
    measure, kind, is_of_authorities = _measure(label), NOT_NAMED, False
    for row in cells:
        first = text_of(row[0]) if row else ""
        said = [text for cell in row if (text := text_of(cell))]
        if found := _years(row):
            years, is_of_authorities = found, is_of_authorities or "authority" in first.casefold()
        elif "authority" in first.casefold() and len(said) > 1:
            is_of_authorities = True
        elif len(said) == 1:
            years = {}
            if kind == NOT_NAMED:
                kind = first or kind
            measure = _measure(first) or measure
        elif years and is_of_authorities and measure and (force := gathering.force(first)):
            for column, end in years.items():
                gathering.add(force, end, measure, _figure(row, column), {"kind": kind})
    return gathering.table(TITLE, SOURCE, CAVEATS) if gathering.figures else None


def _figure(row: Sequence[Cell], column: int) -> float | None:
    """A cell's number without the signs of its footnotes, such as '2*'."""
    if column >= len(row):
        return None
    cell = row[column]
    return as_figure(cell.rstrip('*^~"# ') if isinstance(cell, str) else cell)


def _measure(words: str) -> str | None:
    found = re.search(r"fatalities|incidents", words, re.IGNORECASE)
    return found[0].lower() if found else None


def _years(row: Sequence[Cell]) -> dict[int, date]:
    """Columns headed by a financial year, such as '04/05'."""
    found = {i: match for i, cell in enumerate(row) if (match := _YEAR.fullmatch(text_of(cell).rstrip(FOOTNOTES)))}
    return {i: date(2000 + int(m[2]), 3, 31) for i, m in found.items()} if len(found) >= _FEWEST_YEARS else {}
