"""Running a standard's worked examples through the very engine that judges records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import duckdb
import ibis
import pyarrow as pa

from openpeel.engine.claims import doubts_of, expressions_of, ledger_rows, rests_of
from openpeel.engine.evaluation import Calendars, add_calendars, tell_moment
from openpeel.engine.frames import Frame, with_calendars
from openpeel.engine.lineage import Doubt
from openpeel.engine.steps import to_sql
from openpeel.engine.verdicts import Reason, Verdict
from openpeel.language.columns import MOMENT, TOLD, Flag, Moment, Number
from openpeel.language.examples import NOT_APPLICABLE, Example, examples_of
from openpeel.language.standards import Standard
from openpeel.language.units import parts_of

FOREVER = datetime(2200, 1, 1)  # noqa: DTZ001 - moments are naive UTC


@dataclass(frozen=True)
class Judged:
    """A worked example and what the engine says of it."""

    example: Example
    verdict: str
    reason: str

    @property
    def agrees(self) -> bool:
        """Whether the verdict is the one that the example expects."""
        return self.verdict == self.example.verdict


def judge_examples(standard: Standard) -> tuple[Judged, ...]:
    """Judge all worked examples of a standard, as at the moment that it names."""
    examples = examples_of(standard)
    unit = standard.unit
    rests = sorted(rests_of(standard), key=lambda rest: rest.table.name)
    until = {rest: f"__until_{number}" for number, rest in enumerate(rests)}
    doubts = {doubt: f"__doubt_{number}" for number, doubt in enumerate(doubts_of(standard))}
    table = _arrow_table(standard, examples, list(until.values()), doubts)
    hidden = dict.fromkeys(until.values(), MOMENT)
    hidden |= {name: MOMENT if doubt.is_moment else "boolean" for doubt, name in doubts.items()}
    relation = ibis.table(ibis.schema({**dict(unit.relation.schema().items()), **hidden}), name="examples")
    calendars = Calendars({})
    relation, columns = with_calendars(
        unit, relation, {}, expressions_of(standard), limits={}, calendar_of=calendars.of
    )
    frame = Frame(unit, relation, columns, until, frozenset(), doubts=doubts)
    rows = ledger_rows(standard, 0, frame, relation, {})
    with duckdb.connect() as connection:
        connection.register("examples", table)
        add_calendars(connection, calendars.tables)
        tell_moment(connection, datetime.fromisoformat(standard.examples_as_at))
        found = connection.execute(to_sql(rows.select("unit", "verdict", "reason"))).fetchall()
    judged = {unit: (Verdict(verdict).word, Reason(reason).words) for unit, verdict, reason in found}
    return tuple(Judged(example, *judged.get(number, (NOT_APPLICABLE, ""))) for number, example in enumerate(examples))


def _arrow_table(
    standard: Standard, examples: tuple[Example, ...], untils: list[str], doubts: dict[Doubt, str]
) -> pa.Table:
    columns: dict[str, pa.Array] = {
        "force": pa.array(["example"] * len(examples), pa.string()),
        "row": pa.array(range(len(examples)), pa.int64()),
    }
    kinds = {Moment: pa.timestamp("us"), Flag: pa.bool_(), Number: pa.float64()}
    for name, fact in standard.unit.facts.items():
        for ending, _ in parts_of(fact):
            values = [example.facts.get(name + ending) for example in examples]
            columns[name + ending] = pa.array(values, kinds.get(type(fact), pa.string()))
        if fact.is_loaded is not None:
            columns[name + TOLD] = pa.array([example.covered for example in examples], pa.bool_())
    for name in untils:
        reach = [FOREVER if example.covered else None for example in examples]
        columns[name] = pa.array(reach, pa.timestamp("us"))
    for doubt, name in doubts.items():
        columns[name] = pa.array([None] * len(examples), pa.timestamp("us") if doubt.is_moment else pa.bool_())
    return pa.table(columns)
