"""Tables: the typed description of what a force records.

A table is a class; its columns are class attributes, declared with :mod:`openpeel.language.columns`::

    class RiskAssessments(Table):
        '''Structured assessments of the risk to a victim of domestic abuse.'''

        assessment_id = text("The assessment's reference", key=True)
        incident_id = text("The incident that it is about")
        completed_at = moment("When it was completed", required=True)
        begins = completed_at

From the class come checking, the data dictionary, mappings and the made force. Every table also has the columns of
:data:`SYSTEM_COLUMNS`, which the store fills.
"""

from __future__ import annotations

import re
from typing import Any, ClassVar

import ibis
import ibis.expr.types as ir

from openpeel.language.columns import (
    LATEST,
    MOMENT,
    Column,
    Declaration,
    Flag,
    Known,
    LanguageError,
    Moment,
    Number,
    Precision,
    Text,
)
from openpeel.language.symbols import IsLoaded

SYSTEM_COLUMNS: dict[str, tuple[str, str]] = {
    "force": ("string", "Identifier of the police force"),
    "source": ("string", "Name of the system or publication that the row comes from"),
    "row": ("int64", "Number of the row version, unique in the store; it leads to the load, file and line"),
    "known_from": (MOMENT, "When the row was entered in its source, else when it was loaded"),
    "known_from_is_load_time": (
        "boolean",
        "True where the source gives no entry time, so that known_from is the load's",
    ),
    "known_to": (MOMENT, "When the row was superseded, cancelled or merged away; empty while it is current"),
}
"""Columns that every table has: name, Ibis type, meaning."""

STAGING_COLUMNS = ("line", "entered_at", "removed_at")
"""Names that a source uses beside a table's own columns when it hands over rows."""


class Table:
    """A kind of record. Subclass it once for each; see the module's example."""

    name: ClassVar[str]
    """Name in the store: the class's name in lower case with underscores."""
    columns: ClassVar[dict[str, Column]]
    """The declared columns by name, in order."""
    key: ClassVar[tuple[str, ...]]
    """The columns that identify a record within a force and source."""
    relation: ClassVar[ir.Table]
    """The unbound Ibis table, with system columns and the ranges of inexact moments."""
    begins: ClassVar[Moment]
    """When the thing recorded came into being; the periods that extracts cover are counted on it."""
    force: ClassVar[Text]
    always_present: ClassVar[frozenset[Any]]
    """The fields (Ibis operations) that every row has at any day: required, and never hidden on a past one."""

    def __init_subclass__(cls) -> None:
        for name in ("name", "columns", "key", "relation", "force", "declaration", "name_of"):
            if name in vars(cls):
                raise LanguageError(f"column {name!r} of table {cls.__name__} has a name that every table uses itself")
        cls.name = snake_case(cls.__name__)
        if not (cls.__doc__ or "").strip():
            raise LanguageError(f"table {cls.__name__} needs a docstring that says what one row is")
        declared = {
            name: value
            for name, value in vars(cls).items()
            if isinstance(value, Column) and value.declaration is not None and name != "begins"
        }
        cls.key = tuple(name for name, column in declared.items() if column.declaration.key)  # type: ignore[union-attr]
        if not cls.key:
            raise LanguageError(f"table {cls.name} needs at least one column with key=True")
        begins = vars(cls).get("begins")
        begins_name = next((name for name, column in declared.items() if column is begins), None)
        if begins_name is None or not isinstance(begins, Moment):
            raise LanguageError(f"table {cls.name} must say when its rows begin: begins = one of its moments")
        schema = {name: kind for name, (kind, _) in SYSTEM_COLUMNS.items()}
        for name, column in declared.items():
            if name in schema or name in STAGING_COLUMNS:
                raise LanguageError(f"column {name!r} of table {cls.name} is one of the store's own names")
            schema[name] = physical_type(column)
            if is_ranged(column):
                schema[name + LATEST] = MOMENT
        cls.relation = ibis.table(schema, name=cls.name)
        cls.columns = {}
        for name, column in declared.items():
            bound = _bind(cls, name, column, declared)
            cls.columns[name] = bound
            setattr(cls, name, bound)
        if not cls.declaration(begins_name).required:
            raise LanguageError(
                f"table {cls.name}: {begins_name} must be required=True; a row that does not say when it begins would "
                "never be judged"
            )
        cls.begins = getattr(cls, begins_name)
        cls.force = Text(cls.relation["force"], name=f"{cls.name}.force")
        kept = [name for name in cls.columns if cls.declaration(name).required and not cls._is_hidden(name)]
        cls.always_present = frozenset(cls.relation[name].op() for name in ("force", "row", *kept))

    @classmethod
    def declaration(cls, name: str) -> Declaration:
        """What the table says of its column ``name``."""
        declaration = cls.columns[name].declaration
        assert declaration is not None
        return declaration

    @classmethod
    def _is_hidden(cls, name: str) -> bool:
        """Whether a past day may lack the value: what had not happened yet, or was filled in with something later."""
        return (
            cls.declaration(name).known in (Known.HAPPENED, Known.WITH_COLUMN) and cls.columns[name] is not cls.begins
        )

    @classmethod
    def name_of(cls, column: Column) -> str:
        """The name of one of the table's columns; raises LanguageError for a column of another table."""
        for name, own in cls.columns.items():
            if own is column:
                return name
        raise LanguageError(f"{named(column)} is not a column of table {cls.name}")


def named(column: object) -> str:
    """What a message calls a column, or what was given in place of one."""
    if isinstance(column, Column):
        return column.name or "this expression"
    return f"{column!r}"


def _bind(table: type[Table], name: str, column: Column, declared: dict[str, Column]) -> Column:
    declaration = column.declaration
    assert declaration is not None
    if declaration.known is Known.WITH_COLUMN and declaration.known_with is not None:
        other = next((other for other, value in declared.items() if value is declaration.known_with), "")
        bound_with = table.columns.get(other)
        if bound_with is None:
            raise LanguageError(f"{table.name}.{name}: known_with must name a moment declared above it")
        declaration = Declaration(**{**vars(declaration), "known_with": bound_with})
    highest = table.relation[name + LATEST] if is_ranged(column) else None
    # An extract may leave out a column that is not required; that is not the same as an empty one.
    supplied = None if declaration.required else IsLoaded(table=table, columns=frozenset({name})).to_expr()
    return type(column)(
        table.relation[name],
        highest,
        is_loaded=supplied,
        declaration=declaration,
        codes=column.codes,
        name=f"{table.name}.{name}",
    )


def is_ranged(column: Column) -> bool:
    """True for a moment that sources may give as a day or month, and so is stored with its latest value beside it."""
    declaration = column.declaration
    return isinstance(column, Moment) and declaration is not None and declaration.precision is not Precision.INSTANT


def reference_columns(table: type[Table]) -> list[str]:
    """Names of the columns of words without codes: one of them may name the record, or what it belongs to."""
    return [name for name, column in table.columns.items() if isinstance(column, Text) and column.codes is None]


def physical_type(column: Column) -> str:
    """The Ibis type in which a column is stored."""
    kinds: dict[type[Column], str] = {Moment: MOMENT, Flag: "boolean", Number: "float64", Text: "string"}
    return kinds[type(column)]


def snake_case(name: str) -> str:
    """'StopSearches' to 'stop_searches'; runs of digits and capitals stay together ('Calls999' to 'calls_999')."""
    return re.sub(r"(?<=[a-z])(?=[A-Z0-9])|(?<=[0-9])(?=[A-Z])", "_", name).lower()
