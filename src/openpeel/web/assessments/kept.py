"""The assessment of a force and area: what a file in the data folder says, with what people entered here since.

An entry of the journal is one value of the assessment - a piece of evidence, a promise, a judgment - with the force
and area that it is of. A file of the folder ``assessments`` is what the assessment began with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter

from openpeel.engine.runs import Run
from openpeel.errors import Refused
from openpeel.inspection.assessment.assessment import Assessment, Decision, Judgment, WeighedRecords
from openpeel.inspection.assessment.file import FOLDER, read_assessment
from openpeel.inspection.evidence.commitments import Commitment, FollowUp, TooEarly
from openpeel.inspection.evidence.evidence import Evidence
from openpeel.inspection.evidence.from_records import NothingJudged
from openpeel.inspection.published_report.deadlines import Day
from openpeel.inspection.recommendations.register import Event, EventKind
from openpeel.language.framework import Area
from openpeel.records.store import Store
from openpeel.reports.chapter.dossiers import (
    FromRecords,
    Opened,
    from_records,
    last_day,
    opened_on,
    without_people,
)
from openpeel.web import reads
from openpeel.web.audits.found import found_by_audits
from openpeel.web.journal import entries as journal

FIELDWORK, COMMITMENTS, JUDGMENTS, RECOMMENDATIONS = "fieldwork", "commitments", "judgments", "recommendations"

Value = TypeVar("Value")


def opened(force: str, area: Area) -> Opened:
    """The argument of an area for a force, with all that was entered. Raises Refused where nothing was judged."""
    runs = _runs()
    whole = entered(force, area)
    bare = Assessment(1, force, whole.title, whole.area, whole.begins, whole.ends, reviewed=whole.reviewed)
    try:
        records = _from_records(reads.data(), tuple(run.id for run in runs), bare)
    except NothingJudged as error:
        # Which forces have records is not for everybody who asks.
        raise Refused(error.what, mend="judge its records first: openpeel evaluate") from error
    found = opened_on(records, runs, whole)
    # What people entered after the last day of the records counts too.
    latest = max(_days(whole), default=found.dossier.day)
    return found if latest <= found.dossier.day else opened_on(records, runs, whole, latest)


def entered(force: str, area: Area) -> Assessment:
    """The assessment of an area of a force, with all that was entered. Raises Refused where no run is kept."""
    return with_entries(_from_file(force, area) or without_people(force, area, last_day(_runs(), force)))


def _runs() -> list[Run]:
    runs = [run for run in reads.runs() if not run.replaced]
    if not runs:
        raise Refused("nothing has been judged yet", mend="judge the records first: openpeel evaluate")
    return runs


@lru_cache(maxsize=16)
def _from_records(data: Path, runs: tuple[str, ...], assessment: Assessment) -> FromRecords:
    """What the records say: a run is never changed, so that it is worked out once, and not each time that a page is
    opened."""
    by_id = {run.id: run for run in reads.runs()}
    return from_records(Store(data), [by_id[run] for run in runs], assessment)


def _days(assessment: Assessment) -> Iterator[date]:
    """The days on which somebody looked, decided or judged."""
    yield from (one.on for one in assessment.judgments)
    yield from (one.on for cause in assessment.causes for one in cause.decisions)
    yield from (one.on for promise in assessment.commitments for one in promise.follow_ups)
    yield from (one.on for early in assessment.too_early for one in early.follow_ups)


def with_entries(assessment: Assessment) -> Assessment:
    """An assessment with what was entered in the journal of its force and area."""
    of = (assessment.force, assessment.area)
    evidence = [*assessment.evidence, *_weighed(_of_audits(assessment), of), *_values(FIELDWORK, Evidence, of)]
    early = [*assessment.too_early, *_values(COMMITMENTS, TooEarly, of, kind="too early")]
    promised = [*assessment.commitments, *_values(COMMITMENTS, Commitment, of, kind="commitment")]
    found: dict[str, list[FollowUp]] = {}
    for name, look in _named(COMMITMENTS, FollowUp, of, kind="follow-up"):
        found.setdefault(name, []).append(look)
    decided: dict[str, list[Decision]] = {}
    for name, decision in _named(JUDGMENTS, Decision, of, kind="decision"):
        decided.setdefault(name, []).append(decision)
    return replace(
        assessment,
        evidence=tuple({one.id: one for one in evidence}.values()),
        too_early=tuple(replace(one, follow_ups=(*one.follow_ups, *found.get(one.id, ()))) for one in early),
        commitments=tuple(replace(one, follow_ups=(*one.follow_ups, *found.get(one.id, ()))) for one in promised),
        causes=tuple(replace(one, decisions=(*one.decisions, *decided.get(one.id, ()))) for one in assessment.causes),
        judgments=(*assessment.judgments, *_values(JUDGMENTS, Judgment, of, kind="judgment")),
        recommendations=_with_events(assessment, of),
    )


def is_of_an_audit(name: str, assessment: Assessment) -> bool:
    """Whether evidence is what an audit found: people weigh it here, and change it nowhere."""
    return name in {one.id for one in _of_audits(assessment)}


def _of_audits(assessment: Assessment) -> Iterator[Evidence]:
    return found_by_audits(assessment.force, Area.of(assessment.area), assessment.begins)


def _weighed(audited: Iterable[Evidence], of: tuple[str, str]) -> Iterator[Evidence]:
    """What audits found, with the weight that somebody gave it, and the side where no standard says which."""
    said = dict(_named(FIELDWORK, WeighedRecords, of, kind="weighing"))
    for one in audited:
        own = said.get(one.id)
        if own is None:
            yield one
        else:
            yield replace(one, weighing=own.weighing, direction=own.direction or one.direction)


def keep(
    register: str,
    force: str,
    area: Area,
    data: Mapping[str, Any],
    *,
    by: str,
    why: str,
    entry: str = "",
    base: int = 0,
) -> bool:
    """Keep a new entry, or the next revision of one that its author saw as revision ``base``.

    False where somebody else changed the same meanwhile: nothing is kept then.
    """
    name = _name(force, area, entry) if entry else journal.new_entry()
    whole = {"force": force, "area": area.identifier, **data}
    return isinstance(journal.save(register=register, entry=name, data=whole, base=base, by=by, why=why), journal.Saved)


def _name(force: str, area: Area, entry: str) -> str:
    """What an entry is called in the journal: files of two forces may name theirs alike."""
    return f"{force} {area.identifier} {entry}"


def plain(value: object) -> dict[str, Any]:
    """A value of the assessment as the journal keeps it."""
    kept: dict[str, Any] = TypeAdapter(type(value)).dump_python(value, mode="json", exclude_defaults=True)
    return kept


def entry_of(register: str, entry: str, force: str, area: Area) -> journal.Entry | None:
    """An entry of a force and area; None where there is none."""
    return journal.latest(register, _name(force, area, entry))


def _from_file(force: str, area: Area) -> Assessment | None:
    for file in sorted((reads.data() / FOLDER).glob("*.json")):
        read = read_assessment(file)
        if (read.force, read.area) == (force, area.identifier):
            return read
    return None


def _entries(register: str, of: tuple[str, str], kind: str) -> Iterator[dict[str, Any]]:
    for entry in journal.current(register).values():
        data = dict(entry.data)
        if (data.pop("force", ""), data.pop("area", "")) == of and data.pop("kind", "") == kind:
            yield data


def _values(register: str, value: type[Value], of: tuple[str, str], *, kind: str = "") -> list[Value]:
    reading = TypeAdapter(value)
    return [reading.validate_python(data, strict=False) for data in _entries(register, of, kind)]


def _named(register: str, value: type[Value], of: tuple[str, str], *, kind: str) -> list[tuple[str, Value]]:
    """Values that belong to another entry, with its name."""
    reading = TypeAdapter(value)
    return [
        (data.pop("to"), reading.validate_python(data, strict=False))
        for data in map(dict, _entries(register, of, kind))
    ]


def _with_events(assessment: Assessment, of: tuple[str, str]) -> Any:
    register = assessment.recommendations
    for data in _entries(RECOMMENDATIONS, of, "event"):
        event = Event(Day.on(date.fromisoformat(data["on"])), EventKind[data["event"]], data["text"], by=data["by"])
        register = register.with_event(data["item"], event)
    return register
