"""Moments that are known to the day or month only, and counts that may be higher: every relation between two."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import duckdb
import ibis
import pyarrow as pa
import pytest
from tests.engine.hand_made import HandMade, covers, judge

from openpeel.engine.clocks import as_happened_by
from openpeel.language.columns import Flag, Moment, Number, earliest_of, latest_of
from openpeel.language.durations import days
from openpeel.language.periods import period_named
from openpeel.library import standards
from openpeel.records.published_crimes import PublishedCrimes, PublishedOutcomes

POINTS = range(1, 5)
Rough = tuple[int, int | None] | None
"""The lowest and the highest; of a moment without the highest it is not known whether it is there."""
ROUGH: list[Rough] = [None, *((first, last) for first in POINTS for last in POINTS if first <= last)]
DOUBTFUL: list[Rough] = [(first, None) for first in POINTS]
MOST = 9
"""Stands for 'no highest value is known': above all that is compared."""

MOMENTS: dict[str, Callable[[Any, Any], Any]] = {
    "<=": operator.le,
    "<": operator.lt,
    ">=": operator.ge,
    ">": operator.gt,
}
NUMBERS = {**MOMENTS, "==": operator.eq, "!=": operator.ne}


def agreed(relation: Callable[[int, int], bool], a: Rough, b: Rough) -> bool | None:
    """What all pairs of possible values agree on."""
    if a is None or b is None or a[1] is None or b[1] is None:
        return None
    said = {relation(x, y) for x in range(a[0], a[1] + 1) for y in range(b[0], b[1] + 1)}
    return said.pop() if len(said) == 1 else None


def at(number: int) -> datetime:
    return datetime(2024, 1, 1) + timedelta(days=number)


def run(columns: dict[str, pa.Array], expressions: Callable[[Any], dict[str, Any]]) -> list[dict[str, Any]]:
    data = pa.table(columns)
    kinds = {name: "timestamp(6)" if pa.types.is_timestamp(data[name].type) else "int64" for name in columns}
    table = ibis.table(kinds, name="pairs")
    with duckdb.connect() as connection:
        connection.register("pairs", data)
        sql = str(ibis.to_sql(table.select(**expressions(table)), dialect="duckdb"))
        rows: list[dict[str, Any]] = connection.execute(sql).to_arrow_table().to_pylist()
    return rows


PAIRS = list(product(ROUGH, ROUGH))
MOMENT_PAIRS = list(product([*ROUGH, *DOUBTFUL], repeat=2))


def moments(place: int, end: int) -> pa.Array:
    roughs = (pair[place] for pair in MOMENT_PAIRS)
    values = (None if rough is None else rough[end] for rough in roughs)
    return pa.array([None if value is None else at(value) for value in values], pa.timestamp("us"))


def missing(rough: Rough) -> bool | None:
    return True if rough is None else None if rough[1] is None else False


def test_rough_moments_compare_only_where_all_that_is_possible_agrees() -> None:
    columns = {"a": moments(0, 0), "a_latest": moments(0, 1), "b": moments(1, 0), "b_latest": moments(1, 1)}

    def expressions(table: Any) -> dict[str, Any]:
        a, b = Moment(table.a, table.a_latest), Moment(table.b, table.b_latest)
        return (
            {name: relation(a, b).lowest for name, relation in MOMENTS.items()}
            | {f"not {name}": (~relation(a, b)).is_missing().lowest for name, relation in MOMENTS.items()}
            | {"missing": a.is_missing().lowest, "present": a.is_present().lowest}
        )

    for (a, b), row in zip(MOMENT_PAIRS, run(columns, expressions), strict=True):
        assert row["missing"] is missing(a), a
        assert row["present"] is (None if missing(a) is None else not missing(a)), a
        for name, relation in MOMENTS.items():
            wanted = agreed(relation, a, b)
            assert row[name] is wanted, (a, name, b)
            assert row[f"not {name}"] is (wanted is None), f"~ and a missing value: {a} {name} {b}"


def test_an_exact_moment_compares_with_a_rough_one() -> None:
    columns = {"a": moments(0, 0), "b": moments(1, 0), "b_latest": moments(1, 1)}

    def expressions(table: Any) -> dict[str, Any]:
        a, b = Moment(table.a), Moment(table.b, table.b_latest)
        return {name: relation(a, b).lowest for name, relation in MOMENTS.items()}

    for (a, b), row in zip(MOMENT_PAIRS, run(columns, expressions), strict=True):
        for name, relation in MOMENTS.items():
            assert row[name] is agreed(relation, None if a is None else (a[0], a[0]), b), (a, name, b)


def counts(place: int, end: int) -> pa.Array:
    """The last point stands for an open end."""
    roughs = (pair[place] for pair in PAIRS)
    values = [None if rough is None else rough[end] for rough in roughs]
    return pa.array([None if end and value == POINTS[-1] else value for value in values], pa.int64())


def opened(rough: Rough) -> Rough:
    return rough if rough is None or rough[1] != POINTS[-1] else (rough[0], MOST)


@pytest.mark.parametrize("open_side", ["left", "both"])
def test_counts_that_may_be_higher_compare_likewise(open_side: str) -> None:
    columns = {"a": counts(0, 0), "a_highest": counts(0, 1), "b": counts(1, 0), "b_highest": counts(1, 1)}

    def expressions(table: Any) -> dict[str, Any]:
        a = Number(table.a, table.a_highest)
        b = Number(table.b, table.b_highest) if open_side == "both" else Number(table.b)
        return {name: relation(a, b).lowest for name, relation in NUMBERS.items()} | {"sum": ((a + b) >= 5).lowest}

    for (a, b), row in zip(PAIRS, run(columns, expressions), strict=True):
        left = opened(a)
        right = opened(b) if open_side == "both" else None if b is None else (b[0], b[0])
        for name, relation in NUMBERS.items():
            assert row[name] is agreed(relation, left, right), (left, name, right)
        assert row["sum"] is agreed(lambda x, y: x + y >= 5, left, right), (left, right)


Worlds = set[int | None]


def worlds(rough: Rough) -> Worlds:
    """All that a moment can be; one that may be missing may lie at any time from its lowest on."""
    if rough is None:
        return {None}
    return {None, *range(rough[0], MOST)} if rough[1] is None else set(range(rough[0], rough[1] + 1))


def agrees(found: tuple[Any, Any], wanted: Worlds, *, exactly: bool) -> bool:
    """Whether a lowest and a highest value say no more than what all worlds agree on; ``exactly`` that."""
    lowest, highest = found
    there = [value for value in wanted if value is not None]
    if lowest is None:
        return not there and highest is None
    if highest is not None and (None in wanted or max(there) > highest):
        return False
    least = min(there, default=MOST)
    return (least, None if None in wanted else max(there)) == found if exactly else lowest <= least


def test_of_rough_moments_the_earliest_the_latest_the_moved_and_the_first_there_is() -> None:
    columns = {"a": moments(0, 0), "a_latest": moments(0, 1), "b": moments(1, 0), "b_latest": moments(1, 1)}

    def expressions(table: Any) -> dict[str, Any]:
        a, b = Moment(table.a, table.a_latest), Moment(table.b, table.b_latest)
        made = {"least": earliest_of(a, b), "most": latest_of(a, b), "first": a.or_else(b), "moved": a + days(2)}
        made |= {"kept": a.only_if(Flag(table.b.notnull())), "perhaps": a.only_if(Flag(table.b >= at(2)))}
        return {f"{name}_{end}": getattr(one, end) for name, one in made.items() for end in ("lowest", "upper")}

    for (a, b), row in zip(MOMENT_PAIRS, run(columns, expressions), strict=True):
        pairs = list(product(worlds(a), worlds(b)))
        there = [[value for value in pair if value is not None] for pair in pairs]
        wanted: dict[str, Worlds] = {
            "least": {min(values, default=None) for values in there},
            "most": {max(values, default=None) for values in there},
            "first": {y if x is None else x for x, y in pairs},
            "moved": {None if x is None else x + 2 for x, _ in pairs},
            "kept": worlds(a) if b is not None else {None},
            "perhaps": worlds(a) | {None} if b is None else worlds(a) if b[0] >= 2 else {None},
        }
        is_certain = missing(a) is not None and missing(b) is not None
        for name, all_told in wanted.items():
            found = tuple(days_on(row[f"{name}_{end}"]) for end in ("lowest", "upper"))
            exactly = is_certain or name in ("least", "moved", "kept", "perhaps")
            assert agrees((found[0], found[1]), all_told, exactly=exactly), (name, a, b, found)


def days_on(moment: datetime | None) -> int | None:
    return None if moment is None else (moment - at(0)).days


@pytest.mark.parametrize(
    ("crime", "outcome", "day", "verdict"),
    [
        # One month after a day in March ends between 1 April and 30 April.
        ("2021-03", "2021-02", "2021-06-15", "met"),
        ("2021-03", "2021-03", "2021-06-15", "met"),
        ("2021-03", "2021-04", "2021-06-15", "unknown: PRECISION"),
        ("2021-03", "2021-05", "2021-06-15", "late"),
        ("2021-03", None, "2021-04-01", "pending"),
        ("2021-03", None, "2021-04-15", "unknown: PRECISION"),
        ("2021-03", None, "2021-05-01", "overdue"),
        # The month that runs on: in part it lies ahead.
        ("2021-03", "2021-06", "2021-05-31", "overdue"),
    ],
)
def test_months_against_a_deadline(tmp_path: Path, crime: str, outcome: str | None, day: str, verdict: str) -> None:
    crimes = [{"record_key": "c", "crime_id": "x", "month": period_named(crime), "crime_type": "Burglary"}]
    outcomes = [] if outcome is None else [{"record_key": "o", "crime_id": "x", "month": period_named(outcome)}]
    records = HandMade(
        {PublishedCrimes: crimes, PublishedOutcomes: outcomes},
        [covers(PublishedCrimes), covers(PublishedOutcomes)],
        tmp_path,
    )
    result = judge([standards()["crime-reaches-outcome"]], records, as_happened_by(datetime.fromisoformat(day)))
    assert list(result.verdicts().values()) == [verdict]
