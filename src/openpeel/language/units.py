"""Units: the things that standards are about, one row each, with their facts.

A unit is a class; its facts are class attributes, declared as expressions (:mod:`openpeel.language.facts`), each with
a line of text below it that says what it means::

    class Incident(Unit):
        '''One incident log.'''

        rows = Incidents
        incident_id = Incidents.incident_id
        '''The log's reference.'''
        reported_at = Incidents.reported_at
        '''When it was first reported.'''
        dash_completed_at = each(RiskAssessments, by=RiskAssessments.incident_id).earliest(RiskAssessments.completed_at)
        '''When its first risk assessment was completed.'''
        begins = reported_at
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from typing import Any, ClassVar

import ibis
import ibis.expr.types as ir

from openpeel.language.columns import HIGHEST, LATEST, TOLD, Column, Flag, LanguageError, Moment, Text
from openpeel.language.facts import HistoryFact
from openpeel.language.missing import may_be_missing
from openpeel.language.obligations import Obligations
from openpeel.language.symbols import FactPart
from openpeel.language.tables import Table, named, snake_case


class Unit:
    """A kind of thing that standards judge. Subclass it once for each; see the module's example."""

    name: ClassVar[str]
    """The class's name in lower case with underscores."""
    rows: ClassVar[type[Table] | Obligations]
    """What there is one unit for: each row of a table, or each obligation."""
    where: ClassVar[Flag | None] = None
    """Narrows the rows, in columns of the table. A row of which it is not known is kept: it may be a unit."""
    one_per: ClassVar[Text | None] = None
    """Where rows repeat: one unit for each value of this column of the table (of the row stored first)."""
    may_not_be: ClassVar[bool]
    """Whether there can be rows of which it is not known if they are units."""
    begins: ClassVar[Moment]
    """When the unit came into being: one of its facts."""
    facts: ClassVar[dict[str, Column]]
    """The facts by name, as columns of the unit, in order."""
    definitions: ClassVar[dict[str, Column]]
    """The facts by name, as they follow from records."""
    relation: ClassVar[ir.Table]
    """The unbound Ibis table with one row for each unit."""
    force: ClassVar[Text]

    def __init_subclass__(cls) -> None:
        cls.name = snake_case(cls.__name__)
        if not (cls.__doc__ or "").strip():
            raise LanguageError(f"unit {cls.__name__} needs a docstring that says what one of it is")
        rows = vars(cls).get("rows")
        if not isinstance(rows, Obligations) and not (isinstance(rows, type) and issubclass(rows, Table)):
            raise LanguageError(
                f"unit {cls.name} must say what it has one row for: rows = a table, or obligations(...)"
            )
        settings = ("rows", "where", "one_per", "begins", "force")
        for name, value in vars(cls).items():
            if not isinstance(value, Column) and not name.startswith("_") and name not in (*settings, "name"):
                raise LanguageError(
                    f"{name} of unit {cls.name} is no fact. Linked rows end in a value: each(...).count(), .exists(), "
                    ".earliest(...); the name of what several facts share begins with _"
                )
        cls.definitions = {
            name: value
            for name, value in vars(cls).items()
            if isinstance(value, Column) and not name.startswith("_") and name not in settings
        }
        begins = vars(cls).get("begins")
        begins_name = next((name for name, column in cls.definitions.items() if column is begins), None)
        if begins_name is None or not isinstance(begins, Moment):
            raise LanguageError(f"unit {cls.name} must say when it begins: begins = one of its moments")
        schema: dict[str, Any] = {"force": "string", "row": "int64"}
        for name, column in cls.definitions.items():
            for ending, part in parts_of(column):
                schema[name + ending] = part.type()
            if column.is_loaded is not None:
                schema[name + TOLD] = "boolean"
        cls.relation = ibis.table(schema, name=f"unit_{cls.name}")
        cls.may_not_be = cls._may_not_be()
        cls.facts = {}
        for name, column in cls.definitions.items():
            highest = None if column.highest is None else cls.relation[name + upper_ending(column)]
            told = None if column.is_loaded is None else cls.relation[name + TOLD]
            bound = type(column)(
                cls.relation[name], highest, is_loaded=told, codes=column.codes, name=f"{cls.name}.{name}"
            )
            cls.facts[name] = bound
            setattr(cls, name, bound)
        cls.begins = getattr(cls, begins_name)
        cls.force = Text(cls.relation["force"], name=f"{cls.name}.force")

    @classmethod
    def _may_not_be(cls) -> bool:
        rows = cls.rows
        if isinstance(rows, Obligations):
            may_not_be = rows.may_start
        else:
            may_not_be = cls.where is not None and may_be_missing(cls.where.lowest, rows.always_present)
        parts = [part for column in cls.definitions.values() for _, part in parts_of(column)]
        definitions = [symbol.definition for part in parts for symbol in part.op().find(FactPart)]
        for one in definitions if may_not_be else ():
            told = isinstance(rows, Obligations) and isinstance(one, HistoryFact) and one.history.by is rows.run_of
            if one.kind == "earliest so far" and not told:
                raise LanguageError(
                    f"unit {cls.name} asks for the earliest of a history in which some rows may not be units; "
                    "settle where= (or start_counts=) with .missing_is(...)"
                )
        return may_not_be

    @classmethod
    def name_of(cls, column: Column) -> str:
        """The name of one of the unit's facts; raises LanguageError for any other column."""
        for name, own in cls.facts.items():
            if own is column:
                return name
        raise LanguageError(f"{named(column)} is not a fact of unit {cls.name}")

    @classmethod
    def key(cls) -> Text:
        """The column that rows of other tables name the unit by."""
        if isinstance(cls.rows, Obligations):
            return cls.rows.person
        if len(cls.rows.key) != 1:
            raise LanguageError(f"table {cls.rows.name} has no single key: say to= in each(...)")
        key = cls.rows.columns[cls.rows.key[0]]
        assert isinstance(key, Text)
        return key


def upper_ending(column: Column) -> str:
    """What the name of a column's upper part ends with."""
    return LATEST if isinstance(column, Moment) else HIGHEST


def parts_of(column: Column) -> list[tuple[str, Any]]:
    """The Ibis expressions that a column consists of, each with the ending of its name."""
    parts = [("", column.lowest)]
    if column.highest is not None:
        parts.append((upper_ending(column), column.highest))
    return parts


def fact_descriptions(unit: type[Unit]) -> dict[str, str]:
    """The line of text below each fact in the unit's source, for the reference."""
    body = ast.parse(textwrap.dedent(inspect.getsource(unit))).body[0]
    assert isinstance(body, ast.ClassDef)
    described = {}
    for statement, following in zip(body.body, body.body[1:], strict=False):
        if (
            isinstance(statement, ast.Assign)
            and isinstance(statement.targets[0], ast.Name)
            and isinstance(following, ast.Expr)
            and isinstance(following.value, ast.Constant)
            and isinstance(following.value.value, str)
        ):
            described[statement.targets[0].id] = inspect.cleandoc(following.value.value)
    return described
