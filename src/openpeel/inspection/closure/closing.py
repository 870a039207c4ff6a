"""Whether a recommendation is closed by its measure, since when, and when it opened again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from openpeel.inspection.closure.readings import Reading
from openpeel.inspection.published_report.deadlines import Day, add_months
from openpeel.inspection.recommendations.register import Event, EventKind, Item, Measure, Register

BY = "the measure"
"""Who closes and re-opens by test, as the register has it."""


class Progress(StrEnum):
    """Where a recommendation stands by its measure."""

    CLOSED = "closed: the measure has held"
    HOLDING = "open: the measure is reached, not for long enough yet"
    OPEN = "open: the measure is not reached"
    REOPENED = "re-opened: the measure no longer holds"
    NO_READING = "open: no month can be told"
    NO_MEASURE = "open: nobody has said by what it closes"


@dataclass(frozen=True)
class Turn:
    """A closing or a re-opening by the measure."""

    on: date
    closes: bool
    text: str


@dataclass(frozen=True)
class Closing:
    """What the readings say of one measure."""

    progress: Progress
    turns: tuple[Turn, ...]
    held_since: date | None
    """The first day of the months in a row, up to the last, in which it was reached."""
    months_held: int
    last: Reading | None

    @property
    def closed_on(self) -> date | None:
        """The day on which it closed, where it is closed now."""
        return self.turns[-1].on if self.turns and self.turns[-1].closes else None


def closing(measure: Measure | None, readings: Sequence[Reading], since: date) -> Closing:
    """What ``readings`` say of a measure for something that was asked on ``since``.

    It closes at the end of the first month that completes ``for_months`` whole months in a row, begun on or after the
    day of asking, each of which reaches the share even if its unknown cases were missed. It opens again at the end of a
    month that falls short beyond ordinary variation, or of the second month in a row that does not reach the share.
    """
    if measure is None:
        return Closing(Progress.NO_MEASURE, (), None, 0, None)
    turns: list[Turn] = []
    held = missed = 0
    is_closed = False
    after = [reading for reading in readings if reading.month >= since]
    for reading in after:
        if reading.reaches(measure.at_least):
            held, missed = held + 1, 0
            if not is_closed and held >= measure.for_months:
                is_closed = True
                turns.append(Turn(_last_day(reading), True, _held(measure, after, reading, held)))
        else:
            held, missed = 0, missed + 1
            if is_closed and (missed > 1 or reading.falls_short(measure.at_least)):
                is_closed = False
                turns.append(Turn(_last_day(reading), False, _missed(measure, reading, missed)))
    last = after[-1] if after else None
    held_since = add_months(last.month, 1 - held) if last and held else None
    return Closing(_progress(after, turns, held, is_closed), tuple(turns), held_since, held, last)


def entered(register: Register, identifier: str, found: Closing) -> Register:
    """The register with the closings and re-openings that it does not have yet; the same again changes nothing."""
    item = register.item(identifier)
    known = {(event.on, event.kind) for event in item.events if event.by == BY}
    for turn in found.turns:
        kind = EventKind.CLOSED if turn.closes else EventKind.REOPENED
        if (Day.on(turn.on), kind) not in known:
            register = register.with_event(identifier, Event(Day.on(turn.on), kind, turn.text, by=BY))
    return register


def asked_on(item: Item, register: Register) -> date:
    """The latest day on which the newest report that asks for it can have been published."""
    return max(register.source(mention.source).published.latest for mention in item.mentions)


def _progress(readings: Sequence[Reading], turns: Sequence[Turn], held: int, is_closed: bool) -> Progress:
    if is_closed:
        return Progress.CLOSED
    if not any(reading.whole + reading.unknown for reading in readings):
        return Progress.NO_READING
    if held:
        return Progress.HOLDING
    return Progress.REOPENED if turns else Progress.OPEN


def _last_day(reading: Reading) -> date:
    return reading.ends - timedelta(days=1)


def _held(measure: Measure, readings: Sequence[Reading], last: Reading, months: int) -> str:
    counted = [reading for reading in readings if reading.month <= last.month][-months:]
    met, whole = sum(r.met for r in counted), sum(r.whole for r in counted)
    first = counted[0].month
    when = f"each month from {first:%B %Y} to {last.month:%B %Y}" if first < last.month else f"{first:%B %Y}"
    return f"{measure.words}: reached in {when} ({met:,} of {whole:,} cases met)."


def _missed(measure: Measure, reading: Reading, missed: int) -> str:
    why = "the second month in a row below" if missed > 1 else "beyond ordinary variation below"
    return f"{measure.words}: {reading.met:,} of {reading.whole:,} met in {reading.month:%B %Y}, {why} what is asked."
