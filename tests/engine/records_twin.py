"""The two clocks, coverage and the facts of the made unit, a second time: in plain Python, over rows, one by one.

Written from the sentences that define them (docs/explanation/two-clocks.md and coverage.md), not from the engine.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tests.engine.hand_made import FORCE, LONG_AGO, Jobs, Notes, Row

from openpeel.engine.clocks import AsAt, Question
from openpeel.language.tables import Table
from openpeel.records.loads import Coverage, Unstored

STEP = timedelta(hours=6)
"""Moments in the records of these tests are whole multiples of it, or one microsecond before."""

Truth = bool | None


def both(*truths: Truth) -> Truth:
    return False if False in truths else None if None in truths else True


def either(*truths: Truth) -> Truth:
    return True if True in truths else None if None in truths else False


def opposite(truth: Truth) -> Truth:
    return None if truth is None else not truth


MASKS: dict[type[Table], dict[str, str]] = {
    Jobs: {"closed_at": "closed_at", "grade": "closed_at", "arrived_on": "arrived_on"},
    Notes: {"checked_at": "checked_at", "colour": "checked_at", "happened_on": "happened_on"},
}
"""Which moment says since when a column has its value."""


def earliest_end(value: Any) -> Any:
    return value[0] if isinstance(value, tuple) else value


def as_at_rows(table: type[Table], rows: Iterable[Row], as_at: AsAt) -> list[Row]:
    """The rows as the question has them, with row numbers, force and no value that came later."""
    seen = []
    for number, stored in enumerate(rows):
        row = {"row": number, "force": FORCE, "known_from": LONG_AGO, "known_to": None, **stored}
        if as_at.question is Question.KNOWN_ON:
            visible = row["known_from"] <= as_at.moment and not (row["known_to"] and row["known_to"] <= as_at.moment)
        else:
            visible = row["known_to"] is None and row[table.name_of(table.begins)] <= as_at.moment
        if not visible:
            continue
        for name, since in MASKS[table].items():
            came = earliest_end(stored.get(since))
            if came is None or came > as_at.moment:
                row[name] = None
        seen.append(row)
    return seen


@dataclass(frozen=True)
class Loaded:
    """What was loaded."""

    coverage: Sequence[Coverage]
    set_aside: Sequence[Unstored] = ()

    def names(
        self, table: type[Table], by: str, force: str, value: Any, within: tuple[datetime, datetime] | None = None
    ) -> bool:
        """Whether a row that was set aside names a unit (and may have begun within a time)."""
        return value is not None and any(
            row.references.get(by) == value and (within is None or (row.first <= within[1] and row.last >= within[0]))
            for row in self.set_aside
            if (row.table, row.force) == (table.name, force)
        )

    def nameless(self, table: type[Table], by: str, force: str, began: datetime, *, own: bool = False) -> Any:
        """When the first began, of those that may belong to a unit and do not say whose they are."""
        return least(
            row.first
            for row in self.set_aside
            if (row.table, row.force) == (table.name, force)
            and by not in row.references
            and row.last >= began
            and (not own or row.first <= began)
        )

    def may_be(self, table: type[Table], by: str, force: str, value: Any, first: datetime, last: datetime) -> int:
        """How many rows that were set aside may be somebody's, and have begun within a time."""
        return sum(
            row.references.get(by, value) == value and row.first <= last and row.last >= first
            for row in self.set_aside
            if (row.table, row.force) == (table.name, force)
        )

    def at(self, table: type[Table], force: str, moment: datetime, *columns: str) -> bool:
        """Whether a row of the table that began at the moment, with these columns, would have been loaded."""
        return any(
            one.begins <= moment < one.ends
            for one in self.coverage
            if one.table == table.name and one.force == force and set(columns) <= one.columns
        )

    def through(self, table: type[Table], force: str, first: datetime, last: datetime, *columns: str) -> bool:
        """The same, of every moment from the first to the last."""
        moments = [last]
        while first < last:
            moments.append(first)
            first += STEP
        return all(self.at(table, force, moment, *columns) for moment in moments)


def job_facts(jobs: list[Row], notes: list[Row], loaded: Loaded) -> dict[int, Row]:
    """The facts of each job by its row number; rough values are pairs."""
    facts: dict[int, Row] = {}
    for job in jobs:
        own = facts[job["row"]] = {name: job.get(name) for name in Jobs.columns}
        force, began = job["force"], job["began_at"]
        mine = [note for note in notes if note["force"] == force and note.get("job_id") == job["job_id"]]

        def known(*columns: str, force: str = force, began: datetime = began, job: Row = job) -> bool:
            window = None
            if columns[0] == "officer_id":
                window = (began - timedelta(days=2), began + timedelta(days=1))
            is_lost = loaded.names(Notes, columns[0], force, job.get(columns[0]), window)
            return (
                loaded.at(Notes, force, began, *columns)
                and not is_lost
                and loaded.nameless(Notes, columns[0], force, began) is None
            )

        own["has_people"] = (
            True if job.get("people") is not None else False if loaded.at(Jobs, force, began, "people") else None
        )
        own["is_light"] = opposite(job.get("is_serious"))
        own["first_note_at"] = least(note["written_at"] for note in mine)
        own["last_note_at"] = greatest(note["written_at"] for note in mine)
        marked = sorted((note for note in mine if note.get("colour") is not None), key=_written)
        own["first_colour"] = marked[0]["colour"] if marked else None
        own["last_colour"] = marked[-1]["colour"] if marked else None
        own["colours"] = counted(len({note["colour"] for note in marked}), known("job_id", "colour"))
        own["notes"] = counted(len(mine), known("job_id"))
        own["has_note"] = exists(own["notes"])
        dull = [opposite(note.get("is_useful")) for note in mine]
        own["has_no_dull_note"] = opposite(exists(tally(dull, known("job_id", "is_useful"))))
        own |= useful_facts(mine, known)
        own["closed_if_serious_at"] = perhaps(own["closed_at"], own["is_serious"])
        own["grade_if_serious"] = own["grade"] if own["is_serious"] is True else None
        has_grade = loaded.at(Jobs, force, began, "grade")
        own["has_no_grade_if_serious"] = (
            False
            if own["grade_if_serious"] is not None
            else True
            if has_grade and own["is_serious"] is not None
            else None
        )
        own["no_note_known"] = False if mine else True if known("job_id", "written_at") else None
        told = [note["happened_on"] for note in mine if note.get("happened_on") is not None]
        own["told_of_on"] = (min(a for a, _ in told), min(b for _, b in told)) if told else None
        own["last_told_of_on"] = (max(a for a, _ in told), max(b for _, b in told)) if told else None
        about = [
            note
            for note in notes
            if note["force"] == force
            and note.get("officer_id") is not None
            and note["officer_id"] == job.get("officer_id")
            and began - timedelta(days=2) <= note["written_at"] <= began + timedelta(days=1)
        ]
        own["own_note_at"] = least(note["written_at"] for note in about)
        # Whose notes they are is not known of a job without an owner.
        theirs_known = known("officer_id", "written_at") and job.get("officer_id") is not None
        own["own_notes"] = counted(len(about), theirs_known)
        own["no_own_note_known"] = False if about else True if theirs_known else None
        own |= checked_facts(job, notes, loaded)
    for job in jobs:
        own = facts[job["row"]]
        force, began, person = job["force"], job["began_at"], job.get("person_id")
        theirs = [one for one in jobs if one["force"] == force and one.get("person_id") == person is not None]
        others = [one for one in theirs if one is not job and one["began_at"] <= began]
        before = sorted((one for one in others if _began(one) < _began(job)), key=_began)
        recent = [one for one in others if one["began_at"] >= began - timedelta(days=5)]
        reaches = person is not None and loaded.through(Jobs, force, began - timedelta(days=5), began, "person_id")
        lost = loaded.may_be(Jobs, "person_id", force, person, began - timedelta(days=5), began)
        own["serious_before"] = tally([one.get("is_serious") for one in recent], reaches, lost)
        own["noted_before"] = tally([facts[one["row"]]["has_note"] for one in recent], reaches, lost)
        own["light_before"] = tally([opposite(one.get("is_serious")) for one in others], False)

        def unbroken(since: datetime, force: str = force, began: datetime = began, person: str | None = person) -> bool:
            lost = loaded.may_be(Jobs, "person_id", force, person, since, began)
            return person is not None and not lost and loaded.through(Jobs, force, since, began, "person_id")

        lately = [one for one in before if one["began_at"] >= began - timedelta(days=5)]
        own["previous_at"] = previous([(one["began_at"], True) for one in before], began, unbroken)
        own["previous_serious_at"] = previous([(o["began_at"], o.get("is_serious")) for o in before], began, unbroken)
        found = previous([(o["began_at"], o.get("is_serious")) for o in lately], began, unbroken)
        own["previous_recent_serious_at"] = found
        own["is_first_serious"] = (
            (True if reaches and not lost else None) if found is None else None if found[1] is None else False
        )
        so_far = [*before, job] if person is not None else []
        own["first_hearing_so_far"] = least(one.get("hearing_at") for one in so_far)
    return facts


def useful_facts(mine: list[Row], known: Callable[..., bool]) -> Row:
    """The facts over the notes that helped: what all agree on, whichever of the notes not told of are among them."""
    told: dict[Truth, list[Row]] = {True: [], False: [], None: []}
    for note in sorted(mine, key=_written):
        told[note.get("is_useful")].append(note)
    choices = itertools.product((False, True), repeat=len(told[None]))
    worlds = [
        sorted([*told[True], *(note for note, is_in in zip(told[None], choice, strict=True) if is_in)], key=_written)
        for choice in choices
    ]
    marked = [[note for note in notes if note.get("colour") is not None] for notes in worlds]
    told_of = [[note for note in notes if note.get("happened_on") is not None] for notes in worlds]
    may_have_mark = any(marked)
    own: Row = {
        "first_useful_at": ranged([least(pair(note["written_at"]) for note in notes) for notes in worlds]),
        "last_useful_at": ranged([greatest(pair(note["written_at"]) for note in notes) for notes in worlds]),
        "useful_told_of_on": ranged(
            [
                (min(n["happened_on"][0] for n in notes), min(n["happened_on"][1] for n in notes)) if notes else None
                for notes in told_of
            ]
        ),
        # Unless the first that may be among them surely is, only from when on it may be is known.
        "first_useful_told_of_on": ranged(
            [notes[0]["happened_on"] if notes else None for notes in told_of],
            is_known=first_is_sure([note for note in mine if note.get("happened_on") is not None]),
        ),
        "first_useful_colour": None,
        "last_useful_colour": None,
        "greatest_useful_colour": agreed([greatest(note["colour"] for note in notes) for notes in marked]),
    }
    sorted_marked = sorted((note for note in mine if note.get("colour") is not None), key=_written)
    if first_is_sure(sorted_marked):
        own["first_useful_colour"] = agreed([notes[0]["colour"] if notes else None for notes in marked])
    if first_is_sure(sorted_marked, last=True):
        own["last_useful_colour"] = agreed([notes[-1]["colour"] if notes else None for notes in marked])
    own["no_useful_colour"] = (
        False
        if own["first_useful_colour"] is not None
        else True
        if not may_have_mark and known("job_id", "colour", "is_useful", "written_at")
        else None
    )
    own["useful"] = spread([len(notes) for notes in worlds], known("job_id", "is_useful"))
    own["useful_colours"] = spread(
        [len({note["colour"] for note in notes}) for notes in marked], known("job_id", "colour", "is_useful")
    )
    return own


def checked_facts(job: Row, notes: list[Row], loaded: Loaded) -> Row:
    """The facts over the owner's notes that were read about that time; one without a time may have been, at any."""
    force, began, officer = job["force"], job["began_at"], job.get("officer_id")
    start, end = began - timedelta(days=2), began + timedelta(days=1)
    theirs = [
        one for one in notes if one["force"] == force and officer is not None and one.get("officer_id") == officer
    ]
    dated = [one["checked_at"] for one in theirs if one.get("checked_at") and start <= one["checked_at"] <= end]
    undated = [one for one in theirs if one.get("checked_at") is None]
    worlds = [
        [*dated, *(at for at in choice if at is not None)]
        for choice in itertools.product((None, start, end), repeat=len(undated))
    ]
    is_lost = loaded.names(Notes, "officer_id", force, officer)
    is_lost = is_lost or loaded.nameless(Notes, "officer_id", force, began) is not None
    is_loaded = loaded.at(Notes, force, began, "officer_id", "checked_at") and officer is not None
    possible = [one for one in theirs if one.get("job_id") is not None and one.get("checked_at") is None]
    possible += [
        one for one in theirs if one.get("job_id") and one.get("checked_at") and start <= one["checked_at"] <= end
    ]
    first = min(possible, key=lambda one: (one.get("checked_at") or start, one["row"]), default={})
    last = max(possible, key=lambda one: (one.get("checked_at") or end, one["row"]), default={})
    return {
        "checked_then": spread([len(world) for world in worlds], is_loaded and not is_lost),
        "first_checked_then_at": ranged([least(pair(at) for at in world) for world in worlds]),
        "last_checked_then_at": ranged([greatest(pair(at) for at in world) for world in worlds]),
        "first_checked_then": first["job_id"] if first.get("checked_at") else None,
        "last_checked_then": last["job_id"] if last.get("checked_at") else None,
    }


def first_is_sure(notes: list[Row], *, last: bool = False) -> bool:
    """Whether the first (or last) of the notes that may have helped surely did, or there is none."""
    possible = [note for note in sorted(notes, key=_written, reverse=last) if note.get("is_useful") is not False]
    return not possible or possible[0].get("is_useful") is True


def pair(moment: datetime) -> tuple[datetime, datetime]:
    return moment, moment


def ranged(worlds: list[Any], *, is_known: bool = True) -> Any:
    """The lowest and the highest that a moment can be in all worlds; no highest where it may be missing."""
    there = [one for one in worlds if one is not None]
    if not there:
        return None
    return min(a for a, _ in there), max(b for _, b in there) if is_known and len(there) == len(worlds) else None


def perhaps(moment: datetime | None, condition: Truth) -> Any:
    """A moment that is there if the condition holds."""
    if moment is None or condition is False:
        return None
    return moment, moment if condition else None


def agreed(worlds: list[Any]) -> Any:
    """What all worlds agree on."""
    return worlds[0] if len(set(worlds)) == 1 else None


def spread(worlds: list[int], complete: bool) -> tuple[int, int | None]:
    """The lowest and the highest count."""
    return min(worlds), max(worlds) if complete else None


def previous(
    before: list[tuple[datetime, Truth]], began: datetime, unbroken: Callable[[datetime], bool]
) -> tuple[datetime, datetime | None] | None:
    """Between which moments the last lies of those that count; a later one may lie where the records have a gap."""
    sure, may = ([at for at, counts in before if counts is wanted] for wanted in (True, None))
    if sure:
        return max(sure), max(sure + may) if unbroken(max(sure)) else began
    return (min(may), None) if may else None


def _written(note: Row) -> tuple[datetime, int]:
    return note["written_at"], note["row"]


def _began(job: Row) -> tuple[datetime, int]:
    return job["began_at"], job["row"]


def least(values: Iterable[Any]) -> Any:
    return min((value for value in values if value is not None), default=None)


def greatest(values: Iterable[Any]) -> Any:
    return max((value for value in values if value is not None), default=None)


def counted(number: int, complete: bool) -> tuple[int, int | None]:
    """A count with the highest that it can be: itself where the records are complete."""
    return number, number if complete else None


def exists(count: tuple[int, int | None]) -> Truth:
    return True if count[0] else False if count[1] == 0 else None


def tally(truths: list[Truth], complete: bool, lost: int = 0) -> tuple[int, int | None]:
    """How many are true for sure and, where the records are complete, how many may be; ``lost`` are not among them."""
    return truths.count(True), sum(truth is not False for truth in truths) + lost if complete else None


Says = Callable[[Row, Loaded, datetime], tuple[str, str] | None]
"""What a standard says of one job: verdict and reason, or None where it does not apply."""
