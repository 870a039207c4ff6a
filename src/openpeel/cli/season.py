"""The season of a long series that `openpeel trend` follows: how much of it there is, and its chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np

from openpeel.errors import Refused
from openpeel.reports.figures.figure import Figure, number
from openpeel.reports.figures.season import Place
from openpeel.reports.figures.season import season as season_figure
from openpeel.sources.published_tables.table import MONTHS
from openpeel.statistics.long_series import Seasonal, season_by_place, seasonal
from openpeel.statistics.spc import Chart, chart

FEWEST_FOR_LONG_VIEW = 24
SEASON, SEASON_IN_FEW_PERIODS = 0.4, 0.6
"""How much of the variation a season explains that is told: mere noise hardly ever shows so much."""

FEW_PERIODS = 3
"""In fewer whole periods a step and a season look alike."""


@dataclass(frozen=True)
class Season:
    """A season that comes back every ``period`` points (``like`` ones are compared), and what remains without it."""

    period: int
    like: str
    parts: Seasonal
    without: Chart

    @property
    def period_name(self) -> str:
        return "week" if self.like == "weekdays" else "year"

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


def figure_of(
    drawn: Chart, season: Season | None, what: str, subtitle: str, notes: Sequence[str], *, percent: bool
) -> Figure:
    """The chart of the season. Raises Refused for a series in which none can be sought."""
    if season is None:
        raise Refused(
            "a season cannot be sought in this series",
            why="it shows by coming back: at the same distances, without a gap or a break",
            mend=f"give {FEWEST_FOR_LONG_VIEW} months, quarters or days on end, or more",
        )
    when = [point.when for point in drawn.points]
    values = np.array([point.value for point in drawn.points])
    from_level = values - season.parts.level
    places = [
        Place(
            _name_of(when[place], season.like),
            *found,
            tuple((when[i], float(from_level[i])) for i in range(place, len(when), season.period)),
        )
        for place, found in enumerate(season_by_place(season.parts, season.period))
    ]
    places.sort(key=lambda place: _order_of(place.points[0][0], season.like))
    high, low = max(places, key=lambda place: place.adds), min(places, key=lambda place: place.adds)

    def shown(value: float) -> str:
        return f"{100 * value:+.1f} points" if percent else f"{'+' if value > 0 else ''}{number(value)}"

    on = "on" if season.like == "weekdays" else "in"
    told = f"{season.parts.strength:.0%} of the variation about the level"
    title = (
        f"{what[0].upper()}{what[1:]}: most {on} {high.name} ({shown(high.adds)}), least {on} {low.name} "
        f"({shown(low.adds)}); the season is {told}"
        if season.is_clear
        else f"{what[0].upper()}{what[1:]}: no clear season ({told})"
    )
    few = ["In so few years a season cannot be told from a change of level."] if season.in_few_periods else []
    return season_figure(
        places,
        last=season.period,
        like=season.like,
        title=title,
        subtitle=subtitle,
        axis=f"{what}, above or below the level",
        notes=[*few, *notes],
        percent=percent,
    )


def _name_of(day: date, like: str) -> str:
    if like == "quarters" and (day + timedelta(days=1)).day == 1:
        # The quarter's last day stands for it.
        return f"{MONTHS[day.month - 3].title()} to {day:%B}"
    if like == "quarters":
        return f"{day:%B} to {MONTHS[(day.month + 1) % 12].title()}"
    return f"{day:%B}" if like == "months" else f"{day:%A}"


def _order_of(day: date, like: str) -> int:
    return day.weekday() if like == "weekdays" else day.month
