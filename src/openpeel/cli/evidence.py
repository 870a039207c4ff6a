"""openpeel evidence: everything that was found on an area, from records and from people."""

from __future__ import annotations

from pathlib import Path

import click

from openpeel.cli.assessing import audience_option, dossier_options, open_dossier
from openpeel.cli.data_option import data_option
from openpeel.cli.output import format_options, print_rows
from openpeel.errors import Refused
from openpeel.inspection.assessment.file import write_assessment
from openpeel.inspection.evidence.audience import Audience
from openpeel.inspection.evidence.evidence import Basis


@click.command()
@dossier_options
@click.option("--characteristic", metavar="NUMBER", help="Only what bears on this characteristic, such as 4.1.")
@click.option("--basis", type=click.Choice([str(basis) for basis in Basis]), help="Only evidence on this basis.")
@click.option(
    "--draft",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write an assessment to fill in, with an example of fieldwork, and stop.",
)
@audience_option(Audience.INSPECTION_TEAM)
@data_option
@format_options
def evidence(
    area: str | None,
    force: str | None,
    file: Path | None,
    on: str | None,
    characteristic: str | None,
    basis: str | None,
    draft: Path | None,
    audience: str,
    data: Path,
    output_format: str,
) -> None:
    """List the evidence on an area: each standard's result, each indicator, and what people found.

    \b
    Examples:
      openpeel evidence --area responding-to-the-public --force exampleshire
      openpeel evidence --assessment assessment.json --characteristic 4.1
      openpeel evidence --assessment assessment.json --basis interview --json
      openpeel evidence --area responding-to-the-public --force exampleshire --draft assessment.json
    """
    dossier = open_dossier(data, file, area, force, on).dossier.as_seen_by(Audience(audience))
    if draft:
        if draft.exists():
            raise Refused("The draft would overwrite a file.", where=str(draft), mend="Give another name.")
        from openpeel.inspection.example_fieldwork import an_interview

        first = dossier.argument.characteristics[0].characteristic.identifier
        write_assessment(dossier.assessment.with_evidence(an_interview(first, dossier.day)), draft)
        click.echo(f"Written: {draft}. Change or remove the example; docs/reference/assessment.md has every field.")
        return
    rows = [
        {
            "id": piece.evidence.id,
            "characteristic": piece.evidence.characteristic,
            "basis": str(piece.evidence.basis),
            "on": piece.evidence.on,
            "says": piece.evidence.says,
            "figure": piece.evidence.figure.words if piece.evidence.figure else "",
            "reach": piece.evidence.reach.words,
            "source": piece.evidence.source.words,
            "weight": piece.evidence.weight.value,
            "for the rule": piece.words,
        }
        for one in dossier.argument.characteristics
        for piece in one.pieces
        if characteristic in (None, piece.evidence.characteristic) and basis in (None, str(piece.evidence.basis))
    ]
    print_rows(rows, output_format, empty="No evidence bears on it.")
