import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from tests.statistics import reference

from openpeel.errors import Refused
from openpeel.statistics import comparison, funnel
from openpeel.statistics.side_by_side import compare_figures, compare_medians, compare_rates, compare_shares

areas = st.lists(st.tuples(st.integers(0, 5000), st.integers(1000, 10**6)), min_size=5, max_size=43).filter(
    lambda rows: any(count for count, _ in rows)
)


@given(areas)
def test_the_funnel_equals_its_twin(rows: list[tuple[int, int]]) -> None:
    counts, sizes = [row[0] for row in rows], [float(row[1]) for row in rows]
    found = funnel.of_rates(counts, sizes)
    average, spread, deviations = reference.funnel_of_rates(counts, sizes)
    assert found.average[0] == pytest.approx(average)
    assert found.spread[0] == pytest.approx(spread, abs=1e-6)
    assert found.deviation == pytest.approx(deviations, rel=1e-6, abs=1e-6)


def test_the_lines_of_chance_lie_between_the_counts_that_scipy_gives() -> None:
    sizes = np.array([1, 7, 60, 900, 1e5])
    rates = funnel.of_rates([1, 0, 3, 8, 400], sizes)
    shares = funnel.of_proportions([1, 2, 30, 300, 50_000], sizes)
    for share, side in ((0.025, 0), (0.975, 1)):
        counts = sizes * funnel.rate_limits(rates, sizes, 0.95, with_spread=False)[side]
        assert (stats.poisson.cdf(np.ceil(counts), rates.average * sizes) >= share - 1e-9).all()
        assert (stats.poisson.cdf(np.floor(counts) - 1, rates.average * sizes) <= share + 1e-9).all()
        parts = sizes * funnel.proportion_limits(shares, sizes, 0.95, with_spread=False)[side]
        assert (stats.binom.cdf(np.ceil(parts), sizes, shares.average) >= share - 1e-9).all()
        assert (stats.binom.cdf(np.floor(parts) - 1, sizes, shares.average) <= share + 1e-9).all()


def test_areas_that_differ_by_chance_alone_have_almost_no_spread() -> None:
    generator = np.random.default_rng(1)
    sizes = generator.integers(400_000, 3_000_000, (200, 43))
    found = funnel.of_rates(generator.poisson(sizes * 0.003), sizes)
    assert (np.abs(found.chance_deviation) > 1.96).mean() == pytest.approx(0.05, abs=0.01)
    assert (found.spread < 0.03).mean() > 0.95


def test_planted_differences_between_areas_are_recovered_as_spread() -> None:
    generator = np.random.default_rng(1)
    sizes = np.full((300, 43), 1_000_000)
    true = 0.003 * (1 + generator.normal(0, 0.2, sizes.shape)).clip(0.1) ** 2
    found = funnel.of_rates(generator.poisson(sizes * true), sizes)
    assert float(np.median(found.spread)) == pytest.approx(0.2, abs=0.04)


def test_winsorising_leaves_so_much_of_the_spread_that_one_area_in_ten_lies_beyond() -> None:
    """What docs/explanation/comparing-forces.md says: by theory for many areas, and by trial for 43."""
    edge = stats.norm.ppf(0.9)
    kept = 0.8 - 2 * edge * stats.norm.pdf(edge) + 0.2 * edge**2
    assert kept == pytest.approx(0.68, abs=0.005)
    assert 2 * stats.norm.sf(1.96 * np.sqrt(kept)) == pytest.approx(0.106, abs=0.001)
    generator = np.random.default_rng(2)
    sizes = np.full((2000, 43), 1e8)
    true = 0.003 * (1 + generator.normal(0, 0.1, sizes.shape)) ** 2
    found = funnel.of_rates(np.round(true * sizes), sizes)
    assert (np.abs(found.deviation) > 1.96).mean() == pytest.approx(0.1, abs=0.012)


def test_the_line_of_chance_lies_between_the_counts_of_the_poisson_distribution() -> None:
    found = funnel.of_rates([300] * 6, [100_000.0] * 6)
    low, high = funnel.rate_limits(found, [10_000.0, 100_000.0], 0.95, with_spread=False)
    for size, below, above in zip((10_000.0, 100_000.0), low, high, strict=True):
        expected = 0.003 * size
        assert stats.poisson.ppf(0.025, expected) - 1 <= below * size <= stats.poisson.ppf(0.025, expected)
        assert stats.poisson.ppf(0.975, expected) - 1 <= above * size <= stats.poisson.ppf(0.975, expected)


def test_proportions_have_a_funnel_that_stays_on_the_scale() -> None:
    found = funnel.of_proportions([1, 9, 50, 95, 4], [10, 10, 100, 100, 5])
    for with_spread in (False, True):
        low, high = funnel.proportion_limits(found, [3.0, 50.5, 1000.0], 0.95, with_spread=with_spread)
        assert ((low >= 0) & (high <= 1) & (low < high)).all()


def test_clear_ranks_are_certain_and_close_ones_are_not() -> None:
    found = comparison.ranks([100, 1000, 1010, 5000], [100_000.0] * 4, ends=1)
    assert found.rank.tolist() == [1, 2, 3, 4]
    assert found.among_lowest is not None
    assert found.low is not None
    assert found.high is not None
    assert found.among_lowest[0] == 1
    assert (found.low[1], found.high[1]) == (2, 3)
    assert comparison.ranks([5, 5, 9], [10.0] * 3).rank.tolist() == [1, 1, 3]


def test_ranks_are_the_same_every_time() -> None:
    first, again = (comparison.ranks([5, 6, 7, 8], [100.0] * 4) for _ in range(2))
    assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))  # type: ignore[arg-type]


def test_an_area_that_records_differently_is_flagged_and_others_are_not() -> None:
    shares = {f"area {i}": (300 + 7 * i, 1000) for i in range(10)} | {"odd": (18, 1000)}
    flagged = comparison.records_differently(shares)
    assert list(flagged) == ["odd"]
    assert "1.8%" in flagged["odd"]


def test_close_agreement_of_the_others_does_not_flag_a_small_gap() -> None:
    shares = {f"area {i}": (300, 1000) for i in range(10)} | {"near": (340, 1000)}
    assert comparison.records_differently(shares) == {}


def test_few_areas_cannot_tell_who_is_odd() -> None:
    assert comparison.records_differently({"a": (1, 100), "b": (50, 100), "c": (50, 100), "d": (50, 100)}) == {}


def test_a_group_of_similar_areas_is_the_mean_of_their_rates() -> None:
    assert comparison.mean_of_group({"a": 1.0, "b": 2.0, "c": 9.0}, ["a", "b"]) == 1.5
    with pytest.raises(Refused, match="no rate for d"):
        comparison.mean_of_group({"a": 1.0}, ["a", "d"])


def test_standard_deviations_from_the_mean_of_areas() -> None:
    assert comparison.standard_deviations([1.0, 2.0, 3.0]) == pytest.approx([-1.2247, 0, 1.2247], abs=1e-4)
    with pytest.raises(Refused, match="nothing to compare"):
        comparison.standard_deviations([2.0, 2.0])


def test_side_by_side_carries_flags_given_and_flags_found() -> None:
    parts = {f"area {i}": 300 + 7 * i for i in range(10)} | {"odd": 18}
    compared = compare_shares(parts, dict.fromkeys(parts, 1000), flags={"area 3": "moved system in the year"})
    flags = {area.name: area.flag for area in compared.areas if area.flag}
    assert set(flags) == {"odd", "area 3"}
    assert flags["area 3"] == "moved system in the year"


def test_side_by_side_is_ordered_and_pooled() -> None:
    compared = compare_rates({"a": 10, "b": 50, "c": 30, "d": 20, "e": 5}, dict.fromkeys("abcde", 10_000.0))
    assert [area.name for area in compared.areas] == ["b", "c", "d", "a", "e"]
    assert compared.middle == pytest.approx(1000 * 115 / 50_000)
    assert compared.area("e") is not None
    assert compared.area("z") is None


def test_figures_with_standard_errors_have_the_funnel_of_rates_that_are_large() -> None:
    counts, size = np.array([9700, 10_000, 10_200, 10_600, 9900, 10_100]), 1e6
    by_counts = funnel.of_rates(counts, np.full(6, size))
    by_errors = funnel.of_figures(counts / size, np.sqrt(counts) / size)
    assert by_errors.deviation == pytest.approx(by_counts.deviation, abs=0.1)
    assert by_errors.spread[0] / (counts.sum() / (6 * size)) == pytest.approx(2 * by_counts.spread[0], rel=0.05)


def test_figures_with_intervals_are_ranked_by_them() -> None:
    figures = {"a": 1.0, "b": 2.0, "c": 2.1, "d": 9.0, "e": 5.0}
    compared = compare_figures(figures, {name: (value - 0.5, value + 0.5) for name, value in figures.items()})
    ranks = {area.name: (area.rank, area.rank_low, area.rank_high) for area in compared.areas}
    assert ranks["a"] == (1, 1, 1)
    assert ranks["b"] == (2, 2, 3)
    assert all(area.deviation is not None for area in compared.areas)
    assert (compared.middle, compared.lines) == (2.1, None)
    with pytest.raises(Refused, match="does not hold its figure"):
        compare_figures({"a": 1.0, "b": 2.0}, {"a": (0.5, 1.5), "b": (2.5, 3.0)})


def test_figures_without_intervals_have_none_made_up() -> None:
    compared = compare_figures({"a": 0.5, "b": 0.7, "c": 0.6}, is_share=True)
    assert [area.rank for area in compared.areas] == [3, 2, 1]
    assert {(area.low, area.rank_low, area.among_lowest, area.deviation) for area in compared.areas} == {(None,) * 4}
    assert compared.speaks_of is None


def test_medians_are_compared_by_their_cases() -> None:
    cases = {"quick": [5.0, 6, 7, 8, 9, 10, 11] * 9, "slow": [15.0, 16, 17, 18, 19, 20, 90] * 9, "few": [1.0] * 6}
    compared = compare_medians(cases)
    assert {area.name: (area.figure, area.count, area.rank_low, area.rank_high) for area in compared.areas} == {
        "slow": (18, 63, 3, 3),
        "quick": (8, 63, 2, 2),
        "few": (1, 6, 1, 1),
    }
    with pytest.raises(Refused, match="too few"):
        compare_medians({"a": [1.0] * 5, "b": [1.0] * 9})


def test_ranks_of_medians_follow_the_bootstrap() -> None:
    generator = np.random.default_rng(5)
    cases = [generator.lognormal(mean, 1, 80) for mean in (0, 0.1, 0.25)]
    drawn = np.stack([np.median(generator.choice(one, (4000, 80)), axis=1) for one in cases], axis=-1)
    lowest = (drawn.argsort(axis=-1)[:, 0] == 0).mean()
    found = comparison.ranks_of_medians([list(one) for one in cases], ends=1)
    assert found.among_lowest is not None
    assert found.among_lowest[0] == pytest.approx(lowest, abs=0.04)


def test_two_areas_have_intervals_and_ranks_but_no_funnel() -> None:
    compared = compare_shares({"a": 506, "b": 766}, {"a": 1000, "b": 1000})
    assert [(area.name, area.rank_low, area.deviation) for area in compared.areas] == [("b", 2, None), ("a", 1, None)]
    assert compared.lines is None
    assert compare_rates({"a": 5, "b": 7}, {"a": 10.0, "b": 10.0}).lines is None
    with pytest.raises(Refused, match="two areas or more; there is 1"):
        compare_shares({"a": 1}, {"a": 2})


def test_few_areas_and_no_events_are_refused() -> None:
    with pytest.raises(Refused, match="5 areas"):
        funnel.of_rates([1, 2, 3, 4], [10.0] * 4)
    with pytest.raises(Refused, match="no event"):
        funnel.of_rates([0] * 5, [10.0] * 5)
    with pytest.raises(Refused, match="every case counts"):
        funnel.of_proportions([5] * 5, [5] * 5)
