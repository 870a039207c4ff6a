import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.statistics import reference

from openpeel.errors import Refused
from openpeel.statistics import special_causes
from openpeel.statistics.counts import Array
from openpeel.statistics.limits import p_lines, xmr_lines
from openpeel.statistics.spc import special_cause_marks

CENTRE, LOW, HIGH = (np.full(20, x) for x in (0.0, -3.0, 3.0))


def at(values: list[float]) -> tuple[Array, Array, Array, Array]:
    n = len(values)
    return np.array(values), CENTRE[:n], LOW[:n], HIGH[:n]


def test_a_point_on_a_limit_is_not_beyond_it() -> None:
    values, _, low, high = at([3.0, 3.01, -3.0, -3.01])
    assert special_causes.beyond_limits(values, low, high).tolist() == [False, True, False, True]


@pytest.mark.parametrize(("length", "marked"), [(6, 0), (7, 7), (8, 8)])
def test_a_shift_takes_seven_on_one_side(length: int, marked: int) -> None:
    values, centre, *_ = at([-1.0] + [1.0] * length + [-1.0])
    assert special_causes.shift(values, centre).sum() == marked


def test_a_point_on_the_mean_ends_a_shift() -> None:
    values, centre, *_ = at([1.0] * 4 + [0.0] + [1.0] * 4)
    assert not special_causes.shift(values, centre).any()


@pytest.mark.parametrize(
    ("values", "marked"),
    [
        ([1, 2, 3, 4, 5, 6], 0),
        ([1, 2, 3, 4, 5, 6, 7], 7),
        ([7, 6, 5, 4, 3, 2, 1], 7),
        ([1, 2, 3, 3, 4, 5, 6, 7], 0),
        ([9, 1, 2, 3, 4, 5, 6, 7, 0], 7),
    ],
)
def test_a_trend_takes_seven_points_each_beyond_the_last(values: list[int], marked: int) -> None:
    assert special_causes.trend(np.array(values, float)).sum() == marked


@pytest.mark.parametrize(
    ("values", "marked"),
    [
        ([2.5, 0.5, 2.5], [True, False, True]),
        ([2.5, 2.5, 0.5], [True, True, False]),
        ([2.5, -0.5, 2.5], [False] * 3),  # the third lies on the other side
        ([2.5, 0.5, -2.5], [False] * 3),
        ([2.0, 2.0, 2.0], [False] * 3),  # on the inner line, not close to the limit
        ([3.5, 0.5, 2.5], [False] * 3),  # a point beyond the limit is not close to it
        ([-2.5, -0.1, -2.5], [True, False, True]),
    ],
)
def test_two_of_three_close_to_one_limit(values: list[float], marked: list[bool]) -> None:
    points, centre, low, high = at(values)
    assert special_causes.two_of_three(points, centre, low, high).tolist() == marked


@given(st.lists(st.integers(-4, 4).map(float), min_size=2, max_size=20))
def test_all_rules_together_mark_what_the_twin_marks(values: list[float]) -> None:
    points, centre, low, high = at(values)
    found = np.column_stack(
        [
            special_causes.beyond_limits(points, low, high),
            special_causes.shift(points, centre),
            special_causes.trend(points),
            special_causes.two_of_three(points, centre, low, high),
        ]
    )
    names = ("beyond", "shift", "trend", "two of three")
    expected = reference.special_causes(values, 0.0, -3.0, 3.0)
    assert [{name for name, mark in zip(names, marks, strict=True) if mark} for marks in found] == expected


@given(st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=40))
def test_xmr_limits_equal_their_twin(values: list[float]) -> None:
    lines = xmr_lines(values)
    expected = reference.xmr(values)
    assert (lines.centre[0], lines.low[0], lines.high[0]) == pytest.approx(expected, rel=1e-9, abs=1e-6)


def test_one_jump_does_not_widen_the_limits() -> None:
    calm = [10.0, 11.0] * 10
    assert xmr_lines([*calm, 60.0]).high[0] - xmr_lines([*calm, 60.0]).centre[0] == pytest.approx(2.66)


def test_p_limits_follow_each_points_size_and_stay_on_the_scale() -> None:
    lines = p_lines([1, 10, 100], [10, 100, 1000])
    assert lines.high[0] > lines.high[1] > lines.high[2]
    assert lines.low[0] == 0
    assert lines.centre.tolist() == [pytest.approx(111 / 1110)] * 3


def test_many_series_at_once_equal_each_alone() -> None:
    values = np.random.default_rng(5).normal(size=(6, 4, 30))
    together = special_cause_marks(values, xmr_lines(values))
    for i in range(6):
        for j in range(4):
            assert (together[i, j] == special_cause_marks(values[i, j], xmr_lines(values[i, j]))).all()


def test_one_point_has_no_limits() -> None:
    with pytest.raises(Refused, match="one point"):
        xmr_lines([1.0])
