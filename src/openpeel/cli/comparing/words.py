"""What a comparison says: its finding, the notes beside it, and its rows in a table."""

from __future__ import annotations

from dataclasses import asdict

from openpeel.cli.comparing.question import FEW, NAME, NO_INTERVAL, Question
from openpeel.reports.figures import comparison as figures
from openpeel.reports.figures.figure import number, ordinal
from openpeel.statistics.funnel import FEWEST_AREAS
from openpeel.statistics.side_by_side import Area, SideBySide

NUMBERS = ("rank", "figure", "interval", "count", "of", "rank by chance", "in lowest 3")

LEADS, MOVES = 0.2, 0.1
"""An area with such a share of the count, without which the whole would move by such a part, is named."""


def words_of(question: Question, compared: SideBySide, focus: str | None, group: float | None) -> figures.Words:
    """The finding as a title, with every note that a reader needs."""
    area = compared.area(focus) if focus else None
    notes = list(question.notes)
    if area is not None and area.rank_low is not None:
        moved = (
            f"would stay {area.rank_low}"
            if area.rank_low == area.rank_high
            else f"lies from {area.rank_low} to {area.rank_high}"
        )
        notes.insert(
            0, f"{area.name}: {_counts(area, question)}its rank from the lowest {moved} by ordinary variation alone."
        )
    if compared.speaks_of is None:
        notes.append(NO_INTERVAL)
    if len(compared.areas) < FEWEST_AREAS:
        notes.append(FEW)
    if group is not None:
        notes.append(
            f"Mean of the similar forces named by the user, {focus} included: {_shown(group, compared)}. "
            "No list is official."
        )
    if leads := _who_leads(compared):
        notes.append(leads)
    subtitle = f"{question.axis[0].upper()}{question.axis[1:]}, {question.when}"
    title = _title(question, compared, area)
    return figures.Words(title, subtitle, question.axis, question.size_name, tuple(notes), focus)


def rows_of(compared: SideBySide, focus: str | None, output_format: str) -> list[dict[str, object]]:
    """A row for each force: all that is known as data, the main part of it in a table."""
    if output_format != "table":
        return [asdict(area) for area in compared.areas]
    return [
        {
            "rank": area.rank,
            "force": f"{area.name} <" if area.name == focus else area.name,
            "figure": _shown(area.figure, compared),
            "interval": _interval(area, compared),
            "count": "" if area.count is None else f"{area.count:,}",
            "of": "" if area.size is None else f"{area.size:,.0f}",
            "rank by chance": "" if area.rank_low is None else f"{area.rank_low} to {area.rank_high}",
            "in lowest 3": ""
            if area.among_lowest is None or len(compared.areas) < FEWEST_AREAS
            else f"{area.among_lowest:.0%}",
            "": "* flagged" if area.flag else "",
        }
        for area in compared.areas
    ]


def named(identifier: str) -> str:
    """A force's name; a made force that is not known goes by its identifier."""
    return NAME.get(identifier, identifier)


def _title(question: Question, compared: SideBySide, area: Area | None) -> str:
    areas = compared.areas
    if area is not None:
        from_top = len(areas) - area.rank + 1
        nearer, end = (area.rank, "lowest") if area.rank <= from_top else (from_top, "highest")
        place = end if nearer == 1 else f"{ordinal(nearer)} {end}"
        of_what = f"({question.axis})" if compared.is_share or question.axis == question.what else question.axis
        title = f"{area.name}: {_shown(area.figure, compared)} {of_what}, {place} of {len(areas)} forces"
        if area.deviation is not None and not figures.is_beyond(area):
            title += ", within ordinary differences"
        return title
    if all(one.deviation is None for one in areas):
        highest, lowest = (f"{_shown(one.figure, compared)} ({one.name})" for one in (areas[0], areas[-1]))
        return f"{question.what[0].upper()}{question.what[1:]}: from {lowest} to {highest} in {len(areas)} forces"
    beyond = sum(map(figures.is_beyond, areas))
    verb = "lies" if beyond == 1 else "lie"
    return f"{beyond or 'None'} of {len(areas)} forces {verb} beyond chance and ordinary differences"


def _who_leads(compared: SideBySide) -> str | None:
    """A note where one area is so large a part of all together that the others are held against it."""
    counted = [(area, area.count, area.size) for area in compared.areas if area.count is not None and area.size]
    if len(counted) < FEWEST_AREAS or len(counted) < len(compared.areas):
        return None
    count, size = sum(n for _, n, _ in counted), sum(of for _, _, of in counted)
    area, own, of = max(counted, key=lambda one: one[1])
    if own < LEADS * count or own == count:
        return None
    without = compared.middle * (count - own) / (size - of) * size / count
    if abs(without / compared.middle - 1) < MOVES:
        return None
    below = sum(one.figure < compared.middle for one in compared.areas)
    return (
        f"{area.name} has {own / count:.0%} of the count and leads all together: without it that figure would be "
        f"{_shown(without, compared)}, not {_shown(compared.middle, compared)}, which {below} of {len(counted)} lie "
        "below."
    )


def _counts(area: Area, question: Question) -> str:
    if area.count is None:
        return ""
    if area.size is None:
        return f"{area.count:,} {question.size_name}; "
    return f"{area.count:,} of {area.size:,.0f} {question.size_name}; "


def _shown(figure: float, compared: SideBySide) -> str:
    return f"{figure:.1%}" if compared.is_share else number(figure)


def _interval(area: Area, compared: SideBySide) -> str:
    if area.low is None or area.high is None:
        return ""
    if compared.is_share:
        return f"{100 * area.low:.1f} to {100 * area.high:.1f}"
    return f"{number(area.low)} to {number(area.high)}"
