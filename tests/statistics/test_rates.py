import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.statistics import reference

from openpeel.errors import Refused
from openpeel.statistics import rates


@given(st.integers(0, 200))
def test_the_exact_poisson_interval_equals_its_twin(count: int) -> None:
    low, high = rates.exact_poisson(count)
    assert (float(low), float(high)) == pytest.approx(reference.exact_poisson(count), rel=1e-6, abs=1e-9)


def test_a_published_pair_of_exact_and_byar() -> None:
    assert [round(float(x), 3) for x in rates.exact_poisson(20)] == [12.217, 30.888]
    assert [round(float(x), 3) for x in rates.byar(20)] == [12.211, 30.890]


def test_byar_comes_close_to_exact_from_ten_events() -> None:
    counts = np.arange(10, 2000)
    for near, exact in zip(rates.byar(counts), rates.exact_poisson(counts), strict=True):
        assert np.abs(near / exact - 1).max() < 0.004


def test_no_event_has_a_rate_of_nought_and_an_upper_limit() -> None:
    estimate, low, high = rates.rate(0, 1000)
    assert float(estimate) == float(low) == 0
    assert high == pytest.approx(3.689, abs=0.001)


@given(st.integers(1, 500), st.integers(1, 500), st.floats(10, 1e6), st.floats(10, 1e6))
def test_a_ratio_turned_round_turns_its_limits_round(a: int, b: int, people: float, others: float) -> None:
    ratio, low, high = rates.ratio_of_rates(a, people, b, others)
    back, back_low, back_high = rates.ratio_of_rates(b, others, a, people)
    assert ratio == pytest.approx(1 / back)
    assert low == pytest.approx(1 / back_high)
    assert high == pytest.approx(1 / back_low)


def test_the_exact_ratio_comes_close_to_the_log_normal_one_for_large_counts() -> None:
    exact = rates.ratio_of_rates(2300, 12738, 57498, 1198458)
    usual = rates.ratio_of_rates_log_normal(2300, 12738, 57498, 1198458)
    assert exact == pytest.approx(usual, rel=0.005)


def test_a_difference_of_rates_holds_nought_when_rates_are_equal() -> None:
    gap, low, high = rates.difference_of_rates(50, 1000, 100, 2000)
    assert gap == 0
    assert low < 0 < high


def test_nothing_to_divide_by_is_refused() -> None:
    with pytest.raises(Refused, match="nought or negative"):
        rates.rate(5, 0)
    with pytest.raises(Refused, match="at least one event"):
        rates.ratio_of_rates(5, 100, 0, 100)
