"""The rows of which there is one unit each: of a table, or the turns of a duty."""

from __future__ import annotations

from functools import partial
from typing import Any

import ibis
import ibis.expr.types as ir

from openpeel.engine.building import SURELY, Link, Questions, narrowed_rows
from openpeel.engine.clocks import Question, physical_columns, rows_as_at
from openpeel.engine.linked_facts import pairs_of
from openpeel.engine.steps import Steps, those_of, wanted
from openpeel.language.columns import Text
from openpeel.language.facts import fields_of
from openpeel.language.obligations import Obligations
from openpeel.language.tables import Table
from openpeel.language.units import Unit


def base_rows(
    unit: type[Unit], everything: list[Any], question: Question, asked: Questions, steps: Steps | None
) -> ir.Table:
    """The units, with the columns of their own rows that ``everything`` uses.

    With ``steps``, of a duty only the turns of those whom the units asked for concern, and of what repeats only that.
    """
    rows = unit.rows
    needed = frozenset(name for expression in everything for name in fields_of(expression, rows.relation))
    if isinstance(rows, Obligations):
        leaves = _leaves(rows, question, steps)
        turns = rows.relation.op().replace({table.relation.op(): leaf.op() for table, leaf in leaves.items()}).to_expr()
        surely = {SURELY: turns.is_owed.fill_null(False)} if unit.may_not_be else {}
        return turns.select("row", "force", *sorted(needed - {"row", "force"}), **surely)
    narrowing = [column for column in (unit.where, unit.one_per) if column is not None]
    needed |= {name for column in narrowing for name in fields_of(column.lowest, rows.relation)}
    relation = rows_as_at(rows, question, (needed | {rows.name_of(rows.begins)}) - {"row", "force"})
    if unit.where is not None:
        relation = narrowed_rows(rows, relation, unit.where.lowest, asked, with_doubtful=unit.may_not_be)
    if unit.one_per is not None:
        name = rows.name_of(unit.one_per)
        if steps is not None:
            relation = steps.fill(_repeated(relation, name))
        first = relation.row.min().over(ibis.window(group_by=[relation.force, relation[name]]))
        relation = relation.mutate(__first=first)
        relation = relation.filter(lambda row: (row["__first"] == row.row) | row[name].isnull()).drop("__first")
    return relation


def base_links(unit: type[Unit], question: Question, relation: ir.Table) -> list[Link]:
    """The rows from which obligations follow: all of the person's."""
    duty = unit.rows
    if not isinstance(duty, Obligations) or "person" not in relation.columns:
        return []

    def pairs(table: type[Table], person: Text) -> ir.Table:
        rows = rows_as_at(table, question, physical_columns(table, duty.columns_used(table)))
        return pairs_of(relation, "person", rows, table.name_of(person))

    return [Link(table, partial(pairs, table, person)) for table, person in duty.people]


def _repeated(relation: ir.Table, name: str) -> ir.Table:
    """The units asked for, and the rows that repeat them."""
    own = wanted(relation)
    return ibis.union(those_of(own, name, relation, name), own.filter(own[name].isnull()), distinct=False)


def _leaves(duty: Obligations, question: Question, steps: Steps | None) -> dict[type[Table], ir.Table]:
    """The rows of each table from which a duty follows."""
    leaves = {
        table: rows_as_at(table, question, physical_columns(table, duty.columns_used(table))) for table in duty.tables
    }
    if steps is None:
        return leaves
    names = [(table, table.name_of(person)) for table, person in duty.people]
    people = steps.fill(
        ibis.union(
            *(wanted(leaves[table]).select("force", person=leaves[table][name]) for table, name in names), distinct=True
        )
    )
    return {
        table: steps.fill(
            ibis.union(
                *(those_of(people, "person", rows, name) for of, name in dict.fromkeys(names) if of is table),
                distinct=True,
            )
        )
        for table, rows in leaves.items()
    }
