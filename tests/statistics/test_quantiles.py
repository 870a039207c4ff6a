import numpy as np
import pytest
from scipy import stats

from openpeel.errors import Refused
from openpeel.statistics import quantiles


@pytest.mark.parametrize("n", [6, 9, 20, 51, 200])
@pytest.mark.parametrize("share", [0.5, 0.25])
def test_order_statistics_cover_at_least_as_often_as_they_say(n: int, share: float) -> None:
    """Exactly: the interval from the i-th to the j-th value holds the quantile unless too few or too many lie below."""
    values = np.arange(n, dtype=float)
    try:
        _, low, high = quantiles.quantile(values, share)
    except Refused:
        assert share**n + (1 - share) ** n > 0.025
        return
    covered = stats.binom.cdf(int(high), n, share) - stats.binom.cdf(int(low), n, share)
    assert covered >= 0.95
    one_narrower = stats.binom.cdf(int(high) - 1, n, share) - stats.binom.cdf(int(low) + 1, n, share)
    assert one_narrower < 0.95


def test_five_values_have_no_interval_of_their_median() -> None:
    with pytest.raises(Refused, match="too few"):
        quantiles.quantile([1, 2, 3, 4, 5])


def test_the_same_seed_gives_the_same_limits() -> None:
    values = np.random.default_rng(1).lognormal(size=40)
    assert quantiles.quantile_bootstrap(values, seed=3) == quantiles.quantile_bootstrap(values, seed=3)


def test_a_fall_in_waiting_time_is_seen() -> None:
    generator = np.random.default_rng(2)
    before, after = generator.exponential(30, 200), generator.exponential(15, 200)
    gap, low, high = quantiles.difference_of_quantiles(after, before)
    assert low < gap < high < 0


def test_a_bootstrap_of_few_values_is_refused() -> None:
    with pytest.raises(Refused, match="too few"):
        quantiles.quantile_bootstrap([1.0] * 19)
    with pytest.raises(Refused, match="19 other values are too few"):
        quantiles.difference_of_quantiles([1.0] * 30, [1.0] * 19)


def test_a_far_percentile_needs_ten_values_expected_beyond_it() -> None:
    values = np.arange(100.0)
    assert quantiles.quantile_bootstrap(values, 0.9)[2] <= 99
    with pytest.raises(Refused, match="of the 95% point"):
        quantiles.quantile_bootstrap(values, 0.95)


def test_many_samples_at_once_have_the_limits_that_each_has_alone() -> None:
    samples = np.random.default_rng(4).exponential(size=(3, 25))
    together = np.array(quantiles.quantile_bootstrap(samples))
    assert np.allclose(together, np.array([quantiles.quantile_bootstrap(sample) for sample in samples]).T)


def test_the_bootstrap_is_of_resamples_of_the_values() -> None:
    """Against a plain loop: other draws, so that limits agree but for the draws."""
    values = np.random.default_rng(5).lognormal(size=60)
    generator = np.random.default_rng(6)
    plain = [np.quantile(generator.choice(values, 60), 0.7) for _ in range(4000)]
    assert quantiles.quantile_bootstrap(values, 0.7, resamples=4000)[1:] == pytest.approx(
        np.quantile(plain, [0.025, 0.975]), rel=0.08
    )
