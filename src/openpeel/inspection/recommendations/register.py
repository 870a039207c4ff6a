"""The register of recommendations: what every report asked of a force, by when, what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import Enum

from openpeel.errors import Refused
from openpeel.inspection.published_report.deadlines import Day

RESPONSE_DAYS = 56
"""Days in which the local policing body publishes its comments, beginning with the day of publication (Police Act 1996
s.55(5A), (5B) and (6), as amended by the Policing and Crime Act 2017 s.37)."""


class ItemKind(Enum):
    """What was asked."""

    RECOMMENDATION = "recommendation"
    AREA_FOR_IMPROVEMENT = "area for improvement"
    NATIONAL_RECOMMENDATION = "national recommendation"


class EventKind(Enum):
    """What became of an item, and the status that it leaves behind (none: the status stays)."""

    RESPONSE = ("response", None)
    PROGRESS = ("progress", None)
    NO_PROGRESS = ("no progress", None)
    FORCE_SAYS_COMPLETE = ("force says complete", "force says complete")
    CLOSED = ("closed", "closed")
    REOPENED = ("reopened", "open")
    SUPERSEDED = ("superseded", "superseded")
    NOTE = ("note", None)

    @property
    def words(self) -> str:
        """As the file and the command have it."""
        words: str = self.value[0]
        return words

    @property
    def leaves(self) -> str | None:
        """The status after it."""
        status: str | None = self.value[1]
        return status


class Timing(Enum):
    """How an item stands to its deadline on a day."""

    OVERDUE = "overdue"
    DUE = "due"
    CANNOT_TELL = "cannot tell"
    """The deadline is known to the month only, and the day lies in it."""
    NO_DEADLINE = "no deadline"
    ENDED = "ended"


@dataclass(frozen=True)
class Source:
    """A document that names items: a report, a letter, an item of news."""

    id: str
    title: str
    published: Day
    link: str = ""


@dataclass(frozen=True)
class Mention:
    """Where a source names an item, in its own words."""

    source: str
    words: str
    place: str = ""


@dataclass(frozen=True)
class Event:
    """Something that happened to an item, with who said so."""

    on: Day
    kind: EventKind
    text: str
    source: str = ""
    by: str = ""


@dataclass(frozen=True)
class Measure:
    """What shows that a recommendation is done: a standard or indicator, the share asked, and how long it must hold.

    Raises ValueError for a share that is none, and for no time at all.
    """

    of: str
    """Identifier of the standard or indicator."""
    at_least: float
    """The share, above 0 and at most 1."""
    for_months: int
    """Whole calendar months, one after the other."""

    def __post_init__(self) -> None:
        if not 0 < self.at_least <= 1:
            raise ValueError("the share of a measure is above 0 and at most 1")
        if self.for_months < 1:
            raise ValueError("a measure holds for one month or more")

    @property
    def words(self) -> str:
        """'thrive-at-outset at 90% or more for 3 months'."""
        months = "month" if self.for_months == 1 else "months"
        return f"{self.of} at {self.at_least:.0%} or more for {self.for_months} {months}"


@dataclass(frozen=True)
class Item:
    """One thing that the force was asked to do, whichever reports repeat it."""

    id: str
    force: str
    kind: ItemKind
    text: str
    area: str
    under: str
    """The cause of concern that it belongs to, or nothing."""
    deadline: str
    """As printed."""
    due: Day | None
    mentions: tuple[Mention, ...]
    events: tuple[Event, ...] = ()
    owner: str = ""
    """The post in the force that answers for it."""
    measure: Measure | None = None
    """By what it closes; none where nobody has said."""

    @property
    def status(self) -> str:
        """'open', 'force says complete', 'closed' or 'superseded': what the last event that settles it left."""
        left = [event.kind.leaves for event in self.events if event.kind.leaves]
        return left[-1] if left else "open"

    @property
    def ended(self) -> bool:
        """Whether nothing is asked any more. What the force says is complete is not ended until it is closed."""
        return self.status in ("closed", "superseded")

    def timing(self, on: date) -> Timing:
        """How it stands to its deadline on that day; a deadline that its precision cannot settle is not guessed."""
        if self.ended:
            return Timing.ENDED
        if self.due is None:
            return Timing.NO_DEADLINE
        if on > self.due.latest:
            return Timing.OVERDUE
        return Timing.CANNOT_TELL if on > self.due.earliest else Timing.DUE


@dataclass(frozen=True)
class Monitoring:
    """A change of the inspectorate's monitoring: 'Scan' (routine) or 'Engage' (enhanced)."""

    on: Day
    phase: str
    source: str


@dataclass(frozen=True)
class Response:
    """The local policing body's comments on a report."""

    source: str
    published: Day


@dataclass(frozen=True)
class Doubt:
    """Two items that may be the same: kept apart until a person says."""

    item: str
    like: str
    likeness: float
    """Of the wording, 0 to 100."""


@dataclass(frozen=True)
class Register:
    """All items of a force (or of several), with their sources."""

    sources: tuple[Source, ...] = ()
    items: tuple[Item, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    responses: tuple[Response, ...] = ()
    monitoring: tuple[Monitoring, ...] = ()
    kept_apart: tuple[tuple[str, str], ...] = field(default=())
    """Pairs that a person found to be different."""

    def item(self, identifier: str) -> Item:
        """The item of that identifier; Refused if there is none."""
        for item in self.items:
            if item.id == identifier:
                return item
        raise Refused(f"The register has no item ‘{identifier}’.", mend="List the register to see its identifiers.")

    def source(self, identifier: str) -> Source:
        """The source of that identifier; Refused if there is none."""
        for source in self.sources:
            if source.id == identifier:
                return source
        raise Refused(
            f"The register has no source ‘{identifier}’.",
            mend="The sources are: " + (", ".join(source.id for source in self.sources) or "none yet") + ".",
        )

    def overdue(self, on: date) -> tuple[Item, ...]:
        """Items whose deadline has passed, longest first."""
        late = [item for item in self.items if item.timing(on) is Timing.OVERDUE]
        return tuple(sorted(late, key=lambda item: (item.due.latest if item.due else date.max, item.id)))

    def due_within(self, on: date, days: int) -> tuple[Item, ...]:
        """Items that fall due from that day to so many days later, next first; those in doubt by precision included."""
        until = on + timedelta(days=days)
        soon = [
            item
            for item in self.items
            if item.due and item.timing(on) in (Timing.DUE, Timing.CANNOT_TELL) and item.due.earliest <= until
        ]
        return tuple(sorted(soon, key=lambda item: (item.due.latest if item.due else date.max, item.id)))

    def with_event(self, identifier: str, event: Event) -> Register:
        """The register with an event put to an item, in the order of days.

        Raises :class:`~openpeel.errors.Refused` where a closing names no one, or the event lies before the item's
        first source.
        """
        item = self.item(identifier)
        first = min(self.source(mention.source).published.earliest for mention in item.mentions)
        if event.on.latest < first:
            raise Refused(f"The event lies before the item's first source ({first:%d %B %Y}).", where=identifier)
        if event.kind is EventKind.CLOSED and not (event.by and event.text):
            raise Refused(
                "A closing needs who closed it and what shows that it is done.",
                where=identifier,
                why="A recommendation is closed on evidence of the outcome, by a person, not because a policy exists.",
            )
        if event.source:
            self.source(event.source)
        events = tuple(sorted((*item.events, event), key=lambda e: (e.on.latest, e.on.earliest)))
        return self.with_item(replace(item, events=events))

    def with_item(self, changed: Item) -> Register:
        """The register with the item of the same identifier changed."""
        return replace(self, items=tuple(changed if item.id == changed.id else item for item in self.items))

    def with_source(self, source: Source) -> Register:
        """The register with one more source; one that is there already is not doubled."""
        if source in self.sources:
            return self
        if any(source.id == other.id for other in self.sources):
            raise Refused(f"The register has another source ‘{source.id}’.", mend="Give it another identifier.")
        return replace(self, sources=(*self.sources, source))


def response_due(published: Day) -> Day:
    """The last day for the local policing body's comments; the day of publication counts as the first."""
    days = timedelta(days=RESPONSE_DAYS - 1)
    return Day(published.earliest + days, published.latest + days)


def next_identifier(prefix: str, items: Iterable[Item]) -> str:
    """The next free identifier, such as 'wiltshire-2021-22-07'."""
    used = [int(item.id.rsplit("-", 1)[1]) for item in items if item.id.startswith(f"{prefix}-")]
    return f"{prefix}-{max(used, default=0) + 1:02d}"
