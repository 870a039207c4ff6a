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


def test_the_bootstrap_covers_about_as_often_as_it_says() -> None:
    generator = np.random.default_rng(20)
    held = 0
    for seed in range(300):
        _, low, high = quantiles.quantile_bootstrap(generator.exponential(size=60), seed=seed, resamples=400)
        held += low <= np.log(2) <= high
    assert 0.91 <= held / 300 <= 0.98


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
    with pytest.raises(Refused, match="20 values"):
        quantiles.difference_of_quantiles([1.0] * 19, [1.0] * 30)
