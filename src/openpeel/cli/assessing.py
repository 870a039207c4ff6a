"""What the commands share that argue from records and an assessment."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from openpeel.cli.area_option import area_option
from openpeel.cli.figures import a_date
from openpeel.cli.judging import runs_folder
from openpeel.engine.runs import kept_runs
from openpeel.errors import Refused
from openpeel.inspection.assessment.file import read_assessment
from openpeel.inspection.evidence.audience import Audience
from openpeel.language.framework import Area
from openpeel.records.store import Store
from openpeel.reports.chapter.dossiers import Opened, dossier_of, last_day, without_people
from openpeel.reports.living_report.answers import forces_of

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
        area_option("The area of policing, such as responding-to-the-public; the assessment's by default."),
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
            if name == "area":
                known = [area.identifier for area in Area]
            else:
                known = sorted({judged for run in runs for judged in forces_of(run)})
            raise Refused(
                f"no {name} is named",
                mend=f"give --{name}, or an --assessment that names it; it is one of: {', '.join(known)}",
            )
    chosen = Area.of(read.area if read else area or "")
    named = read.force if read else force or ""
    day = a_date(on, "--on") if on else None
    assessment = read or without_people(named, chosen, day or last_day(runs, named))
    return dossier_of(Store(data), runs, assessment, day)
