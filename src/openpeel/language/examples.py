"""Example tables: the worked cases of a standard, drawn as text.

The first column names the case; the others are facts of the unit, then ``covered`` (whether the records reach far
enough; T where the column is left out) and ``verdict``. An empty cell is a missing value. A moment is written as in
``2024-01-31 10:00``, with seconds if need be, in UTC; a day as ``2024-01-31`` and a month as ``2024-01`` where the fact
may be so coarse; ``2024-01-31 10:00?`` may have been, then or later, or never. A count that may be incomplete is
written ``3+``: at least three.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from openpeel.language.columns import HIGHEST, LATEST, Flag, LanguageError, Moment, Number
from openpeel.language.periods import period_named
from openpeel.language.spelling import near
from openpeel.language.standards import Standard

Value = str | bool | int | float | datetime | None

NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True)
class Example:
    """One worked case: the values of the facts (with the upper ends of inexact ones) and the verdict expected."""

    case: str
    facts: dict[str, Value]
    covered: bool
    verdict: str


def examples_of(standard: Standard) -> tuple[Example, ...]:
    """The worked cases of a standard. Raises LanguageError, with the line, for a table that cannot be read."""
    lines = [line.strip() for line in standard.examples.strip().splitlines() if line.strip()]
    header = [name.strip() for name in lines[0].split("|")]
    used = standard.facts_used()
    for name in header[1:]:
        if name not in {"covered", "verdict"} and name not in standard.unit.facts:
            advice = near(name, standard.unit.facts)
            raise LanguageError(
                f"examples of {standard.id}: no fact '{name}' on {standard.unit.name}"
                + (f"; did you mean {advice}?" if advice else "")
            )
    if missing := used - set(header):
        raise LanguageError(f"examples of {standard.id} leave out facts that decide it: {', '.join(sorted(missing))}")
    return tuple(_example(standard, header, line) for line in lines[1:])


def _example(standard: Standard, header: list[str], line: str) -> Example:
    cells = [cell.strip() for cell in line.split("|")]
    if len(cells) != len(header):
        raise LanguageError(f"examples of {standard.id}: {len(cells)} cells under {len(header)} headings: {line}")
    row = dict(zip(header, cells, strict=True))
    facts: dict[str, Value] = {}
    for name in header[1:]:
        if name in standard.unit.facts:
            try:
                facts.update(_values(standard, name, row[name]))
            except ValueError as error:
                raise LanguageError(f"examples of {standard.id}, case '{row[header[0]]}': {name}: {error}") from error
    if row.get("covered", "T") not in ("T", "F"):
        raise LanguageError(f"examples of {standard.id}, case '{row[header[0]]}': covered is T or F")
    return Example(row[header[0]], facts, row.get("covered", "T") == "T", row["verdict"])


def _period(cell: str) -> tuple[datetime, datetime] | tuple[None, None]:
    if not cell:
        return None, None
    try:
        return period_named(cell)
    except ValueError as error:
        raise ValueError(f"{cell} is no moment: write 2024-01-31 10:00 ({error})") from error


def _values(standard: Standard, name: str, cell: str) -> dict[str, Value]:
    fact = standard.unit.facts[name]
    if isinstance(fact, Moment):
        begins, latest = _period(cell.removesuffix("?"))
        if fact.highest is not None:
            return {name: begins, name + LATEST: None if cell.endswith("?") else latest}
        if cell.endswith("?"):
            raise ValueError(f"{cell} may be missing, and of this fact it is always known")
        if begins != latest:
            raise ValueError(f"{cell} is not exact, and the fact always is")
        return {name: begins}
    if isinstance(fact, Flag):
        if cell not in ("T", "F", ""):
            raise ValueError(f"{cell} is neither T nor F")
        return {name: {"T": True, "F": False, "": None}[cell]}
    if isinstance(fact, Number):
        at_least = float(cell.removesuffix("+")) if cell else None
        highest = None if cell.endswith("+") else at_least
        return {name: at_least} if fact.highest is None else {name: at_least, name + HIGHEST: highest}
    return {name: cell or None}
