"""From a report that was read into the register, without doubling what earlier reports asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from rapidfuzz import fuzz

from openpeel.errors import Refused
from openpeel.inspection.published_report.deadlines import Day, Deadline, deadline_in
from openpeel.inspection.published_report.sentences import sentences
from openpeel.inspection.published_report.structure import OutstandingRecommendations, Place, Report
from openpeel.inspection.recommendations.register import (
    Doubt,
    Item,
    ItemKind,
    Mention,
    Register,
    Source,
    next_identifier,
)

SAME = 93.0
"""Likeness of wording (0 to 100) from which two items are one."""
DOUBTFUL = 75.0
"""Likeness from which a person is asked."""


_EARLIER = re.compile(r"In (?P<year>20\d\d),? we (?:recommended|made (?:\w+ )?recommendations)")


@dataclass(frozen=True)
class Merged:
    """What came of putting a report into the register."""

    register: Register
    added: tuple[str, ...]
    joined: tuple[str, ...]
    """Items that earlier reports had asked for: their history goes on."""
    doubtful: tuple[Doubt, ...]
    references: tuple[str, ...]
    """Sentences that say an earlier item still applies, for a person to tie to it."""


def source_of(report: Report, published: Day | None = None) -> Source:
    """The report as a source; ``published`` where the day is known better than the report says."""
    day = published or report.published
    if day is None:
        raise Refused(
            "The report does not say when it was published.",
            why="Deadlines and the local policing body's 56 days run from that day.",
            mend="Give the day with --published.",
        )
    return Source(f"{_slug(report.force)}-{_slug(report.cycle or str(day.latest.year))}", report.title, day)


def merge(register: Register, report: Report, published: Day | None = None) -> Merged:
    """Put a report's recommendations, areas for improvement and outstanding recommendations into the register.

    An item whose wording is that of an earlier report's (same force) is the same item and gets one more mention; one
    that is like another is added and listed as doubtful. The same report twice changes nothing.
    """
    source = source_of(report, published)
    if source.id in (other.id for other in register.sources):
        if source not in register.sources:
            raise Refused(f"The register holds the report ‘{source.id}’ with another day of publication or title.")
        return Merged(register, (), (), (), ())
    register = register.with_source(source)
    added: list[str] = []
    joined: list[str] = []
    doubts: list[Doubt] = []
    before = register.items
    for found in _items(report, source):
        likeness = sorted(
            ((_likeness(found, item), item) for item in before if item.force == found.force), key=lambda pair: -pair[0]
        )
        if likeness and likeness[0][0] >= SAME:
            same = register.item(likeness[0][1].id)
            register = register.with_item(replace(same, mentions=(*same.mentions, *found.mentions)))
            joined.append(same.id)
            continue
        for mention in found.mentions:
            if mention.source != source.id:
                register = register.with_source(_earlier_source(mention.source.removeprefix("national-")))
        item = replace(found, id=next_identifier(source.id, register.items))
        register = replace(register, items=(*register.items, item))
        added.append(item.id)
        doubts += [Doubt(item.id, other.id, round(like, 1)) for like, other in likeness if like >= DOUBTFUL]
    register = replace(register, doubts=(*register.doubts, *doubts))
    references = tuple(earlier.sentence for earlier in report.earlier)
    return Merged(register, tuple(added), tuple(joined), tuple(doubts), references)


def settle(register: Register, first: str, second: str, *, same: bool) -> Register:
    """What a person decided on a doubt: the second item becomes part of the first, or both stay apart."""
    one, two = register.item(first), register.item(second)
    doubts = tuple(doubt for doubt in register.doubts if {doubt.item, doubt.like} != {first, second})
    if not same:
        return replace(register, doubts=doubts, kept_apart=(*register.kept_apart, (first, second)))
    events = tuple(sorted((*one.events, *two.events), key=lambda event: event.on.latest))
    whole = replace(one, mentions=(*one.mentions, *two.mentions), events=events, due=one.due or two.due)
    items = tuple(item for item in register.with_item(whole).items if item.id != second)
    left = tuple(doubt for doubt in doubts if second not in (doubt.item, doubt.like))
    return replace(register, items=items, doubts=left)


def _items(report: Report, source: Source) -> Iterator[Item]:
    for chapter in report.chapters:
        area = chapter.area.identifier if chapter.area else chapter.title
        for cause in chapter.causes:
            for asked in cause.recommendations:
                item = _item(report, source, ItemKind.RECOMMENDATION, asked.text, area, asked.place)
                due = asked.deadline.due(source.published) if asked.deadline else None
                words = asked.deadline.words if asked.deadline else ""
                yield replace(item, under=cause.statement, deadline=words, due=due)
        for wanted in chapter.improvements:
            yield _item(report, source, ItemKind.AREA_FOR_IMPROVEMENT, wanted.statement, area, wanted.place)
        for block in chapter.outstanding:
            repeated = (_named_earlier(report, source, text, area, block) for text in block.paragraphs)
            named = [earlier for earlier in repeated if earlier is not None]
            yield from named
            for point in block.points:
                yield _item(report, source, ItemKind.NATIONAL_RECOMMENDATION, point.text, area, point.place)
            if not (named or block.points) and block.paragraphs:
                yield _item(report, source, ItemKind.NATIONAL_RECOMMENDATION, block.paragraphs[0], area, block.place)


def _named_earlier(
    report: Report, source: Source, text: str, area: str, block: OutstandingRecommendations
) -> Item | None:
    """The recommendation of an earlier year that a paragraph repeats ('In 2017 we recommended …'), or nothing."""
    year = _EARLIER.match(text)
    if year is None:
        return None
    words = " ".join(sentence for sentence in sentences(text) if "recommend" in sentence)
    deadline = _deadline_of(words)
    item = _item(report, source, ItemKind.NATIONAL_RECOMMENDATION, words, area, block.place)
    first = Mention(_earlier_source(year["year"]).id, words, "as named in a later report")
    due = deadline.due(None) if deadline else None
    return replace(item, deadline=deadline.words if deadline else "", due=due, mentions=(first, *item.mentions))


def _deadline_of(words: str) -> Deadline | None:
    """A deadline that names a day: one that runs from a publication is not known here."""
    deadline = deadline_in(words)
    return deadline if deadline is not None and deadline.named is not None else None


def _earlier_source(year: str) -> Source:
    whole = Day(date(int(year), 1, 1), date(int(year), 12, 31))
    return Source(f"national-{year}", f"National recommendations of {year}, as a later report names them", whole)


def _item(report: Report, source: Source, kind: ItemKind, text: str, area: str, place: Place) -> Item:
    return Item("", report.force, kind, text, area, "", "", None, (Mention(source.id, text, str(place)),))


def _likeness(first: Item, second: Item) -> float:
    if first.kind is not second.kind:
        return 0.0
    return float(fuzz.token_sort_ratio(_plain(first.text), _plain(second.text)))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.casefold()))


def _slug(text: str) -> str:
    text = re.sub(r"\b(?:police|constabulary|service)\b", "", text.casefold())
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")
