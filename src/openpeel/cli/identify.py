"""openpeel identify: work out who is who, and store it as dated links."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from openpeel.cli.data_option import data_option
from openpeel.cli.judging import must_have_records
from openpeel.cli.output import format_options, print_rows
from openpeel.errors import Refused
from openpeel.identity.deciding import in_words, read_decisions_made, write_pairs
from openpeel.identity.details import as_written
from openpeel.identity.freshness import forces_described
from openpeel.identity.linking import Linked
from openpeel.identity.working_out import work_out
from openpeel.records.people import REASONS
from openpeel.records.store import Snapshot, Store


@click.command()
@click.option("--force", "forces", multiple=True, metavar="FORCE", help="Only this force; may be given again.")
@click.option("--dry-run", is_flag=True, help="Work everything out, and store nothing.")
@click.option(
    "--doubtful", is_flag=True, help="List the pairs that may be one person, without what was written of them."
)
@click.option(
    "--to-decide",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write these pairs, personal data included, to a CSV file for somebody to decide.",
)
@click.option(
    "--decisions",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="First take what was decided in such a file.",
)
@click.option("--by", metavar="STAFF", help="Staff number of whoever decided.")
@data_option
@format_options
def identify(
    forces: tuple[str, ...],
    dry_run: bool,
    doubtful: bool,
    to_decide: Path | None,
    decisions: Path | None,
    by: str | None,
    data: Path,
    output_format: str,
) -> None:
    """Work out who is who: which descriptions in the records are of one person, household or telephone.

    The links are stored as records of their own, each with its reason, so that standards can ask whether a caller has
    called before, or who else lives there. The source's own reference and equal details link first; what is alike
    follows. Two people who are known to differ are never put together. What a person decided outranks the rest.

    Run it after each load of descriptions (person_details). Run twice, it changes nothing.

    \b
    Examples:
      openpeel identify
      openpeel identify --force wiltshire --dry-run
      openpeel identify --to-decide pairs.csv
      openpeel identify --decisions pairs.csv --by 4711

    In the file, write 'one person' or 'two people' into the column 'decision'; 'withdrawn' takes a decision back.

    \b
    Exit codes: 0 done; 2 refused, nothing changed.
    """
    store = Store(data)
    snapshot = store.snapshot()
    must_have_records(snapshot, forces)
    chosen = _chosen(snapshot, forces)
    if decisions is not None and dry_run:
        raise Refused("--decisions stores what was decided, and --dry-run stores nothing", mend="leave one of them out")
    if decisions is not None:
        _take(store, decisions, chosen, by)
    with Console(stderr=True).status("linking") as status:
        worked_out = work_out(store, chosen, status.update, stores=not dry_run)
    found = worked_out.forces
    _print(found, doubtful, dry_run, output_format)
    if to_decide is not None:
        written = {(force, name): row for force in chosen for name, row in as_written(store.snapshot(), force).items()}
        count = write_pairs(to_decide, found, written)
        click.echo(f"{count:,} pairs written to {to_decide}. It holds personal data: keep it as such.", err=True)
    for linked in found:
        _say(linked)
    if worked_out.report is not None and worked_out.report.load is None:
        click.echo("The links are as they were; nothing changed.", err=True)


def _take(store: Store, decisions: Path, forces: Sequence[str], by: str | None) -> None:
    """Load what was decided in a file."""
    now = datetime.now(UTC).replace(tzinfo=None)
    with tempfile.TemporaryDirectory(prefix="openpeel-") as folder:
        decided = read_decisions_made(decisions, forces, by=by, now=now, folder=Path(folder))
        if not decided:
            click.echo("No decision is written in the file.", err=True)
            return
        click.echo(f"{store.load(decided, now=now).totals.new:,} decisions taken.", err=True)


def _chosen(snapshot: Snapshot, forces: Sequence[str]) -> list[str]:
    chosen = [force for force in forces_described(snapshot) if not forces or force in forces]
    if not chosen:
        raise Refused(
            "no descriptions of people are loaded" + (f" for {', '.join(forces)}" if forces else ""),
            why="people are told by them across records",
            mend="load extracts of the table person_details; openpeel coverage shows what there is",
        )
    return chosen


def _print(found: Sequence[Linked], doubtful: bool, dry_run: bool, output_format: str) -> None:
    title = "Dry run: nothing was stored" if dry_run else None
    if doubtful:
        print_rows(
            [row for linked in found for row in _doubts(linked)],
            output_format,
            title=title,
            numbers=("weight",),
            empty="No pair is doubtful.",
        )
    else:
        rows = [_summary(linked) for linked in found]
        print_rows(rows, output_format, title=title, numbers=[name for name in rows[0] if name != "force"])


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


def _doubts(linked: Linked) -> list[dict[str, Any]]:
    rows = []
    for doubt in linked.doubts:
        words = in_words(linked, doubt)
        rows.append(
            {
                "force": linked.force,
                "one": linked.details.details[doubt.a].detail_id,
                "other": linked.details.details[doubt.b].detail_id,
                "weight": "" if doubt.weight is None else f"{doubt.weight:.1f}",
                "agrees": words.agrees,
                "differs": words.differs,
                "why not linked": doubt.why,
            }
        )
    return rows


def _different(names: Sequence[str | None]) -> int:
    return len({name for name in names if name is not None})


def _say(linked: Linked) -> None:
    notes = []
    if linked.strays:
        notes.append(f"{linked.strays:,} decisions name a description that the records do not have")
    if linked.contradicted:
        notes.append(f"{linked.contradicted:,} decisions contradict another and are not followed")
    if linked.links and not linked.weighed.weights.are_trained:
        notes.append("too few descriptions to learn weights from; those that come with OpenPEEL were used")
    if linked.weighed.common_keys:
        notes.append(
            f"{linked.weighed.common_keys:,} details that very many share (a telephone, an address, a name) were not "
            "compared by"
        )
    for note in notes:
        click.echo(f"{linked.force}: {note}.", err=True)
