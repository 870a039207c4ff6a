"""Process limits of control charts: where points lie while nothing but ordinary variation is at work."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from openpeel.errors import Refused
from openpeel.statistics.counts import Array, Numbers, as_numbers, as_parts_of

SCALING = 2.66
"""3 / d2 with d2 = 1.128 for moving ranges of two points."""

LARGEST_RANGE = 3.267
"""Moving ranges above this many times their mean are left out of the limits, so that one jump does not hide itself."""


class Lines(NamedTuple):
    """The centre line and process limits, in the shape of the points."""

    centre: Array
    low: Array
    high: Array


def xmr_lines(values: Numbers, baseline: int | None = None) -> Lines:
    """Limits for single values (XmR): mean ± 2.66 times the mean moving range; time runs along the last axis.

    ``baseline`` takes them from so many first points and holds them. Raises Refused for fewer than two points, which
    have no moving range.
    """
    points = as_numbers(values, "values")
    first = points[..., :baseline]
    if first.shape[-1] < 2:
        raise Refused("one point has no variation to draw limits from", mend="wait for more points, or join stretches")
    centre = first.mean(axis=-1, keepdims=True)
    moving = np.abs(np.diff(first, axis=-1))
    kept = moving <= LARGEST_RANGE * moving.mean(axis=-1, keepdims=True)
    reach = SCALING * (moving * kept).sum(axis=-1, keepdims=True) / kept.sum(axis=-1, keepdims=True)
    centre, reach = np.broadcast_to(centre, points.shape), np.broadcast_to(reach, points.shape)
    return Lines(centre, centre - reach, centre + reach)


def p_lines(parts: Numbers, wholes: Numbers, baseline: int | None = None) -> Lines:
    """Limits for proportions (p-chart): three binomial standard errors by each point's size, within 0 and 1."""
    part, whole = as_parts_of(parts, wholes)
    pooled = part[..., :baseline].sum(axis=-1, keepdims=True) / whole[..., :baseline].sum(axis=-1, keepdims=True)
    reach = 3 * np.sqrt(pooled * (1 - pooled) / whole)
    centre = np.broadcast_to(pooled, whole.shape)
    return Lines(centre, np.maximum(centre - reach, 0.0), np.minimum(centre + reach, 1.0))
