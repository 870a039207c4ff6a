"""The units behind an indicator's figure, and how each of them counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

import duckdb
import ibis

from openpeel.engine.building import among_units
from openpeel.engine.clocks import AsAt, judged_at
from openpeel.engine.evaluation import Calendars, built, fill_frame, frame_name, needs_of, provide, to_sql
from openpeel.engine.frames import build_frame
from openpeel.engine.history import coverage_as_at
from openpeel.engine.measures import columns_of
from openpeel.engine.symbols import Resolver
from openpeel.language.columns import Column
from openpeel.language.indicators import Indicator
from openpeel.language.units import parts_of
from openpeel.records.store import Snapshot


class Counts(Enum):
    """How a unit counts in a figure; units that are not of its whole have no part in it."""

    YES = "counted"
    NO = "not counted"
    NOT_TOLD = "cannot be told"


@dataclass(frozen=True)
class CountedCase:
    """One unit behind a figure, by its row number."""

    unit: int
    counts: Counts


def counted_cases(snapshot: Snapshot, indicator: Indicator, as_at: AsAt, force: str) -> list[CountedCase]:
    """The units of a force behind an indicator, in order of row."""
    unit, calendars = indicator.unit, Calendars({})
    frame = build_frame(
        unit,
        indicator.facts_used(),
        [part for column in indicator.expressions() for _, part in parts_of(column)],
        question=as_at.question,
        limits={},
        rests=[],
        calendar_of=calendars.of,
    )
    table = built(frame)
    resolver = Resolver(table, {}, judged_at(), frame.columns)

    def value(column: Column | None) -> Any:
        return ibis.literal(True) if column is None else resolver.resolve(column.lowest, [unit.relation.op()])

    columns = columns_of(indicator, value)
    among, part = among_units(table, columns["among"]), columns["part"]
    rows = table.select("row", "force", among=among, counts=among & part)
    rows = rows.filter(rows.force == force, rows.among.fill_null(False) | rows.counts.isnull())
    rows = rows.order_by("row").select("row", "counts")
    with duckdb.connect() as connection:
        provide(connection, snapshot, needs_of([frame], calendars), as_at, coverage_as_at(snapshot.coverage, as_at))
        fill_frame(connection, frame_name(unit), to_sql(frame.expression))
        found = connection.execute(to_sql(rows)).fetchall()
    told = {True: Counts.YES, False: Counts.NO, None: Counts.NOT_TOLD}
    return [CountedCase(row, told[counts]) for row, counts in found]
