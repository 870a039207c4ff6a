"""Random records of the made tables, and standards of every shape over the made unit."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from hypothesis import strategies as st
from tests.engine import records_twin as twin
from tests.engine.hand_made import FORCE, Job, Jobs, Notes, Row, covers, standard_of

from openpeel.engine.clocks import AsAt, Question
from openpeel.engine.evaluation import Plan, make_plan
from openpeel.language.columns import Flag
from openpeel.language.durations import days, hours
from openpeel.language.standards import Condition, Deadline, Never, Recurring
from openpeel.records.loads import Unstored

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
    standard_of(Job, Deadline(done=Job.first_useful_at, due=Job.began_at + days(2)), Job.began_at.is_present()),
    standard_of(Job, Never(breach=Job.previous_recent_serious_at, until=Job.began_at), Job.began_at.is_present()),
    standard_of(Job, Condition(holds=Job.useful + 1 <= 1, observed=Job.began_at), Job.began_at.is_present()),
    standard_of(Job, Condition(holds=Job.serious_before <= 0, observed=Job.began_at), Job.began_at.is_present()),
    standard_of(Job, Condition(holds=Job.checked_then <= 1, observed=Job.began_at), Job.began_at.is_present()),
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
    mixed: list[Row] = draw(st.permutations(rows))
    return mixed


JOBS = versions("job_id", ("a", "b", "c", "d", "e"), JOB)
NOTES = versions("note_id", ("1", "2", "3", "4", "5", "6", "7"), NOTE)
AS_AT = st.builds(AsAt, st.integers(0, STEPS + 4).map(step), st.sampled_from(Question))

SET_ASIDE = st.lists(
    st.builds(
        lambda table, force, at, length, references: Unstored(table, force, step(at), step(at + length), references),
        st.sampled_from((Notes.name, Notes.name, Jobs.name)),
        st.sampled_from((FORCE, FORCE, "dorset")),
        st.integers(0, STEPS),
        st.integers(0, 4),
        st.fixed_dictionaries(
            {},
            optional={
                "job_id": st.sampled_from(("a", "b", None)),
                "officer_id": st.sampled_from(("x", None)),
                "person_id": st.sampled_from(("p", None)),
            },
        ),
    ),
    max_size=2,
)
"""Rows that were set aside; a name that is left out could not be read."""
