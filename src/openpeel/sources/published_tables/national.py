"""Published tables of the whole country or its regions, not of forces: they are shown, not compared by force."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpeel.errors import Refused
from openpeel.sources.published_tables.by_columns import CED, HOME_OFFICE, ONS
from openpeel.sources.published_tables.cells import Cell, as_figure, header_row, read_cells, sheet_names, text_of
from openpeel.sources.published_tables.table import UnknownTable, cells_under
from openpeel.statistics.proportions import z_of


@dataclass(frozen=True)
class NationalFigure:
    """One figure, for which groups and period, with its 95 per cent interval and n where the table has them."""

    measure: str
    period: str
    groups: Mapping[str, str]
    value: float
    low: float | None = None
    high: float | None = None
    n: int | None = None


@dataclass(frozen=True)
class NationalTable:
    """The figures of a table and what must be said beside them."""

    title: str
    source: str
    figures: tuple[NationalFigure, ...]
    caveats: tuple[str, ...] = ()


def read_national(path: Path, sheet: str | None = None) -> NationalTable:
    """A national table, known by its columns. Raises UnknownTable for another."""
    sheets: list[str | None] = [sheet] if sheet else [*sheet_names(path)] or [None]
    for name in sheets:
        cells = read_cells(path, name)
        for reader in (_perceptions, _ratios, _ced_by_year):
            if (table := reader(cells)) is not None:
                return table
    raise UnknownTable(
        "the columns are of no national table that is known",
        where=path.name,
        mend="known: perceptions of the Crime Survey, ratios of searches between groups, CED uses by year",
    )


ROUNDED = 0.01
"""How far a ratio and its inverse may lie apart by rounding."""

PERCEPTIONS = {
    "year",
    "quarter",
    "measurement_var",
    "geography",
    "sex",
    "age",
    "characteristic_var",
    "characteristic",
    "estimate",
    "standard_error",
    "unweighted_count",
}


def _perceptions(cells: Sequence[Sequence[Cell]]) -> NationalTable | None:
    top = header_row(cells, PERCEPTIONS, within=3)
    if top is None:
        return None
    z = z_of(0.95)
    figures = []
    for row in cells_under([text_of(cell).lower() for cell in cells[top]], cells[top + 1 :]):
        value, error, n = (as_figure(row[name]) for name in ("estimate", "standard_error", "unweighted_count"))
        if value is None:
            continue
        reach = None if error is None else z * error
        figures.append(
            NationalFigure(
                text_of(row["measurement_var"]),
                f"{text_of(row['year'])} quarter {text_of(row['quarter'])}",
                {
                    name.removesuffix("_var"): text_of(row[name])
                    for name in ("geography", "sex", "age", "characteristic_var")
                }
                | {"value": text_of(row["characteristic"])},
                value,
                None if reach is None else max(value - reach, 0.0),
                None if reach is None else min(value + reach, 1.0),
                None if n is None else int(n),
            )
        )
    return NationalTable(
        "Perceptions of the police and of criminal justice (Crime Survey for England and Wales)",
        f"{ONS}: Crime Survey for England and Wales",
        tuple(figures),
        (
            "regions of England and Wales, not forces; measures and characteristics go by the survey's own codes",
            "intervals are the estimate and 1.96 of its published standard errors, of sampling; n is unweighted",
        ),
    )


def _ratios(cells: Sequence[Sequence[Cell]]) -> NationalTable | None:
    heading = text_of(cells[0][0]) if cells and cells[0] else ""
    if "times more likely" not in heading or len(cells[0]) < 3:
        return None
    others = [text_of(cell) for cell in cells[0][1:]]
    figures = tuple(
        NationalFigure("ratio", "", {"group": text_of(row[0]), "compared with": other}, value)
        for row in cells[1:]
        for other, cell in zip(others, row[1:], strict=False)
        if (value := as_figure(cell)) is not None and other != text_of(row[0])
    )
    by_pair = {(one.groups["group"], one.groups["compared with"]): one.value for one in figures}
    for (group, other), value in by_pair.items():
        if abs(value * by_pair.get((other, group), 1 / value) - 1) > ROUNDED:
            raise Refused("two ratios of one pair contradict each other", where=f"{group} and {other}")
    return NationalTable(
        "How many times more likely one group is to be searched than another",
        "compiled from Home Office stop and search and ONS population tables, Open Government Licence v3.0",
        figures,
        ("the table gives neither counts nor place nor period: how sure a ratio is cannot be told",),
    )


def _ced_by_year(cells: Sequence[Sequence[Cell]]) -> NationalTable | None:
    header = [text_of(cell) for cell in cells[0]] if cells else []
    years = {i: text for i, text in enumerate(header) if re.fullmatch(r"20\d\d(\.0)?", text)}
    if not header or header[0].casefold() != "action" or len(years) < 2:
        return None
    figures = tuple(
        NationalFigure(CED.get(text_of(row[0]).lower(), text_of(row[0])), year[:4], {}, value)
        for row in cells[1:]
        for i, year in years.items()
        if (value := as_figure(row[i])) is not None
    )
    return NationalTable(
        "Use of CED (Taser) in England and Wales by calendar year",
        f"{HOME_OFFICE}: Police use of Taser statistics",
        figures,
        ("a count over all uses: no sampling stands behind it",),
    )
