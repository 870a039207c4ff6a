"""The made force, loaded as a user would and judged by the standards, comes out as its truth says.

The standards know nothing of the made force, and the made force nothing of the standards: what they agree on was
written twice.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from benchmarks.truth.judging import Judged, beside_truth, known_pairs
from benchmarks.truth.matters import NO_TRUTH, PAIRS, Pair
from benchmarks.truth.scoring import Score, score

from openpeel import library
from openpeel.engine.runs import kept_runs
from openpeel.engine.verdicts import Verdict
from openpeel.records.store import Store
from openpeel.synthetic.organisation import FORCE
from openpeel.synthetic.scenario import Fate

EXACT = (
    "calls-999-answered",
    "thrive-at-outset",
    "dash-completed",
    "marac-considered",
    "marac-considered-force-policy",
    "bail-not-lapsed",
    "sex-offender-visited",
    "sex-offender-visit-double-crewed",
    "handcuffs-have-use-of-force-form",
    "stop-search-record-complete",
    "victim-told-within-working-days",
    "attended-emergency",
    "attended-priority",
    "attended-scheduled",
)
"""Standards of which each case comes out with the very verdict that its truth calls for."""

CANNOT_ALWAYS_BE_TOLD = (
    "caller-details-before-transfer",
    "risk-asked-before-transfer",
    "thrive-at-outset",
    "prevention-advice-given",
    "training-kept",
    "thrive-training-current",
    "vulnerability-training-current",
    "golden-hour-training-current",
)
"""Standards of this chapter of which the made force has cases that no record tells."""

VERDICTS_OF: dict[Fate, set[Verdict | None]] = {
    Fate.IN_TIME: {Verdict.MET},
    Fate.LATE: {Verdict.LATE},
    Fate.NOT_DONE: {Verdict.OVERDUE},
    Fate.EXCUSED: {Verdict.EXCUSED, None},
    Fate.NOT_CONCERNED: {None},
    Fate.NOT_YET: {Verdict.PENDING},
    Fate.CANNOT_TELL: {Verdict.UNKNOWN},
}
"""What a standard may say of a case; None if it does not apply."""

NAMES = [pair.standard for pair in known_pairs()]


@pytest.fixture(scope="module")
def judged(made_demo: Path) -> Judged:
    """The made force of the demo, as the demo loaded and judged it."""
    store = Store(made_demo / "store")
    run = next(run for run in kept_runs(made_demo / "store" / "runs") if run.as_at.forces == (FORCE,))
    assert len(run.standards) == len(library.standards())
    return beside_truth(run, store.snapshot(), made_demo / "made" / "truth" / "truth.csv")


def test_no_row_of_the_made_force_is_set_aside(made_demo: Path) -> None:
    extracts = {file.name for file in (made_demo / "made" / "extracts").iterdir()}
    assert extracts
    assert not extracts & {Path(row.file).name for row in Store(made_demo / "store").quarantine()}


def _pair(standard: str) -> Pair:
    return next(pair for pair in PAIRS if pair.standard == standard)


def _score(judged: Judged, standard: str) -> Score:
    return score(judged, _pair(standard))


@pytest.mark.parametrize("standard", NAMES)
def test_what_is_truly_wrong_is_found(judged: Judged, standard: str) -> None:
    found = _score(judged, standard)
    assert found.cases
    assert found.wrong
    if _pair(standard).partly:
        # What it finds must be wrong all the same.
        assert found.recall is not None
        assert found.recall > 0.2
    else:
        assert found.missed == Counter()


@pytest.mark.parametrize("standard", NAMES)
def test_what_is_called_wrong_is_truly_wrong(judged: Judged, standard: str) -> None:
    assert _score(judged, standard).false_alarms == 0


@pytest.mark.parametrize("standard", NAMES)
def test_what_cannot_be_told_is_called_neither_right_nor_wrong(judged: Judged, standard: str) -> None:
    assert _score(judged, standard).guessed == 0


@pytest.mark.parametrize("standard", NAMES)
def test_every_case_that_cannot_be_told_comes_out_unknown(judged: Judged, standard: str) -> None:
    pair, verdicts = _pair(standard), judged.verdicts[standard]
    said: Counter[tuple[Verdict, ...]] = Counter(
        tuple(verdicts.get((pair.by or told.table, told.key), []))
        for told in judged.truth[pair.matter]
        if told.fate is Fate.CANNOT_TELL
    )
    # Of what a standard is not meant to find whole, it may not know that the case is one.
    assert said.keys() <= ({(Verdict.UNKNOWN,), ()} if pair.partly else {(Verdict.UNKNOWN,)})
    assert said or standard not in CANNOT_ALWAYS_BE_TOLD


@pytest.mark.parametrize("standard", [standard for standard in EXACT if standard in NAMES])
def test_each_case_is_judged_as_its_truth_says(judged: Judged, standard: str) -> None:
    verdicts = judged.verdicts[standard]
    wrong: Counter[tuple[str, str, Verdict | None]] = Counter()
    for told in judged.truth[_pair(standard).matter]:
        said: list[Verdict | None] = [*verdicts.get((told.table, told.key), [])]
        (verdict,) = said or [None]
        if verdict not in VERDICTS_OF[told.fate]:
            wrong[told.scenario, told.fate.value, verdict] += 1
    assert not wrong


@pytest.mark.parametrize("standard", [standard for standard in EXACT if standard in NAMES])
def test_no_case_is_judged_that_the_truth_does_not_know(judged: Judged, standard: str) -> None:
    known = {(told.table, told.key) for told in judged.truth[_pair(standard).matter]}
    assert judged.verdicts[standard].keys() <= known


@pytest.mark.parametrize("scenario", ["domestic incident not flagged", "missing child logged as a concern"])
def test_abuse_and_missing_children_that_records_do_not_show_are_judged_by_no_standard(
    judged: Judged, scenario: str
) -> None:
    hidden = {
        (told.table, told.key) for matter in judged.truth.values() for told in matter if told.scenario == scenario
    }
    assert hidden
    assert not hidden & (judged.verdicts["dash-completed"].keys() | judged.verdicts["marac-considered"].keys())


def test_every_standard_is_held_against_a_truth_or_it_is_said_why_not() -> None:
    assert library.standards().keys() == {pair.standard for pair in PAIRS} | NO_TRUTH.keys()


def test_each_matter_belongs_to_the_made_force(judged: Judged) -> None:
    assert {pair.matter for pair in PAIRS} <= judged.truth.keys()
