"""openpeel assessment: what people entered in the browser, as the file that the other commands read."""

from __future__ import annotations

from pathlib import Path

import click

from openpeel.cli.area_option import area_option
from openpeel.cli.data_option import data_option
from openpeel.cli.judging import must_have_records
from openpeel.errors import Refused
from openpeel.inspection.assessment.file import FOLDER, write_assessment
from openpeel.language.framework import Area
from openpeel.records.store import Store


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", required=True, metavar="NAME", help="The force that was assessed.")
@area_option("The area of policing.", default=Area.RESPONDING_TO_THE_PUBLIC.identifier, show_default=True)
@data_option
def assessment(file: Path, force: str, area: str, data: Path) -> None:
    """Write what people entered in the browser into FILE, for argue, evidence, chapter and recommendations.

    Fieldwork, what closed audits found with the weight that somebody gave it, promises, judgments and decisions, on
    top of the file that the assessment began with. FILE names protected sources: it is for the inspection team. The
    access log keeps what is done in the browser only: note elsewhere who has a copy, and why. What is changed in FILE
    does not go back: the browser's entries stay what they are.

    \b
    Examples:
      openpeel assessment assessment.json --force exampleshire --data openpeel-data/demo/store
      openpeel argue --assessment assessment.json --data openpeel-data/demo/store
    """
    if file.absolute().parent == (data / FOLDER).absolute():
        raise Refused(
            "the browser would read its own entries twice from there", where=str(file), mend="name a file elsewhere"
        )
    if file.exists():
        raise Refused("the assessment would overwrite a file", where=str(file), mend="give another name")
    from openpeel.web.starting import check_has_runs, prepare

    check_has_runs(data)
    must_have_records(Store(data).snapshot(), [force])
    prepare(data)
    from openpeel.web.assessments.kept import entered

    found = entered(force, Area.of(area))
    write_assessment(found, file)
    people = len(found.evidence) + len(found.commitments) + len(found.too_early)
    click.echo(f"{file}: {people} pieces of evidence and promises, {len(found.judgments)} judgments.")
    click.echo(f"Argue it: openpeel argue --assessment {file} --data {data}")
