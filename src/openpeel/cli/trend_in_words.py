"""What `openpeel trend` says of a control chart in words."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from openpeel.cli.season import FEWEST_FOR_LONG_VIEW, SEASON, Season
from openpeel.reports.figures.figure import number
from openpeel.statistics.long_series import Slope, change_points, steady_slope
from openpeel.statistics.spc import Assurance, Chart, Rule, Variation, are_months, in_words

STATES = {
    Variation.COMMON: "no significant change",
    Variation.IMPROVEMENT: "a significant improvement",
    Variation.CONCERN: "significant concern",
    Variation.HIGH: "significantly higher than usual",
    Variation.LOW: "significantly lower than usual",
}


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
    """A note where months, quarters or years are missing between points."""
    steps = [(later.year - day.year) * 12 + later.month - day.month for day, later in pairwise(when)]
    unit = min(steps, default=0)
    what = {1: "month", 3: "quarter", 12: "year"}.get(unit)
    missing = sum(step // unit - 1 for step in steps) if what else 0
    if not missing or len({day.day for day in when}) > 1:
        return []
    rows = f"1 {what} has" if missing == 1 else f"{missing} {what}s have"
    return [f"{rows} no row: the points on both sides are taken as neighbours."]


def long_view_of(drawn: Chart, season: Season | None, *, percent: bool) -> list[str]:
    """Of a long series, how much the season explains, and its slope or where the level changed."""
    when = [point.when for point in drawn.points]
    if len(when) < FEWEST_FOR_LONG_VIEW or any(restart.is_break for restart in drawn.restarts):
        return []
    notes = []
    if season and season.is_clear:
        notes.append(
            f"The season explains {season.parts.strength:.0%} of the variation about the level: compare like "
            f"{season.like} ('--chart season' draws it). The limits and marks know no season; what the latest point is "
            "for its time of the year is told by an XmR chart of the figures without it."
        )
    if season and season.in_few_periods and season.parts.strength > SEASON:
        return [*notes, "Whether the level changed cannot be told from a season in so few years."]
    period = season.period if season and not season.in_few_periods else None
    values = [point.value for point in drawn.points]
    if slope := steady_slope(values, period=period):
        return [*notes, _sloping(slope, season, percent=percent)]
    steps = change_points(values, period=period)
    changed = [in_words(when[position], by_month=are_months(when)) for position in steps]
    if changed:
        shown = ", ".join(changed[-3:])
        several = f"{len(changed)} times, last " if len(changed) > 3 else ""
        notes.append(f"The level changed {several}about {shown} (change-point search): look for what happened then.")
    return notes


def _sloping(slope: Slope, season: Season | None, *, percent: bool) -> str:
    points, each = (season.period, season.period_name) if season else (1, "point")
    low, by, high = sorted(abs(points * one) for one in slope)
    shown = [f"{100 * one:.1f}" if percent else number(one) for one in (by, low, high)]
    way, unit = "rises" if slope.each > 0 else "falls", " percentage points" if percent else ""
    return (
        f"It {way} steadily, by {shown[0]}{unit} a {each} (95% interval, of ordinary variation: {shown[1]} to "
        f"{shown[2]}): a straight line describes it better than steps. The limits suppose a level, so that the ends of "
        "a slope lie outside them."
    )
