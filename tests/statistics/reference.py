"""Plain Python twins of the formulas: one figure at a time, written from the definition and not from the code."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from statistics import NormalDist, mean, median

Z = NormalDist().inv_cdf(0.975)


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The two roots of (p - p̂)² = z² p (1 - p) / n."""
    share = part / whole
    a, b, c = 1 + Z * Z / whole, -(2 * share + Z * Z / whole), share * share
    root = math.sqrt(max(b * b - 4 * a * c, 0.0))
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


def binomial_at_most(part: int, whole: int, p: float) -> float:
    return sum(math.comb(whole, k) * p**k * (1 - p) ** (whole - k) for k in range(part + 1))


def clopper_pearson(part: int, whole: int) -> tuple[float, float]:
    """By halving: those p at which the tail is 2.5 per cent."""
    low = 0.0 if part == 0 else halved(lambda p: 1 - binomial_at_most(part - 1, whole, p) < 0.025)
    high = 1.0 if part == whole else halved(lambda p: binomial_at_most(part, whole, p) > 0.025)
    return low, high


def poisson_at_most(count: int, expected: float) -> float:
    return sum(math.exp(-expected + k * math.log(expected) - math.lgamma(k + 1)) for k in range(count + 1))


def exact_poisson(count: int) -> tuple[float, float]:
    top = count + 10 * math.sqrt(count + 1) + 10
    low = 0.0 if count == 0 else halved(lambda m: 1 - poisson_at_most(count - 1, m) < 0.025, top)
    return low, halved(lambda m: poisson_at_most(count, m) > 0.025, top)


def halved(is_below: object, top: float = 1.0) -> float:
    """The point up to which ``is_below`` holds."""
    assert callable(is_below)
    low, high = 0.0, top
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if middle > 0 and is_below(middle) else (low, middle)
        if low == high == 0.0:
            break
    return (low + high) / 2


def xmr(values: Sequence[float]) -> tuple[float, float, float]:
    moving = [abs(b - a) for a, b in pairwise(values)]
    kept = [m for m in moving if m <= 3.267 * mean(moving)]
    centre, reach = mean(values), 2.66 * mean(kept)
    return centre, centre - reach, centre + reach


def special_causes(values: Sequence[float], centre: float, low: float, high: float) -> list[set[str]]:
    """Which rules mark each point, by looking at every window that holds it."""
    n = len(values)
    marks: list[set[str]] = [set() for _ in values]
    for i, value in enumerate(values):
        if value < low or value > high:
            marks[i].add("beyond")
    for start in range(n - 6):
        window = range(start, start + 7)
        if all(values[i] > centre for i in window) or all(values[i] < centre for i in window):
            for i in window:
                marks[i].add("shift")
        steps = [values[i + 1] - values[i] for i in range(start, start + 6)]
        if all(s > 0 for s in steps) or all(s < 0 for s in steps):
            for i in window:
                marks[i].add("trend")
    for start in range(n - 2):
        window = range(start, start + 3)
        for sign, limit in ((1, high), (-1, low)):
            if not all(sign * (values[i] - centre) > 0 for i in window):
                continue
            near = [
                i for i in window if abs(values[i] - centre) > 2 / 3 * abs(limit - centre) and low <= values[i] <= high
            ]
            if len(near) >= 2:
                for i in near:
                    marks[i].add("two of three")
    return marks


def funnel_of_rates(counts: Sequence[int], exposures: Sequence[float]) -> tuple[float, float, list[float]]:
    """Average, spread between areas and deviations, one area at a time."""
    average = sum(counts) / sum(exposures)
    scores = []
    chances = []
    for count, exposure in zip(counts, exposures, strict=True):
        expected = average * exposure
        chances.append(1 / (2 * math.sqrt(expected)))
        scores.append((math.sqrt(count / expected) - 1) / chances[-1])
    low, high = quantile(scores, 0.1), quantile(scores, 0.9)
    dispersion = mean(min(max(score, low), high) ** 2 for score in scores)
    weights = [chance**-2 for chance in chances]
    total = sum(weights)
    n = len(scores)
    spread = max(0.0, (n * dispersion - (n - 1)) / (total - sum(w * w for w in weights) / total))
    deviations = [score * chance / math.sqrt(chance**2 + spread) for score, chance in zip(scores, chances, strict=True)]
    return average, math.sqrt(spread), deviations


def quantile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    under = math.floor(place)
    over = min(under + 1, len(ordered) - 1)
    return ordered[under] + (ordered[over] - ordered[under]) * (place - under)


def mantel_haenszel(parts: Sequence[tuple[int, float, int, float]]) -> float:
    above = sum(a * n0 / (n1 + n0) for a, n1, _, n0 in parts)
    below = sum(b * n1 / (n1 + n0) for _, n1, b, n0 in parts)
    return above / below


def slope_not_steps(series: Sequence[float], shortest: int = 6) -> tuple[float, float, float] | None:
    """The least-squares line with its interval, if its squares and one penalty are less than those of the best steps.

    Every way to cut the series is tried, by what the best ways to cut its beginnings cost.
    """
    n = len(series)
    sigma = median(abs(b - a) for a, b in pairwise(series)) / 0.954
    penalty = 3 * math.log(n) * sigma**2
    # A point over three deviations from the middle of the seven around it (mirrored at the ends) is drawn in.
    mirrored = [median(series[min(abs(j), 2 * (n - 1) - j)] for j in range(i - 3, i + 4)) for i in range(n)]
    series = [
        min(max(value, middle - 3 * sigma), middle + 3 * sigma) for value, middle in zip(series, mirrored, strict=True)
    ]

    def around(start: int, end: int) -> float:
        part = series[start:end]
        centre = sum(part) / len(part)
        return sum((value - centre) ** 2 for value in part)

    best = {0: -penalty}
    for end in range(shortest, n + 1):
        starts = [start for start in best if end - start >= shortest]
        best[end] = min(best[start] + around(start, end) + penalty for start in starts)
    middle = (n - 1) / 2
    spread = sum((i - middle) ** 2 for i in range(n))
    slope = sum((i - middle) * value for i, value in enumerate(series)) / spread
    centre = sum(series) / n
    left = sum((value - centre - slope * (i - middle)) ** 2 for i, value in enumerate(series))
    if left + penalty >= best[n]:
        return None
    reach = student(n - 2) * math.sqrt(left / (n - 2) / spread)
    return None if abs(slope) <= reach else (slope, slope - reach, slope + reach)


def season_at(place: int, season: Sequence[float], left: Sequence[float], period: int) -> tuple[float, ...]:
    n = len(season)
    own = [season[i] for i in range(place, n, period)]
    reach = student(n - period) * math.sqrt(sum(e * e for e in left) / (n - period) / len(own))
    return mean(own), mean(own) - reach, mean(own) + reach, len(own)


def student(freedom: int) -> float:
    """The 97.5 per cent point of Student's distribution, by adding up its density and halving."""

    def above(t: float) -> float:
        steps, power = 1000, (freedom + 1) / 2
        scale = math.lgamma(power) - math.lgamma(freedom / 2) - math.log(freedom * math.pi) / 2
        density = [math.exp(scale - power * math.log1p((t * i / steps) ** 2 / freedom)) for i in range(steps + 1)]
        return 0.5 - t / steps * (sum(density) - (density[0] + density[-1]) / 2)

    low, high = 0.0, 20.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if above(middle) > 0.025 else (low, middle)
    return low
