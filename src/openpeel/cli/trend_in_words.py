"""What `openpeel trend` says of a control chart in words."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np

from openpeel.reports.figures.figure import number
from openpeel.statistics.long_series import change_points, seasonal
from openpeel.statistics.spc import Assurance, Chart, Rule, Variation

FEWEST_FOR_LONG_VIEW = 24
STRONG_SEASON = 0.6


def finding_of(drawn: Chart, what: str, *, percent: bool) -> str:
    """The latest point, whether it is more than ordinary variation, and whether the target will be hit."""
    latest = drawn.points[-1]
    value = f"{latest.value:.1%}" if percent else number(latest.value)
    state = {
        Variation.COMMON: "no significant change",
        Variation.IMPROVEMENT: "a significant improvement",
        Variation.CONCERN: "significant concern",
        Variation.HIGH: "significantly higher than usual",
        Variation.LOW: "significantly lower than usual",
    }[drawn.variation]
    why = f" ({', '.join(latest.rules)})" if latest.rules and latest.rules != (Rule.BEYOND_LIMITS,) else ""
    ending = {
        Assurance.PASSES: "; the target will be passed",
        Assurance.FAILS: "; the target will be missed unless something changes",
        Assurance.HIT_OR_MISS: "; the target is hit or missed by chance",
    }.get(drawn.assurance, "")
    return f"{what[0].upper()}{what[1:]}: {value} in {latest.when:%B %Y}, {state}{why}{ending}"


def gaps_in(when: list[date]) -> list[str]:
    """A note where months are missing between points."""
    months = [day.year * 12 + day.month for day in when]
    if all(day.day == 1 for day in when):
        missing = sum(later - earlier - 1 for earlier, later in pairwise(months))
        if missing:
            return [f"{missing} months have no row: the points on both sides are taken as neighbours."]
    return []


def long_view_of(drawn: Chart, when: list[date]) -> list[str]:
    """Of a long series, how much the season explains and where the level changed."""
    if len(when) < FEWEST_FOR_LONG_VIEW or any(restart.is_break for restart in drawn.restarts):
        return []
    values = np.array([point.value for point in drawn.points])
    notes = []
    if all(day.day == 1 for day in when) and not gaps_in(when):
        parts = seasonal(values)
        if parts.strength > STRONG_SEASON:
            notes.append(
                f"The season explains {parts.strength:.0%} of the variation about the level: compare like months."
            )
            values = values - parts.season
    changed = [when[position].strftime("%B %Y") for position in change_points(values)]
    if changed:
        shown = ", ".join(changed[-3:])
        several = f"{len(changed)} times, last " if len(changed) > 3 else ""
        notes.append(f"The level changed {several}about {shown} (change-point search): look for what happened then.")
    return notes
