"""Every worked example of every standard, through the engine that judges records."""

from __future__ import annotations

from functools import cache

import pytest

from openpeel.engine.examples import Judged, judge_examples
from openpeel.language.examples import NOT_APPLICABLE, examples_of
from openpeel.language.standards import Standard
from openpeel.library import standards

CASES = [
    pytest.param(standard.id, number, id=f"{standard.id}: {example.case}")
    for standard in standards().values()
    for number, example in enumerate(examples_of(standard))
]

DEADLINE = {"met", "late", "overdue", "pending", "unknown"}
VERDICTS = {
    "Deadline": DEADLINE,
    "Recurring": DEADLINE,
    "Condition": {"met", "overdue", "unknown"},
    "Never": {"met", "overdue", "pending", "unknown"},
}
"""What each shape can say, an excuse and not applying apart."""

ALWAYS_APPLY = {
    "bail-not-lapsed": "the table requires the moment at which it begins",
    "contact-assessed": "the table requires the moment at which it was received",
    "crime-reaches-outcome": "the table requires the month",
    "mental-health-advice-given": "the table requires the moment at which it was asked for",
    "missing-risk-assessed": "the table requires the moment of the report",
    "missing-seen-on-return": "the table requires the moment of the return",
    "sex-offender-visit-double-crewed": "the table requires the moment of the visit",
    "stop-search-record-complete": "the table requires the moment of the search",
    "tutor-experienced": "the table requires the moment at which it began",
}
"""Standards that apply to every unit, and why: they need no example to which they do not."""


@cache
def judged(identifier: str) -> tuple[Judged, ...]:
    return judge_examples(standards()[identifier])


@pytest.mark.parametrize(("identifier", "number"), CASES)
def test_the_engine_gives_the_verdict_that_the_example_expects(identifier: str, number: int) -> None:
    found = judged(identifier)[number]
    assert found.verdict == found.example.verdict, found.reason


@pytest.mark.parametrize("standard", standards().values(), ids=lambda standard: standard.id)
def test_the_examples_show_every_verdict_that_the_shape_can_give(standard: Standard) -> None:
    wanted = set(VERDICTS[standard.shape])
    if standard.excused is not None:
        wanted.add("excused")
    if standard.id not in ALWAYS_APPLY:
        wanted.add(NOT_APPLICABLE)
    assert {example.verdict for example in examples_of(standard)} == wanted


@pytest.mark.parametrize("standard", standards().values(), ids=lambda standard: standard.id)
def test_the_cases_have_names_of_their_own(standard: Standard) -> None:
    names = [example.case for example in examples_of(standard)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("standard", standards().values(), ids=lambda standard: standard.id)
def test_an_example_shows_it_unknown_for_want_of_records(standard: Standard) -> None:
    """Not only for a missing value: for linked rows, or a column, that were not loaded."""
    assert any(not example.covered and example.verdict == "unknown" for example in examples_of(standard))
