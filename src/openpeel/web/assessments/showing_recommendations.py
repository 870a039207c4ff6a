"""What the pages of recommendations show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from openpeel.inspection.closure.closing import Closing, Progress
from openpeel.inspection.closure.readings import Reading
from openpeel.inspection.recommendations.register import Item, Measure, Register, Timing
from openpeel.reports.chapter.recommended import Followed, closes_words
from openpeel.web.assessments.which import Which
from openpeel.web.components.parts import Column, Link, Row, Table, Tag

PROGRESS_COLOURS = {
    Progress.CLOSED: "green",
    Progress.HOLDING: "blue",
    Progress.OPEN: "yellow",
    Progress.REOPENED: "red",
}


def by_itself(text: str) -> str:
    """A recommendation by itself, which in the report is a part of a list."""
    words = text.rstrip(";. ")
    return words[:1].upper() + words[1:]


def recommendations_table(where: Which, every: Sequence[Followed], day: date) -> Table:
    """The recommendations with measure, progress and dates."""
    rows = []
    for one in every:
        item = one.item
        late = item.timing(day) is Timing.OVERDUE and one.found.progress is not Progress.CLOSED
        rows.append(
            Row(
                (
                    Link(by_itself(item.text), reverse("recommendation", args=[item.id]) + where.query),
                    item.owner or "nobody named",
                    closes_words(item),
                    Tag(str(one.found.progress), PROGRESS_COLOURS.get(one.found.progress, "grey")),
                    Tag(f"{item.due}, passed", "red") if late else str(item.due or ""),
                    one.forecast.words,
                )
            )
        )
    titles = ("Recommendation", "Owner", "By what it closes", "Progress", "Due", "Forecast")
    return Table("Recommendations", tuple(map(Column, titles)), rows, empty="None is on record.", hides_caption=True)


def months_table(readings: Sequence[Reading], measure: Measure | None, *, shows_counts: bool) -> Table:
    """The months of a measure, the latest first."""
    rows = []
    for one in reversed(readings):
        interval = one.interval if shows_counts or one.may_be_published else None
        reached = "" if measure is None else "yes" if one.reaches(measure.at_least) else "no"
        rows.append(
            Row(
                (
                    f"{one.month:%B %Y}",
                    "" if interval is None else f"{one.met:,} of {one.whole:,}",
                    "" if interval is None else f"{interval.estimate:.1%}",
                    "" if interval is None else f"{100 * interval.low:.1f} to {100 * interval.high:.1f}",
                    one.unknown if shows_counts else "",
                    reached,
                )
            )
        )
    columns = (
        Column("Month"),
        Column("Met", is_number=True),
        Column("Share", is_number=True),
        Column("95% interval", is_number=True),
        Column("Cannot tell", is_number=True),
        Column("Reached"),
    )
    return Table(
        "Its measure, month by month", columns, rows, empty="No month can be told: it has no measure, or no case."
    )


def events_table(item: Item, register: Register, found: Closing) -> Table:
    """What happened to a recommendation: what people entered, and what its measure did."""
    rows = [(one.on.latest, Row((str(one.on), one.kind.words, one.text, one.by or one.source))) for one in item.events]
    rows += [
        (turn.on, Row((turn.on, "closed" if turn.closes else "reopened", turn.text, "by its measure")))
        for turn in found.turns
    ]
    rows += [
        (source.published.latest, Row((str(source.published), "asked", mention.words, source.title)))
        for mention in item.mentions
        for source in [register.source(mention.source)]
    ]
    columns = tuple(map(Column, ("On", "What", "In words", "By")))
    return Table("What happened", columns, [row for _, row in sorted(rows, key=lambda one: one[0])])
