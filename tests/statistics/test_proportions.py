import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from tests.how_many import examples
from tests.statistics import reference

from openpeel.errors import Refused
from openpeel.statistics import proportions

counts = st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(counts)
def test_wilson_equals_its_twin_and_statsmodels(pair: tuple[int, int]) -> None:
    low, high = proportions.wilson(*pair)
    assert (low, high) == pytest.approx(reference.wilson(*pair), abs=1e-9)
    assert (low, high) == pytest.approx(proportion_confint(*pair, method="wilson"), abs=1e-9)


@given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_exact_interval_equals_its_twin_and_scipy(pair: tuple[int, int]) -> None:
    low, high = proportions.clopper_pearson(*pair)
    assert (low, high) == pytest.approx(reference.clopper_pearson(*pair), abs=1e-9)
    theirs = stats.binomtest(*pair).proportion_ci(method="exact")
    assert (low, high) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"), [(18, 51, 23.6, 49.0), (20, 30, 48.8, 80.8), (3, 7, 15.8, 75.0)]
)
def test_wilson_of_the_source_reports_small_samples(part: int, whole: int, low: float, high: float) -> None:
    found = proportions.wilson(part, whole)
    assert [round(100 * float(limit), 1) for limit in found] == [low, high]


@given(counts, st.integers(0, 1000))
def test_a_finite_population_narrows_the_interval(pair: tuple[int, int], others: int) -> None:
    part, whole = pair
    low, high = proportions.wilson(part, whole)
    finite_low, finite_high = proportions.wilson_finite(part, whole, whole + others)
    assert finite_low >= low - 1e-12
    assert finite_high <= high + 1e-12
    assert finite_low <= part / whole <= finite_high


def test_a_full_count_has_no_width() -> None:
    assert proportions.wilson_finite(3, 7, 7) == pytest.approx((3 / 7, 3 / 7))
    assert proportions.exact_finite(3, 7, 7) == (3 / 7, 3 / 7)


@settings(max_examples=examples(60), deadline=None)
@given(st.integers(1, 300), st.data())
def test_the_exact_finite_interval_is_that_of_trying_every_population(whole: int, data: st.DataObject) -> None:
    drawn = data.draw(st.integers(1, whole))
    found = data.draw(st.integers(0, drawn))
    possible = np.arange(found, whole - (drawn - found) + 1)
    tail = (1 - 0.95) / 2  # not 0.025, which is smaller by a bit: one drawn of 40 is as likely as the tail
    likely = possible[
        (stats.hypergeom.sf(found - 1, whole, possible, drawn) > tail)
        & (stats.hypergeom.cdf(found, whole, possible, drawn) > tail)
    ]
    assert proportions.exact_finite(found, drawn, whole) == (likely.min() / whole, likely.max() / whole)


def test_the_exact_finite_interval_holds_every_population_that_could_give_the_sample() -> None:
    low, high = proportions.exact_finite(3, 10, 40)
    for holders in range(3, 34):
        at_most = sum(math.comb(holders, k) * math.comb(40 - holders, 10 - k) for k in range(4)) / math.comb(40, 10)
        at_least = sum(math.comb(holders, k) * math.comb(40 - holders, 10 - k) for k in range(3, 11)) / math.comb(
            40, 10
        )
        assert (low <= holders / 40 <= high) == (min(at_most, at_least) > 0.025)


def test_one_stratum_is_a_simple_sample() -> None:
    estimate, low, high = proportions.stratified([18], [51], [10**9])
    assert estimate == pytest.approx(18 / 51)
    assert (float(low), float(high)) == pytest.approx([float(x) for x in proportions.clopper_pearson(18, 51)], abs=0.01)


def test_strata_are_weighted_by_their_population() -> None:
    estimate, low, high = proportions.stratified([5, 15], [20, 20], [900, 100])
    assert estimate == pytest.approx(0.9 * 0.25 + 0.1 * 0.75)
    assert low < estimate < high


def test_the_stratified_interval_equals_its_twin() -> None:
    part, drawn, units = [5, 15, 0], [20, 20, 10], [900, 100, 300]
    weights = [n / sum(units) for n in units]
    smooth = [(k + 1) / (n + 2) for k, n in zip(part, drawn, strict=True)]
    pooled = sum(w * p for w, p in zip(weights, smooth, strict=True))
    variance = sum(
        w * w * p * (1 - p) * (N - n) / (n * (N - 1)) for w, p, n, N in zip(weights, smooth, drawn, units, strict=True)
    )
    size = pooled * (1 - pooled) / variance
    share = sum(w * k / n for w, k, n in zip(weights, part, drawn, strict=True))
    estimate, low, high = proportions.stratified(part, drawn, units)
    assert estimate == pytest.approx(share)
    assert low == pytest.approx(stats.beta.ppf(0.025, share * size, size - share * size + 1))
    assert high == pytest.approx(stats.beta.ppf(0.975, share * size + 1, size - share * size))
    assert [float(x) for x in proportions.stratified([0, 0], [9, 9], [50, 50])[:2]] == [0, 0]
    assert float(proportions.stratified([9, 9], [9, 9], [50, 50])[2]) == 1


def test_strata_counted_in_full_have_no_width() -> None:
    assert proportions.stratified([5, 2], [20, 10], [20, 10]) == pytest.approx((7 / 30, 7 / 30, 7 / 30))


@given(counts, counts)
def test_a_difference_equals_newcombes_in_statsmodels(first: tuple[int, int], other: tuple[int, int]) -> None:
    gap, low, high = proportions.difference(*first, *other)
    theirs = confint_proportions_2indep(*first, *other, method="newcomb", compare="diff")
    assert gap == pytest.approx(first[0] / first[1] - other[0] / other[1])
    assert (low, high) == pytest.approx(theirs, abs=1e-8)


def test_arrays_of_any_shape_are_taken_at_once() -> None:
    low, _ = proportions.wilson(np.full((4, 3), 5), np.full((4, 3), 10))
    assert low.shape == (4, 3)
    assert low[2, 1] == proportions.wilson(5, 10)[0]


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (-1, 5, "negative"),
        (6, 5, "larger"),
        (0, 0, "nought"),
        (float("nan"), 5, "missing"),
        (1.5, 5, "not whole"),
        (None, 5, "missing"),
        ("x", 5, "not all of it is numbers"),
    ],
)
def test_impossible_counts_are_refused(part: object, whole: object, words: str) -> None:
    with pytest.raises(Refused, match=words):
        proportions.wilson(part, whole)  # type: ignore[arg-type]


def test_a_level_in_per_cent_is_refused() -> None:
    with pytest.raises(Refused, match=r"0\.95"):
        proportions.wilson(1, 5, level=95)


def test_a_sample_larger_than_its_population_is_refused() -> None:
    with pytest.raises(Refused, match="larger than its population"):
        proportions.wilson_finite(1, 5, 4)
    with pytest.raises(Refused, match="larger than its population"):
        proportions.exact_finite(1, 5, 4)
