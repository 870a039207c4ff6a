"""Residents of local authorities by single year of age and sex (ONS mid-year estimates), summed to force areas."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from openpeel.errors import Refused
from openpeel.language.forces import force_named
from openpeel.sources.published_tables.cells import Cell, as_figure, header_row, text_of
from openpeel.sources.published_tables.population import force_of_local_authority
from openpeel.sources.published_tables.table import Gathering, Kind, PublishedTable

TITLE = "Residents by age and sex (mid-year estimates)"
SOURCE = "Office for National Statistics, Open Government Licence v3.0: mid-year population estimates"
_AUTHORITY = re.compile(r"(E0[6-9]|W06)\d{6}")
_SEXES = {"persons": "all", "males": "male", "females": "female"}


def read(cells: Sequence[Sequence[Cell]], label: str) -> PublishedTable | None:
    """Residents of each force by single year of age ('90' is 90 and over), or none where it is another table.

    Raises Refused for an authority of England or Wales in no known force, and where ages do not add up to its total.
    """
    top = header_row(cells, {"code", "name", "all ages"})
    if top is None:
        return None
    header = [text_of(cell) for cell in cells[top]]
    ages = {i: f"{float(text):.0f}" for i, text in enumerate(header) if re.fullmatch(r"\d{1,2}(\.0)?", text)}
    code, total = header.index("Code"), header.index("All ages")
    words = " ".join(text_of(cell) for row in cells[:top] for cell in row)
    middle, sex = re.search(r"mid-(\d{4})", words), re.search(r"persons|males|females", words, re.IGNORECASE)
    if not middle or not ages:
        return None
    by_force: Counter[tuple[str, str]] = Counter()
    gathering = Gathering()
    for row in cells[top + 1 :]:
        area = text_of(row[code]) if row else ""
        if not _AUTHORITY.fullmatch(area):
            gathering.other_rows[area] += bool(area)
            continue
        numbers = {age: as_figure(row[i]) or 0 for i, age in ages.items()}
        if sum(numbers.values()) != as_figure(row[total]):
            raise Refused("the ages of an authority do not add up to its total", where=f"{label}, {area}")
        force = force_of_local_authority(area)
        by_force.update({(force, age): int(number) for age, number in numbers.items()})
    groups = {"sex": _SEXES[sex[0].lower()]} if sex else {}
    for (force, age), number in by_force.items():
        gathering.add(force_named(force), date(int(middle[1]), 6, 30), "residents", number, {**groups, "age": age})
    return gathering.table(TITLE, SOURCE, kinds={"residents": Kind.STOCK})


def under_18_rows(everybody: PublishedTable) -> Iterator[dict[str, str]]:
    """Rows of force and residents under 18, from the table of persons of every age."""
    totals: Counter[str] = Counter()
    for age in range(18):
        totals.update({f: int(n) for f, n in everybody.by_force("residents", where={"age": str(age)}).items()})
    for force, number in sorted(totals.items()):
        yield {"force": force, "under_18": str(number)}
