"""What is said of a method's coverage, and whether limits hold a truth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

SIZES = (7, 20, 30, 51, 200)

Values = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Coverage:
    """The share of samples of ``n`` whose interval holds the truth: the mean and the worst over a grid of truths."""

    method: str
    n: int
    mean: float
    worst: float
    worst_at: str


def over_the_grid(method: str, n: int, truths: list[str], covered: Values) -> Coverage:
    """The coverage of a method from how often its interval holds each truth of a grid, named in words."""
    worst = int(covered.round(9).argmin())  # two truths that mirror each other are level but for rounding
    return Coverage(method, n, float(covered.mean()), float(covered.min()), truths[worst])


def holds(low: Values, high: Values, truth: Values | float) -> npt.NDArray[np.bool_]:
    """Whether the limits hold the truth, but for rounding."""
    rounding = 1e-12
    return np.asarray((low - rounding <= truth) & (truth <= high + rounding))
