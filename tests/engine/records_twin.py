"""The two clocks, coverage and the facts of the made unit, a second time: in plain Python, over rows, one by one.

Written from the sentences that define them (docs/explanation/two-clocks.md and coverage.md), not from the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tests.engine.hand_made import FORCE, LONG_AGO, Jobs, Notes, Row

from openpeel.engine.clocks import AsAt, Question
from openpeel.language.tables import Table
from openpeel.records.loads import Coverage

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

        def known(*columns: str, force: str = force, began: datetime = began) -> bool:
            return loaded.at(Notes, force, began, *columns)

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
        useful = [note for note in mine if note.get("is_useful") is True]
        dull = [note for note in mine if note.get("is_useful") is False]
        own["first_useful_at"] = least(note["written_at"] for note in useful)
        own["has_no_dull_note"] = opposite(exists(counted(len(dull), known("job_id", "is_useful"))))
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
        own["own_notes"] = counted(len(about), known("officer_id", "written_at"))
    for job in jobs:
        own = facts[job["row"]]
        force, began, person = job["force"], job["began_at"], job.get("person_id")
        theirs = [one for one in jobs if one["force"] == force and one.get("person_id") == person is not None]
        others = [one for one in theirs if one is not job and one["began_at"] <= began]
        before = sorted((one for one in others if _began(one) < _began(job)), key=_began)
        recent = [one for one in others if one["began_at"] >= began - timedelta(days=5)]
        reaches = person is not None and loaded.through(Jobs, force, began - timedelta(days=5), began, "person_id")
        own["serious_before"] = tally([one.get("is_serious") for one in recent], reaches)
        own["noted_before"] = tally([facts[one["row"]]["has_note"] for one in recent], reaches)
        own["light_before"] = tally([opposite(one.get("is_serious")) for one in others], False)
        own["previous_at"] = before[-1]["began_at"] if before else None
        own["previous_serious_at"] = greatest(one["began_at"] for one in before if one.get("is_serious") is True)
        so_far = [*before, job] if person is not None else []
        own["first_hearing_so_far"] = least(one.get("hearing_at") for one in so_far)
    return facts


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
    return True if count[0] else None if count[1] is None else False


def tally(truths: list[Truth], complete: bool) -> tuple[int, int | None]:
    """How many are true for sure and, where the records are complete, how many may be."""
    return truths.count(True), sum(truth is not False for truth in truths) if complete else None


Says = Callable[[Row, Loaded, datetime], tuple[str, str] | None]
"""What a standard says of one job: verdict and reason, or None where it does not apply."""
