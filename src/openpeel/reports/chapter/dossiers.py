"""The dossier of an area of a force: from the runs that are kept, and what people entered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from openpeel import library
from openpeel.engine.clocks import AsAt
from openpeel.engine.measures import count
from openpeel.engine.runs import Run
from openpeel.inspection.argument.build import Dossier, build
from openpeel.inspection.assessment.assessment import Assessment
from openpeel.inspection.closure.readings import Reading, joined, monthly_readings
from openpeel.inspection.evidence.evidence import Evidence
from openpeel.inspection.evidence.from_records import Judged, evidence_of_indicator, judged_by, with_reviews
from openpeel.inspection.published_report.deadlines import add_months
from openpeel.language.framework import Area
from openpeel.language.periods import london_day
from openpeel.records.store import Store
from openpeel.reports.findings import finding
from openpeel.reports.indicator_figures import residents_for


@dataclass(frozen=True)
class Opened:
    """A dossier with the runs that it rests on."""

    dossier: Dossier
    runs: tuple[Run, ...]

    def readings(self, standard: str) -> Sequence[Reading]:
        """The months of a standard, by the newest run that judged them."""
        force = self.dossier.assessment.force
        those = [run for run in self.runs if standard in {judged.id for judged in run.standards}]
        return joined([monthly_readings(run, standard, force) for run in those])


@dataclass(frozen=True)
class FromRecords:
    """What the records say of an area of a force, whatever people entered but for their findings on single cases."""

    judged: Mapping[str, Judged]
    measured: tuple[Evidence, ...]
    """The figures of indicators."""


def from_records(store: Store, runs: Sequence[Run], assessment: Assessment) -> FromRecords:
    """What the records say for an assessment: by its area, force, period and findings on single cases alone."""
    area, force = Area.of(assessment.area), assessment.force
    judged = judged_by(runs, library.standards(), area, force, assessment.begins, assessment.ends)
    judged = with_reviews(judged, assessment.reviewed, store)
    return FromRecords(judged, tuple(_measured(store, judged, area, force)))


def opened_on(records: FromRecords, runs: Sequence[Run], assessment: Assessment, day: date | None = None) -> Opened:
    """The dossier of an assessment on ``day``: by default the last day of the records that bear on it."""
    last = max((one.day for one in records.judged.values()), default=assessment.ends)
    dossier = build(
        assessment,
        records.judged,
        records.measured,
        list(library.standards().values()),
        lambda one: finding(one.standard, one.tally),
        day or last,
    )
    return Opened(dossier, tuple(runs))


def dossier_of(store: Store, runs: Sequence[Run], assessment: Assessment, day: date | None = None) -> Opened:
    """The dossier of an assessment, from the records on."""
    return opened_on(from_records(store, runs, assessment), runs, assessment, day)


def without_people(force: str, area: Area, ends: date) -> Assessment:
    """An assessment with nothing in it: the 12 months up to a day, by records alone."""
    title = " ".join(word.capitalize() for word in force.split("-"))
    begins = add_months(ends + timedelta(days=1), -12)
    return Assessment(version=1, force=force, title=title, area=area.identifier, begins=begins, ends=ends)


def last_day(runs: Sequence[Run], force: str) -> date:
    """The last day that runs judged of a force."""
    own = [run for run in runs if not run.as_at.forces or force in run.as_at.forces]
    return max(london_day(run.as_at.moment) for run in own or runs)


def _measured(store: Store, judged: dict[str, Judged], area: Area, force: str) -> list[Evidence]:
    """The area's indicators for a force, as at the moment of the newest run behind the dossier."""
    runs = {one.run.id: one.run for one in judged.values()}
    if not runs:
        return []
    newest = max(runs.values(), key=lambda run: (run.as_at.moment, run.id))
    return list(_counted(store.folder, newest.snapshot, newest.as_at, area, force))


@lru_cache(maxsize=64)
def _counted(folder: Path, snapshot: str, as_at: AsAt, area: Area, force: str) -> tuple[Evidence, ...]:
    """What the indicators of an area count; kept, since it takes seconds and a snapshot never changes."""
    records = Store(folder).snapshot(snapshot)
    found = [
        evidence_of_indicator(indicator, counted, as_at, residents_for(indicator, force))
        for indicator in library.indicators().values()
        if indicator.area is area
        for counted in count(records, indicator, as_at)
        if counted.force == force
    ]
    return tuple(one for one in found if one is not None)
