"""What became of one force's report: the register of recommendations, from the report to the next inspection.

    python examples/wiltshire_2022/story.py examples/wiltshire_2022/register.json

Every event is a public fact with its source; what no source here says is left open.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from openpeel.inspection.published_report.deadlines import Day
from openpeel.inspection.published_report.read import read_report
from openpeel.inspection.recommendations.file import write_register
from openpeel.inspection.recommendations.merging import merge
from openpeel.inspection.recommendations.register import Event, EventKind, Item, Monitoring, Register, Source
from openpeel.language.source_text import PEEL_2021_22

PUBLISHED = Day.on(date(2022, 7, 7))
"""The report prints the month; the day is inferred from news of 8 July 2022."""
INFERRED = "the day is inferred from news of 8 July 2022; the report prints the month"
BY_EXCERPTS = "known here by excerpts of news; not read itself"

SOURCES = (
    Source(
        "news-2022-07-08",
        "HMICFRS, news: Concerns raised over Wiltshire Police's performance",
        Day.on(date(2022, 7, 8)),
    ),
    Source(
        "letter-2022-12",
        f"HMICFRS, Wiltshire Police: PEEL cause of concern revisit letter, and news of it ({BY_EXCERPTS})",
        Day.in_month(2022, 12),
    ),
    Source(
        "letter-2024-05",
        f"HMICFRS, Wiltshire Police: cause of concern revisit letter ({BY_EXCERPTS})",
        Day.in_month(2024, 5),
    ),
    Source(
        "news-2024-08-16",
        "HMICFRS, news: Wiltshire Police has made efforts to improve, but some concerns remain",
        Day.on(date(2024, 8, 16)),
    ),
)

GRADES_2023_25 = {
    "Recording data about crime": "Adequate",
    "Police powers and treating the public fairly and respectfully": "Requires improvement",
    "Preventing and deterring crime and antisocial behaviour, and reducing vulnerability": "Good",
    "Responding to the public": "Requires improvement",
    "Investigating crime": "Requires improvement",
    "Protecting vulnerable people": "Requires improvement",
    "Managing offenders and suspects": "Good",
    "Building, supporting and protecting the workforce": "Adequate",
    "Leadership and force management": "Adequate",
}
"""The next report, of August 2024. Grades of two cycles are not compared."""


def story() -> Register:
    """The register from the report of July 2022 to the report of August 2024."""
    register = merge(Register(), read_report(PEEL_2021_22.file), PUBLISHED).register
    report = register.source("wiltshire-2021-22")
    told = replace(report, title=f"{report.title} ({INFERRED})")
    register = replace(register, sources=tuple(told if one is report else one for one in register.sources))
    for source in SOURCES:
        register = register.with_source(source)
    register = replace(
        register,
        monitoring=(
            Monitoring(Day.in_month(2022, 6), "Engage", "news-2022-07-08"),
            Monitoring(Day.in_month(2024, 5), "Scan", "news-2024-08-16"),
        ),
    )
    revisited = Day.in_month(2022, 11)
    for words, kind, text in (
        (
            "risk assessing callers",
            EventKind.PROGRESS,
            "The revisit found that the force checked more often whether victims are vulnerable.",
        ),
        ("repeat callers", EventKind.NO_PROGRESS, "Identifying repeat victims had not meaningfully progressed."),
        (
            "risk assessment for every incident",
            EventKind.PROGRESS,
            "The revisit found that risk assessments for victims of domestic abuse were recorded more promptly.",
        ),
        (
            "evidence-led prosecutions",
            EventKind.NO_PROGRESS,
            "When victims withdrew support, the force did not always consider going on without it.",
        ),
    ):
        item = recommendation(register, words)
        register = register.with_event(item.id, Event(revisited, kind, text, "letter-2022-12", "HMICFRS"))
    for item in register.items:
        if item.under:
            text = "Revisited again; the force left enhanced monitoring. The letter says what was found of each cause."
            event = Event(Day.in_month(2024, 5), EventKind.NOTE, text, "letter-2024-05", "HMICFRS")
            register = register.with_event(item.id, event)
    return register


def recommendation(register: Register, words: str) -> Item:
    """The one recommendation with these words."""
    (item,) = (item for item in register.items if item.under and words in item.text)
    return item


if __name__ == "__main__":
    write_register(story(), Path(sys.argv[1]))
