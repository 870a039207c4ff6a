"""A standard's rate by month as a control chart."""

from __future__ import annotations

from datetime import datetime

from openpeel.engine.case_lists import CaseLists
from openpeel.engine.times import has_ended
from openpeel.language.standards import Standard
from openpeel.reports.figures.figure import Figure
from openpeel.reports.figures.trend import trend
from openpeel.statistics.spc import Better, Target, chart


class NotEnough(LookupError):
    """There are too few whole months for a chart."""


def trend_of(figures: CaseLists, one: Standard, force: str, judged_at: datetime | None) -> Figure:
    """The chart of one force; the month of judging is left out as unfinished. Raises :class:`NotEnough`."""
    months = [row for row in figures.months(one.id, force) if judged_at is None or has_ended(row[0].date(), judged_at)]
    if len(months) < 2:
        raise NotEnough
    days = [month.date() for month, _, _ in months]
    drawn = chart(
        days,
        [float(met) for _, met, _ in months],
        [n for _, _, n in months],
        better=Better.UP,
        targets=[Target(max(target.since, days[0]), target.at_least) for target in one.targets],
    )
    last = drawn.points[-1]
    notes = ["Source: the newest run; cases by the month in which they fell due, every record counted."]
    if any(not target.official for target in one.targets):
        notes.append("The target is a local setting, not official.")
    return trend(
        drawn,
        title=f"{last.value:.1%} met in {days[-1]:%B %Y}",
        subtitle=f"{one.says}: share met of those due, {force}",
        axis="share met",
        notes=notes,
    )
