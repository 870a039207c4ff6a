"""Fingerprints of definitions: two runs with the same fingerprint judged by the same rule."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import ibis.expr.datatypes as dt
import ibis.expr.operations as ops
import ibis.expr.types as ir

from openpeel.engine.lineage import columns_read, told_in
from openpeel.language.columns import Column
from openpeel.language.facts import Between, Each, History, HistoryFact, LinkedFact, LinkKey
from openpeel.language.limits import Limit
from openpeel.language.standards import Standard
from openpeel.language.units import Unit, parts_of


def fingerprint(standard: Standard) -> str:
    """A short hash of what decides a standard's verdicts: its rule, its facts and how they follow, its limits.

    Words, worklist columns and examples do not count.
    """
    text, unit = _Text(), standard.unit
    parts = [standard.shape, *(f"{role}={text.of(column)}" for role, column in sorted(standard.expressions().items()))]
    parts += _facts(text, unit, standard.facts_used())
    told = told_in(unit, [part for one in standard.expressions().values() for _, part in parts_of(one)])
    parts += [f"{name}={text.of(expression)}" for name, expression in told.items()]
    return _hash([*parts, *_rows(text, unit, standard.facts_used())])


def facts_fingerprint(unit: type[Unit], facts: frozenset[str]) -> str:
    """A short hash of how some facts of a unit follow."""
    text = _Text()
    return _hash([unit.name, *_facts(text, unit, facts), *_rows(text, unit, facts)])


def _facts(text: _Text, unit: type[Unit], facts: frozenset[str]) -> list[str]:
    return [f"{name}={text.of(unit.definitions[name])}" for name in sorted(facts | {unit.name_of(unit.begins)})]


def _rows(text: _Text, unit: type[Unit], facts: frozenset[str]) -> list[str]:
    """Which rows are units, and how the columns behind some facts are declared."""
    parts = [text.of(unit.where), text.of(unit.one_per)]
    # What protects each column on a past day is the table's declaration, which no expression shows.
    for table, columns in sorted(columns_read(unit, facts).items(), key=lambda t: t[0].name):
        for name in sorted(columns):
            declared = table.declaration(name)
            since = "" if declared.known_with is None else declared.known_with.name
            parts.append(f"{table.name}.{name} {declared.known.value} {since} {declared.precision.value}")
    return parts


def _hash(parts: list[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


class _Text:
    """Writes definitions out as text, each shared part once."""

    def __init__(self) -> None:
        self._seen: dict[Any, str] = {}

    def of(self, value: Any) -> str:
        if isinstance(value, Column):
            return " ".join(self.of(part) for _, part in parts_of(value))
        if isinstance(value, ir.Expr):
            return self.of(value.op())
        if isinstance(value, ops.UnboundTable):
            return f"table {value.name}"
        if isinstance(value, ops.Field):
            return f"{self.of(value.rel)}.{value.name}"
        if isinstance(value, Limit):
            return f"limit {value.id} {value.values!r}"
        if isinstance(value, ops.Node | LinkedFact | HistoryFact | Each | History | Between | LinkKey):
            if value not in self._seen:
                self._seen[value] = f"#{len(self._seen)}"
                inner = value.__args__ if isinstance(value, ops.Node) else vars(value).values()
                return f"{self._seen[value]}={type(value).__name__}({', '.join(self.of(part) for part in inner)})"
            return self._seen[value]
        if isinstance(value, Mapping):
            return ", ".join(f"{key}: {self.of(part)}" for key, part in value.items())
        if isinstance(value, frozenset):
            return ", ".join(sorted(map(str, value)))
        if isinstance(value, tuple | list):
            return f"({', '.join(self.of(part) for part in value)})"
        if isinstance(value, type):
            return value.__name__
        if isinstance(value, dt.DataType):
            return str(value)
        return repr(value)
