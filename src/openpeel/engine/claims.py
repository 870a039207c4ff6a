"""What a standard says of each row of its unit's frame: the rows of the ledger, as one Ibis expression."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import ibis
import ibis.expr.types as ir

from openpeel.engine import verdicts
from openpeel.engine.building import among_units
from openpeel.engine.clocks import judged_at
from openpeel.engine.frames import Frame
from openpeel.engine.lineage import Doubt, Rests, doubts_behind, rests_on
from openpeel.engine.symbols import Limits, Resolver, find
from openpeel.engine.verdicts import Claim, Range, Reason
from openpeel.language.columns import MOMENT, Column, Moment
from openpeel.language.standards import Condition, Deadline, Never, Recurring, Standard, facts_in
from openpeel.language.symbols import LimitEnd
from openpeel.language.units import parts_of


def rests_of(standard: Standard) -> frozenset[Rests]:
    """The rows whose absence would decide the standard: those from which it would follow that the thing was done."""
    return rests_on(standard.unit, facts_in(standard.unit, _deciding(standard)))


def doubts_of(standard: Standard) -> tuple[Doubt, ...]:
    """What may keep such rows from being found."""
    return doubts_behind(standard.unit, facts_in(standard.unit, _deciding(standard)))


def _deciding(standard: Standard) -> Column:
    rule = standard.rule
    if isinstance(rule, Never):
        return rule.breach
    return rule.holds if isinstance(rule, Condition) else rule.done


def expressions_of(standard: Standard) -> list[Any]:
    """The Ibis expressions of the standard over its unit, symbols included."""
    return [part for column in standard.expressions().values() for _, part in parts_of(column)]


def ledger_rows(standard: Standard, number: int, frame: Frame, table: ir.Table, limits: Limits) -> ir.Table:
    """One row for each unit to which the standard applies or may apply: the ledger's columns.

    ``table`` is the built frame. Columns: standard (``number``), unit (its row number), force, owner, verdict, reason,
    due, done and is_due. ``due`` is the latest moment by which it is due (of a condition: when it was observed; of a
    breach: when that was), ``done`` the earliest at which it was done; both in naive UTC. ``is_due`` says whether the
    case counts in the rate by now (for an unknown verdict: whether it may).
    """
    moment = judged_at()
    resolver = Resolver(table, limits, moment, frame.columns)
    unit = standard.unit.relation.op()

    def over(expression: Any) -> Any:
        return resolver.resolve(expression, [unit])

    named: dict[str, Any] = {
        "standard": ibis.literal(number, "int16"),
        "unit": table.row,
        "force": table.force,
        "owner": over(standard.shows.owner.lowest),
        "applies": among_units(table, over(standard.applies.lowest)),
    }
    if standard.excused is not None:
        named["excused"] = over(standard.excused.lowest)
    for role, column in vars(standard.rule).items():
        for ending, part in parts_of(column):
            value = over(part)
            if role in ("done", "breach"):
                begun = value if ending == "" else over(column.lowest)
                value = (begun <= moment).ifelse(value, ibis.null(MOMENT))
            named[role + ending] = value
    untils = sorted({frame.until[rest] for rest in rests_of(standard)})
    named.update({f"until_{index}": table[name] for index, name in enumerate(untils)})
    doubts = doubts_of(standard)
    named.update({f"doubt_{index}": table[frame.doubts[doubt]] for index, doubt in enumerate(doubts)})
    ends = _limited_times(standard)
    named.update({f"start_{index}": over(end.start.to_expr()) for index, end in enumerate(ends)})
    named.update({f"deciding_{index}": over(end.deciding.to_expr()) for index, end in enumerate(ends)})
    named.update({f"end_{index}": over(end.to_expr()) for index, end in enumerate(ends)})
    rows = table.select(**named)
    rows = rows.filter(rows.applies.fill_null(True))

    last = {"Deadline": "due", "Recurring": "due", "Never": "until"}.get(standard.shape)
    covered = None
    for index in range(len(untils)):
        reaches = rows[f"until_{index}"]
        # A period ends before its end: what was done at that very moment was not loaded.
        one = reaches.notnull() if last is None else reaches > _range(rows, standard.rule, last).upper
        covered = one if covered is None else covered & one
    gaps = [] if covered is None else [(~covered.fill_null(False), Reason.NOT_COVERED)]
    for index, doubt in enumerate(doubts):
        stands = rows[f"doubt_{index}"]
        if doubt.is_moment:
            before = None if last is None else _range(rows, standard.rule, last).upper
            stands = stands.notnull() if before is None else (stands <= before).fill_null(False)
        gaps.append((stands, doubt.reason))
    lacks = None
    for index in range(len(ends)):
        told = rows[f"start_{index}"].notnull() & rows[f"deciding_{index}"].notnull()
        one = told & rows[f"end_{index}"].isnull()
        lacks = one if lacks is None else lacks | one
    excused = rows.excused if standard.excused is not None else None
    claim = Claim(rows.applies, excused, verdicts.gap_of(gaps), lacks)
    rows = _judged(rows, standard, claim, moment)
    return rows.select(
        "standard",
        "unit",
        "force",
        "owner",
        "due",
        "done",
        "is_due",
        verdict=verdicts.verdict_of(rows.code),
        reason=verdicts.reason_of(rows.code),
    )


def _judged(rows: ir.Table, standard: Standard, claim: Claim, moment: Any) -> ir.Table:
    rule = standard.rule
    if isinstance(rule, Deadline | Recurring):
        done, due = _range(rows, rule, "done"), _range(rows, rule, "due")
        code = verdicts.deadline(claim, done, due, moment)
        return rows.mutate(code=code, due=due.upper, done=_if_sure(done), is_due=_passed(due.upper, moment))
    if isinstance(rule, Condition):
        observed = _range(rows, rule, "observed")
        code = verdicts.condition(claim, rows.holds, observed, moment)
        done = rows.holds.fill_null(False).ifelse(_if_sure(observed), ibis.null(MOMENT))
        return rows.mutate(
            code=code, due=observed.upper, done=done, is_due=(observed.earliest <= moment).fill_null(True)
        )
    breach, until = _range(rows, rule, "breach"), _range(rows, rule, "until")
    code = verdicts.never(claim, breach, until, moment)
    broken = (breach.upper <= until.earliest).fill_null(False)
    may_be_broken = (breach.earliest <= until.upper).fill_null(False)
    return rows.mutate(
        code=code,
        due=broken.ifelse(breach.upper, until.upper),
        done=ibis.null(MOMENT),
        is_due=may_be_broken | _passed(until.upper, moment),
    )


def _if_sure(moment: Range) -> Any:
    """The earliest that a moment can be; missing where it may be missing."""
    return moment.earliest if moment.is_exact else moment.latest.notnull().ifelse(moment.earliest, ibis.null(MOMENT))


def _passed(moment: Any, judged_at: Any) -> Any:
    """Whether a moment has passed; where it is not known, it may have."""
    return (moment < judged_at).fill_null(True)


def _range(rows: ir.Table, rule: object, role: str) -> Range:
    column = getattr(rule, role)
    assert isinstance(column, Moment)
    names = [role + ending for ending, _ in parts_of(column)]
    return Range(*(rows[name] for name in names))


def _limited_times(standard: Standard) -> list[Any]:
    """The limited times that end at the standard's due moment or window."""
    deciding: Iterable[Column] = [column for role, column in vars(standard.rule).items() if role in ("due", "until")]
    return find([part for column in deciding for _, part in parts_of(column)], LimitEnd)
