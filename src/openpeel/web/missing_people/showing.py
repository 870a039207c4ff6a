"""What the pages of the register show, built from its entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from openpeel.capture.merging import ABSENT
from openpeel.capture.missing_people import missing_people
from openpeel.capture.registers import FORCE, Part
from openpeel.capture.values import as_moment, written_value
from openpeel.language.periods import FOR_PAGES
from openpeel.web.case_table import when_or_why
from openpeel.web.components.parts import (
    Column,
    Link,
    Row,
    SummaryList,
    SummaryRow,
    Table,
    Tag,
    verdict_tag,
)
from openpeel.web.journal import entries as journal
from openpeel.web.missing_people.conflicts import name_of
from openpeel.web.missing_people.forms import label_of
from openpeel.web.missing_people.reading import Owed, Report, now, this_minute

RISK_COLOURS = {"high": "red", "medium": "orange", "low": "yellow", "no apparent risk": "green"}
FIRST_MOMENT = {"risk": "assessed_at", "actions": "set_at", "notices": "told_at", "handovers": "handed_at"}
FIRST_AUTHOR = {"risk": "assessed_by", "notices": "told_by", "handovers": "from_id"}


def report_row(report: Report) -> Row:
    """A report as a line of the list."""
    overdue = report.actions_overdue(now())
    actions = f"{report.actions_open()} ({overdue} overdue)" if overdue else str(report.actions_open())
    return Row(
        (
            Link(report.reference, reverse("missing-report", args=[report.reference])),
            report.data.get("full_name", ""),
            report.reported_at,
            risk_tag(report.risk),
            report.data.get("team", ""),
            actions,
            Tag("missing", "red") if report.is_missing else Tag("found", "green"),
        )
    )


def risk_tag(risk: str) -> Tag:
    """A level of risk as a tag."""
    return Tag(risk or "not assessed", RISK_COLOURS.get(risk, "grey"))


def headings(report: Report) -> list[tuple[str, SummaryList]]:
    """What is kept of the report itself, under its headings."""
    return [
        (
            heading.title,
            SummaryList(
                [
                    SummaryRow(
                        label_of(name), written_value(missing_people.columns[name], report.data.get(name), FOR_PAGES)
                    )
                    for name in heading.columns
                ]
            ),
        )
        for heading in missing_people.headings
    ]


@dataclass(frozen=True)
class PartShown:
    """A part of a report: its rows, and where to add one."""

    part: Part
    table: Table
    add: str

    @property
    def add_words(self) -> str:
        """What the button says."""
        return f"Add {self.part.one}"


def part_table(report: Report, part: Part) -> PartShown:
    """The rows of a part, in the order of what happened."""
    began = part.table.name_of(part.table.begins)
    rows = sorted(report.data.get(part.id, {}).items(), key=lambda one: (one[1].get(began, ""), one[0]))
    columns = [Column(label_of(name)) for name in part.columns] + [Column("Change", hides=True)]
    shown = [
        Row(
            [
                *(written_value(column, values.get(name), FOR_PAGES) for name, column in part.columns.items()),
                Link(
                    "Change",
                    reverse("missing-part", args=[report.reference, part.id, reference]),
                    hidden=f"{part.one} {number}",
                ),
            ]
        )
        for number, (reference, values) in enumerate(rows, start=1)
    ]
    empty = f"No {part.one} is on record."
    table = Table(part.title, columns, shown, empty=empty)
    return PartShown(part, table, reverse("missing-part-new", args=[report.reference, part.id]))


def owed_table(owed: Sequence[Owed]) -> Table:
    """What the standards say of a report at this moment."""
    rows = [
        Row(
            (
                verdict_tag(one.verdict.verdict),
                one.standard.says,
                one.verdict.due or "",
                when_or_why(one.verdict.done, one.verdict.reason),
            )
        )
        for one in owed
    ]
    columns = (Column("Now"), Column("Standard"), Column("Due", is_brief=True), Column("Done"))
    return Table("What is owed", columns, rows, empty="No standard of the library is about missing people yet.")


def first_values(part: Part, author: str) -> dict[str, Any]:
    """What a new row begins with: this moment, and who enters it."""
    values: dict[str, Any] = {}
    if part.id in FIRST_MOMENT:
        values[FIRST_MOMENT[part.id]] = as_moment(this_minute())
    if part.id in FIRST_AUTHOR:
        values[FIRST_AUTHOR[part.id]] = author
    return values


@dataclass(frozen=True)
class RevisionShown:
    """A revision, with what it changed."""

    number: int
    at: datetime
    by: str
    why: str
    changes: Table
    is_newest: bool


def revisions(history: Sequence[journal.Entry]) -> list[RevisionShown]:
    """Every revision with its changes, newest first."""
    shown = []
    before: Mapping[str, Any] = {}
    for entry in history:
        rows = [
            Row((words_of(path), value_of(path, old), value_of(path, new)))
            for path, old, new in _changes(before, entry.data)
        ]
        columns = (Column("Field"), Column("Before"), Column("Since"))
        table = Table(f"Changes of revision {entry.number}", columns, rows, empty="Nothing.", hides_caption=True)
        shown.append(RevisionShown(entry.number, entry.at, entry.by, entry.why, table, entry is history[-1]))
        before = entry.data
    return shown[::-1]


def _changes(
    before: Mapping[str, Any], after: Mapping[str, Any], path: tuple[str, ...] = ()
) -> Iterable[tuple[tuple[str, ...], Any, Any]]:
    for name in {**before, **after}:
        if not path and name == FORCE:
            continue
        old, new = before.get(name), after.get(name)
        if isinstance(old, Mapping) or isinstance(new, Mapping):
            yield from _changes(old or {}, new or {}, (*path, name))
        elif old != new:
            yield (*path, name), old, new


def words_of(path: tuple[str, ...]) -> str:
    """Where a value stands, in words: 'Full name', 'Action: Owner'."""
    if len(path) == 1:
        part = next((part for part in missing_people.parts if part.id == path[0]), None)
        return part.title if part else label_of(path[0])
    one = missing_people.part(path[0]).one
    return f"{one[:1].upper()}{one[1:]}: {label_of(path[2])}" if len(path) > 2 else f"{one[:1].upper()}{one[1:]}"


def value_of(path: tuple[str, ...], value: Any) -> str:
    """A value as people read it."""
    if value is None or value is ABSENT:
        return "nothing"
    if isinstance(value, Mapping):
        part = missing_people.part(path[0])
        return "; ".join(
            f"{label_of(name)}: {written_value(part.columns[name], one, FOR_PAGES)}"
            for name, one in value.items()
            if name in part.columns
        )
    columns = missing_people.columns if len(path) == 1 else missing_people.part(path[0]).columns
    column = columns.get(path[-1])
    return str(value) if column is None else written_value(column, value, FOR_PAGES)


@dataclass(frozen=True)
class ClashShown:
    """A field on which two people differ, with the name of the choice about it."""

    field: str
    name: str
    id: str
    base: str
    theirs: str
    ours: str


def clashes(conflict: journal.Conflict) -> list[ClashShown]:
    """The fields to be settled."""
    return [
        ClashShown(
            words_of(clash.path),
            name_of(clash.path),
            f"clash-{number}",
            value_of(clash.path, clash.base),
            value_of(clash.path, clash.theirs),
            value_of(clash.path, clash.ours),
        )
        for number, clash in enumerate(conflict.clashes)
    ]


def listed(names: Iterable[str]) -> str:
    """Fields at the top of an entry, in words."""
    return ", ".join(words_of((name,)) for name in names)
