"""Whether an expression can be missing, as far as its form shows: what can never be missing needs no second value."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import ibis.expr.operations as ops

from openpeel.language.symbols import IsLoaded

_MISSING_WITH_A_PART = (ops.And, ops.Or, ops.Not, ops.Comparison, ops.InValues, ops.Cast)
"""Operations that give a value wherever all their parts have one."""


def may_be_missing(expression: Any, present: Collection[Any] = ()) -> bool:
    """Whether the Ibis ``expression`` can be null; the fields (Ibis operations) in ``present`` never are."""
    return _may_be(expression.op(), present)


def _may_be(op: Any, present: Collection[Any]) -> bool:
    if isinstance(op, ops.IsNull | ops.NotNull | IsLoaded):
        return False
    if isinstance(op, ops.Literal):
        return op.value is None
    if isinstance(op, ops.Field):
        return op not in present
    if isinstance(op, ops.Coalesce):
        return all(_may_be(part, present) for part in op.arg)
    if isinstance(op, ops.SearchedCase):
        return any(_may_be(part, present) for part in (*op.results, op.default))
    if isinstance(op, _MISSING_WITH_A_PART):
        parts = [part for arg in op.args for part in (arg if isinstance(arg, tuple) else (arg,))]
        return any(_may_be(part, present) for part in parts if isinstance(part, ops.Node))
    return True


def conjuncts(condition: Any) -> set[Any]:
    """The parts (Ibis operations) of an Ibis condition all of which hold where it does."""
    todo, found = [condition.op()], set()
    while todo:
        op = todo.pop()
        todo += [op.left, op.right] if isinstance(op, ops.And) else []
        found.add(op)
    return found
