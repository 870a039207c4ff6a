"""The page of tables: every column with its kind, meaning, codes and what protects it on past days."""

from __future__ import annotations

from openpeel.cli.reference.markdown import anchor, one_line, page, table
from openpeel.language.columns import Column, Declaration, Flag, Known, Moment, Number, Precision
from openpeel.language.tables import SYSTEM_COLUMNS, Table
from openpeel.records.catalogue import TABLES

OPENING = """\
A table describes one kind of record that a force holds. Extracts are mapped to these columns
([how to load an extract](../how-to/load-an-extract.md)); what a source does not supply is *not known*, which is not
the same as empty.

*On past days* says what protects a column when records are judged as they stood on a day gone by
([the two clocks](../explanation/two-clocks.md)): a moment that had not *happened* by then is masked; a *planned* moment
is not; a value may be known *with* a moment, and is masked with it; what is known *with the row* is as old as the row;
a *current only* value is known for today only, and standards that rest on it refuse `--as-known-on`."""


def write() -> str:
    """The page."""
    contents = table(
        ["table", "one row is"],
        [[f"[{name}]({anchor(name)})", one_line(one.__doc__)] for name, one in TABLES.items()],
    )
    system = table(
        ["column", "type", "meaning"], [[f"`{name}`", kind, says] for name, (kind, says) in SYSTEM_COLUMNS.items()]
    )
    own = f"## Columns of every table\n\nThe store fills them.\n\n{system}"
    return page("Tables", OPENING, [contents, own, *(_section(one) for one in TABLES.values())])


def _section(one: type[Table]) -> str:
    begins = one.name_of(one.begins)
    columns = table(
        ["column", "kind", "meaning", "on past days"],
        [
            [f"`{name}`", _kind(column, one.declaration(name)), one.declaration(name).description, _past(one, name)]
            for name, column in one.columns.items()
        ],
    )
    parts = [
        f"## {one.name}",
        one_line(one.__doc__),
        f"Key: {', '.join(f'`{name}`' for name in one.key)}, within a force and source. A row begins at `{begins}`.",
        columns,
    ]
    for name in one.columns:
        if codes := one.declaration(name).codes:
            parts.append(f"Codes of `{name}`:")
            parts.append(table(["code", "meaning"], [[f"`{code}`", says] for code, says in codes.items()]))
    return "\n\n".join(parts)


def _kind(column: Column, declaration: Declaration) -> str:
    words = ["code" if declaration.codes else type(column).__name__.lower()]
    if isinstance(column, Moment) and declaration.precision is not Precision.INSTANT:
        words.append(f"may be known to the {declaration.precision.value} only")
    if isinstance(column, Number):
        words += [f"from {declaration.lowest:g}"] if declaration.lowest is not None else []
        words += [f"to {declaration.highest:g}"] if declaration.highest is not None else []
    if isinstance(column, Flag):
        words[0] = "true or false"
    if declaration.key:
        words.append("key")
    elif declaration.required:
        words.append("required")
    if declaration.sensitive:
        words.append("personal data")
    return ", ".join(words)


def _past(one: type[Table], name: str) -> str:
    declaration = one.declaration(name)
    if declaration.known is Known.WITH_COLUMN and declaration.known_with is not None:
        return f"with `{one.name_of(declaration.known_with)}`"
    if name == one.name_of(one.begins):
        return "with the row"
    return declaration.known.value
