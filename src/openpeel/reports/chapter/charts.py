"""The charts of a chapter: each characteristic's standards, and the months of a measure."""

from __future__ import annotations

from collections.abc import Sequence

from openpeel.inspection.closure.readings import Reading
from openpeel.inspection.evidence.audience import Audience
from openpeel.inspection.evidence.from_records import Judged
from openpeel.inspection.evidence.standing import Holds
from openpeel.inspection.recommendations.register import Measure
from openpeel.language.framework import Characteristic
from openpeel.reports.chapter.contents import Chart, Table
from openpeel.reports.chapter.showing import shown
from openpeel.reports.figures.shares import Share, shares
from openpeel.reports.figures.trend import trend
from openpeel.statistics.intervals import SpeaksOf, proportion
from openpeel.statistics.spc import Better, Target, chart

FEWEST_MONTHS = 6


def standards_chart(
    characteristic: Characteristic, judged: Sequence[Judged], audience: Audience, without_target: float, period: str
) -> Chart | None:
    """Each standard's share with its interval against what is asked; None where none may be shown."""
    rows, holds = [], []
    for one in judged:
        stands, tally = one.standing(without_target), one.tally
        if stands is None or not shown(one, audience).has_rate:
            continue
        told = proportion(tally.met, tally.n, speaks_of=SpeaksOf.ORDINARY_VARIATION)
        rows.append(
            Share(
                one.standard.id.replace("-", " "),
                stands.estimate,
                told.low,
                told.high,
                tally.n,
                stands.low,
                stands.high,
                stands.asked.at_least,
                stands.asked.official,
            )
        )
        holds.append(stands.holds)
    if not rows:
        return None
    short = sum(one is Holds.FAILS for one in holds)
    figure = shares(
        rows,
        title=f"{short} of {len(rows)} standards fall short of what is asked of them",
        subtitle=f"{characteristic.identifier} {characteristic.says}. {period}",
        notes=("Source: the force's records. What is asked is official only where the table says so.",),
    )
    table = Table.of(
        f"Figures of the standards of {characteristic.identifier}",
        ("Standard", "Met", "95% interval", "Cases", "With what cannot be told", "Asked"),
        tuple(
            (
                row.name,
                f"{row.share:.1%}",
                f"{100 * row.low:.1f} to {100 * row.high:.1f}",
                f"{row.n:,}",
                f"{100 * row.lowest:.1f} to {100 * row.highest:.1f}",
                f"{row.asked:.0%}, {'official' if row.official else 'local setting'}",
            )
            for row in rows
        ),
        frozenset({1, 2, 3, 4}),
    )
    return Chart(figure, table)


def months_chart(measure: Measure, readings: Sequence[Reading], audience: Audience) -> Chart | None:
    """The months of a measure as a control chart; None for few months, or where a month's counts may not be shown."""
    told = [reading for reading in readings if reading.whole]
    if len(told) < FEWEST_MONTHS or not (audience.sees_small_counts or all(one.may_be_published for one in told)):
        return None
    drawn = chart(
        [reading.month for reading in told],
        [float(reading.met) for reading in told],
        [reading.whole for reading in told],
        better=Better.UP,
        targets=[Target(told[0].month, measure.at_least)],
    )
    reached = sum(reading.reaches(measure.at_least) for reading in told)
    name = measure.of.replace("-", " ")
    figure = trend(
        drawn,
        title=f"{name[0].upper()}{name[1:]}: reached in {reached} of {len(told)} months",
        subtitle=f"Cases by the month in which they fell due, {told[0].month:%B %Y} to {told[-1].month:%B %Y}",
        axis="share met",
        notes=("Source: the force's records.",),
    )
    table = Table.of(
        f"Figures of {name} by month",
        ("Month", "Met", "95% interval", "Cases", "Cannot be told"),
        tuple(
            (
                f"{reading.month:%B %Y}",
                f"{reading.interval.estimate:.1%}" if reading.interval else "",
                f"{100 * reading.interval.low:.1f} to {100 * reading.interval.high:.1f}" if reading.interval else "",
                f"{reading.whole:,}",
                f"{reading.unknown:,}",
            )
            for reading in told
        ),
        frozenset({1, 2, 3, 4}),
    )
    return Chart(figure, table)
