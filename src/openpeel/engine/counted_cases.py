"""The units behind an indicator's figure, and how each of them counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import ibis.expr.types as ir

from openpeel.engine.building import among_units
from openpeel.engine.clocks import AsAt
from openpeel.engine.measures import columns_of, parts_asked
from openpeel.engine.unit_rows import Value, ask_units
from openpeel.language.indicators import Indicator
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

    def asked(table: ir.Table, value: Value) -> ir.Table:
        columns = columns_of(indicator, value)
        among = among_units(table, columns["among"])
        rows = table.select("row", "force", among=among, counts=among & columns["part"])
        rows = rows.filter(rows.force == force, rows.among.fill_null(False) | rows.counts.isnull())
        return rows.order_by("row").select("row", "counts")

    found = ask_units(snapshot, as_at, indicator.unit, indicator.facts_used(), parts_asked(indicator), asked)
    told = {True: Counts.YES, False: Counts.NO, None: Counts.NOT_TOLD}
    return [CountedCase(row, told[counts]) for row, counts in found]
