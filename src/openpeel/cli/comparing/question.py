"""A comparison that was asked for and worked out, with all that must be said beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from openpeel.errors import Refused
from openpeel.language.forces import FORCES, MADE_FORCE
from openpeel.sources.published_tables.population import Population, population_by_force
from openpeel.statistics.funnel import FEWEST_AREAS
from openpeel.statistics.side_by_side import SideBySide

NAME = {force.identifier: force.name for force in (*FORCES, MADE_FORCE)}

NO_INTERVAL = (
    "No interval or number of cases stands with these figures: how sure they and the ranks are cannot be told, and "
    "neighbours in rank may not differ."
)
FEW = (
    f"Fewer than {FEWEST_AREAS} forces do not tell how much forces ordinarily differ: there is no funnel, and no force "
    "is called unusual. See whether the intervals lie apart."
)


@dataclass(frozen=True)
class Question:
    """Forces side by side (named by identifier), and what is measured, when, over what, with its caveats.

    ``axis`` is ``what`` with its unit; ``size_name`` says what the sizes are: residents, cases.
    """

    compared: SideBySide
    what: str
    axis: str
    size_name: str
    when: str
    notes: tuple[str, ...]


def per_residents(what: str, per: float, size_name: str) -> str:
    """The axis of a rate, such as 'searches per 1,000 residents'."""
    return f"{what} per {per:,.0f} {size_name}"


def residents(which: str | None, end: date | None) -> Mapping[str, Population]:
    """The population named, else the mid-year estimate of the year that ends on ``end``. Raises Refused for others."""
    if which == "census-2011":
        return population_by_force()
    if which is None and end is not None:
        # The middle of the year that ends then; tables of estimates reach from 2001 to 2020.
        return population_by_force(min(max((end - timedelta(days=182)).year, 2001), 2020))
    if which and which.startswith("mid-") and which[4:].isdigit():
        return population_by_force(int(which[4:]))
    raise Refused(
        f"'{which}' is not a known population", mend="write census-2011, mid-2001 ... mid-2020, or a column's name"
    )


def whole(figures: Mapping[str, float], measure: str) -> dict[str, int]:
    """Counts as whole numbers. Raises Refused where a figure is none."""
    broken = [force for force, value in figures.items() if value % 1 or value < 0]
    if broken:
        fault = "below nought" if figures[broken[0]] < 0 else "not whole"
        raise Refused(
            f"'{measure}' of {NAME[broken[0]]} is not a count: it is {fault}",
            why="intervals of rates and shares are of counted things",
            mend="if each is a figure already worked out (a rate, a share, a median), name its column with --figure",
        )
    return {force: int(value) for force, value in figures.items()}


def absent(forces: Iterable[str]) -> list[str]:
    """A note of the forces without a figure, where they are not most of them."""
    there = set(forces)
    missing = [force.name for force in FORCES if force.identifier not in there]
    return [f"No figure: {', '.join(missing)}; they are in no rank or total."] if 0 < len(missing) < 20 else []
