"""The made force, loaded as a user would and judged by the standards, comes out as its truth says.

The standards know nothing of the made force, and the made force nothing of the standards: what they agree on was
written twice.
"""

from __future__ import annotations

from collections import Counter

import pytest
from tests.synthetic.judged_truth import (
    ALSO_RIGHT,
    JUDGES_MORE,
    STANDARDS_OF,
    VERDICTS_OF,
    Judged,
    judge_made_force,
    worst,
)

from openpeel.synthetic.scenario import Fate


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    return judge_made_force(tmp_path_factory.mktemp("judged"), 0.5)


@pytest.mark.parametrize("matter", STANDARDS_OF)
def test_each_case_is_judged_as_its_truth_says(judged: Judged, matter: str) -> None:
    told = [truth for truth in judged.truth if truth["matter"] == matter]
    wrong: Counter[tuple[str, str, str]] = Counter()
    for truth in told:
        verdict = worst(judged, matter, (truth["table"], truth["key"]))
        also = ALSO_RIGHT.get((matter, truth["scenario"]), set())
        if verdict not in VERDICTS_OF[Fate(truth["fate"])] | also:
            wrong[truth["scenario"], truth["fate"], verdict] += 1
    assert told
    assert not wrong


@pytest.mark.parametrize("matter", STANDARDS_OF)
def test_no_case_is_judged_that_the_truth_does_not_know(judged: Judged, matter: str) -> None:
    known = {(truth["table"], truth["key"]) for truth in judged.truth if truth["matter"] == matter}
    for name in set(STANDARDS_OF[matter]) - JUDGES_MORE:
        assert judged.verdicts[name].keys() <= known


@pytest.mark.parametrize("scenario", ["domestic incident not flagged", "missing child logged as a concern"])
def test_abuse_and_missing_children_that_records_do_not_show_are_judged_by_no_standard(
    judged: Judged, scenario: str
) -> None:
    hidden = {(truth["table"], truth["key"]) for truth in judged.truth if truth["scenario"] == scenario}
    assert hidden
    assert not hidden & (judged.verdicts["dash-completed"].keys() | judged.verdicts["marac-considered"].keys())
