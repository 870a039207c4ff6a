"""Fairness of powers: how much oftener one group meets a power than another, and what of it remains when asked further.

A ratio of rates is a place to begin, never an answer. Beside it stand its interval, what missing ethnicity could make
of it, how much remains within area (or another division), where the gap comes from, and whether searches find as much
for each group. Small counts give no ratio.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from openpeel.errors import Refused
from openpeel.statistics import intervals, proportions
from openpeel.statistics.agreement import agreement
from openpeel.statistics.counts import as_counts, as_exposures, as_parts_of
from openpeel.statistics.intervals import Interval, SpeaksOf

FEWEST_EVENTS = 10
"""Events of a group below which no ratio is given. A local setting, not a national rule."""

BORNE_OUT_BELOW = 0.9
"""An explanation that leaves more of the disparity than this has not explained it in part. A local setting."""

CAVEATS = (
    "The people searched need not live in the area: residents are not the people whom officers meet.",
    "Searches gather in some places: a ratio for a whole force mixes areas (compare within areas where you can).",
    "The population may have changed since its census, and by different amounts for each group.",
    "A ratio does not say why: it is to be explained or changed.",
)
"""What must stand beside a ratio (after the Race Disparity Unit on interpreting stop and search statistics)."""


@dataclass(frozen=True)
class GroupRatio:
    """A group's rate per 1,000 and its ratio to the reference group's; ``withheld`` says why there is no ratio."""

    group: str
    count: int
    population: float
    rate: Interval
    ratio: Interval | None
    lowest: float | None
    highest: float | None
    withheld: str | None = None


def ratios(
    counts: Mapping[str, int],
    populations: Mapping[str, float],
    *,
    reference: str,
    missing: int = 0,
    level: float = 0.95,
) -> list[GroupRatio]:
    """Each group's rate and ratio to ``reference``, largest ratio first, with what the missing could make of it.

    ``lowest`` counts all ``missing`` events as the reference group's, ``highest`` all as the group's own: the truth
    lies between, whatever it is. Raises Refused where the reference has too few events or a group has no population.
    """
    absent = [group for group in dict.fromkeys([*counts, reference]) if group not in populations]
    if absent:
        raise Refused(
            f"no population for {', '.join(sorted(absent))}",
            why="a rate needs the people it is a rate of",
            mend=f"there are people of: {', '.join(populations)}" if populations else None,
        )
    if counts.get(reference, 0) < FEWEST_EVENTS:
        raise Refused(
            f"only {counts.get(reference, 0)} events of {reference}: too few to compare others with",
            mend="join years or areas",
        )
    base, base_population = counts[reference], populations[reference]
    found = []
    for group, count in counts.items():
        population = populations[group]
        ratio = low = high = withheld = None
        if group != reference and count < FEWEST_EVENTS:
            withheld = f"fewer than {FEWEST_EVENTS} events"
        elif group != reference:
            ratio = intervals.ratio_of_rates(count, population, base, base_population, level=level)
            low = count / population * base_population / (base + missing)
            high = (count + missing) / population * base_population / base
        found.append(
            GroupRatio(
                group, count, population, intervals.rate(count, population, level=level), ratio, low, high, withheld
            )
        )
    return sorted(found, key=lambda row: -(row.ratio.estimate if row.ratio else 0))


def widest(rows: Sequence[GroupRatio]) -> GroupRatio | None:
    """The group to speak of first: of those whose interval leaves out 1, the one most often met with the power.

    Where none lies above 1, the one met least often; where no interval leaves out 1, the largest ratio. None where no
    group has a ratio.
    """
    told = [(row.ratio, row) for row in rows if row.ratio]
    above, below = [one for one in told if one[0].low > 1], [one for one in told if one[0].high < 1]
    if below and not above:
        return min(below, key=lambda one: one[0].estimate)[1]
    return max(above or told, key=lambda one: one[0].estimate)[1] if told else None


@dataclass(frozen=True)
class Stratum:
    """One area, time or other part: events and people of the group and of the reference."""

    name: str
    count: int
    population: float
    reference_count: int
    reference_population: float


@dataclass(frozen=True)
class Within:
    """A ratio before and after comparing like with like; ``remains`` is the share of the log ratio that is left."""

    crude: Interval
    adjusted: Interval
    remains: float | None
    strata: int


def within(strata: Sequence[Stratum], *, level: float = 0.95) -> Within:
    """The ratio over all, and the common ratio within strata (Mantel and Haenszel, for rates).

    The interval is Greenland and Robins' (1985). Parts where nobody of either group lives tell nothing and are left
    out. ``remains`` is none where the crude ratio is 1. Raises Refused for too few events.
    """
    a, b = (as_counts([getattr(s, name) for s in strata], name) for name in ("count", "reference_count"))
    people = np.array([s.population for s in strata], float)
    others = np.array([s.reference_population for s in strata], float)
    if ((people == 0) & (a > 0)).any() or ((others == 0) & (b > 0)).any():
        raise Refused("a part has events of a group of which nobody lives there", mend="join it with its neighbours")
    kept = (people > 0) & (others > 0)
    a, b, people, others = a[kept], b[kept], people[kept], others[kept]
    if a.sum() < FEWEST_EVENTS or b.sum() < FEWEST_EVENTS:
        raise Refused(f"fewer than {FEWEST_EVENTS} events of a group: too few to compare within parts")
    crude = intervals.ratio_of_rates(int(a.sum()), float(people.sum()), int(b.sum()), float(others.sum()), level=level)
    everyone = people + others
    above, below = (a * others / everyone).sum(), (b * people / everyone).sum()
    if above == 0 or below == 0:
        raise Refused("no part has events of both groups to compare", mend="join parts")
    variance = ((a + b) * people * others / everyone**2).sum() / (above * below)
    estimate = float(above / below)
    factor = float(np.exp(proportions.z_of(level) * np.sqrt(variance)))
    adjusted = Interval(
        estimate,
        estimate / factor,
        estimate * factor,
        int(a.sum()),
        "Mantel-Haenszel",
        SpeaksOf.ORDINARY_VARIATION,
        level,
    )
    log_crude = float(np.log(crude.estimate))
    return Within(crude, adjusted, float(np.log(estimate)) / log_crude if log_crude else None, int(kept.sum()))


@dataclass(frozen=True)
class Contribution:
    """How much of the gap between two groups' rates comes from one part of the events (a reason, an hour, a team).

    ``gap`` is in events per 1,000 people; ``share`` of the whole gap, which shares add up to; ``ratio`` is the ratio
    for events of this part alone, none under ten events of the group or of the reference.
    """

    part: str
    count: int
    reference_count: int
    gap: float
    share: float
    ratio: Interval | None


def contributions(
    counts: Mapping[str, int],
    reference_counts: Mapping[str, int],
    population: float,
    reference_population: float,
    *,
    level: float = 0.95,
) -> list[Contribution]:
    """The gap in rates taken apart by part, largest share first; for parts that have no population of their own.

    Raises Refused where the two rates are equal, so that there is no gap to take apart.
    """
    people = as_exposures([population, reference_population], "populations")
    parts = list(dict.fromkeys([*counts, *reference_counts]))
    own, other = np.array([counts.get(p, 0) for p in parts]), np.array([reference_counts.get(p, 0) for p in parts])
    gaps = 1000 * (own / people[0] - other / people[1])
    if gaps.sum() == 0:
        raise Refused("the two rates are equal: there is no gap to take apart")
    found = [
        Contribution(
            part,
            int(own[i]),
            int(other[i]),
            float(gaps[i]),
            float(gaps[i] / gaps.sum()),
            intervals.ratio_of_rates(int(own[i]), population, int(other[i]), reference_population, level=level)
            if min(own[i], other[i]) >= FEWEST_EVENTS
            else None,
        )
        for i, part in enumerate(parts)
    ]
    return sorted(found, key=lambda row: -row.share)


@dataclass(frozen=True)
class FindRate:
    """How often a group's searches find (or end in) something, and the difference from the reference group."""

    group: str
    found: int
    searches: int
    share: Interval
    difference: Interval | None


@dataclass(frozen=True)
class FindRates:
    """The outcome test: if the bar for searching were equal, searches would find about as much in each group.

    ``p_value`` is that of differences as large by chance alone, over all groups (chi-squared; none where expected
    counts are under five). A lower share in a group suggests that its searches need less ground; an equal one does not
    prove fairness, since groups may differ in what they carry.
    """

    groups: tuple[FindRate, ...]
    p_value: float | None


def find_rates(
    found: Mapping[str, int], searches: Mapping[str, int], *, reference: str, level: float = 0.95
) -> FindRates:
    """The share of each group's searches that found something; groups under ten searches are left out."""
    as_parts_of(list(found.values()), [searches[group] for group in found], "found", "searches")
    kept = [group for group, n in searches.items() if n >= FEWEST_EVENTS]
    if reference not in kept:
        raise Refused(f"fewer than {FEWEST_EVENTS} searches of {reference} to compare with")
    rows = []
    speaks_of = SpeaksOf.ORDINARY_VARIATION
    for group in kept:
        k, n = found.get(group, 0), searches[group]
        gap = None
        if group != reference:
            before = (found.get(reference, 0), searches[reference])
            gap = intervals.change(before, (k, n), speaks_of=speaks_of, level=level)
        rows.append(FindRate(group, k, n, intervals.proportion(k, n, speaks_of=speaks_of, level=level), gap))
    table = np.array([[row.found, row.searches - row.found] for row in rows])
    p_value = None
    if len(rows) > 1 and (table.sum(axis=0) > 0).all():
        expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
        distance = float(((table - expected) ** 2 / expected).sum())
        p_value = float(special.chdtrc(len(rows) - 1, distance)) if expected.min() >= 5 else None
    return FindRates(tuple(rows), p_value)


@dataclass(frozen=True)
class EthnicityAgreement:
    """How self-defined and officer-defined ethnicity agree, over events that have both."""

    both: int
    same: Interval
    kappa: float | None
    only_self: int
    only_officer: int
    neither: int


def ethnicity_agreement(pairs: Sequence[tuple[str | None, str | None]]) -> EthnicityAgreement:
    """Self-defined against officer-defined, from pairs in which none is 'not recorded'. Raises Refused for no pair."""
    both = [(own, seen) for own, seen in pairs if own and seen]
    if not both:
        raise Refused("no event has both self-defined and officer-defined ethnicity")
    agreed = agreement(both, speaks_of=SpeaksOf.ORDINARY_VARIATION)
    return EthnicityAgreement(
        len(both),
        agreed.same,
        agreed.kappa,
        sum(bool(own) and not seen for own, seen in pairs),
        sum(bool(seen) and not own for own, seen in pairs),
        sum(not own and not seen for own, seen in pairs),
    )


@dataclass(frozen=True)
class Explanation:
    """An explanation that somebody offered for a disparity, and what testing it by the data showed."""

    text: str
    offered_by: str
    tested_by: str | None
    result: Within | None

    @property
    def verdict(self) -> str:
        """Whether the data bears it out: what share of the disparity remains when it is allowed for."""
        if self.result is None or self.result.remains is None:
            return "not tested" if self.tested_by is None else "cannot be tested with this data"
        remains = self.result.remains
        left = f"{remains:.0%} of the disparity remains (ratio {self.result.adjusted.estimate:.1f})"
        if self.result.adjusted.low <= 1 <= self.result.adjusted.high:
            return f"borne out: {left}, no more than ordinary variation"
        return f"{'partly borne out' if remains < BORNE_OUT_BELOW else 'not borne out'}: {left}"
