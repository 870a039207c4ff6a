"""Making a list of cases: who is on it, in which order, and for which reasons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import ibis
import ibis.expr.types as ir

from openpeel.engine.building import among_units
from openpeel.engine.cases import CaseReader, FactRow
from openpeel.engine.clocks import AsAt, judged_at
from openpeel.engine.unit_rows import Value, ask_units
from openpeel.language.lists import CaseList
from openpeel.records.store import Snapshot

REASON = "reason_"
"""How the column of a reason begins; its number follows."""


@dataclass(frozen=True)
class Listed:
    """A case on a list: why it stands where it stands, and the facts that the list shows."""

    unit: int
    force: str
    owner: str | None
    since: datetime | None
    reasons: tuple[str, ...]
    """Those that hold, the most important first."""
    not_known: tuple[str, ...]
    """Those of which the records cannot tell: they count as not holding."""
    facts: FactRow


def cases_on(
    snapshot: Snapshot,
    chosen: CaseList,
    as_at: AsAt,
    *,
    owner: str | None = None,
    whole: bool = False,
    limit: int | None = None,
) -> list[Listed]:
    """The cases of a list in order of its reasons; ``whole`` goes back beyond the time that it looks back on."""

    def asked(rows: ir.Table) -> ir.Table:
        if owner is not None:
            rows = rows.filter(rows.owner == owner)
        reasons = [ibis.desc(rows[name].fill_null(False)) for name in rows.columns if name.startswith(REASON)]
        rows = rows.order_by([*reasons, rows.since, rows.row])
        return rows if limit is None else rows.limit(limit)

    found = _among(snapshot, chosen, as_at, asked, whole=whole)
    facts = CaseReader(snapshot, as_at).facts(chosen.unit, chosen.facts_shown(), (row[0] for row in found))
    said = [one.says for one in chosen.reasons]

    def those(told: tuple[bool | None, ...], which: Callable[[bool | None], bool]) -> tuple[str, ...]:
        return tuple(words for words, flag in zip(said, told, strict=True) if which(flag))

    return [
        Listed(
            unit,
            force,
            of,
            since,
            those(tuple(told), lambda flag: flag is True),
            those(tuple(told), lambda flag: flag is None),
            facts[unit],
        )
        for unit, force, of, since, *told in found
    ]


def number_on(snapshot: Snapshot, chosen: CaseList, as_at: AsAt) -> int:
    """How many cases are on a list; it spares reading what the list shows of them."""
    ((number,),) = _among(snapshot, chosen, as_at, lambda rows: rows.aggregate(number=rows.count()))
    return int(number)


def _among(
    snapshot: Snapshot, chosen: CaseList, as_at: AsAt, asked: Callable[[ir.Table], ir.Table], *, whole: bool = False
) -> list[tuple[Any, ...]]:
    """What is ``asked`` of the rows of the cases on a list: row, force, owner, since, and each reason in order."""

    def on_list(table: ir.Table, value: Value) -> ir.Table:
        rows = table.select(
            "row",
            "force",
            owner=value(chosen.owner),
            since=value(chosen.since),
            includes=among_units(table, value(chosen.includes)),
            **{f"{REASON}{number}": value(one.holds) for number, one in enumerate(chosen.reasons)},
        )
        return asked(rows.filter(_kept(chosen, rows, whole)).drop("includes"))

    facts = chosen.facts_deciding() | {chosen.unit.name_of(chosen.unit.begins)}
    return ask_units(snapshot, as_at, chosen.unit, facts, chosen.expressions(), on_list)


def _kept(chosen: CaseList, rows: Any, whole: bool) -> Any:
    kept = rows.includes.fill_null(False)
    if chosen.needs_reason:
        some = ibis.literal(False)
        for number in range(len(chosen.reasons)):
            some = some | rows[f"{REASON}{number}"].fill_null(False)
        kept = kept & some
    if chosen.within is not None and not whole:
        kept = kept & (rows.since >= judged_at() - ibis.interval(seconds=chosen.within.amount))
    return kept
