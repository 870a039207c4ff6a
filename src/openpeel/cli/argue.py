"""openpeel argue: which characteristics of good are shown, which grades that supports, and what would change it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from openpeel.cli.assessing import audience_option, dossier_options, open_dossier
from openpeel.cli.data_option import data_option
from openpeel.cli.output import format_options, print_rows
from openpeel.inspection.argument.argue import Argued
from openpeel.inspection.argument.build import Dossier
from openpeel.inspection.argument.pieces import Piece
from openpeel.inspection.evidence.audience import Audience


@click.command()
@dossier_options
@audience_option(Audience.INSPECTION_TEAM)
@data_option
@format_options
def argue(
    area: str | None,
    force: str | None,
    file: Path | None,
    on: str | None,
    audience: str,
    data: Path,
    output_format: str,
) -> None:
    """Argue an area of policing: each characteristic with its evidence, the band of grades, and what would change it.

    The argument is made by a rule of local settings, for no formula is published; it proposes and never decides. A
    single grade is named only where neither intervals, nor cases that cannot be told, nor other weights would change
    it. openpeel chapter sets it in full.

    \b
    Examples:
      openpeel argue --area responding-to-the-public --force exampleshire
      openpeel argue --assessment assessment.json
      openpeel argue --assessment assessment.json --json
    """
    dossier = open_dossier(data, file, area, force, on).dossier.as_seen_by(Audience(audience))
    if output_format == "json":
        click.echo(json.dumps(as_data(dossier), indent=2, ensure_ascii=False))
        return
    rows = [_row(one) for one in dossier.argument.characteristics]
    title = f"{dossier.argument.area.title}, {dossier.assessment.title}, {dossier.day}"
    print_rows(rows, output_format, title=title, numbers=("for", "against", "open"))
    if output_format == "csv":
        return
    click.echo(f"\nThe evidence supports: {dossier.argument.band.words}")
    for statement in dossier.argument.open_causes:
        click.echo(f"Cause of concern that stands: {statement}")
    for cause in dossier.argument.proposed:
        click.echo(f"Cause of concern proposed: {cause.words}")
    judgment = dossier.assessment.judgment(dossier.day)
    if judgment:
        click.echo(f"Judgment: {judgment.grade.label}, by {judgment.by} on {judgment.on}: {judgment.reason}")
    for change in dossier.changes():
        click.echo(f"Would change it: {change.words}")
    click.echo("By a rule of local settings, not official.")


def as_data(dossier: Dossier) -> dict[str, Any]:
    """The argument as plain values."""
    argument = dossier.argument
    route = dossier.route_up()
    return {
        "area": argument.area.identifier,
        "force": dossier.assessment.force,
        "day": dossier.day.isoformat(),
        "argument": dossier.fingerprint,
        "rule": {"since": argument.rule.since.isoformat(), "source": argument.rule.source, "official": False},
        "band": {
            "worst": argument.band.worst.label,
            "by estimates": argument.band.likely.label if argument.band.likely else None,
            "best": argument.band.best.label,
        },
        "causes that stand": list(argument.open_causes),
        "causes proposed": [cause.words for cause in argument.proposed],
        "characteristics": [
            {**_row(one), "evidence": [_evidence(piece) for piece in one.pieces]} for one in argument.characteristics
        ],
        "would change it": [change.words for change in dossier.changes()],
        "shortest way up": None if route is None else [step.words for step in route.steps],
    }


def _row(one: Argued) -> dict[str, Any]:
    return {
        "characteristic": one.characteristic.identifier,
        "says": one.characteristic.says,
        "state": str(one.state),
        "could be": "" if one.is_settled else f"{one.at_worst} to {one.at_best}",
        "for": len(one.of_side(1.0)),
        "against": len(one.of_side(0.0)),
        "open": len(one.open_questions),
    }


def _evidence(piece: Piece) -> dict[str, Any]:
    evidence = piece.evidence
    return {
        "id": evidence.id,
        "basis": str(evidence.basis),
        "says": evidence.says,
        "figure": evidence.figure.words if evidence.figure else "",
        "reach": evidence.reach.words,
        "weight": evidence.weight.value,
        "for the rule": piece.words,
    }
