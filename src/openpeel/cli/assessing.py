"""What the commands share that argue from records and an assessment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

import click

from openpeel import library
from openpeel.cli.figures import a_date
from openpeel.cli.judging import runs_folder
from openpeel.engine.measures import count
from openpeel.engine.runs import Run, kept_runs
from openpeel.errors import Refused
from openpeel.inspection.argument.build import Dossier, build
from openpeel.inspection.assessment.assessment import Assessment
from openpeel.inspection.assessment.file import read_assessment
from openpeel.inspection.closure.readings import Reading, joined, monthly_readings
from openpeel.inspection.evidence.audience import Audience
from openpeel.inspection.evidence.evidence import Evidence
from openpeel.inspection.evidence.from_records import Judged, evidence_of_indicator, judged_by, with_reviews
from openpeel.inspection.published_report.deadlines import add_months
from openpeel.language.framework import Area
from openpeel.language.periods import london_day
from openpeel.records.store import Store
from openpeel.reports.findings import finding

Command = TypeVar("Command", bound=Callable[..., Any])


def dossier_options(command: Command) -> Command:
    """Add ``--area``, ``--force``, ``--assessment`` and ``--on``, by which a dossier is named."""
    for option in (
        click.option("--on", metavar="DAY", help="The day of which it speaks; the last day of the records by default."),
        click.option(
            "--assessment",
            "file",
            type=click.Path(path_type=Path, dir_okay=False),
            metavar="FILE",
            help="What people entered: fieldwork, promises, causes of concern, judgments (JSON).",
        ),
        click.option("--force", metavar="NAME", help="The force in the records; the assessment's by default."),
        click.option(
            "--area",
            type=click.Choice([area.identifier for area in Area]),
            metavar="AREA",
            help="The area of policing, such as responding-to-the-public; the assessment's by default.",
        ),
    ):
        command = option(command)
    return command


def audience_option(default: Audience) -> Callable[[Command], Command]:
    """Add ``--for``: who will read it."""
    return click.option(
        "--for",
        "audience",
        type=click.Choice([str(audience) for audience in Audience]),
        default=str(default),
        show_default=True,
        help="Who will read it: protected sources, and for the public small numbers, are kept back.",
    )


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


def open_dossier(data: Path, file: Path | None, area: str | None, force: str | None, on: str | None) -> Opened:
    """The dossier that was asked for.

    Raises Refused where area or force are named by neither option nor assessment, or differ between them.
    """
    runs = tuple(kept_runs(runs_folder(data)))
    if not runs:
        raise Refused("nothing has been judged yet", where=str(data), mend="judge the records first: openpeel evaluate")
    read = read_assessment(file) if file else None
    for name, asked, entered in (("area", area, read and read.area), ("force", force, read and read.force)):
        if asked and entered and asked != entered:
            raise Refused(f"the assessment is of another {name}: '{entered}'", mend=f"leave --{name} out")
        if not (asked or entered):
            raise Refused(f"no {name} is named", mend=f"give --{name}, or an --assessment that names it")
    chosen = Area.of(read.area if read else area or "")
    named = read.force if read else force or ""
    day = a_date(on, "--on") if on else None
    assessment = read or _without_people(named, chosen, day or _last_day(runs, named))
    store = Store(data)
    judged = judged_by(runs, library.standards(), chosen, named, assessment.begins, assessment.ends)
    judged = with_reviews(judged, assessment.reviewed, store)
    last = max((one.day for one in judged.values()), default=assessment.ends)
    dossier = build(
        assessment,
        judged,
        _measured(store, judged, chosen, named),
        list(library.standards().values()),
        lambda one: finding(one.standard, one.tally),
        day or last,
    )
    return Opened(dossier, runs)


def _without_people(force: str, area: Area, ends: date) -> Assessment:
    """An assessment with nothing in it: the 12 months up to a day, by records alone."""
    title = " ".join(word.capitalize() for word in force.split("-"))
    begins = add_months(ends + timedelta(days=1), -12)
    return Assessment(version=1, force=force, title=title, area=area.identifier, begins=begins, ends=ends)


def _last_day(runs: Sequence[Run], force: str) -> date:
    own = [run for run in runs if not run.as_at.forces or force in run.as_at.forces]
    return max(london_day(run.as_at.moment) for run in own or runs)


def _measured(store: Store, judged: dict[str, Judged], area: Area, force: str) -> list[Evidence]:
    """The area's indicators for a force, as at the moment of the newest run behind the dossier."""
    wanted = [one for one in library.indicators().values() if one.area is area]
    runs = {one.run.id: one.run for one in judged.values()}
    if not wanted or not runs:
        return []
    newest = max(runs.values(), key=lambda run: (run.as_at.moment, run.id))
    snapshot = store.snapshot(newest.snapshot)
    found = [
        evidence_of_indicator(indicator, counted, newest.as_at)
        for indicator in wanted
        for counted in count(snapshot, indicator, newest.as_at)
        if counted.force == force
    ]
    return [one for one in found if one is not None]
