"""Closing by test: a recommendation closes when its measure has held, opens again when it does not, and is forecast."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpeel.inspection.closure.closing import BY, Progress, closing, entered
from openpeel.inspection.closure.forecast import forecast
from openpeel.inspection.closure.readings import Reading, joined
from openpeel.inspection.example import example_assessment
from openpeel.inspection.published_report.deadlines import add_months
from openpeel.inspection.recommendations.file import read_register, write_register
from openpeel.inspection.recommendations.register import EventKind, Measure

ASKED = date(2023, 7, 3)
THREE_MONTHS = Measure("thrive-at-outset", 0.9, 3)


def months(*counts: tuple[int, int] | tuple[int, int, int], first: date = date(2023, 8, 1)) -> list[Reading]:
    """Readings of months in a row: met, whole and, where given, unknown."""
    return [Reading(add_months(first, n), *count) for n, count in enumerate(counts)]


HIT, MISS, FAR = (95, 100), (88, 100), (40, 100)


@pytest.mark.parametrize(
    ("counts", "progress", "turns"),
    [
        ([], Progress.NO_READING, []),
        ([(0, 0), (0, 0)], Progress.NO_READING, []),
        ([FAR, MISS], Progress.OPEN, []),
        ([FAR, HIT, HIT], Progress.HOLDING, []),
        ([FAR, HIT, HIT, HIT], Progress.CLOSED, [(date(2023, 11, 30), True)]),
        ([HIT, HIT, (0, 0), HIT, HIT], Progress.HOLDING, []),  # a month without a case shows nothing
        ([HIT, HIT, (95, 100, 9), HIT], Progress.HOLDING, []),  # were its unknown cases missed, it was not reached
        ([HIT, HIT, HIT, MISS], Progress.CLOSED, [(date(2023, 10, 31), True)]),  # within ordinary variation
        ([HIT, HIT, HIT, MISS, MISS], Progress.REOPENED, [(date(2023, 10, 31), True), (date(2023, 12, 31), False)]),
        ([HIT, HIT, HIT, FAR], Progress.REOPENED, [(date(2023, 10, 31), True), (date(2023, 11, 30), False)]),
        (
            [HIT, HIT, HIT, FAR, HIT, HIT, HIT],
            Progress.CLOSED,
            [(date(2023, 10, 31), True), (date(2023, 11, 30), False), (date(2024, 2, 29), True)],
        ),
    ],
)
def test_it_closes_when_it_has_held_and_opens_again(
    counts: Sequence[tuple[int, int]], progress: Progress, turns: list[tuple[date, bool]]
) -> None:
    found = closing(THREE_MONTHS, months(*counts), ASKED)
    assert found.progress is progress
    assert [(turn.on, turn.closes) for turn in found.turns] == turns


def test_months_before_it_was_asked_do_not_count() -> None:
    early = months(HIT, HIT, HIT, first=date(2023, 5, 1))
    assert closing(THREE_MONTHS, early, ASKED).progress is Progress.NO_READING
    # July had begun when it was asked on the third: the first whole month after it is August.
    assert closing(THREE_MONTHS, months(HIT, HIT, HIT, first=date(2023, 7, 1)), ASKED).months_held == 2


@given(st.lists(st.sampled_from([HIT, MISS, FAR, (0, 0), (95, 100, 9)]), max_size=30), st.integers(1, 6))
def test_each_closing_follows_so_many_months_that_reached_it(counts: list[tuple[int, int]], holds_for: int) -> None:
    measure = Measure("thrive-at-outset", 0.9, holds_for)
    readings = months(*counts)
    found = closing(measure, readings, ASKED)
    kinds = [turn.closes for turn in found.turns]
    assert kinds == [place % 2 == 0 for place in range(len(kinds))]  # closings and re-openings take turns
    for turn in found.turns:
        if turn.closes:
            before = [reading for reading in readings if reading.ends <= add_months(turn.on.replace(day=1), 1)]
            assert len(before) >= holds_for
            assert all(reading.reaches(0.9) for reading in before[-holds_for:])
    assert (found.closed_on is not None) == (found.progress is Progress.CLOSED)


def test_the_register_keeps_what_the_measure_did(tmp_path: Path) -> None:
    register = example_assessment().recommendations
    item = register.items[0]
    found = closing(item.measure, months(HIT, HIT, HIT, FAR), ASKED)
    once = entered(register, item.id, found)
    assert entered(once, item.id, found) == once
    events = once.item(item.id).events[len(item.events) :]
    assert [(event.kind, event.by) for event in events] == [(EventKind.CLOSED, BY), (EventKind.REOPENED, BY)]
    assert "reached in each month from August 2023 to October 2023 (285 of 300 cases met)" in events[0].text
    assert once.item(item.id).status == "open"
    file = tmp_path / "register.json"
    write_register(once, file)
    assert read_register(file) == once


def test_a_measure_that_cannot_be_is_refused() -> None:
    for wrong in ((0.0, 3), (1.1, 3), (0.9, 0)):
        with pytest.raises(ValueError, match="measure"):
            Measure("thrive-at-outset", *wrong)


def rising(per_month: float, start: float = 0.5, count: int = 12, n: int = 200) -> list[Reading]:
    return months(*((round(n * min(0.99, start + per_month * place)), n) for place in range(count)))


def test_a_clear_trend_is_forecast_with_its_range() -> None:
    readings = rising(0.025)
    found = forecast(THREE_MONTHS, readings, closing(THREE_MONTHS, readings, ASKED))
    assert found.earliest
    assert found.middle
    assert found.earliest <= found.middle
    assert found.latest is None or found.middle <= found.latest
    # The odds rise by a tenth each month: from 77.5% in July 2024 that is nine months to 90%, and two more of holding.
    assert date(2025, 6, 30) <= found.middle <= date(2025, 7, 31)


@pytest.mark.parametrize(
    ("readings", "why"),
    [
        (rising(0.02, count=4), "4 months can be told"),
        (rising(0.0), "does not lead there"),
        (rising(-0.02), "does not lead there"),
        (rising(0.004, start=0.2, n=20), "does not lead there"),
        (rising(0.004, start=0.2, count=24, n=2000), "within 24 months"),
    ],
)
def test_it_says_when_nothing_can_be_forecast(readings: list[Reading], why: str) -> None:
    found = forecast(THREE_MONTHS, readings, closing(THREE_MONTHS, readings, ASKED))
    assert (found.earliest, found.latest) == (None, None)
    assert "cannot be forecast" in found.words
    assert why in found.words


def test_what_is_holding_closes_if_it_goes_on() -> None:
    readings = months(FAR, HIT, HIT)
    found = forecast(THREE_MONTHS, readings, closing(THREE_MONTHS, readings, ASKED))
    assert found.middle == date(2023, 11, 30)
    assert "if it goes on" in found.words


def test_the_newest_run_has_the_word_on_a_month() -> None:
    older, newer = months(HIT, HIT, HIT), months(FAR, first=date(2023, 9, 1))
    assert [reading.met for reading in joined([newer, older])] == [95, 40, 95]


def test_an_item_without_a_measure_stays_open() -> None:
    item = replace(example_assessment().recommendations.items[0], measure=None)
    found = closing(item.measure, months(HIT, HIT, HIT), ASKED)
    assert found.progress is Progress.NO_MEASURE
    assert "no measure" in forecast(item.measure, (), found).words
