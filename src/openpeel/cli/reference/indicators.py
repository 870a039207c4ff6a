"""The page of indicators: numbers that are not pass or fail for each case."""

from __future__ import annotations

from openpeel import library
from openpeel.cli.reference.markdown import anchor, page, table
from openpeel.language.framework import characteristic
from openpeel.language.indicators import Indicator, Median, Share

OPENING = """\
An indicator is a number by force and over time that is not pass or fail for each case. A share comes with a Wilson
interval, a rate with an exact Poisson interval, a median with one from order statistics; the denominator of a rate is
named with its year."""


def write() -> str:
    """The page."""
    indicators = library.indicators().values()
    contents = table(["indicator", "says"], [[f"[{one.id}]({anchor(one.id)})", one.says] for one in indicators])
    return page("Indicators", OPENING, [contents, *map(_section, indicators)])


def _section(one: Indicator) -> str:
    topic = characteristic(one.characteristic)
    rows = [
        ["Why", one.why],
        ["Area", one.area.title],
        ["Characteristic of good", f"{topic.identifier}: {topic.says} (our words; {topic.basis.value})"],
        ["Source", one.source],
        ["Unit", f"[{one.unit.name}](units.md{anchor(one.unit.name)})"],
        ["Measure", _measure(one)],
        ["Always by", ", ".join(one.unit.name_of(column) for column in one.by) or "force only"],
        ["Better", one.better.value],
        ["Mind", " ".join(one.caveats) or "nothing known"],
        ["Reviewed", f"{one.review.on} by {one.review.by}; next {one.review.next}"],
    ]
    return "\n\n".join([f"## {one.id}", f"**{one.says}.**", table(["", ""], rows)])


def _measure(one: Indicator) -> str:
    if isinstance(one.measure, Share):
        return "a share of units"
    if isinstance(one.measure, Median):
        return f"the median time between two moments, in {one.measure.unit}"
    of = one.measure.denominator
    what = "units" if one.measure.different is None else f"different {one.unit.name_of(one.measure.different)}"
    return f"{what} for each {one.measure.per:,} of {of.title}, and year ({of.source})"
