"""Lists of cases: they say what the ledger says, under every filter, and choose the newest run of each standard."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.how_many import examples

from openpeel import library
from openpeel.engine.case_lists import CaseLists
from openpeel.engine.case_questions import SORTS, Question, RowFilter
from openpeel.engine.cases import CaseReader
from openpeel.engine.clocks import AsAt, as_happened_by
from openpeel.engine.history import Kept
from openpeel.engine.ledger import Ledger
from openpeel.engine.newest_runs import Piece, newest
from openpeel.engine.runs import PLANS, JudgedStandard, Run, evaluate
from openpeel.engine.verdicts import Verdict
from openpeel.errors import Refused
from openpeel.records.store import Store

STANDARDS = ("dash-completed", "thrive-at-outset", "sex-offender-visited")


@pytest.fixture(scope="module")
def run(made_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("lists")
    shutil.copytree(made_demo / "store", folder / "store", ignore=shutil.ignore_patterns("runs"))
    store = Store(folder / "store")
    return evaluate(
        store.snapshot(),
        [library.standard(name) for name in STANDARDS],
        as_happened_by(datetime(2024, 4, 1), ("exampleshire",)),
        runs=folder / "store" / "runs",
    )


@pytest.fixture(scope="module")
def teams(run: Run) -> list[str]:
    return _lists(run).owners()


def _lists(run: Run, allowed: RowFilter = RowFilter()) -> CaseLists:  # noqa: B008 - it is frozen
    return CaseLists(newest([run]), library.standards(), allowed)


def test_without_a_filter_lists_are_the_ledger(run: Run) -> None:
    lists, ledger = _lists(run), Ledger(run)
    assert lists.tallies(["force", "owner"]) == ledger.tallies(["force", "owner"])
    for name in STANDARDS:
        listed = lists.rows(Question(standards=(name,)))
        assert [case.row for case in listed] == ledger.rows(name)


def test_shown_facts_are_those_of_the_case_read_anew(run: Run) -> None:
    standard = library.standard("dash-completed")
    cases = _lists(run).rows(Question(standards=(standard.id,)), limit=40)
    reader = CaseReader(Store(run.folder.parent.parent).snapshot(run.snapshot), run.as_at)
    facts = reader.facts(standard.unit, standard.facts_shown(), [case.row.unit for case in cases])
    for case in cases:
        anew = facts[case.row.unit]
        assert {name: case.facts[name] for name in anew} == anew
        assert case.reference == anew[standard.facts_shown()[0]]


def test_a_second_run_takes_the_kept_plan_and_shows_the_same(run: Run) -> None:
    store, runs = Store(run.folder.parent.parent), run.folder.parent

    def plans() -> dict[str, int]:
        return {file.name: file.stat().st_ino for file in (runs / PLANS).iterdir()}

    before = plans()
    again = evaluate(store.snapshot(), [library.standard(name) for name in STANDARDS], run.as_at, runs=runs)
    assert len(before) == 1
    assert plans() == before
    for file in run.folder.glob("shown-*.parquet"):
        assert (
            duckdb.read_parquet(str(again.folder / file.name)).fetchall() == duckdb.read_parquet(str(file)).fetchall()
        )


@given(picks=st.data())
@settings(max_examples=examples(15), deadline=None)
def test_every_count_is_the_length_of_its_list_and_every_row_is_allowed(
    run: Run, teams: list[str], picks: st.DataObject
) -> None:
    own = picks.draw(st.none() | st.frozensets(st.sampled_from(teams), max_size=4))
    allowed = RowFilter(
        forces=picks.draw(st.sampled_from([None, frozenset({"exampleshire"}), frozenset()])), owners=own
    )
    now = datetime(2024, 4, 1)
    asked = Question(
        standards=picks.draw(st.none() | st.lists(st.sampled_from(STANDARDS), min_size=1, unique=True).map(tuple)),
        verdicts=picks.draw(st.lists(st.sampled_from(list(Verdict)), unique=True).map(tuple)),
        owner=picks.draw(st.none() | st.sampled_from(teams)),
        due_before=picks.draw(st.none() | st.integers(-400, 40).map(lambda days: now + timedelta(days=days))),
        search=picks.draw(st.none() | st.sampled_from(["00", "exc", "V7", "' or 1=1 --", "%"])),
        sort=picks.draw(st.sampled_from(list(SORTS))),
    )
    lists = _lists(run, allowed)
    rows = lists.rows(asked)
    assert lists.count(asked) == len(rows)
    for case in rows:
        assert own is None or case.row.owner in own
        assert allowed.forces is None or case.row.force in allowed.forces
        assert not asked.verdicts or case.row.verdict in asked.verdicts
        assert asked.search is None or asked.search.lower() in case.reference.lower()
    assert sum(tally.all for tally in lists.tallies().values()) == lists.count(Question())


def test_pages_of_a_list_make_up_the_list(run: Run) -> None:
    lists = _lists(run)
    for sort in ("due", "-case", "owner", "-verdict"):
        asked = Question(verdicts=(Verdict.OVERDUE,), sort=sort)
        whole = [case.row for case in lists.rows(asked)]
        pages = [case.row for at in range(0, len(whole), 37) for case in lists.rows(asked, limit=37, offset=at)]
        assert pages == whole


def test_cases_by_name(run: Run) -> None:
    lists = _lists(run)
    some = lists.rows(Question(standards=("dash-completed",)), limit=3)
    names = frozenset(case.name for case in some)
    assert {case.name for case in lists.rows(Question(among=names))} == names
    assert lists.count(Question(not_among=names)) + lists.count(Question(among=names)) == lists.count(Question())
    assert lists.find(some[0].kind, some[0].reference)
    assert lists.find(some[0].kind, some[0].reference[:-1]) == []
    assert lists.find("no_such_unit", "1") == []


def test_judged_are_the_units_whose_rows_the_reader_may_see(run: Run, teams: list[str]) -> None:
    every = _lists(run).rows(Question(standards=("dash-completed",)))
    kind, units = every[0].kind, [case.row.unit for case in every]
    assert _lists(run).judged(kind, [*units, -1]) == frozenset(units)
    own = _lists(run, RowFilter(owners=frozenset(teams[:1])))
    allowed = {case.row.unit for case in own.rows(Question()) if case.kind == kind}
    assert own.judged(kind, units) == frozenset(units) & allowed
    assert _lists(run).judged("no_such_unit", units) == _lists(run).judged(kind, []) == frozenset()


def test_a_column_that_there_is_not_is_refused(run: Run) -> None:
    with pytest.raises(Refused, match="cannot be sorted"):
        _lists(run).rows(Question(sort="unit; drop table"))


def test_months_are_those_of_london(run: Run) -> None:
    months = _lists(run).months("dash-completed", "exampleshire")
    tally = next(iter(_lists(run).tallies(asked=Question(standards=("dash-completed",))).values()))
    assert sum(n for _, _, n in months) == tally.n
    assert sum(met for _, met, _ in months) == tally.met


def _judged(name: str, made: int, moment: int, standards: tuple[str, ...], forces: tuple[str, ...] = ()) -> Run:
    return Run(
        id=name,
        folder=Path(name),
        made_at=datetime(2024, 1, made),
        snapshot="",
        as_at=AsAt(datetime(2024, 2, moment), as_happened_by(datetime.now(UTC)).question, forces),
        kept=Kept.PRESENT,
        standards=tuple(JudgedStandard(one, "", "", "", "", ()) for one in standards),
        limits={},
    )


def _chosen(pieces: tuple[Piece, ...]) -> dict[str, list[str]]:
    return {piece.run.id: sorted(piece.standards.values()) for piece in pieces}


def test_of_each_standard_and_force_the_latest_moment_counts() -> None:
    old = _judged("old", 1, 1, ("a", "b"))
    narrow = _judged("narrow", 2, 2, ("a",))
    of_one_force = _judged("one", 3, 3, ("a", "b"), ("dorset",))
    backwards = _judged("backwards", 9, 1, ("a",))
    assert _chosen(newest([old, narrow])) == {"narrow": ["a"], "old": ["b"]}
    assert _chosen(newest([old, of_one_force])) == {"one": ["a", "b"], "old": ["a", "b"]}
    assert newest([old, of_one_force])[1].without["a"] == {"dorset"}
    assert _chosen(newest([backwards, narrow])) == {"narrow": ["a"]}


def test_what_lists_show_is_one_row_for_each_case(run: Run) -> None:
    for file in run.folder.glob("shown-*.parquet"):
        rows, different = duckdb.sql(f"select count(*), count(distinct row) from '{file}'").fetchall()[0]
        assert rows == different > 0
