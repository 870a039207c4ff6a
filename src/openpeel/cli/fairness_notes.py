"""What is said beside a ratio: what remains within, where the gap comes from, find rates, explanations."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from openpeel.cli.events_by_group import EventsByGroup, group_of
from openpeel.cli.own_table import OwnTable
from openpeel.errors import Refused
from openpeel.sources.published_tables.stop_and_search import Search
from openpeel.statistics import disparity as fair
from openpeel.statistics.disparity import Explanation, GroupRatio, Stratum

DIVISIONS: dict[str, Callable[[Search], str | None]] = {
    "reason": lambda search: search.reason,
    "month": lambda search: search.month,
    "time of day": lambda search: search.time_of_day,
    "area": lambda search: search.area,
}
MOST_PARTS = {"month": 12}
"""Of a division: more are not told."""


def missing_note(found: EventsByGroup) -> list[str]:
    everything = sum(found.counts.values()) + found.missing
    if not found.missing:
        return []
    return [
        f"Ethnicity is missing in {found.missing:,} of {everything:,} events ({found.missing / everything:.1%}): "
        "'if missing' "
        "gives the ratio were they all of the reference group, and all of the group itself."
    ]


def finding(ratios: Sequence[GroupRatio], what: str, reference: str) -> str:
    widest = fair.widest(ratios)
    if widest is None or widest.ratio is None:
        return f"{what}: too few events to compare any group with {reference}"
    ratio = widest.ratio
    if ratio.low <= 1 <= ratio.high:
        return f"{what}: no group differs from {reference} by more than ordinary variation"
    times = f"{_times(ratio.estimate)} times ({_times(ratio.low)} to {_times(ratio.high)})"
    return f"{what}: {widest.group} people at {times} the rate of {reference} people"


def further_tests(found: EventsByGroup, ratios: Sequence[GroupRatio], reference: str, seen_by: str) -> list[str]:
    """What remains within, where the gap comes from, find rates, and whose word for ethnicity."""
    if (widest := fair.widest(ratios)) is None:
        return []
    group = widest.group
    notes = []
    for name in found.strata:
        notes += _or_why(f"The ratio within {name}", partial(_within_notes, found, name, group, reference))
    parts: dict[str, Mapping[str | None, Mapping[str, int]]] = dict(found.parts)
    if found.searches:
        parts |= _parts_of(found.searches, seen_by)
    for name, by_group in parts.items():
        where = partial(_gap_notes, found, name, by_group, group, reference)
        notes += _or_why(f"Where the gap comes from, by {name},", where)
    if found.searches:
        notes += _or_why("How often searches find something", partial(_find_notes, found, reference, seen_by))
        notes += _or_why("Whether both definitions of ethnicity agree", partial(_agreement_notes, found))
    return notes


def _or_why(what: str, notes: Callable[[], list[str]]) -> list[str]:
    """The notes of a test, or why it cannot be made: the ratio stands without it."""
    try:
        return notes()
    except Refused as error:
        return [f"{what} cannot be told: {error.what}."]


def _within_notes(found: EventsByGroup, name: str, group: str, reference: str) -> list[str]:
    result = _within(found, name, group, reference)
    remains = "" if result.remains is None else f": {result.remains:.0%} of the disparity remains"
    return [
        f"Within {name}, the ratio of {group} is {result.adjusted.estimate:.2f} ({result.adjusted.low:.2f} to "
        f"{result.adjusted.high:.2f}), against {result.crude.estimate:.2f} over all{remains}."
    ]


def _agreement_notes(found: EventsByGroup) -> list[str]:
    match = fair.ethnicity_agreement([(search.self_defined, search.officer_defined) for search in found.searches])
    kappa = "" if match.kappa is None else f", kappa {match.kappa:.2f}"
    return [
        f"Self-defined and officer-defined group agree in {match.same.as_percentage()}{kappa}; "
        f"{match.only_officer:,} events have the officer's only, {match.neither:,} neither."
    ]


def explanations_tested(
    path: Path, found: EventsByGroup, ratios: Sequence[GroupRatio], reference: str
) -> list[Explanation]:
    table = OwnTable(path)
    widest = fair.widest(ratios)
    rows = zip(table.texts("explanation"), table.texts("offered_by"), table.texts("tested_by"), strict=True)
    return [
        Explanation(
            text,
            by,
            tested_by or None,
            _within(found, tested_by, widest.group, reference) if widest and tested_by in found.strata else None,
        )
        for text, by, tested_by in rows
    ]


def _within(found: EventsByGroup, name: str, group: str, reference: str) -> fair.Within:
    none = (0, 0.0)
    parts = (dict(part) for part in found.strata[name].values())
    return fair.within([Stratum(name, *part.get(group, none), *part.get(reference, none)) for part in parts])


def _parts_of(searches: Sequence[Search], seen_by: str) -> dict[str, Mapping[str | None, Mapping[str, int]]]:
    """By division, for each group its searches in each part."""
    groups = [group_of(search, seen_by) for search in searches]
    divided: dict[str, Mapping[str | None, Mapping[str, int]]] = {}
    for name, division in DIVISIONS.items():
        by_group: dict[str | None, Counter[str]] = defaultdict(Counter)
        for (group, part), n in Counter(zip(groups, map(division, searches), strict=True)).items():
            if part is not None:
                by_group[group][part] += n
        if 1 < len({part for parts in by_group.values() for part in parts}) <= MOST_PARTS.get(name, len(searches)):
            divided[name] = by_group
    return divided


def _gap_notes(
    found: EventsByGroup, name: str, by_group: Mapping[str | None, Mapping[str, int]], group: str, reference: str
) -> list[str]:
    own, other = by_group.get(group, {}), by_group.get(reference, {})
    parts = fair.contributions(own, other, found.populations[group], found.populations[reference])
    known = (sum(own.values()) + sum(other.values())) / (found.counts[group] + found.counts[reference])
    largest = "; ".join(
        f"{row.part} {row.share:z.0%}"
        # A part of the area has people of its own, whom the force's population does not count.
        + (f" (ratio {row.ratio.estimate:.1f})" if row.ratio and name != "area" else "")
        for row in parts[:3]
    )
    count = "" if len(parts) <= 3 else f", of {len(parts)} parts"
    return [f"Where the gap of {group} comes from, by {name} (known for {known:.0%}{count}): {largest}."]


def _find_notes(found: EventsByGroup, reference: str, seen_by: str) -> list[str]:
    searched: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    for search in found.searches:
        group = group_of(search, seen_by)
        if group and search.found is not None:
            searched[group] += 1
            hit[group] += search.found
    tested = fair.find_rates(hit, searched, reference=reference)
    rates = "; ".join(f"{row.group} {row.share.as_percentage()}" for row in tested.groups)
    chance = "" if tested.p_value is None else f" Differences as large by chance alone: p = {_p(tested.p_value)}."
    return [f"Searches with an outcome other than no further action: {rates}.{chance}"]


def _times(ratio: float) -> str:
    return f"{ratio:.1f}" if ratio >= 1 else f"{ratio:.2f}"


def _p(value: float) -> str:
    return "less than 0.001" if value < 0.001 else f"{value:.3f}"
