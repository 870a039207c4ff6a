"""What is said beside a ratio: what remains within, where the gap comes from, find rates, explanations."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from openpeel.cli.events_by_group import EventsByGroup, group_of
from openpeel.cli.figures import OwnTable
from openpeel.sources.published_tables.stop_and_search import Search
from openpeel.statistics import disparity as fair
from openpeel.statistics.disparity import Explanation, GroupRatio, Stratum

DIVISIONS: dict[str, Callable[[Search], str | None]] = {
    "reason": lambda search: search.reason,
    "month": lambda search: search.month,
    "time of day": lambda search: search.time_of_day,
    "area": lambda search: search.area,
}


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
    widest = next((row for row in ratios if row.ratio), None)
    if widest is None or widest.ratio is None:
        return f"{what}: too few events to compare any group with {reference}"
    ratio = widest.ratio
    if ratio.low <= 1 <= ratio.high:
        return f"{what}: no group differs from {reference} by more than ordinary variation"
    times = f"{ratio.estimate:.1f} times ({ratio.low:.1f} to {ratio.high:.1f})"
    return f"{what}: {widest.group} people at {times} the rate of {reference} people"


def further_tests(found: EventsByGroup, ratios: Sequence[GroupRatio], reference: str, seen_by: str) -> list[str]:
    """What remains within, where the gap comes from, find rates, and whose word for ethnicity."""
    widest = next((row.group for row in ratios if row.ratio), None)
    if widest is None:
        return []
    notes = []
    for name in found.strata:
        result = _within(found, name, widest, reference)
        remains = "" if result.remains is None else f": {result.remains:.0%} of the disparity remains"
        notes.append(
            f"Within {name}, the ratio of {widest} is {result.adjusted.estimate:.2f} ({result.adjusted.low:.2f} to "
            f"{result.adjusted.high:.2f}), against {result.crude.estimate:.2f} over all{remains}."
        )
    for name, by_group in found.parts.items():
        notes += _gap_note(found, name, by_group, widest, reference)
    if found.searches:
        notes += _gap_notes(found, widest, reference, seen_by) + _find_notes(found, reference, seen_by)
        match = fair.ethnicity_agreement([(search.self_defined, search.officer_defined) for search in found.searches])
        kappa = "" if match.kappa is None else f", kappa {match.kappa:.2f}"
        notes.append(
            f"Self-defined and officer-defined group agree in {match.same.as_percentage()}{kappa}; "
            f"{match.only_officer:,} events "
            f"have the officer's only, {match.neither:,} neither."
        )
    return notes


def explanations_tested(
    path: Path, found: EventsByGroup, ratios: Sequence[GroupRatio], reference: str
) -> list[Explanation]:
    table = OwnTable(path)
    widest = next((row.group for row in ratios if row.ratio), None)
    rows = zip(table.texts("explanation"), table.texts("offered_by"), table.texts("tested_by"), strict=True)
    return [
        Explanation(
            text,
            by,
            tested_by or None,
            _within(found, tested_by, widest, reference) if widest and tested_by in found.strata else None,
        )
        for text, by, tested_by in rows
    ]


def _within(found: EventsByGroup, name: str, group: str, reference: str) -> fair.Within:
    none = (0, 0.0)
    parts = (dict(part) for part in found.strata[name].values())
    return fair.within([Stratum(name, *part.get(group, none), *part.get(reference, none)) for part in parts])


def _gap_notes(found: EventsByGroup, group: str, reference: str, seen_by: str) -> list[str]:
    notes = []
    for name, division in DIVISIONS.items():
        by_group: dict[str | None, Counter[str]] = defaultdict(Counter)
        for search in found.searches:
            part = division(search)
            if part is not None:
                by_group[group_of(search, seen_by)][part] += 1
        if name != "month" or len(by_group[reference]) <= 12:
            notes += _gap_note(found, name, by_group, group, reference)
    return notes


def _gap_note(
    found: EventsByGroup, name: str, by_group: Mapping[str | None, Mapping[str, int]], group: str, reference: str
) -> list[str]:
    own, other = by_group.get(group, {}), by_group.get(reference, {})
    parts = fair.contributions(own, other, found.populations[group], found.populations[reference])
    known = (sum(own.values()) + sum(other.values())) / (found.counts[group] + found.counts[reference])
    largest = "; ".join(
        f"{row.part} {row.share:.0%}"
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


def _p(value: float) -> str:
    return "less than 0.001" if value < 0.001 else f"{value:.3f}"
