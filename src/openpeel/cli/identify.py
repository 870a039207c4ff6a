"""openpeel identify: work out who is who, and store it as dated links."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from openpeel.cli.data_option import data_option
from openpeel.cli.judging import must_have_records
from openpeel.cli.output import format_options, print_rows
from openpeel.errors import Refused
from openpeel.identity.extract import staged_links
from openpeel.identity.freshness import forces_described
from openpeel.identity.linking import Linked, link
from openpeel.records.people import REASONS
from openpeel.records.store import Store


@click.command()
@click.option("--force", "forces", multiple=True, metavar="FORCE", help="Only this force; may be given again.")
@click.option("--dry-run", is_flag=True, help="Work everything out, and store nothing.")
@data_option
@format_options
def identify(forces: tuple[str, ...], dry_run: bool, data: Path, output_format: str) -> None:
    """Work out who is who: which descriptions in the records are of one person, household or telephone.

    The links are stored as records of their own, each with its reason, so that standards can ask whether a caller has
    called before, or who else lives there. The source's own reference and equal details link first; what is alike
    follows. Two people who are known to differ are never put together.

    Run it after each load of descriptions (person_details). Run twice, it changes nothing.

    \b
    Examples:
      openpeel identify
      openpeel identify --force wiltshire --dry-run

    \b
    Exit codes: 0 done; 2 refused, nothing changed.
    """
    store = Store(data)
    snapshot = store.snapshot()
    must_have_records(snapshot, forces)
    described = forces_described(snapshot)
    chosen = [force for force in described if not forces or force in forces]
    if not chosen:
        raise Refused(
            "no descriptions of people are loaded" + (f" for {', '.join(forces)}" if forces else ""),
            why="people are told by them across records",
            mend="load extracts of the table person_details; openpeel coverage shows what there is",
        )
    with tempfile.TemporaryDirectory(prefix="openpeel-") as folder, Console(stderr=True).status("linking") as status:
        found: list[Linked] = []
        staged = []
        for force in chosen:
            found.append(link(snapshot, force, lambda doing, force=force: status.update(f"{force}: {doing}")))  # type: ignore[misc]
            staged += staged_links(found[-1], snapshot, Path(folder))
        report = None
        if not dry_run:
            status.update("storing")
            report = store.load(staged)
    rows = [_summary(linked) for linked in found]
    title = "Dry run: nothing was stored" if dry_run else None
    print_rows(rows, output_format, title=title, numbers=[name for name in rows[0] if name != "force"])
    for linked in found:
        _say(linked)
    if report is not None and report.load is None:
        click.echo("The links are as they were; nothing changed.", err=True)


def _summary(linked: Linked) -> dict[str, Any]:
    """How many descriptions, people and households there are, and what the links rest on."""
    reasons = linked.reasons()
    return {
        "force": linked.force,
        "descriptions": len(linked.links),
        "people": _different([one.person_id for one in linked.links]),
        "households": _different([one.household_id for one in linked.links]),
        "telephones": _different([one.telephone_id for one in linked.links]),
        **{reason: reasons[reason] for reason in REASONS},
        "doubtful pairs": len(linked.doubts),
    }


def _different(names: Sequence[str | None]) -> int:
    return len({name for name in names if name is not None})


def _say(linked: Linked) -> None:
    if linked.strays:
        click.echo(
            f"{linked.force}: {linked.strays:,} decisions name a description that the records do not have.", err=True
        )
    if linked.contradicted:
        click.echo(
            f"{linked.force}: {linked.contradicted:,} decisions contradict another and are not followed.", err=True
        )
