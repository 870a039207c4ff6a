"""How fast the statistics are: every figure of a year's work of a national dashboard, against a loop in plain Python.

100 standards x 43 forces x 60 months x 10 places make 2.58 million figures. Each gets its Wilson interval; each force
and place its control chart over months, with all four rules; each standard, month and place its funnel over forces.

The plain loop runs the reference twins of the tests on a share of the figures and is scaled up; both answers are
compared.

    python -m benchmarks.statistics
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
from tests.statistics import reference

from openpeel.statistics import funnel, limits, proportions, spc
from openpeel.statistics.counts import Array

STANDARDS, FORCES, MONTHS, PLACES = 100, 43, 60, 10
LOOPED_STANDARDS = 1
"""Of the 100, those that the plain loop runs over."""


def figures() -> tuple[Array, Array]:
    """Counts met and counts due: one number for each standard, place, force and month."""
    generator = np.random.default_rng(2026)
    shape = (STANDARDS, PLACES, FORCES, MONTHS)
    whole = generator.integers(20, 400, shape).astype(float)
    level = generator.beta(8, 2, (STANDARDS, PLACES, FORCES, 1))
    return generator.binomial(whole.astype(int), level).astype(float), whole


def vectorised(met: Array, whole: Array) -> dict[str, Array]:
    """All three at once, standard by standard so that memory stays small."""
    low, high = proportions.wilson(met, whole)
    marks = [spc.special_cause_marks(m / w, limits.xmr_lines(m / w)) for m, w in zip(met, whole, strict=True)]
    spreads = [
        funnel.of_rates(m.swapaxes(-1, -2), w.swapaxes(-1, -2)).deviation for m, w in zip(met, whole, strict=True)
    ]
    return {"low": low, "high": high, "marks": np.stack(marks), "deviations": np.stack(spreads)}


def looped(met: Array, whole: Array) -> dict[str, Array]:
    """The same by the twins, one figure at a time."""
    low, high = np.empty_like(met), np.empty_like(met)
    marks = np.empty(met.shape, dtype=bool)
    deviations = np.empty((met.shape[0], PLACES, MONTHS, FORCES))
    for index in np.ndindex(met.shape):
        low[index], high[index] = reference.wilson(int(met[index]), int(whole[index]))
    for index in np.ndindex(met.shape[:-1]):
        values = [float(v) for v in met[index] / whole[index]]
        marks[index] = [bool(rules) for rules in reference.special_causes(values, *reference.xmr(values))]
    for standard, place, month in np.ndindex(met.shape[0], PLACES, MONTHS):
        own, all_ = met[standard, place, :, month], whole[standard, place, :, month]
        deviations[standard, place, month] = reference.funnel_of_rates([int(x) for x in own], [float(x) for x in all_])[
            2
        ]
    return {"low": low, "high": high, "marks": marks, "deviations": deviations}


def timed(run: Callable[[], dict[str, Array]]) -> tuple[float, dict[str, Array]]:
    start = time.perf_counter()
    found = run()
    return time.perf_counter() - start, found


def main() -> None:
    """Measure both, check that they agree, print seconds and the ratio."""
    met, whole = figures()
    seconds, found = timed(lambda: vectorised(met, whole))
    loop_seconds, expected = timed(lambda: looped(met[:LOOPED_STANDARDS], whole[:LOOPED_STANDARDS]))
    for name, values in expected.items():
        assert np.allclose(found[name][:LOOPED_STANDARDS], values, atol=1e-9), name
    scaled = loop_seconds * STANDARDS / LOOPED_STANDARDS
    print(f"{met.size:,} figures: intervals, control charts and funnels")
    print(f"  OpenPEEL   {seconds:8.1f} s")
    print(
        f"  plain loop {scaled:8.1f} s (measured on {LOOPED_STANDARDS} of {STANDARDS} standards: {loop_seconds:.1f} s)"
    )
    print(f"  ratio      {scaled / seconds:8.0f}")


if __name__ == "__main__":
    main()
