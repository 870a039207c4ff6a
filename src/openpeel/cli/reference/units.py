"""The page of units: what each is, and its facts."""

from __future__ import annotations

from openpeel import library
from openpeel.cli.reference.markdown import anchor, one_line, page, table
from openpeel.language.columns import Column, Flag, Moment
from openpeel.language.obligations import Obligations
from openpeel.language.units import Unit, fact_descriptions

OPENING = """\
A unit is the kind of thing that a standard is about: exactly one row for each. Its columns are facts, worked out once
from the records and shared by all standards of the unit. A fact that *may be a range* comes from moments known to the
day or month only, or from a count over records that may be incomplete; a comparison that the range cannot settle is
unknown."""


def write() -> str:
    """The page."""
    units = library.units()
    contents = table(
        ["unit", "one of it is"], [[f"[{name}]({anchor(name)})", one_line(one.__doc__)] for name, one in units.items()]
    )
    return page("Units", OPENING, [contents, *(_section(one) for one in units.values())])


def _section(unit: type[Unit]) -> str:
    says = fact_descriptions(unit)
    judged = [standard.id for standard in library.standards().values() if standard.unit is unit]
    counted = [indicator.id for indicator in library.indicators().values() if indicator.unit is unit]
    lines = [_rows(unit), f"It begins at `{unit.name_of(unit.begins)}`."]
    if judged:
        lines.append(f"Judged by {', '.join(f'[{name}](standards.md{anchor(name)})' for name in judged)}.")
    if counted:
        lines.append(f"Counted by {', '.join(f'[{name}](indicators.md{anchor(name)})' for name in counted)}.")
    facts = table(
        ["fact", "kind", "meaning"],
        [[f"`{name}`", _kind(column), says.get(name, "")] for name, column in unit.facts.items()],
    )
    return "\n\n".join([f"## {unit.name}", one_line(unit.__doc__), " ".join(lines), facts])


def _rows(unit: type[Unit]) -> str:
    if isinstance(unit.rows, Obligations):
        tables = ", ".join(_link(one.name) for one in unit.rows.tables)
        return f"One for each turn of a recurring duty, which follows from {tables}."
    if unit.one_per is not None:
        return f"One for each `{unit.rows.name_of(unit.one_per)}` in {_link(unit.rows.name)}."
    some = "some of the rows" if unit.where is not None else "each row"
    return f"One for {some} of {_link(unit.rows.name)}."


def _link(name: str) -> str:
    return f"[{name}](tables.md{anchor(name)})"


def _kind(column: Column) -> str:
    words = "code" if column.codes else type(column).__name__.lower()
    if isinstance(column, Flag):
        words = "true or false"
    if column.highest is None:
        return words
    return f"{words}, may be a range" if isinstance(column, Moment) else f"{words}, may be 'at least'"
