"""The turns of recurring duties, with levels and without, against a loop in plain Python over each person's events."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import ibis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.hand_made import HandMade, Row, arrow_of, covers, judge, standard_of

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


def turns_of(rows: dict[type[Table], list[Row]], *, levels: bool) -> list[tuple[Any, ...]]:
    """Person, opening, what opened it, level, when met and when superseded: as the documents say it."""
    events = [(row["began_at"], 1, row["row"], row["person_id"], "start", None) for row in rows[Dues] if row["is_ours"]]
    events += [(row["done_at"], 2, row["row"], row["person_id"], "act", None) for row in rows[Acts] if row["counts"]]
    if levels:
        events += [
            (row["set_at"], 0, row["row"], row["person_id"], "change of level", row["level"]) for row in rows[Grades]
        ]
    turns: list[tuple[Any, ...]] = []
    for person in sorted({event[3] for event in events}):
        level, owed, opened = None, False, list[tuple[Any, ...]]()
        for at, _, _, _, kind, value in sorted(event for event in events if event[3] == person):
            changed = kind == "change of level" and value != level
            level, owed = value or level, owed or kind == "start"
            if owed and (kind != "change of level" or changed):
                opened.append((at, kind, level))
        for (at, kind, then), following in zip(opened, [*opened[1:], None], strict=False):
            met = following[0] if following and following[1] == "act" else None
            closed = following[0] if following and following[1] != "act" else None
            turns.append((person, at, kind, then, met, closed))
    return turns


MOMENTS = st.integers(0, 6).map(lambda day: FIRST + timedelta(days=day))
PEOPLE = st.sampled_from(("p", "q"))
EVENTS = st.tuples(
    st.lists(st.fixed_dictionaries({"person_id": PEOPLE, "began_at": MOMENTS, "is_ours": st.booleans()}), max_size=4),
    st.lists(st.fixed_dictionaries({"person_id": PEOPLE, "done_at": MOMENTS, "counts": st.booleans()}), max_size=6),
    st.lists(
        st.fixed_dictionaries({"person_id": PEOPLE, "set_at": MOMENTS, "level": st.sampled_from(sorted(LEVELS))}),
        max_size=5,
    ),
)


@settings(max_examples=60, deadline=None)
@given(EVENTS)
def test_the_turns_are_those_of_a_loop(events: tuple[list[Row], list[Row], list[Row]]) -> None:
    tables = (Dues, Acts, Grades)
    rows = {
        table: [{"row": 100 * place + number, **row} for number, row in enumerate(own)]
        for place, (table, own) in enumerate(zip(tables, events, strict=True))
    }
    for duty, levels in ((WITH_LEVELS, True), (WITHOUT, False)):
        assert sorted(found(duty, rows), key=str) == sorted(turns_of(rows, levels=levels), key=str)


def found(duty: Obligations, rows: dict[type[Table], list[Row]]) -> list[tuple[Any, ...]]:
    with duckdb.connect() as connection:
        for table in duty.tables:
            connection.register(table.name, arrow_of(table, rows[table]))
        columns = "person, opened_at, opened_by, level_then, acted_at, superseded_at"
        turns = ibis.to_sql(duty.relation, "duckdb")
        return list(connection.execute(f"select {columns} from ({turns})").fetchall())


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


def test_levels_and_their_table_belong_together() -> None:
    with pytest.raises(LanguageError, match="two"):
        obligations(
            tables=(Dues, Acts, Grades),
            start=(Dues.person_id, Dues.began_at),
            act=(Acts.person_id, Acts.done_at),
        )
