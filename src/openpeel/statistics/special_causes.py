"""The four special-cause rules of NHS England's 'Making data count', each a function of points and lines.

Every rule takes arrays whose last axis is time and marks the points that are part of the pattern. A rule sees one
stretch with one set of limits: a rebase or a break in the series begins a new stretch, and no pattern reaches across.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from openpeel.statistics.counts import Array

Marks = npt.NDArray[np.bool_]

RUN_LENGTH = 7
"""Points in a shift or a trend, as the guidance and its tools have counted since 2021 (it was six)."""


def beyond_limits(values: Array, low: Array, high: Array) -> Marks:
    """A single point outside the process limits."""
    return (values < low) | (values > high)


def shift(values: Array, centre: Array, length: int = RUN_LENGTH) -> Marks:
    """``length`` or more points in a row on one side of the centre line; a point on the line ends the run."""
    return _in_runs(values > centre, length) | _in_runs(values < centre, length)


def trend(values: Array, length: int = RUN_LENGTH) -> Marks:
    """``length`` or more points in a row, each above (or each below) the one before it; the first counts with them."""
    return rising(values, length) | rising(-values, length)


def rising(values: Array, length: int = RUN_LENGTH) -> Marks:
    """The points of trends that rise; the first is one of them, however the step into it went."""
    return _joined(_in_runs(np.diff(values, axis=-1) > 0, length - 1))


def two_of_three(values: Array, centre: Array, low: Array, high: Array) -> Marks:
    """Two or more of three points in a row close to one limit: in the outer third between centre line and limit.

    All three lie on that side; only the points close to the limit are marked.
    """
    return _two_close(values, centre, high, values > centre, values <= high) | _two_close(
        values, centre, low, values < centre, values >= low
    )


def _two_close(values: Array, centre: Array, limit: Array, on_side: Marks, inside: Marks) -> Marks:
    close = on_side & inside & (np.abs(values - centre) > np.abs(limit - centre) * 2 / 3)
    if values.shape[-1] < 3:
        return np.zeros_like(close)
    window = sliding_window_view(close, 3, axis=-1).sum(axis=-1) >= 2
    window &= sliding_window_view(on_side, 3, axis=-1).all(axis=-1)
    return _spread(window, 3) & close


def _in_runs(marked: Marks, length: int) -> Marks:
    """Those marks that stand in a row of ``length`` or more."""
    if marked.shape[-1] < length:
        return np.zeros_like(marked)
    whole = marked[..., : marked.shape[-1] - length + 1].copy()
    for step in range(1, length):
        whole &= marked[..., step : marked.shape[-1] - length + 1 + step]
    return _spread(whole, length)


def _spread(starts: Marks, length: int) -> Marks:
    """Every point of the windows of ``length`` that begin at the marks."""
    points = np.zeros((*starts.shape[:-1], starts.shape[-1] + length - 1), dtype=bool)
    for step in range(length):
        points[..., step : step + starts.shape[-1]] |= starts
    return points


def _joined(steps: Marks) -> Marks:
    """Both ends of each marked step."""
    return _spread(steps, 2)
