"""A recommendation in the chapter: what was asked, by what it closes, and its promised, forecast and actual dates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from openpeel import library
from openpeel.inspection.assessment.assessment import Assessment
from openpeel.inspection.closure.closing import Closing, asked_on, closing
from openpeel.inspection.closure.forecast import Forecast, forecast
from openpeel.inspection.closure.readings import Reading
from openpeel.inspection.recommendations.register import Item, Register, Timing
from openpeel.reports.chapter.contents import Recommended
from openpeel.reports.chapter.days import day, sentence

ReadingsOf = Callable[[str], Sequence[Reading]]
"""The monthly readings of a standard."""


@dataclass(frozen=True)
class Followed:
    """A recommendation with what its measure says."""

    item: Item
    found: Closing
    forecast: Forecast
    readings: tuple[Reading, ...]


def followed(item: Item, register: Register, readings_of: ReadingsOf) -> Followed:
    """What the readings of a recommendation's measure say of it."""
    readings = tuple(readings_of(item.measure.of)) if item.measure else ()
    found = closing(item.measure, readings, asked_on(item, register))
    return Followed(item, found, forecast(item.measure, readings, found), readings)


def recommended(one: Followed, assessment: Assessment, on: date, *, shows_counts: bool) -> Recommended:
    """The recommendation in words."""
    item, found = one.item, one.found
    closes = closes_words(item)
    owner = f" Owner: {item.owner}." if item.owner else ""
    progress = f"{str(found.progress)[0].upper()}{str(found.progress)[1:]}." if item.measure else ""
    last = found.last
    if last is not None and last.whole:
        progress += _last_reading(last, shows_counts=shows_counts)
    if found.held_since and not found.closed_on:
        progress += f" Reached since {day(found.held_since)}."
    return Recommended(item.text.rstrip(";. "), closes + owner, progress, _dates(one, assessment, on))


def closes_words(item: Item) -> str:
    """By what a recommendation closes, in a sentence."""
    measure = item.measure
    if measure is None:
        return "Open: nobody has said yet by what it closes."
    standard = library.standards().get(measure.of)
    what = f"‘{standard.says}’" if standard else measure.of
    months = "a month" if measure.for_months == 1 else f"{measure.for_months} months in a row"
    return f"Closes when {measure.at_least:.0%} or more of cases meet it in {months}: {what}."


def _last_reading(last: Reading, *, shows_counts: bool) -> str:
    if not shows_counts and not last.may_be_published:
        return ""
    interval = last.interval
    assert interval is not None
    return (
        f" In {last.month:%B %Y}: {last.met:,} of {last.whole:,} ({interval.estimate:.1%}, 95% interval "
        f"{100 * interval.low:.1f} to {100 * interval.high:.1f})."
    )


def _dates(one: Followed, assessment: Assessment, on: date) -> str:
    item = one.item
    parts = []
    if item.due is not None:
        late = f", {(on - item.due.latest).days} days ago" if item.timing(on) is Timing.OVERDUE else ""
        closed = one.found.closed_on
        parts.append(f"Due {item.due}{'' if closed else late}")
    promises = [promise for promise in assessment.commitments if promise.recommendation == item.id]
    if promises:
        parts.append(f"promised {', '.join(day(promise.by) for promise in promises)}")
    if one.found.closed_on:
        parts.append(f"closed {day(one.found.closed_on)}")
    elif item.measure is not None:
        parts.append(("forecast: " if one.forecast.earliest else "") + one.forecast.words)
    return sentence("; ".join(parts)) if parts else ""
