"""Working out an indicator: the counts behind it for each force, and the time that the records cover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import duckdb
import ibis

from openpeel.engine.clocks import AsAt
from openpeel.engine.coverage import linked_periods
from openpeel.engine.evaluation import Calendars, needs_of, provide, to_sql
from openpeel.engine.frames import build_frame
from openpeel.engine.history import coverage_as_at
from openpeel.language.indicators import Indicator, Share
from openpeel.language.obligations import Obligations
from openpeel.records.store import Snapshot

YEAR = timedelta(days=365.25)


@dataclass(frozen=True)
class Counted:
    """What an indicator counts for one force.

    Of ``whole`` units, ``part`` are counted and for ``unknown`` the records cannot tell; ``periods`` are those that the
    records cover without a gap, and ``years`` their length together.
    """

    force: str
    part: int
    whole: int
    unknown: int
    periods: tuple[tuple[datetime, datetime], ...]

    @property
    def years(self) -> float:
        """How many years the records cover."""
        return sum(((ends - begins) / YEAR for begins, ends in self.periods), 0.0)


def count(snapshot: Snapshot, indicator: Indicator, as_at: AsAt) -> list[Counted]:
    """The counts of an indicator for each force that has records, in order of force."""
    unit, measure = indicator.unit, indicator.measure
    calendars = Calendars({})
    coverage = coverage_as_at(snapshot.coverage, as_at)
    frame = build_frame(
        unit,
        indicator.facts_used(),
        [],
        as_at=as_at,
        limits={},
        rests=[],
        calendar_of=calendars.of,
    )
    over = {unit.relation.op(): frame.expression.op()}

    def column(flag: Any) -> Any:
        return ibis.literal(True) if flag is None else flag.lowest.op().replace(over).to_expr()

    among = column(measure.among if isinstance(measure, Share) else measure.counting)
    part = column(measure.of) if isinstance(measure, Share) else ibis.literal(True)
    rows = frame.expression.select("force", among=among, part=part)
    counted = rows.group_by("force").agg(
        part=(rows.among & rows.part).fill_null(False).sum(),
        whole=rows.among.fill_null(False).sum(),
        unknown=(rows.among & rows.part).isnull().sum(),
    )
    with duckdb.connect() as connection:
        provide(connection, snapshot, needs_of([frame], calendars), as_at, coverage)
        found = connection.execute(to_sql(counted.order_by("force"))).fetchall()
    base = unit.rows.start if isinstance(unit.rows, Obligations) else unit.rows
    periods: dict[str, list[tuple[datetime, datetime]]] = {}
    for period in linked_periods(coverage, base, frozenset()):
        periods.setdefault(period.force, []).append((period.begins, min(period.ends, as_at.moment)))
    told = {force: (int(part), int(whole), int(unknown)) for force, part, whole, unknown in found}
    # A force whose records were loaded and hold none has the count nought, not no count.
    return [
        Counted(force, *told.get(force, (0, 0, 0)), _forward(periods.get(force, [])))
        for force in sorted({*told, *(force for force in periods if not as_at.forces or force in as_at.forces)})
    ]


def _forward(periods: Sequence[tuple[datetime, datetime]]) -> tuple[tuple[datetime, datetime], ...]:
    return tuple((begins, ends) for begins, ends in periods if begins < ends)
