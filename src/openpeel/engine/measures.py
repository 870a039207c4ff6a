"""Working out an indicator: the counts behind it for each force and group, and the time that the records cover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import ibis
import ibis.expr.types as ir

from openpeel.engine.building import among_units
from openpeel.engine.clocks import AsAt
from openpeel.engine.coverage import linked_periods
from openpeel.engine.history import coverage_as_at
from openpeel.engine.times import bounds_of, piece_of
from openpeel.engine.unit_rows import Value, ask_units
from openpeel.errors import Refused
from openpeel.language.columns import Flag, Text
from openpeel.language.indicators import LENGTHS, Indicator, Median, Over, Rate, Share
from openpeel.language.obligations import Obligations
from openpeel.language.spelling import near
from openpeel.language.units import Unit, parts_of
from openpeel.records.loads import Coverage
from openpeel.records.store import Snapshot

YEAR = timedelta(days=365.25)
HALF_HOUR = 1_800

Periods = tuple[tuple[datetime, datetime], ...]


@dataclass(frozen=True)
class Counted:
    """What an indicator counts for one force, and one group and piece of time where it was asked by them.

    Of ``whole`` units, ``part`` are counted and for ``unknown`` the records cannot tell; of a share they are among the
    ``whole``, even where it is not told whether they belong to it. ``periods`` are those that the
    records cover without a gap, and ``years`` their length together. ``values`` are the lengths of time of a median.
    """

    force: str
    part: int
    whole: int
    unknown: int
    periods: Periods
    group: dict[str, str] = field(default_factory=dict)
    values: tuple[float, ...] = ()

    @property
    def years(self) -> float:
        """How many years the records cover."""
        return sum(((ends - begins) / YEAR for begins, ends in self.periods), 0.0)


def count(
    snapshot: Snapshot, indicator: Indicator, as_at: AsAt, by: Sequence[str] = (), over: Sequence[Over] = ()
) -> list[Counted]:
    """The counts of an indicator for each force that has records, in order of force, group and time.

    ``by`` names facts of its unit, words or yes and no, beside those that it is always given by; ``over`` the pieces of
    time in which the units began. Raises Refused for a fact that is none or cannot be counted by.
    """
    if isinstance(indicator.measure, Rate) and any(piece.recurs for piece in over):
        raise Refused(
            f"'{indicator.id}' is a rate for each year, and cannot be given by {over[-1].value}",
            mend="give it over month, week or day",
        )
    unit = indicator.unit
    names = [*dict.fromkeys([*(unit.name_of(column) for column in indicator.by), *by])]
    for name in names:
        _must_be_countable(unit, name)
    keys = [f"by_{number}" for number in range(len(names))] + ["slot"] * bool(over)

    def asked(table: ir.Table, value: Value) -> ir.Table:
        held = {key: _word(value(unit.facts[name])) for key, name in zip(keys, names, strict=False)}
        if over:
            held["slot"] = value(unit.begins).epoch_seconds() // HALF_HOUR
        counted = columns_of(indicator, value)
        counted["among"] = among_units(table, counted["among"])
        return _grouped(indicator, table.select("force", **held, **counted), ["force", *keys])

    facts = indicator.facts_used() | {*names, unit.name_of(unit.begins)}
    found = ask_units(snapshot, as_at, unit, facts, parts_asked(indicator), asked)
    coverage = coverage_as_at(snapshot.coverage, as_at)
    periods = _periods(unit, coverage, as_at)
    told: dict[tuple[str, ...], Counted] = {}
    for force, *key, part, whole, unknown, values in found:
        slot = datetime.fromtimestamp(HALF_HOUR * key.pop(), UTC).replace(tzinfo=None) if over else None
        group = dict(zip(names, key, strict=True))
        group |= {piece.value: piece_of(piece, slot) for piece in over if slot is not None}
        covered = _within(periods.get(force, ()), over, slot)
        one = Counted(force, int(part), int(whole), int(unknown), covered, group, tuple(values or ()))
        place = (force, *group.values())
        told[place] = _joined(told[place], one) if place in told else one
    if not names and not over:
        # A force whose records were loaded and hold none has the count nought, not no count.
        for force in periods:
            if not as_at.forces or force in as_at.forces:
                told.setdefault((force,), Counted(force, 0, 0, 0, periods[force]))
    every = [one for _, one in sorted(told.items()) if one.whole or one.unknown or not one.group]
    return [_people(one) for one in every] if _counts_people(indicator) else every


def _counts_people(indicator: Indicator) -> bool:
    return isinstance(indicator.measure, Rate) and indicator.measure.different is not None


def _people(one: Counted) -> Counted:
    """Counted by different values: somebody who comes in two half hours of one piece of time counts once."""
    different = len(set(one.values))
    return replace(one, part=different, whole=different, values=())


def _must_be_countable(unit: type[Unit], name: str) -> None:
    countable = [fact for fact, column in unit.facts.items() if isinstance(column, Text | Flag)]
    if name not in countable:
        advice = near(name, countable)
        raise Refused(
            f"{unit.name} has no fact '{name}' of words, or of yes and no, to count by",
            mend=f"did you mean {advice}?" if advice else f"count by one of: {', '.join(countable)}",
        )


def _word(value: Any) -> Any:
    if value.type().is_boolean():
        return ibis.cases((value, "yes"), (~value, "no"), else_="not known")
    return value.fill_null("not known")


def parts_asked(indicator: Indicator) -> list[Any]:
    """The expressions over the unit that an indicator is worked out from."""
    return [part for column in indicator.expressions() for _, part in parts_of(column)]


def columns_of(indicator: Indicator, value: Value) -> dict[str, Any]:
    """What is counted of each unit: whether it is of the whole, whether of the part, and its length of time."""
    measure = indicator.measure

    def where(column: Flag | None) -> Any:
        return ibis.literal(True) if column is None else value(column)

    if isinstance(measure, Share):
        return {"among": where(measure.among), "part": value(measure.of)}
    if isinstance(measure, Median):
        lasted = value(measure.until).delta(value(measure.since), unit="microsecond")
        length = lasted / (1_000_000 * LENGTHS[measure.unit])
        told = ibis.cases((length.notnull(), True), else_=ibis.null("boolean"))
        return {"among": where(measure.among), "part": told, "length": length}
    columns = {"among": where(measure.counting), "part": ibis.literal(True)}
    return columns if measure.different is None else {**columns, "different": value(measure.different)}


def _grouped(indicator: Indicator, rows: ir.Table, keys: list[str]) -> ir.Table:
    both = (rows.among & rows.part).fill_null(False)
    values = ibis.null("array<float64>")
    if isinstance(indicator.measure, Median):
        values = rows.length.collect(where=both)
    elif "different" in rows.columns:
        values = rows.different.collect(where=rows.among.fill_null(False), distinct=True)
    whole = rows.among.fill_null(False)
    if isinstance(indicator.measure, Share):
        whole = whole | (rows.among & rows.part).isnull()
    return rows.group_by(keys).agg(
        part=both.sum(),
        whole=whole.sum(),
        unknown=(rows.among & rows.part).isnull().sum(),
        values=values,
    )


def _joined(one: Counted, other: Counted) -> Counted:
    return replace(
        one,
        part=one.part + other.part,
        whole=one.whole + other.whole,
        unknown=one.unknown + other.unknown,
        values=one.values + other.values,
    )


def _periods(unit: type[Unit], coverage: Sequence[Coverage], as_at: AsAt) -> dict[str, Periods]:
    """The periods that the records of a unit cover, up to the moment of judging, by force."""
    base = unit.rows.start if isinstance(unit.rows, Obligations) else unit.rows
    periods: dict[str, Periods] = {}
    for period in linked_periods(coverage, base, frozenset()):
        begins, ends = period.begins, min(period.ends, as_at.moment)
        own = periods.get(period.force, ())
        periods[period.force] = (*own, (begins, ends)) if begins < ends else own
    return periods


def _within(periods: Periods, over: Sequence[Over], slot: datetime | None) -> Periods:
    """The covered periods within the pieces of time of the calendar in which a half hour lies."""
    for piece in over:
        if slot is not None and not piece.recurs:
            first, last = bounds_of(piece, slot)
            cut = ((max(begins, first), min(ends, last)) for begins, ends in periods)
            periods = tuple((begins, ends) for begins, ends in cut if begins < ends)
    return periods
