"""The turns of recurring duties, with levels and without, against a loop in plain Python over each person's events.

Where it is not known whether a start or an act counts, the loop runs once for each choice.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import ibis
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.engine.hand_made import HandMade, Row, arrow_of, covers, judge, standard_of
from tests.how_many import examples

from openpeel.engine.clocks import as_happened_by
from openpeel.language.columns import LanguageError, code, flag, moment, text
from openpeel.language.durations import days
from openpeel.language.obligations import Obligations, obligations
from openpeel.language.standards import Recurring
from openpeel.language.tables import Table
from openpeel.language.units import Unit

FIRST = datetime(2024, 1, 1)
LEVELS = {"high": "High", "low": "Low"}


class Dues(Table):
    """A duty towards somebody that began."""

    due_id = text("Its reference", key=True)
    person_id = text("To whom", required=True)
    began_at = moment("When it began", required=True)
    is_ours = flag("True if it is ours to meet")
    begins = began_at


class Acts(Table):
    """Something that was done for somebody."""

    act_id = text("Its reference", key=True)
    person_id = text("For whom", required=True)
    done_at = moment("When", required=True)
    counts = flag("True if it meets the duty")
    begins = done_at


class Grades(Table):
    """A level that was set for somebody."""

    grade_id = text("Its reference", key=True)
    person_id = text("For whom", required=True)
    set_at = moment("When", required=True)
    level = code("Which", LEVELS, required=True)
    begins = set_at


WITH_LEVELS = obligations(
    tables=(Dues, Acts, Grades),
    start=(Dues.person_id, Dues.began_at),
    act=(Acts.person_id, Acts.done_at),
    start_counts=Dues.is_ours,
    act_counts=Acts.counts,
    level=(Grades.person_id, Grades.set_at, Grades.level),
)
WITHOUT = obligations(
    tables=(Dues, Acts),
    start=(Dues.person_id, Dues.began_at),
    act=(Acts.person_id, Acts.done_at),
    start_counts=Dues.is_ours,
    act_counts=Acts.counts,
)


Turn = tuple[str, datetime, str, str | None, Any, Any, int | None]
"""Person, opening, what opened it, level, when met, when superseded, and the row of the last act up to then."""


def turns_of(rows: dict[type[Table], list[Row]], *, levels: bool) -> dict[int, Turn]:
    """The turns by the row that opened each, as the documents say it."""
    events = [(row["began_at"], 1, row["row"], row["person_id"], "start", None) for row in rows[Dues] if row["is_ours"]]
    events += [(row["done_at"], 2, row["row"], row["person_id"], "act", None) for row in rows[Acts] if row["counts"]]
    if levels:
        events += [
            (row["set_at"], 0, row["row"], row["person_id"], "change of level", row["level"]) for row in rows[Grades]
        ]
    turns: dict[int, Turn] = {}
    for person in sorted({event[3] for event in events}):
        level, owed, act, opened = None, False, None, list[tuple[Any, ...]]()
        for at, _, row, _, kind, value in sorted(event for event in events if event[3] == person):
            changed = kind == "change of level" and value != level
            level, owed = value or level, owed or kind == "start"
            act = row if kind == "act" and owed else act
            if owed and (kind != "change of level" or changed):
                opened.append((at, kind, level, row, act))
        for (at, kind, then, row, after), following in zip(opened, [*opened[1:], None], strict=False):
            met = following[0] if following and following[1] == "act" else None
            closed = following[0] if following and following[1] != "act" else None
            turns[row] = (person, at, kind, then, met, closed, after)
    return turns


OPEN = {Dues: "is_ours", Acts: "counts"}
"""The columns of which it may not be known whether a row counts."""


def choices(rows: dict[type[Table], list[Row]]) -> Iterator[dict[type[Table], list[Row]]]:
    """The rows with each choice of what is not known of starts and acts."""
    open_rows = [(table, row["row"]) for table, name in OPEN.items() for row in rows[table] if row[name] is None]
    for choice in itertools.product((False, True), repeat=len(open_rows)):
        chosen = dict(zip(open_rows, choice, strict=True))
        yield {
            table: [
                {**row, OPEN[table]: chosen.get((table, row["row"]), row[OPEN[table]])} if table in OPEN else row
                for row in own
            ]
            for table, own in rows.items()
        }


def turns_in_doubt(rows: dict[type[Table], list[Row]], *, levels: bool) -> dict[int, tuple[Any, ...]]:
    """By opening row: the turn, what its ends can be, whether it is surely owed, and which acts it may follow."""
    worlds = [turns_of(one, levels=levels) for one in choices(rows)]
    doubtful_acts = {row["row"] for row in rows[Acts] if row["counts"] is None}
    found: dict[int, tuple[Any, ...]] = {}
    for row in {row for world in worlds for row in world} - doubtful_acts:
        own = [world[row] for world in worlds if row in world]
        person, at, kind, level = own[0][:4]
        if kind == "start" and len(own) < len(worlds):
            told = next(due["is_ours"] for due in rows[Dues] if due["row"] == row)
            kind = "start" if told else "doubtful start"
        ends = (bounds([turn[4] for turn in own]), bounds([turn[5] for turn in own]))
        follows = {turn[6] for turn in own}
        found[row] = (person, at, kind, level, *ends, True if len(own) == len(worlds) else None, follows)
    return found


def bounds(moments: list[datetime | None]) -> tuple[datetime | None, datetime | None]:
    """The earliest that a moment can be, and the latest; no latest where it may be missing."""
    there = [moment for moment in moments if moment is not None]
    return min(there, default=None), max(there) if there and len(there) == len(moments) else None


MOMENTS = st.integers(0, 6).map(lambda day: FIRST + timedelta(days=day))
PEOPLE = st.sampled_from(("p", "q"))
TRUTHS = st.sampled_from((True, True, False, None))
EVENTS = st.tuples(
    st.lists(st.fixed_dictionaries({"person_id": PEOPLE, "began_at": MOMENTS, "is_ours": TRUTHS}), max_size=4),
    st.lists(st.fixed_dictionaries({"person_id": PEOPLE, "done_at": MOMENTS, "counts": TRUTHS}), max_size=6),
    st.lists(
        st.fixed_dictionaries({"person_id": PEOPLE, "set_at": MOMENTS, "level": st.sampled_from(sorted(LEVELS))}),
        max_size=5,
    ),
)


def _act(counts: bool | None) -> Row:
    return {"person_id": "q", "done_at": FIRST, "counts": counts}


@settings(max_examples=examples(60), deadline=None)
@example(  # At one moment, an act that may count stands where it would if it did: before one of a later row.
    ([{"person_id": "q", "began_at": FIRST, "is_ours": True}], [_act(True), _act(None), _act(True)], [])
)
@given(EVENTS)
def test_the_turns_are_those_of_a_loop(events: tuple[list[Row], list[Row], list[Row]]) -> None:
    tables = (Dues, Acts, Grades)
    rows = {
        table: [{"row": 100 * place + number, **row} for number, row in enumerate(own)]
        for place, (table, own) in enumerate(zip(tables, events, strict=True))
    }
    for duty, levels in ((WITH_LEVELS, True), (WITHOUT, False)):
        turns = turns_in_doubt(rows, levels=levels)
        told = found(duty, rows)
        assert {row: turn[:-1] for row, turn in told.items()} == {row: turn[:-1] for row, turn in turns.items()}
        runs = {row: turn[-1] for row, turn in told.items() if turn[-1] is not None}
        followed = {run: set[Any]() for run in runs.values()}
        for row, run in runs.items():
            followed[run].add((turns[row][0], *turns[row][-1]))
        assert all(len(acts) == 1 and len(next(iter(acts))) == 2 for acts in followed.values())
        assert len(set.union(set(), *followed.values())) == len(followed), "turns of one run have one name"
        if not any(row[name] is None for table, name in OPEN.items() for row in rows[table]):
            assert runs.keys() == turns.keys()


def found(duty: Obligations, rows: dict[type[Table], list[Row]]) -> dict[int, tuple[Any, ...]]:
    with duckdb.connect() as connection:
        for table in duty.tables:
            connection.register(table.name, arrow_of(table, rows[table]))
        ends = "acted_at, acted_at__latest, superseded_at, superseded_at__latest"
        turns = ibis.to_sql(duty.relation, "duckdb")
        rows_of = connection.execute(
            f"select row, person, opened_at, opened_by, level_then, {ends}, is_owed, run_of from ({turns})"
        ).fetchall()
    return {
        row: (person, at, by, level, (act, latest_act), (end, latest_end), owed, run)
        for row, person, at, by, level, act, latest_act, end, latest_end, owed, run in rows_of
    }


class Owed(Unit):
    """One turn of the made duty."""

    rows = WITHOUT
    person_id = rows.person
    """To whom."""
    opened_at = rows.opened_at
    """When it opened."""
    done_at = rows.acted_at
    """When it was met."""
    begins = opened_at


def test_a_duty_without_levels_is_judged(tmp_path: Path) -> None:
    owed = standard_of(Owed, Recurring(done=Owed.done_at, due=Owed.opened_at + days(2)), Owed.opened_at.is_present())
    rows = {
        Dues: [{"due_id": "1", "person_id": "p", "began_at": FIRST, "is_ours": True, "row": 0}],
        Acts: [
            {"act_id": "1", "person_id": "p", "done_at": FIRST + timedelta(days=1), "counts": True, "row": 1},
            {"act_id": "2", "person_id": "p", "done_at": FIRST + timedelta(days=2), "counts": False, "row": 2},
            {"act_id": "3", "person_id": "p", "done_at": FIRST + timedelta(days=5), "counts": True, "row": 3},
        ],
    }
    made = HandMade(rows, [covers(Dues), covers(Acts)], tmp_path)
    assert judge([owed], made, as_happened_by(FIRST + timedelta(days=6))).verdicts() == {
        0: "met",
        1: "late",
        3: "pending",
    }


def test_a_duty_that_may_not_have_started_is_not_told_and_does_not_vanish(tmp_path: Path) -> None:
    owed = standard_of(Owed, Recurring(done=Owed.done_at, due=Owed.opened_at + days(2)), Owed.opened_at.is_present())
    for name, ours, expected in (
        ("ours", True, {0: "overdue"}),
        ("not ours", False, {}),
        ("not told", None, {0: "unknown: APPLIES"}),
    ):
        (tmp_path / name).mkdir()
        rows: dict[type[Table], list[Row]] = {
            Dues: [{"due_id": "1", "person_id": "p", "began_at": FIRST, "is_ours": ours, "row": 0}]
        }
        made = HandMade(rows, [covers(Dues), covers(Acts)], tmp_path / name)
        assert judge([owed], made, as_happened_by(FIRST + timedelta(days=6))).verdicts() == expected, name


def test_a_turn_that_may_have_been_superseded_may_not_have_been_met(tmp_path: Path) -> None:
    owed = standard_of(Owed, Recurring(done=Owed.done_at, due=Owed.opened_at + days(2)), Owed.opened_at.is_present())
    rows: dict[type[Table], list[Row]] = {
        Dues: [
            {"due_id": "1", "person_id": "p", "began_at": FIRST, "is_ours": True, "row": 0},
            {"due_id": "2", "person_id": "p", "began_at": FIRST + timedelta(days=1), "is_ours": None, "row": 1},
        ],
        Acts: [{"act_id": "1", "person_id": "p", "done_at": FIRST + timedelta(days=2), "counts": True, "row": 2}],
    }
    made = HandMade(rows, [covers(Dues), covers(Acts)], tmp_path)
    assert judge([owed], made, as_happened_by(FIRST + timedelta(days=3))).verdicts() == {
        0: "unknown: NOT_RECORDED",
        1: "unknown: APPLIES",
        2: "pending",
    }


def test_levels_and_their_table_belong_together() -> None:
    with pytest.raises(LanguageError, match="two"):
        obligations(
            tables=(Dues, Acts, Grades),
            start=(Dues.person_id, Dues.began_at),
            act=(Acts.person_id, Acts.done_at),
        )
