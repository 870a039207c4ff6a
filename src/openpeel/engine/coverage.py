"""From when to when records were loaded: what makes a missing row mean 'not done' rather than 'not known'.

Two questions are kept apart. Of *linked* rows: over which periods would a row have been loaded, had there been one?
Of a unit's *own* row: until when are its values known, since an extract read them at a moment of its own?
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from openpeel.language.columns import MOMENT
from openpeel.language.periods import TICK
from openpeel.language.tables import Table
from openpeel.records.loads import Coverage, LoadKind, Unstored

SET_ASIDE = "set aside"
"""The edge of the question when rows that may belong to a unit were set aside."""

_LONG_AGO = datetime(1, 1, 1)  # noqa: DTZ001 - moments are naive UTC


@dataclass(frozen=True)
class Period:
    """For units of ``force`` that begin from ``begins`` on and before ``ends``: records reach to ``until``."""

    force: str
    begins: datetime
    ends: datetime
    until: datetime


def linked_periods(coverage: Iterable[Coverage], table: type[Table], columns: frozenset[str]) -> tuple[Period, ...]:
    """The unbroken periods over which rows of ``table`` with these columns were loaded, for each force.

    Extracts from several sources of one force count together, so that one may follow another. But a source that was
    loaded before and after a gap of its own ran during it, and the others do not fill that gap.
    """
    periods = []
    for force, extracts in _by_force(coverage, table, columns).items():
        sources = [
            _unbroken((one.begins, one.ends) for one in extracts if one.source == source)
            for source in sorted({extract.source for extract in extracts})
        ]
        gaps = [(before[1], after[0]) for own in sources for before, after in pairwise(own)]
        for begins, ends in _less(_unbroken(period for own in sources for period in own), gaps):
            periods.append(Period(force, begins, ends, ends))
    return tuple(periods)


def _less(
    periods: Iterable[tuple[datetime, datetime]], gaps: Iterable[tuple[datetime, datetime]]
) -> list[tuple[datetime, datetime]]:
    """The periods without the gaps."""
    left = list(periods)
    for first, last in gaps:
        parts = [((begins, min(ends, first)), (max(begins, last), ends)) for begins, ends in left]
        left = [(begins, ends) for pair in parts for begins, ends in pair if begins < ends]
    return sorted(set(left))


def own_periods(coverage: Iterable[Coverage], table: type[Table], columns: frozenset[str]) -> tuple[Period, ...]:
    """Until when the values of rows of ``table`` are known, by when the rows began.

    A row that lies in a full or window extract is known as it stood when that was read; extracts of changes that
    follow on without a gap carry it further. Where several sources hold rows of the same time, the row may be of the
    one that was read first.
    """
    periods: list[Period] = []
    for force, extracts in _by_force(coverage, table, columns).items():
        edges = sorted({edge for extract in extracts for edge in (extract.begins, extract.ends)})
        for begins, ends in pairwise(edges):
            found = [
                _known_until([one for one in extracts if one.source == source], begins, ends)
                for source in sorted({extract.source for extract in extracts})
            ]
            told = [until for until in found if until is not None]
            if not told:
                continue
            until = min(told)
            if periods and periods[-1] == Period(force, periods[-1].begins, begins, until):
                periods[-1] = Period(force, periods[-1].begins, ends, until)
            else:
                periods.append(Period(force, begins, ends, until))
    return tuple(periods)


def _known_until(extracts: Sequence[Coverage], begins: datetime, ends: datetime) -> datetime | None:
    """Until when rows of one source that began in a period are known; None where none of its extracts holds them."""
    inside = [extract for extract in extracts if extract.begins <= begins and ends <= extract.ends]
    if not inside:
        return None
    until = max(extract.extracted_at for extract in inside)
    for change in sorted(extracts, key=lambda extract: extract.begins):
        if change.kind is LoadKind.CHANGES and change.begins <= until:
            until = max(until, change.extracted_at)
    return until


def _by_force(coverage: Iterable[Coverage], table: type[Table], columns: frozenset[str]) -> dict[str, list[Coverage]]:
    by_force: dict[str, list[Coverage]] = {}
    for extract in coverage:
        if extract.table == table.name and columns <= extract.columns:
            by_force.setdefault(extract.force, []).append(extract)
    return dict(sorted(by_force.items()))


def _unbroken(periods: Iterable[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    joined: list[tuple[datetime, datetime]] = []
    for begins, ends in sorted(periods):
        if joined and begins <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(ends, joined[-1][1]))
        else:
            joined.append((begins, ends))
    return joined


def set_aside_periods(rows: Iterable[Unstored], *, own: bool) -> tuple[Period, ...]:
    """When the first of some rows, of each force, began that may belong to a unit; by when the unit began.

    A linked row belongs to a unit that began before it did, or with it; a unit's ``own`` row began when it did.
    """
    periods = []
    by_force: dict[str, list[Unstored]] = {}
    for row in rows:
        by_force.setdefault(row.force, []).append(row)
    for force, of_force in sorted(by_force.items()):
        edges = {edge for row in of_force for edge in (row.first, row.last + TICK)}
        for begins, ends in pairwise(sorted(edges if own else {_LONG_AGO, *edges})):
            inside = [row.first for row in of_force if row.last >= begins and (not own or row.first <= begins)]
            if inside:
                periods.append(Period(force, begins, ends, min(inside)))
    return tuple(periods)


@dataclass(frozen=True)
class Asked:
    """One question of a plan about the extracts: how far do rows of ``table`` with ``columns`` reach?

    ``own``: the unit's own rows. ``edge`` is 'until', or 'begins' for how far back. It may be :data:`SET_ASIDE`: when
    does the first row begin, of those set aside, that may belong to the unit and does not tell ``columns``?
    """

    table: type[Table]
    columns: frozenset[str]
    own: bool
    edge: str

    def periods(self, coverage: Iterable[Coverage], unstored: Iterable[Unstored] = ()) -> tuple[Period, ...]:
        """The answer, as periods in which units began."""
        if self.edge == SET_ASIDE:
            rows = [
                row for row in unstored if row.table == self.table.name and not self.columns <= row.references.keys()
            ]
            return set_aside_periods(rows, own=self.own)
        return (own_periods if self.own else linked_periods)(coverage, self.table, self.columns)


def schema_of(asked: Sequence[Asked]) -> dict[str, str]:
    """Names and Ibis types of the table with the answers to some questions: see :func:`answers`."""
    return {"force": "string", "begins": MOMENT, "ends": MOMENT, **{answer(n): MOMENT for n in range(len(asked))}}


def answer(number: int) -> str:
    """The name of the column with the answer to the ``number``-th question."""
    return f"answer_{number}"


def answers(
    coverage: Sequence[Coverage], unstored: Sequence[Unstored], asked: Sequence[Asked]
) -> list[dict[str, object]]:
    """The answers for units by force and by when they began: rows of periods that do not overlap.

    Columns: force, begins (inclusive), ends (exclusive), then :func:`answer` for each question; null where no extract
    tells.
    """
    found = [question.periods(coverage, unstored) for question in asked]
    rows: list[dict[str, object]] = []
    for force in sorted({period.force for periods in found for period in periods}):
        own = [[period for period in periods if period.force == force] for periods in found]
        edges = sorted({edge for periods in own for period in periods for edge in (period.begins, period.ends)})
        for begins, ends in pairwise(edges):
            row: dict[str, object] = {"force": force, "begins": begins, "ends": ends}
            for number, (question, periods) in enumerate(zip(asked, own, strict=True)):
                inside = (period for period in periods if period.begins <= begins and ends <= period.ends)
                period = next(inside, None)
                edge = "begins" if question.edge == "begins" else "until"
                row[answer(number)] = None if period is None else getattr(period, edge)
            rows.append(row)
    return rows
