"""What `openpeel trend` says of a control chart in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np

from openpeel.reports.figures.figure import number
from openpeel.statistics.long_series import Seasonal, change_points, seasonal
from openpeel.statistics.spc import Assurance, Chart, Rule, Variation, are_months, chart, in_words

FEWEST_FOR_LONG_VIEW = 24
SEASON, SEASON_IN_FEW_PERIODS = 0.4, 0.6
"""How much of the variation a season explains that is told: mere noise hardly ever shows so much."""

FEW_PERIODS = 3
"""In fewer whole periods a step and a season look alike."""

STATES = {
    Variation.COMMON: "no significant change",
    Variation.IMPROVEMENT: "a significant improvement",
    Variation.CONCERN: "significant concern",
    Variation.HIGH: "significantly higher than usual",
    Variation.LOW: "significantly lower than usual",
}


@dataclass(frozen=True)
class Season:
    """A season that comes back every ``period`` points (``like`` ones are compared), and what remains without it."""

    period: int
    like: str
    parts: Seasonal
    without: Chart

    @property
    def in_few_periods(self) -> bool:
        return len(self.parts.season) < FEW_PERIODS * self.period

    @property
    def is_clear(self) -> bool:
        return self.parts.strength > (SEASON_IN_FEW_PERIODS if self.in_few_periods else SEASON)


def season_of(drawn: Chart, baseline: int | None) -> Season | None:
    """The season of a long series of months, quarters or days without gaps; none of any other.

    Without it the figures are charted by moving ranges (XmR), shares too: what is left of a share has no n.
    """
    when = [point.when for point in drawn.points]
    period, like = _period_of(when)
    if not period or len(when) < max(FEWEST_FOR_LONG_VIEW, 2 * period) or any(r.is_break for r in drawn.restarts):
        return None
    values = np.array([point.value for point in drawn.points])
    parts = seasonal(values, period)
    left = list(values - parts.season)
    without = chart(when, left, better=drawn.better, restarts=drawn.restarts, baseline=baseline)
    return Season(period, like, parts, without)


def _period_of(when: list[date]) -> tuple[int, str]:
    """How many points make a year (of days: a week), and what is alike then; nought for points at other distances."""
    months = {(later.year - day.year) * 12 + later.month - day.month for day, later in pairwise(when)}
    if months == {1}:
        return 12, "months"
    if months == {3}:
        return 4, "quarters"
    return (7, "weekdays") if {(later - day).days for day, later in pairwise(when)} == {1} else (0, "")


def finding_of(drawn: Chart, what: str, season: Season | None, *, percent: bool) -> str:
    """The latest point, whether it is more than ordinary variation or its season, and if the target will be hit."""
    latest = drawn.points[-1]
    value = f"{latest.value:.1%}" if percent else number(latest.value)
    by_month = are_months([point.when for point in drawn.points])
    day = f"{'in' if by_month else 'on'} {in_words(latest.when, by_month=by_month)}"
    why = f" ({', '.join(latest.rules)})" if latest.rules and latest.rules != (Rule.BEYOND_LIMITS,) else ""
    state = f"{STATES[drawn.variation]}{why}"
    if season and season.is_clear:
        state = f"{_beside_the_season(state, drawn, season)}; {season.parts.strength:.0%} of the variation is season"
    ending = {
        Assurance.PASSES: "; the target will be passed",
        Assurance.FAILS: "; the target will be missed unless something changes",
        Assurance.HIT_OR_MISS: "; the target is hit or missed by chance",
    }.get(drawn.assurance, "")
    return f"{what[0].upper()}{what[1:]}: {value} {day}, {state}{ending}"


def _beside_the_season(state: str, drawn: Chart, season: Season) -> str:
    """What the chart says of the latest point, and what it is for its time of the year."""
    without = season.without.variation
    if without is drawn.variation or season.in_few_periods:
        return state
    of_its_season = {"months": f"{drawn.points[-1].when:%B}", "quarters": "its quarter"}.get(season.like, "its weekday")
    if without is Variation.COMMON:
        return f"{state}, but usual for {of_its_season}"
    return f"{state}, but {STATES[without]} for {of_its_season}"


def gaps_in(when: list[date]) -> list[str]:
    """A note where months are missing between points."""
    months = [day.year * 12 + day.month for day in when]
    if all(day.day == 1 for day in when):
        missing = sum(later - earlier - 1 for earlier, later in pairwise(months))
        if missing:
            return [f"{missing} months have no row: the points on both sides are taken as neighbours."]
    return []


def long_view_of(drawn: Chart, season: Season | None) -> list[str]:
    """Of a long series, how much the season explains and where the level changed."""
    when = [point.when for point in drawn.points]
    if len(when) < FEWEST_FOR_LONG_VIEW or any(restart.is_break for restart in drawn.restarts):
        return []
    notes = []
    if season and season.is_clear:
        notes.append(
            f"The season explains {season.parts.strength:.0%} of the variation about the level: compare like "
            f"{season.like}. The limits and marks know no season; what the latest point is for its time of the year "
            "is told by an XmR chart of the figures without it."
        )
    if season and season.in_few_periods and season.parts.strength > SEASON:
        return [*notes, "Whether the level changed cannot be told from a season in so few years."]
    period = season.period if season and not season.in_few_periods else None
    steps = change_points([point.value for point in drawn.points], period=period)
    changed = [in_words(when[position], by_month=are_months(when)) for position in steps]
    if changed:
        shown = ", ".join(changed[-3:])
        several = f"{len(changed)} times, last " if len(changed) > 3 else ""
        notes.append(f"The level changed {several}about {shown} (change-point search): look for what happened then.")
    return notes
