"""Records made by hand for the engine's tests: two tables of every kind of column, a unit over them, and a store.

A row is a dictionary of a table's columns; what is left out is missing. A moment that is known only roughly is given
as a pair, its earliest and its latest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from openpeel.engine.clocks import AsAt
from openpeel.engine.evaluation import LEDGER_COLUMNS, Plan, make_plan, open_records, run_plan
from openpeel.engine.symbols import Limits
from openpeel.engine.verdicts import Reason, Verdict
from openpeel.language.columns import LATEST, Flag, Precision, code, flag, moment, number, text
from openpeel.language.durations import days
from openpeel.language.facts import each, earlier
from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Review, Shape, Shows, Standard
from openpeel.language.tables import Table, is_ranged
from openpeel.language.units import Unit
from openpeel.records.loads import Coverage, LoadKind, Unstored

FORCE = "wiltshire"
LONG_AGO, FAR_OFF = datetime(2000, 1, 1), datetime(2200, 1, 1)

Row = dict[str, Any]


class Jobs(Table):
    """A job that was reported to the police."""

    job_id = text("Its reference", key=True)
    began_at = moment("When it was reported", required=True)
    person_id = text("Whom it concerns")
    officer_id = text("Who owns it")
    closed_at = moment("When it was closed")
    grade = code("How urgent it was found to be", {"high": "High", "low": "Low"}, known_with=closed_at)
    hearing_at = moment("When it is to be heard", planned=True)
    arrived_on = moment("When somebody came; some sources give the day only", precision=Precision.DAY)
    is_serious = flag("True if it is serious")
    is_void = flag("True if it was opened in error; the source keeps no time", current_only=True)
    people = number("How many people were there")
    begins = began_at


class Notes(Table):
    """A note that somebody wrote about a job."""

    note_id = text("Its reference", key=True)
    job_id = text("The job")
    officer_id = text("Who wrote it")
    written_at = moment("When it was written", required=True)
    checked_at = moment("When a supervisor read it")
    colour = text("The supervisor's mark", known_with=checked_at)
    happened_on = moment("When what it tells of happened", precision=Precision.DAY)
    is_useful = flag("True if it helped")
    begins = written_at


class Job(Unit):
    """One job, with what was written of it."""

    rows = Jobs
    _notes = each(Notes, by=Notes.job_id)
    _useful = each(Notes, by=Notes.job_id, where=Notes.is_useful)
    _dull = each(Notes, by=Notes.job_id, where=~Notes.is_useful)
    _about_then = each(
        Notes,
        by=Notes.officer_id,
        to=Jobs.officer_id,
        between=(Notes.written_at, Jobs.began_at - days(2), Jobs.began_at + days(1)),
        longest=days(3),
    )
    _checked_then = each(
        Notes,
        by=Notes.officer_id,
        to=Jobs.officer_id,
        between=(Notes.checked_at, Jobs.began_at - days(2), Jobs.began_at + days(1)),
        longest=days(3),
    )

    job_id = Jobs.job_id
    """Its reference."""
    began_at = Jobs.began_at
    """When it was reported."""
    person_id = Jobs.person_id
    """Whom it concerns."""
    officer_id = Jobs.officer_id
    """Who owns it."""
    closed_at = Jobs.closed_at
    """When it was closed."""
    grade = Jobs.grade
    """How urgent it was."""
    hearing_at = Jobs.hearing_at
    """When it is to be heard."""
    arrived_on = Jobs.arrived_on
    """When somebody came."""
    is_serious = Jobs.is_serious
    """Whether it is serious."""
    people = Jobs.people
    """How many people were there."""
    has_people = people.is_present()
    """Whether that was written down."""
    is_light = ~is_serious
    """Whether it is not serious."""
    first_note_at = _notes.earliest(Notes.written_at)
    """When the first note was written."""
    last_note_at = _notes.latest(Notes.written_at)
    """When the last note was written."""
    first_colour = _notes.first(Notes.colour, by=Notes.written_at)
    """The first mark."""
    last_colour = _notes.last(Notes.colour, by=Notes.written_at)
    """The last mark."""
    colours = _notes.different(Notes.colour)
    """How many marks there are."""
    notes = _notes.count()
    """How many notes there are."""
    has_note = _notes.exists()
    """Whether there is a note."""
    first_useful_at = _useful.earliest(Notes.written_at)
    """When the first note was written that helped."""
    last_useful_at = _useful.latest(Notes.written_at)
    """When the last note was written that helped."""
    useful_told_of_on = _useful.earliest(Notes.happened_on)
    """When what the notes that helped tell of first happened."""
    first_useful_told_of_on = _useful.first(Notes.happened_on, by=Notes.written_at)
    """When what the first of them tells of happened."""
    first_useful_colour = _useful.first(Notes.colour, by=Notes.written_at)
    """The first mark of a note that helped."""
    last_useful_colour = _useful.last(Notes.colour, by=Notes.written_at)
    """The last mark of a note that helped."""
    no_useful_colour = first_useful_colour.is_missing()
    """Whether no note that helped has a mark."""
    greatest_useful_colour = _useful.only(Notes.colour)
    """The mark of the notes that helped, the greatest where they differ."""
    useful = _useful.count()
    """How many notes helped."""
    useful_colours = _useful.different(Notes.colour)
    """How many marks the notes that helped have."""
    closed_if_serious_at = closed_at.only_if(is_serious)
    """When it was closed, of a serious job."""
    grade_if_serious = grade.only_if(is_serious)
    """How urgent a serious job was."""
    has_no_grade_if_serious = grade_if_serious.is_missing()
    """Whether it is not serious, or has no grade."""
    has_no_dull_note = ~_dull.exists()
    """Whether no note was of no help."""
    no_note_known = first_note_at.is_missing()
    """Whether no note was written."""
    told_of_on = _notes.earliest(Notes.happened_on)
    """When what the notes tell of first happened."""
    last_told_of_on = _notes.latest(Notes.happened_on)
    """When what the notes tell of last happened."""
    own_note_at = _about_then.earliest(Notes.written_at)
    """When the owner wrote a note about that time."""
    own_notes = _about_then.count()
    """How many notes the owner wrote about that time."""
    no_own_note_known = own_note_at.is_missing()
    """Whether the owner wrote none."""
    checked_then = _checked_then.count()
    """How many notes of the owner a supervisor read about that time."""
    first_checked_then_at = _checked_then.earliest(Notes.checked_at)
    """When the first of them was read."""
    last_checked_then_at = _checked_then.latest(Notes.checked_at)
    """When the last of them was read."""
    first_checked_then = _checked_then.first(Notes.job_id, by=Notes.checked_at)
    """Which job the first of them is about."""
    last_checked_then = _checked_then.last(Notes.job_id, by=Notes.checked_at)
    """Which job the last of them is about."""
    serious_before = earlier(by=person_id, order=began_at, where=is_serious, within=days(5)).count()
    """How many other serious jobs of the same person were reported in the five days before it."""
    light_before = earlier(by=person_id, order=began_at, where=~is_serious).count()
    """How many other jobs of the same person, not serious, were reported before it."""
    noted_before = earlier(by=person_id, order=began_at, where=has_note, within=days(5)).count()
    """How many other jobs of the same person with a note were reported in the five days before it."""
    previous_at = earlier(by=person_id, order=began_at).previous()
    """When the job before it was reported."""
    previous_serious_at = earlier(by=person_id, order=began_at, where=is_serious).previous()
    """When the serious job before it was reported."""
    _recent_serious = earlier(by=person_id, order=began_at, where=is_serious, within=days(5))
    previous_recent_serious_at = _recent_serious.previous()
    """When the serious job before it was reported, in the five days before it."""
    is_first_serious = previous_recent_serious_at.is_missing()
    """Whether there was none."""
    first_hearing_so_far = earlier(by=person_id, order=began_at).earliest_so_far(hearing_at)
    """The earliest hearing of the person's jobs up to this one."""
    begins = began_at


def standard_of(
    unit: type[Unit], rule: Shape, applies: Flag, *, excused: Flag | None = None, name: str = "made-for-a-test"
) -> Standard:
    """A standard with the least that must be said of it."""
    case = next(iter(unit.facts.values()))
    return Standard(
        id=name,
        says="Made for a test",
        why="Made for a test",
        area=Area.INVESTIGATING_CRIME,
        characteristic="5.1",
        source=PEEL_2021_22.at("Investigating crime", "Area for improvement", "timely"),
        unit=unit,
        applies=applies,
        rule=rule,
        excused=excused,
        shows=Shows(case=case, owner=case, worklist=(), finding="{n}."),  # type: ignore[arg-type]
        examples="",
        examples_as_at="2024-01-01 00:00",
        review=Review(by="nobody", on=date(2024, 1, 1), next=date(2025, 1, 1)),
    )


def covers(
    table: type[Table],
    begins: datetime = LONG_AGO,
    ends: datetime = FAR_OFF,
    *,
    read_at: datetime | None = None,
    without: Iterable[str] = (),
    kind: LoadKind = LoadKind.WINDOW,
    force: str = FORCE,
    source: str = "hand",
) -> Coverage:
    """What an extract of ``table`` covers; read when it ends unless said otherwise."""
    columns = frozenset(table.columns) - frozenset(without)
    return Coverage(table.name, force, source, columns, kind, begins, ends, read_at or ends)


@dataclass(eq=False)
class HandMade:
    """A snapshot of a store, from rows written by hand."""

    rows: Mapping[type[Table], Sequence[Row]]
    coverage: Sequence[Coverage]
    folder: Path
    set_aside: Sequence[Unstored] = ()
    _written: dict[type[Table], Path] = field(default_factory=dict)

    def files(self, table: type[Table]) -> list[str]:
        """One Parquet file with the rows of a table, if there are any."""
        if not self.rows.get(table):
            return []
        if table not in self._written:
            self._written[table] = self.folder / f"{table.name}.parquet"
            pq.write_table(arrow_of(table, self.rows[table]), self._written[table])
        return [str(self._written[table])]

    def unstored(self, table: type[Table], extracts: Sequence[Coverage]) -> list[Unstored]:
        """The rows that were set aside."""
        return [row for row in self.set_aside if row.table == table.name]


KINDS = {"string": pa.string(), "boolean": pa.bool_(), "int64": pa.int64(), "float64": pa.float64()}


def arrow_of(table: type[Table], rows: Sequence[Row]) -> pa.Table:
    """Rows by hand as they are stored. Without row number and times: numbered in order, and known since long ago."""
    stored = []
    for place, row in enumerate(rows):
        full = {"force": FORCE, "source": "hand", "row": place, "known_from": LONG_AGO, "known_to": None, **row}
        full.setdefault("known_from_is_load_time", False)
        for name, column in table.columns.items():
            if is_ranged(column) and name + LATEST not in full:
                value = full.get(name)
                full[name], full[name + LATEST] = value if isinstance(value, tuple) else (value, value)
        stored.append(full)
    schema = {name: KINDS.get(str(kind), pa.timestamp("us")) for name, kind in table.relation.schema().items()}
    assert all(name in schema for row in stored for name in row), "a row has a column that its table has not"
    return pa.table({name: pa.array([row.get(name) for row in stored], kind) for name, kind in schema.items()})


@dataclass(frozen=True)
class Result:
    """What an evaluation gave: the ledger's rows, and the facts of each unit by its row number."""

    ledger: tuple[Row, ...]
    facts: dict[str, dict[int, Row]]

    def verdicts(self, standard: int = 0) -> dict[int, str]:
        """The verdict of each unit by its row number; with the reason's name where it is unknown."""
        found = {}
        for row in self.ledger:
            if row["standard"] == standard:
                reason = Reason(row["reason"]).name
                word = Verdict(row["verdict"]).word
                found[row["unit"]] = word if reason == "NONE" else f"{word}: {reason}"
        return found


def judge(
    standards: Sequence[Standard],
    records: HandMade,
    as_at: AsAt,
    *,
    limits: Limits | None = None,
    plan: Plan | None = None,
) -> Result:
    """Plan and run ``standards`` over hand-made records, as the engine does over a store."""
    if plan is None:
        plan = make_plan(standards, as_at=as_at, limits=limits or {}, coverage=records.coverage)
    ledger = records.folder / "ledger.parquet"
    with duckdb.connect() as connection:
        open_records(connection, records, plan)
        run_plan(connection, plan, ledger, lambda message: None)
        rows = connection.execute(f"select {', '.join(LEDGER_COLUMNS)} from '{ledger}'").fetchall()
        facts = {}
        for name in plan.frames:
            table = connection.execute(f'from "{name}"').to_arrow_table()
            facts[name.removeprefix("frame_")] = {row["row"]: row for row in table.to_pylist()}
    return Result(tuple(dict(zip(LEDGER_COLUMNS, row, strict=True)) for row in rows), facts)


def utc(day: date) -> datetime:
    """Midnight UTC of a day, naive."""
    return datetime.combine(day, datetime.min.time(), UTC).replace(tzinfo=None)
