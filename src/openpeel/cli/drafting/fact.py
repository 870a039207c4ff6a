"""Drafting a fact: lines added to the file of its unit, before the line that says when the unit begins."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path

from openpeel.cli.drafting.places import LONGEST_LINE, Draft, checked_name, docstring
from openpeel.errors import Refused
from openpeel.language.columns import Moment
from openpeel.language.obligations import Obligations
from openpeel.language.spelling import near
from openpeel.language.tables import Table
from openpeel.language.units import Unit


def draft_fact(name: str, unit: type[Unit], table: type[Table] | None, column: str, by: str | None) -> Draft:
    """Add a fact to the source file of ``unit``: ``column`` of its own rows or, with ``table``, of rows linked to it.

    ``by`` names the linked table's column by which its rows belong to the unit; None: the one that is called like the
    unit's key. Raises Refused where the fact is there already or nothing links the two.
    """
    checked_name(name, "fact")
    if name in unit.facts:
        raise Refused(f"unit {unit.name} has a fact '{name}' already", mend="see docs/reference/units.md")
    own = None if isinstance(unit.rows, Obligations) else unit.rows
    wanted = table or own
    if wanted is None:
        raise Refused(f"unit {unit.name} has no table of its own", mend="name the table of the linked rows: --table")
    _check_column(wanted, column)
    imports = [(wanted.__module__, wanted.__name__)]
    if wanted is own:
        expression = f"{wanted.__name__}.{column}"
    else:
        expression = _linked(wanted, column, unit, own, by)
        imports.append(("openpeel.language.facts", "each"))
    path = Path(inspect.getsourcefile(unit) or "")
    source = path.read_text(encoding="utf-8")
    says = docstring(f"FILL IN: {wanted.declaration(column).description}.")
    text = _with_fact(source, unit.__name__, f"{_assigned(name, expression)}\n{says}\n")
    for module, imported in imports:
        text = _with_import(text, module, imported)
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Refused(f"the fact cannot be written: {error.strerror}", where=str(path)) from None
    return Draft(path, 1, ("name it in the standard that needs it, and in that standard's examples", "openpeel docs"))


def _linked(table: type[Table], column: str, unit: type[Unit], own: type[Table] | None, by: str | None) -> str:
    key = own.key[0] if own is not None and len(own.key) == 1 else None
    shared = [one for one in table.columns if own is not None and one in own.columns]
    if by is None:
        by = key if key in table.columns else next((one for one in shared if one.endswith(("_id", "_reference"))), None)
    if by is None:
        raise Refused(
            f"nothing says how rows of {table.name} belong to a {unit.name}",
            mend=f"name the column with --by: {', '.join(table.columns)}",
        )
    _check_column(table, by)
    to = f", to={own.__name__}.{by}" if own is not None and by != key and by in own.columns else ""
    rows = f"each({table.__name__}, by={table.__name__}.{by}{to})"
    value = f"{table.__name__}.{column}"
    if isinstance(table.columns[column], Moment):
        return f"{rows}.earliest({value})"
    return f"{rows}.first({value}, by={table.__name__}.{table.name_of(table.begins)})"


def _assigned(name: str, expression: str) -> str:
    line = f"    {name} = {expression}"
    if len(line) <= LONGEST_LINE:
        return line
    head, _, inner = line.removesuffix(")").rpartition("(")
    return f"{head}(\n        {inner}\n    )"


def _check_column(table: type[Table], column: str) -> None:
    if column not in table.columns:
        advice = near(column, table.columns)
        raise Refused(
            f"table {table.name} has no column '{column}'",
            mend=f"did you mean {advice}?" if advice else f"its columns are {', '.join(table.columns)}",
        )


def _with_fact(source: str, class_name: str, lines: str) -> str:
    start = re.search(rf"^class {class_name}\(", source, re.MULTILINE)
    begins = re.compile(r"^    begins = ", re.MULTILINE).search(source, start.start() if start else 0)
    if begins is None:
        raise Refused(f"the file of {class_name} has no line 'begins = ...' to put the fact before")
    return source[: begins.start()] + lines + source[begins.start() :]


def _with_import(source: str, module: str, name: str) -> str:
    """``source`` with ``name`` imported from ``module``, in the order that the linter asks for."""
    lines = source.splitlines(keepends=True)
    imports = [node for node in ast.parse(source).body if isinstance(node, ast.ImportFrom) and node.module]
    for node in imports:
        if node.module == module:
            names = sorted({name, *(alias.name for alias in node.names)})
            lines[node.lineno - 1 : node.end_lineno] = [_import(module, names)]
            return "".join(lines)
    ours = [node for node in imports if (node.module or "").startswith("openpeel.")]
    after = [node for node in ours if (node.module or "") < module]
    place = after[-1].end_lineno if after else ours[0].lineno - 1
    lines.insert(place or 0, _import(module, [name]))
    return "".join(lines)


def _import(module: str, names: list[str]) -> str:
    line = f"from {module} import {', '.join(names)}\n"
    return (
        line
        if len(line) <= LONGEST_LINE + 1
        else f"from {module} import (\n{''.join(f'    {name},{chr(10)}' for name in names)})\n"
    )
