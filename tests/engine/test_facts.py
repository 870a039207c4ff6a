"""Facts, the two clocks, coverage and the ledger over random records, against their plain twin."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine import records_twin as twin
from tests.engine import verdict_twin
from tests.engine.hand_made import FORCE, HandMade, Job, Jobs, Notes, Row, covers, judge, standard_of

from openpeel.engine.clocks import AsAt, Question
from openpeel.engine.evaluation import Plan, make_plan
from openpeel.language.columns import HIGHEST, LATEST, Flag
from openpeel.language.durations import days, hours
from openpeel.language.standards import Condition, Deadline, Never, Recurring, Standard
from openpeel.records.loads import Coverage

FIRST = datetime(2024, 1, 1)
STEPS = 40
"""Records lie in the 10 days from FIRST, in steps of six hours."""


def step(number: int) -> datetime:
    return FIRST + number * twin.STEP


def everything_present() -> Flag:
    """A condition that uses every fact, so that all are built."""
    applies = Job.began_at.is_present()
    for fact in Job.facts.values():
        applies = applies | fact.is_present()
    return applies


STANDARDS = (
    standard_of(
        Job, Deadline(done=Job.first_note_at, due=Job.began_at + days(2)), Job.is_serious, excused=Job.grade == "low"
    ),
    standard_of(Job, Condition(holds=Job.has_note & Job.has_people, observed=Job.closed_at), ~Job.is_serious),
    standard_of(Job, Never(breach=Job.first_useful_at, until=Job.hearing_at), Job.has_no_dull_note | Job.no_note_known),
    standard_of(Job, Recurring(done=Job.told_of_on, due=Job.arrived_on + hours(24)), ~(Job.serious_before >= 1)),
    standard_of(Job, Deadline(done=Job.own_note_at, due=Job.began_at + days(3)), everything_present()),
)

COVERAGES = (
    (covers(Jobs), covers(Notes), covers(Jobs, force="dorset"), covers(Notes, force="dorset")),
    (
        covers(Jobs, step(0), step(16), without=["people"]),
        covers(Jobs, step(16), step(40)),
        covers(Notes, step(0), step(10)),
        covers(Notes, step(10), step(22), without=["is_useful", "colour"]),
        covers(Notes, step(24), step(34)),
        covers(Jobs, step(0), step(40), force="dorset", without=["person_id"]),
    ),
)


@cache
def plan_of(question: Question) -> Plan:
    """A plan serves any day and any coverage."""
    return make_plan(STANDARDS, as_at=AsAt(FIRST, question), limits={}, coverage=())


def said(standard: Standard, job: Row, facts: Row, loaded: twin.Loaded, now: datetime) -> tuple[str, str] | None:
    """What the sentences say of one job under one of STANDARDS, its reason included; None where it does not apply."""
    force, began = job["force"], job["began_at"]
    number = STANDARDS.index(standard)
    if number == 0:
        applies = facts["is_serious"]
        covered = loaded.through(Notes, force, began, began + timedelta(days=2), "job_id", "written_at")
        end = exactly(began + timedelta(days=2))
        grade = facts["grade"]
        excused = None if grade is None else grade == "low"
        verdict = verdict_twin.deadline(
            applies, False, by_now(exactly(facts["first_note_at"]), now), ticks(end), excused, covered, tick(now)
        )
    elif number == 1:
        applies = facts["is_light"]
        covered = loaded.at(Notes, force, began, "job_id") and loaded.at(Jobs, force, began, "people")
        holds = twin.both(facts["has_note"], facts["has_people"])
        observed = ticks(exactly(facts["closed_at"]))
        verdict = verdict_twin.condition(applies, holds, observed, False, covered, tick(now))
    elif number == 2:
        applies = twin.either(facts["has_no_dull_note"], facts["no_note_known"])
        hearing = facts["hearing_at"]
        covered = hearing is not None and began_through(
            loaded, force, began, hearing, "job_id", "written_at", "is_useful"
        )
        breach = by_now(exactly(facts["first_useful_at"]), now)
        verdict = verdict_twin.never(applies, False, breach, ticks(exactly(hearing)), False, covered, tick(now))
    elif number == 3:
        count = facts["serious_before"]
        applies = False if count[0] else None if count[1] is None or count[1] >= 1 else True
        arrived = facts["arrived_on"]
        due = None if arrived is None else (arrived[0] + timedelta(days=1), arrived[1] + timedelta(days=1))
        covered = due is not None and began_through(loaded, force, began, due[1], "job_id", "happened_on")
        verdict = verdict_twin.deadline(
            applies, False, by_now(facts["told_of_on"], now), ticks(due), False, covered, tick(now)
        )
    else:
        applies = True
        covered = loaded.through(Notes, force, began, began + timedelta(days=3), "officer_id", "written_at")
        end = exactly(began + timedelta(days=3))
        verdict = verdict_twin.deadline(
            applies, False, by_now(exactly(facts["own_note_at"]), now), ticks(end), False, covered, tick(now)
        )
    return None if applies is False else verdict


def began_through(loaded: twin.Loaded, force: str, began: datetime, last: datetime, *columns: str) -> bool:
    """A window that closed before the job began asks only whether the job's own time was loaded, and up to then."""
    if last < began:
        return loaded.at(Notes, force, began, *columns)
    return loaded.through(Notes, force, began, last, *columns)


def exactly(moment: datetime | None) -> tuple[datetime, datetime] | None:
    return None if moment is None else (moment, moment)


def tick(moment: datetime) -> int:
    """Moments as the whole numbers of the verdict's twin; days that end a microsecond early keep their order."""
    whole, rest = divmod(moment - FIRST, twin.STEP)
    return 2 * whole + bool(rest)


def ticks(rough: tuple[datetime, datetime] | None) -> tuple[int, int] | None:
    return None if rough is None else (tick(rough[0]), tick(rough[1]))


def by_now(rough: tuple[datetime, datetime] | None, now: datetime) -> tuple[int, int] | None:
    return None if rough is None or rough[0] > now else ticks(rough)


MOMENTS = st.integers(0, STEPS - 1).map(step)
MAYBE = st.one_of(st.none(), MOMENTS)
TRUTHS = st.sampled_from((True, False, None))
ROUGH = st.one_of(
    st.none(),
    MOMENTS.map(lambda at: (at, at)),
    st.integers(0, STEPS // 4).map(lambda day: (step(4 * day), step(4 * day + 4) - timedelta(microseconds=1))),
)

JOB = st.fixed_dictionaries(
    {
        "began_at": MOMENTS,
        "person_id": st.sampled_from(("p", "p", "q", None)),
        "officer_id": st.sampled_from(("x", "y", None)),
        "closed_at": MAYBE,
        "grade": st.sampled_from(("high", "low", None)),
        "hearing_at": MAYBE,
        "arrived_on": ROUGH,
        "is_serious": TRUTHS,
        "people": st.sampled_from((1.0, 2.0, None)),
    }
)
NOTE = st.fixed_dictionaries(
    {
        "job_id": st.sampled_from(("a", "a", "b", "c", None)),
        "officer_id": st.sampled_from(("x", "y", None)),
        "written_at": MOMENTS,
        "checked_at": MAYBE,
        "colour": st.sampled_from(("red", "green", None)),
        "happened_on": ROUGH,
        "is_useful": TRUTHS,
    }
)


@st.composite
def versions(draw: Any, key: str, names: tuple[str, ...], values: st.SearchStrategy[Row]) -> list[Row]:
    """A few records of a table, some corrected since, some removed, each version known from and to a moment."""
    rows: list[Row] = []
    for name in draw(st.lists(st.sampled_from(names), max_size=len(names), unique=True)):
        force = draw(st.sampled_from((FORCE, FORCE, FORCE, "dorset")))
        known = sorted(draw(st.lists(MOMENTS, min_size=1, max_size=3, unique=True)))
        # One more moment than versions: the record was removed then.
        removed = len(known) > 1 and draw(st.booleans())
        for place, since in enumerate(known[:-1] if removed else known):
            until = known[place + 1] if place + 1 < len(known) else None
            rows.append({key: name, "force": force, "known_from": since, "known_to": until, **draw(values)})
    return draw(st.permutations(rows))


@settings(max_examples=100, deadline=None)
@given(
    jobs=versions("job_id", ("a", "b", "c", "d", "e"), JOB),
    notes=versions("note_id", ("1", "2", "3", "4", "5", "6", "7"), NOTE),
    as_at=st.builds(AsAt, st.integers(0, STEPS + 4).map(step), st.sampled_from(Question)),
    coverage=st.sampled_from(COVERAGES),
)
def test_facts_and_verdicts_equal_those_of_the_twin(
    jobs: list[Row], notes: list[Row], as_at: AsAt, coverage: tuple[Coverage, ...]
) -> None:
    plan = replace(plan_of(as_at.question), as_at=as_at, coverage=coverage)
    with tempfile.TemporaryDirectory() as folder:
        result = judge(STANDARDS, HandMade({Jobs: jobs, Notes: notes}, coverage, Path(folder)), as_at, plan=plan)
    loaded = twin.Loaded(coverage)
    visible = {row["row"]: row for row in twin.as_at_rows(Jobs, jobs, as_at)}
    expected = twin.job_facts(list(visible.values()), twin.as_at_rows(Notes, notes, as_at), loaded)
    found = result.facts["job"]
    assert set(found) == set(expected)
    for row, facts in expected.items():
        for name, fact in Job.facts.items():
            value = found[row][name]
            if fact.highest is not None:
                ending = LATEST if name + LATEST in found[row] else HIGHEST
                value = None if value is None else (value, found[row][name + ending])
            assert value == facts[name], f"{name} of row {row}"
    for number, standard in enumerate(STANDARDS):
        wanted = {row: said(standard, visible[row], facts, loaded, as_at.moment) for row, facts in expected.items()}
        applying = {row: verdict for row, verdict in wanted.items() if verdict is not None}
        words = {row: f"{w}: {r}" if r else w for row, (w, r) in applying.items()}
        assert result.verdicts(number) == words, f"standard {number}"


def test_no_records_at_all_give_an_empty_ledger(tmp_path: Path) -> None:
    plan = plan_of(Question.KNOWN_ON)
    assert judge(STANDARDS, HandMade({}, (), tmp_path), plan.as_at, plan=plan).ledger == ()
