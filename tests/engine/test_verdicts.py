"""The verdict against its twin, on every combination of what it is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import product
from typing import Any

import duckdb
import ibis
import numpy as np
import pyarrow as pa
import pytest
from tests.engine import verdict_twin as twin

from openpeel.engine import verdicts
from openpeel.engine.verdicts import Claim, Range, Reason, Verdict

NOW = 4
MOMENTS = range(1, 8)
ROUGH: list[twin.Rough] = [
    None,
    *((first, last) for first in MOMENTS for last in MOMENTS if first <= last),
    *((first, None) for first in MOMENTS),
]
GAPS = ("", "NOT_COVERED", "NOT_RECORDED")
TRUTHS: tuple[twin.Truth, ...] = (True, False, None)
BY_NOW = [rough for rough in ROUGH if rough is None or rough[0] <= NOW]
"""What has been done: the engine hides what lies after the moment of judging."""


def at(number: int | None) -> datetime | None:
    return None if number is None else datetime(2024, 1, 1) + timedelta(days=number)


JUDGED_AT = ibis.literal(at(NOW), "timestamp(6)")


def code_of(said: twin.Said) -> int:
    word, reason = said
    return int(Verdict[word.upper()]) + (int(Reason[reason]) if reason else 0)


def opposite(truth: twin.Truth) -> twin.Truth:
    return None if truth is None else not truth


class Combinations:
    """Rows with one combination each, as an Ibis table with each truth's opposite beside it, and what the twin says."""

    def __init__(self, roughs: dict[str, list[twin.Rough]], truths: dict[str, tuple[Any, ...]]) -> None:
        self.names = [*roughs, *truths]
        self.rows = list(product(*roughs.values(), *truths.values()))
        columns: dict[str, pa.Array] = {}
        for place, name in enumerate(self.names):
            values = [row[place] for row in self.rows]
            if name in roughs:
                for ending, end in (("", 0), ("_latest", 1)):
                    moments = [at(None if value is None else value[end]) for value in values]
                    columns[name + ending] = pa.array(moments, pa.timestamp("us"))
            elif name == "gap":
                columns[name] = pa.array([int(Reason[value]) if value else 0 for value in values], pa.int8())
            else:
                columns[name] = pa.array(values, pa.bool_())
                columns[f"not_{name}"] = pa.array([opposite(value) for value in values], pa.bool_())
        self.arrow = pa.table(columns)
        kinds = {"bool": "boolean", "int8": "int8"}
        kinds = {name: kinds.get(str(self.arrow.schema.field(name).type), "timestamp(6)") for name in columns}
        self.table = ibis.table(kinds, name="combinations")

    def truth(self, name: str, negated: bool) -> Any:
        return ~self.table[f"not_{name}"] if negated else self.table[name]

    def rough(self, name: str, exact: bool) -> Range:
        return Range(self.table[name], None if exact else self.table[f"{name}_latest"])

    def expected(self, says: Callable[..., twin.Said]) -> np.ndarray[Any, Any]:
        return np.array([code_of(says(**dict(zip(self.names, row, strict=True)), now=NOW)) for row in self.rows])

    def column(self, name: str) -> np.ndarray[Any, Any]:
        return np.array([row[self.names.index(name)] for row in self.rows], dtype=object)

    def exact(self, name: str) -> np.ndarray[Any, Any]:
        return np.array([value is None or value[0] == value[1] for value in self.column(name)])

    def found(self, codes: dict[str, Any]) -> dict[str, np.ndarray[Any, Any]]:
        with duckdb.connect() as connection:
            connection.register("combinations", self.arrow)
            sql = str(ibis.to_sql(self.table.select(**codes), dialect="duckdb"))
            return dict(connection.execute(sql).fetchnumpy())

    def compare(self, codes: dict[str, Any], of_interest: dict[str, Any], expected: np.ndarray[Any, Any]) -> None:
        found = self.found(codes)
        for name, codes_found in found.items():
            wrong = np.flatnonzero(of_interest[name] & (codes_found != expected))
            if len(wrong):
                first = wrong[0]
                row = dict(zip(self.names, self.rows[first], strict=True))
                pytest.fail(
                    f"{name}: {len(wrong)} differ, the first {row}: {codes_found[first]}, not {expected[first]}"
                )


def variants(*names: str) -> Iterator[dict[str, bool]]:
    for choice in product((False, True), repeat=len(names)):
        yield dict(zip(names, choice, strict=True))


def named(variant: dict[str, bool]) -> str:
    return " ".join(name for name, chosen in variant.items() if chosen) or "plain"


@pytest.mark.parametrize(
    ("shape", "says", "act", "end"),
    [
        pytest.param(verdicts.deadline, twin.deadline, "done", "due", id="Deadline and Recurring"),
        pytest.param(verdicts.never, twin.never, "breach", "until", id="Never"),
    ],
)
def test_a_verdict_up_to_a_moment_equals_its_twin(
    shape: Callable[..., Any], says: Callable[..., twin.Said], act: str, end: str
) -> None:
    """Written with each part exact or rough, there or left out, plain or as the opposite of a column."""
    rows = Combinations(
        {act: BY_NOW, end: ROUGH},
        {"applies": (True, None), "excused": TRUTHS, "gap": GAPS, "lacks_limit": (True, False)},
    )
    codes, of_interest = {}, {}
    for variant in variants("act exact", "end exact", "no excuse", "always covered", "no limit", "negated"):
        negated = variant["negated"]
        claim = Claim(
            rows.truth("applies", negated),
            None if variant["no excuse"] else rows.truth("excused", negated),
            None if variant["always covered"] else rows.table.gap,
            None if variant["no limit"] else rows.truth("lacks_limit", negated),
        )
        name = named(variant)
        codes[name] = shape(
            claim, rows.rough(act, variant["act exact"]), rows.rough(end, variant["end exact"]), JUDGED_AT
        )
        kept = np.ones(len(rows.rows), dtype=bool)
        for chosen, part, value in (
            ("no excuse", "excused", False),
            ("always covered", "gap", ""),
            ("no limit", "lacks_limit", False),
        ):
            if variant[chosen]:
                kept &= rows.column(part) == value
        for chosen, part in (("act exact", act), ("end exact", end)):
            if variant[chosen]:
                kept &= rows.exact(part)
        of_interest[name] = kept
    rows.compare(codes, of_interest, rows.expected(says))


def test_the_verdict_of_a_condition_equals_its_twin() -> None:
    rows = Combinations({"observed": ROUGH}, {"applies": (True, None), "holds": TRUTHS, "excused": TRUTHS, "gap": GAPS})
    codes, of_interest = {}, {}
    for variant in variants("exact", "no excuse", "always covered", "negated"):
        negated = variant["negated"]
        claim = Claim(
            rows.truth("applies", negated),
            None if variant["no excuse"] else rows.truth("excused", negated),
            None if variant["always covered"] else rows.table.gap,
            None,
        )
        name = named(variant)
        observed = rows.rough("observed", variant["exact"])
        codes[name] = verdicts.condition(claim, rows.truth("holds", negated), observed, JUDGED_AT)
        kept = np.ones(len(rows.rows), dtype=bool)
        if variant["no excuse"]:
            kept &= rows.column("excused") == False  # noqa: E712 - an array of objects
        if variant["always covered"]:
            kept &= rows.column("gap") == ""
        if variant["exact"]:
            kept &= rows.exact("observed")
        of_interest[name] = kept
    rows.compare(codes, of_interest, rows.expected(twin.condition))


def test_a_code_holds_a_verdict_and_the_reason_of_an_unknown_one() -> None:
    known = [(verdict, Reason.NONE) for verdict in Verdict if verdict is not Verdict.UNKNOWN]
    unknown = [(Verdict.UNKNOWN, reason) for reason in Reason if reason is not Reason.NONE]
    for verdict, reason in [*known, *unknown]:
        code = ibis.literal(int(verdict) + int(reason), "int8")
        row = ibis.table({"x": "int8"}, name="one").select(v=verdicts.verdict_of(code), r=verdicts.reason_of(code))
        with duckdb.connect() as connection:
            connection.execute("create table one as select 1::tinyint x")
            assert connection.execute(str(ibis.to_sql(row, dialect="duckdb"))).fetchall() == [(verdict, reason)]


def test_every_verdict_and_reason_has_its_words() -> None:
    assert [verdict.word for verdict in Verdict] == ["met", "late", "overdue", "pending", "excused", "unknown"]
    assert [reason for reason in Reason if not reason.words] == [Reason.NONE]
    assert len({reason.words for reason in Reason}) == len(Reason)
