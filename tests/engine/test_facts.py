"""Facts, the two clocks, coverage and the ledger over random records, against their plain twin."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine import records_twin as twin
from tests.engine import verdict_twin
from tests.engine.hand_made import HandMade, Job, Jobs, Notes, Row, judge
from tests.engine.random_records import AS_AT, COVERAGES, FIRST, JOBS, NOTES, SET_ASIDE, STANDARDS, plan_of
from tests.how_many import examples

from openpeel.engine.clocks import AsAt, Question
from openpeel.language.columns import HIGHEST, LATEST
from openpeel.language.standards import Standard
from openpeel.records.loads import Coverage, Unstored


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
        why = gap(covered, lost_notes(loaded, job, "job_id", began + timedelta(days=2)))
        verdict = verdict_twin.deadline(
            applies, False, by_now(exactly(facts["first_note_at"]), now), ticks(end), excused, why, tick(now)
        )
    elif number == 1:
        applies = facts["is_light"]
        covered = loaded.at(Notes, force, began, "job_id") and loaded.at(Jobs, force, began, "people")
        holds = twin.both(facts["has_note"], facts["has_people"])
        observed = ticks(exactly(facts["closed_at"]))
        own = loaded.names(Jobs, "job_id", force, job["job_id"])
        nameless = loaded.nameless(Jobs, "job_id", force, began, own=True) is not None
        why = gap(covered, lost_notes(loaded, job, "job_id", None), own, nameless)
        verdict = verdict_twin.condition(applies, holds, observed, False, why, tick(now))
    elif number == 2:
        applies = twin.either(facts["has_no_dull_note"], facts["no_note_known"])
        hearing = facts["hearing_at"]
        covered = hearing is not None and began_through(
            loaded, force, began, hearing, "job_id", "written_at", "is_useful"
        )
        breach = by_now(facts["first_useful_at"], now)
        why = gap(covered, hearing is not None and lost_notes(loaded, job, "job_id", hearing))
        verdict = verdict_twin.never(applies, False, breach, ticks(exactly(hearing)), False, why, tick(now))
    elif number == 3:
        count = facts["serious_before"]
        applies = False if count[0] else None if count[1] is None or count[1] >= 1 else True
        arrived = facts["arrived_on"]
        due = None if arrived is None else (arrived[0] + timedelta(days=1), arrived[1] + timedelta(days=1))
        covered = due is not None and began_through(loaded, force, began, due[1], "job_id", "happened_on")
        why = gap(covered, due is not None and lost_notes(loaded, job, "job_id", due[1]))
        verdict = verdict_twin.deadline(
            applies, False, by_now(facts["told_of_on"], now), ticks(due), False, why, tick(now)
        )
    elif number == 5:
        applies = True
        covered = loaded.through(Notes, force, began, began + timedelta(days=2), "job_id", "written_at", "is_useful")
        end = exactly(began + timedelta(days=2))
        done = by_now(facts["first_useful_at"], now)
        why = gap(covered, lost_notes(loaded, job, "job_id", began + timedelta(days=2)))
        verdict = verdict_twin.deadline(applies, False, done, ticks(end), False, why, tick(now))
    elif number == 6:
        applies = True
        is_named = facts["person_id"] is not None
        why = gap(loaded.through(Jobs, force, began - timedelta(days=5), began, "person_id"))
        why = (
            (why or gap(True, lost_before(loaded, job, facts["previous_recent_serious_at"])))
            if is_named
            else "NOT_RECORDED"
        )
        breach = by_now(facts["previous_recent_serious_at"], now)
        verdict = verdict_twin.never(applies, False, breach, ticks(exactly(began)), False, why, tick(now))
    elif number == 7:
        applies = True
        covered = loaded.at(Notes, force, began, "job_id", "is_useful")
        why = gap(covered, lost_notes(loaded, job, "job_id", None))
        holds = False if facts["useful"][0] else True if facts["useful"][1] == 0 else None
        verdict = verdict_twin.condition(applies, holds, ticks(exactly(began)), False, why, tick(now))
    elif number == 8:
        applies = True
        covered = True
        lowest, highest = facts["serious_before"]
        holds = False if lowest else True if highest == 0 else None
        why = gap(True, facts["person_id"] is not None and lost_before(loaded, job, None))
        verdict = verdict_twin.condition(applies, holds, ticks(exactly(began)), False, why, tick(now))
    elif number == 9:
        applies = True
        covered = loaded.at(Notes, force, began, "officer_id", "checked_at")
        lowest, highest = facts["checked_then"]
        holds = False if lowest > 1 else True if highest is not None and highest <= 1 else None
        lost = loaded.names(Notes, "officer_id", force, job.get("officer_id"))
        lost = lost or loaded.nameless(Notes, "officer_id", force, began) is not None
        why = gap(covered) or ("" if facts["officer_id"] is not None else "NOT_RECORDED") or gap(covered, lost)
        verdict = verdict_twin.condition(applies, holds, ticks(exactly(began)), False, why, tick(now))
    else:
        applies = True
        covered = loaded.through(Notes, force, began, began + timedelta(days=3), "officer_id", "written_at")
        end = exactly(began + timedelta(days=3))
        # A gap in the records is a better reason than a job that does not name its owner.
        unnamed = "" if facts["officer_id"] is not None else "NOT_RECORDED"
        why = gap(covered) or unnamed or gap(covered, lost_notes(loaded, job, "officer_id", began + timedelta(days=3)))
        verdict = verdict_twin.deadline(
            applies, False, by_now(exactly(facts["own_note_at"]), now), ticks(end), False, why, tick(now)
        )
    return None if applies is False else verdict


def began_through(loaded: twin.Loaded, force: str, began: datetime, last: datetime, *columns: str) -> bool:
    """A window that closed before the job began asks only whether the job's own time was loaded, and up to then."""
    if last < began:
        return loaded.at(Notes, force, began, *columns)
    return loaded.through(Notes, force, began, last, *columns)


def gap(covered: bool, *lost: bool) -> str:
    return "NOT_COVERED" if not covered else "SET_ASIDE" if any(lost) else ""


def lost_notes(loaded: twin.Loaded, job: Row, by: str, last: datetime | None) -> bool:
    """Whether notes that were set aside may be about a job: they name it, or began by ``last`` and do not say."""
    force, began = job["force"], job["began_at"]
    within = (began - timedelta(days=2), began + timedelta(days=1)) if by == "officer_id" else None
    since = loaded.nameless(Notes, by, force, began)
    is_named = loaded.names(Notes, by, force, job.get(by), within)
    return is_named or (since is not None and (last is None or since <= last))


def lost_before(loaded: twin.Loaded, job: Row, previous: tuple[datetime, datetime | None] | None) -> bool:
    """Whether jobs that were set aside may lie after the serious one before a job, or in the five days before it."""
    began, person = job["began_at"], job.get("person_id")
    sure = previous is not None and previous[1] is not None
    since = previous[0] if sure and previous is not None else began - timedelta(days=5)
    return loaded.may_be(Jobs, "person_id", job["force"], person, since, began) > 0


def exactly(moment: datetime | None) -> tuple[datetime, datetime] | None:
    return None if moment is None else (moment, moment)


def tick(moment: datetime) -> int:
    """Moments as the whole numbers of the verdict's twin; days that end a microsecond early keep their order."""
    whole, rest = divmod(moment - FIRST, twin.STEP)
    return 2 * whole + bool(rest)


def ticks(rough: tuple[datetime, datetime | None] | None) -> verdict_twin.Rough:
    return None if rough is None else (tick(rough[0]), None if rough[1] is None else tick(rough[1]))


def by_now(rough: tuple[datetime, datetime | None] | None, now: datetime) -> verdict_twin.Rough:
    return None if rough is None or rough[0] > now else ticks(rough)


@settings(max_examples=examples(100), deadline=None)
@given(jobs=JOBS, notes=NOTES, as_at=AS_AT, coverage=st.sampled_from(COVERAGES), set_aside=SET_ASIDE)
def test_facts_and_verdicts_equal_those_of_the_twin(
    jobs: list[Row], notes: list[Row], as_at: AsAt, coverage: tuple[Coverage, ...], set_aside: list[Unstored]
) -> None:
    plan = replace(plan_of(as_at.question), as_at=as_at, coverage=coverage)
    with tempfile.TemporaryDirectory() as folder:
        records = HandMade({Jobs: jobs, Notes: notes}, coverage, Path(folder), set_aside)
        result = judge(STANDARDS, records, as_at, plan=plan)
    loaded = twin.Loaded(coverage, set_aside)
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
