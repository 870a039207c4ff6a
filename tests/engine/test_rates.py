"""Counts, rates and lists read from one ledger agree, whatever the records."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.hand_made import HandMade, Jobs, Notes, Row, judge
from tests.engine.random_records import AS_AT, COVERAGES, JOBS, NOTES, STANDARDS, plan_of
from tests.how_many import examples

from openpeel.engine.clocks import AsAt
from openpeel.engine.history import Kept
from openpeel.engine.ledger import Group, Ledger, LedgerRow
from openpeel.engine.runs import JudgedStandard, Run
from openpeel.engine.tallies import Tally
from openpeel.engine.verdicts import Reason, Verdict
from openpeel.records.loads import Coverage

NAMES = [f"standard-{number}" for number in range(len(STANDARDS))]
COUNTED = (Verdict.MET, Verdict.LATE, Verdict.OVERDUE)


def run_in(folder: Path, as_at: AsAt) -> Run:
    judged = tuple(JudgedStandard(name, "x", s.shape, "job", "x", ()) for name, s in zip(NAMES, STANDARDS, strict=True))
    return Run("x", folder, datetime(2024, 1, 1), "x", as_at, Kept.PRESENT, judged, {})


def tally_of(rows: list[LedgerRow]) -> Tally:
    """The rows, counted one by one as the glossary says."""
    due = Counter(row.verdict for row in rows if row.is_due)
    every = Counter(row.verdict for row in rows)
    return Tally(
        met=due[Verdict.MET],
        late=due[Verdict.LATE],
        overdue=due[Verdict.OVERDUE],
        met_early=every[Verdict.MET] - due[Verdict.MET],
        pending=every[Verdict.PENDING],
        excused=every[Verdict.EXCUSED],
        unknown=every[Verdict.UNKNOWN],
        unknown_due=due[Verdict.UNKNOWN],
        reasons=dict(Counter(row.reason for row in rows if row.verdict is Verdict.UNKNOWN)),
    )


@settings(max_examples=examples(12), deadline=None)
@given(jobs=JOBS, notes=NOTES, as_at=AS_AT, coverage=st.sampled_from(COVERAGES))
def test_every_count_is_the_length_of_the_list_behind_it(
    jobs: list[Row], notes: list[Row], as_at: AsAt, coverage: tuple[Coverage, ...]
) -> None:
    plan = replace(plan_of(as_at.question), as_at=as_at, coverage=coverage)
    with tempfile.TemporaryDirectory() as folder:
        judge(STANDARDS, HandMade({Jobs: jobs, Notes: notes}, coverage, Path(folder)), as_at, plan=plan)
        ledger = Ledger(run_in(Path(folder), as_at))
        rows = {name: ledger.rows(name) for name in NAMES}
        whole, by_force = ledger.tallies(), ledger.tallies(["force"])
        assert whole == {Group(name): tally_of(rows[name]) for name in NAMES if rows[name]}
        for group, tally in by_force.items():
            assert tally == tally_of(ledger.rows(group.standard, force=group.force))
        for group, tally in ledger.tallies(["owner", "force"]).items():
            own = [row for row in rows[group.standard] if (row.force, row.owner) == (group.force, group.owner)]
            assert tally == tally_of(own)
        for name in NAMES:
            counted = ledger.rows(name, due_only=True)
            tally = whole.get(Group(name), Tally())
            assert len(counted) == tally.n
            assert sum(row.verdict is Verdict.MET for row in counted) == tally.met
            for verdict in Verdict:
                listed = ledger.rows(name, verdicts=[verdict])
                assert {row.unit for row in listed} == {row.unit for row in rows[name] if row.verdict is verdict}
            check(tally, rows[name])
        for unit in {row.unit for own in rows.values() for row in own}:
            own = [row for name in NAMES for row in rows[name] if row.unit == unit]
            assert ledger.of_unit(unit) == own


def check(tally: Tally, rows: list[LedgerRow]) -> None:
    assert len({row.unit for row in rows}) == len(rows) == tally.all
    assert sum(tally.reasons.values()) == tally.unknown
    for row in rows:
        # What can still be done in time is not due; what was missed is.
        assert not (row.verdict is Verdict.PENDING and row.is_due)
        assert row.is_due or row.verdict not in (Verdict.LATE, Verdict.OVERDUE)
        assert (row.reason is Reason.NONE) == (row.verdict is not Verdict.UNKNOWN)
    if tally.rate is None:
        assert tally.n == 0
        return
    assert tally.lowest is not None
    assert tally.highest is not None
    assert 0 <= tally.lowest <= tally.rate <= tally.highest <= 1


def test_a_rate_and_its_bounds_by_hand() -> None:
    """Eight were due: six met, one late, one overdue; two more are unknown, of which one may be due."""
    tally = Tally(met=6, late=1, overdue=1, met_early=3, pending=4, excused=2, unknown=2, unknown_due=1)
    assert (tally.n, tally.all) == (8, 19)
    assert tally.rate == 6 / 8
    assert (tally.lowest, tally.highest) == (6 / 9, 7 / 9)
    assert tally.excused_share == 2 / 19
    assert tally.is_immature


def test_nothing_due_has_no_rate() -> None:
    tally = Tally(pending=3, met_early=1)
    assert (tally.rate, tally.lowest, tally.highest) == (None, None, None)
    assert Tally().excused_share is None
