"""Cases read alone: they say of a unit what the frame of all units says, and lead to the same rows."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import ibis
import numpy as np
import pytest
from tests.engine.hand_made import FORCE, LONG_AGO, HandMade, Job, Jobs, Notes, Row
from tests.engine.random_records import COVERAGES, FIRST, STEPS
from tests.engine.records_twin import STEP

from openpeel.engine.case_plans import CasePlan, LinkBehind, kept_case_plan
from openpeel.engine.clocks import AsAt, Question
from openpeel.engine.evaluation import Calendars, fill_frame, needs_of, provide
from openpeel.engine.frames import build_frame
from openpeel.engine.steps import WANTED, to_sql
from openpeel.language.durations import days
from openpeel.language.facts import each, earlier
from openpeel.language.obligations import obligations
from openpeel.language.units import Unit
from openpeel.records.loads import Unstored


class Following(Unit):
    """A serious job, with those before it of whom a note or else the job names."""

    rows = Jobs
    where = Jobs.is_serious
    _notes = each(Notes, by=Notes.job_id)
    job_id = Jobs.job_id
    """Its reference."""
    began_at = Jobs.began_at
    """When it was reported."""
    marked = _notes.first(Notes.colour, by=Notes.written_at)
    """The first mark."""
    useful = each(Notes, by=Notes.job_id, where=Notes.is_useful).count()
    """How many notes helped."""
    same_mark_before = earlier(by=marked, order=began_at, where=_notes.exists(), within=days(5)).count()
    """How many others with that mark were reported in the five days before it."""
    same_owner_before = earlier(by=marked.or_else(Jobs.officer_id), order=began_at).count()
    """How many others of that mark or, without one, that owner were reported before it."""
    previous_at = earlier(by=Jobs.person_id, order=began_at, within=days(5)).previous()
    """When the last of the same person was reported."""
    begins = began_at


class Chained(Unit):
    """A job whose history hangs on another history: which units that takes cannot be told without all."""

    rows = Jobs
    job_id = Jobs.job_id
    """Its reference."""
    began_at = Jobs.began_at
    """When it was reported."""
    before = earlier(by=Jobs.person_id, order=began_at).count()
    """How many others of the same person were reported before it."""
    repeats_before = earlier(by=Jobs.officer_id, order=began_at, where=before >= 1).count()
    """How many of the same owner before it were not the person's first."""
    begins = began_at


class Person(Unit):
    """Somebody whom jobs concern: the first of them."""

    rows = Jobs
    where = Jobs.person_id.is_present()
    one_per = Jobs.person_id
    person_id = Jobs.person_id
    """Who."""
    began_at = Jobs.began_at
    """When the first job was reported."""
    notes = each(Notes, by=Notes.officer_id, to=Jobs.person_id).count()
    """How many notes somebody of that name wrote."""
    begins = began_at


class Reply(Unit):
    """A turn of the duty to write again about a job."""

    rows = obligations(
        tables=(Jobs, Notes),
        start=(Jobs.job_id, Jobs.began_at),
        act=(Notes.job_id, Notes.written_at),
        start_counts=Jobs.is_serious,
        act_counts=Notes.is_useful,
    )
    job_id = rows.person
    """The job."""
    opened_at = rows.opened_at
    """When the turn began."""
    acted_at = rows.acted_at
    """When it was written of again."""
    useful = each(Notes, by=Notes.job_id, where=Notes.is_useful).count()
    """How many notes about it helped."""
    turns_before = earlier(by=rows.person, order=opened_at).count()
    """How many turns there were before it."""
    begins = opened_at


JOB_FACTS = (
    "grade",
    "useful",
    "first_useful_colour",
    "own_notes",
    "last_checked_then",
    "noted_before",
    "previous_recent_serious_at",
    "first_hearing_so_far",
)
"""Of each kind that there is."""

UNITS: dict[type[Unit], tuple[str, ...]] = {
    Job: JOB_FACTS,
    **{unit: tuple(unit.facts) for unit in (Following, Chained, Person, Reply)},
}


def together(unit: type[Unit], question: Question) -> CasePlan:
    """All units in one statement, and the rows behind each from the links of that one."""
    calendars = Calendars({})
    frame = build_frame(
        unit, frozenset(UNITS[unit]), [], question=question, limits={}, rests=[], calendar_of=calendars.of
    )
    pairs = [link.pairs().select("unit", "row", link=ibis.literal(n)) for n, link in enumerate(frame.links)]
    links = tuple(LinkBehind(link.table.name, frozenset()) for link in frame.links)
    return CasePlan({}, to_sql(frame.expression), to_sql(ibis.union(*pairs)), links, needs_of([frame], calendars))


def read(plan: CasePlan, records: HandMade, as_at: AsAt, wanted: list[int]) -> tuple[dict[int, Any], list[Any]]:
    """The facts of the units ``wanted`` by row, and the rows behind them: unit, link, table, row."""
    with duckdb.connect() as connection:
        provide(connection, records, plan.needs, as_at, records.coverage)
        connection.register(WANTED.get_name(), {"unit": np.array(wanted, np.int64)})
        for name, sql in plan.steps.items():
            fill_frame(connection, name, sql)
        facts = connection.execute(f"select * from ({plan.facts}) order by row")
        names = [column[0] for column in facts.description]
        found = [dict(zip(names, row, strict=True)) for row in facts.fetchall()]
        pairs = connection.execute(f"select unit, link, row from ({plan.pairs}) group by all order by all").fetchall()
    return (
        {row["row"]: row for row in found if row["row"] in wanted},
        [(unit, link, plan.links[link].table, row) for unit, link, row in pairs if unit in wanted],
    )


def records_of(seed: int, folder: Path) -> HandMade:
    """Many jobs and notes of a few people within ten days, some with an earlier version, some set aside."""
    draw = random.Random(seed)

    def moment(*, always: bool = False) -> datetime | None:
        return FIRST + STEP * draw.randrange(STEPS) if always or draw.random() < 0.7 else None

    def rough() -> tuple[datetime, datetime] | None:
        first = moment()
        return None if first is None else (first, first + STEP * draw.choice((0, 4)))

    def versions(key: str, name: str, values: Callable[[], Row]) -> list[Row]:
        force = draw.choice((FORCE, FORCE, FORCE, "dorset"))
        since = LONG_AGO if draw.random() < 0.7 else FIRST + STEP * 20
        row = {key: name, "force": force, "known_from": since, **values()}
        return [row] if since == LONG_AGO else [{**row, **values(), "known_from": LONG_AGO, "known_to": since}, row]

    def job() -> Row:
        return {
            "began_at": moment(always=True),
            "person_id": draw.choice(("p", "q", "x", None)),
            "officer_id": draw.choice(("x", "y", "red", None)),
            "closed_at": moment(),
            "grade": draw.choice(("high", "low", None)),
            "hearing_at": moment(),
            "is_serious": draw.choice((True, True, False, None)),
        }

    def note() -> Row:
        return {
            "job_id": draw.choice((*names, None)),
            "officer_id": draw.choice(("x", "y", "p", None)),
            "written_at": moment(always=True),
            "checked_at": moment(),
            "colour": draw.choice(("red", "green", None)),
            "happened_on": rough(),
            "is_useful": draw.choice((True, False, None)),
        }

    names = [f"j{number}" for number in range(24)]
    jobs = [row for name in names for row in versions("job_id", name, job)]
    notes = [row for number in range(48) for row in versions("note_id", str(number), note)]
    # Row numbers are of the whole store: a note has none that a job has.
    notes = [{"row": len(jobs) + place, **row} for place, row in enumerate(notes)]
    lost = [
        Unstored(table, FORCE, FIRST, FIRST + STEP * 8, references)
        for table, references in ((Notes.name, {"job_id": "j1"}), (Jobs.name, {"person_id": "p"}), (Notes.name, {}))
    ]
    return HandMade({Jobs: jobs, Notes: notes}, draw.choice(COVERAGES), folder, lost)


@pytest.mark.parametrize(
    ("unit", "question"),
    [
        (Job, Question.KNOWN_ON),
        (Following, Question.HAPPENED_BY),
        (Chained, Question.KNOWN_ON),
        (Person, Question.HAPPENED_BY),
        (Reply, Question.KNOWN_ON),
    ],
)
def test_units_read_alone_are_as_among_all_and_have_the_same_rows_behind_them(
    unit: type[Unit], question: Question, tmp_path: Path
) -> None:
    alone = kept_case_plan(None, unit, UNITS[unit], question, of_few=True)
    records, as_at = records_of(7, tmp_path), AsAt(FIRST + STEP * 30, question)
    facts, pairs = read(together(unit, question), records, as_at, list(range(200)))
    assert len(facts) > 5
    assert pairs
    for row in list(facts)[:: len(facts) // 5]:
        assert read(alone, records, as_at, [row]) == ({row: facts[row]}, [pair for pair in pairs if pair[0] == row])
    assert read(alone, records, as_at, list(facts)) == (facts, pairs)


def test_facts_among_others_have_the_rows_behind_them_that_they_have_alone(tmp_path: Path) -> None:
    records, as_at = records_of(7, tmp_path), AsAt(FIRST + STEP * 30, Question.HAPPENED_BY)
    plans = {
        names: kept_case_plan(None, Following, names, as_at.question, of_few=True)
        for names in (tuple(Following.facts), ("useful",), ("marked", "previous_at"), ("same_owner_before",))
    }
    among, *alone = plans.values()
    wanted = list(range(0, 30, 3))
    _, pairs = read(among, records, as_at, wanted)
    for names, plan in list(plans.items())[1:]:
        own = {(unit, table, row) for unit, _, table, row in read(plan, records, as_at, wanted)[1]}
        theirs = {(unit, table, row) for unit, link, table, row in pairs if among.links[link].facts & {*names}}
        assert own == theirs != set()
    assert all(link.facts for plan in alone for link in plan.links)
