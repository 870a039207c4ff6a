"""openpeel evaluate: judge the records by the standards, and keep the result."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console

from openpeel import library
from openpeel.cli.data_option import data_option
from openpeel.cli.judging import (
    COUNTS,
    moment_of_judging,
    moment_options,
    runs_folder,
    say_if_set_aside,
    tally_row,
    why_unknown,
)
from openpeel.cli.links_behind import say_if_links_are_behind
from openpeel.cli.output import format_options, print_rows
from openpeel.engine.claims import rests_of
from openpeel.engine.ledger import Ledger
from openpeel.engine.runs import evaluate as evaluate_records
from openpeel.language.standards import Standard
from openpeel.records.people import PersonLinks
from openpeel.records.store import Store

_NAMED = 3
"""Of the standards without a case, so many are named."""


@click.command()
@click.option("--standard", "names", multiple=True, metavar="ID", help="Only this standard; may be given again.")
@click.option("--force", "forces", multiple=True, metavar="FORCE", help="Only this force; may be given again.")
@click.option("--by", type=click.Choice(["force", "owner"]), default="force", help="Count by force or by who must act.")
@moment_options
@data_option
@format_options
def evaluate(
    names: tuple[str, ...],
    forces: tuple[str, ...],
    by: str,
    known_on: str | None,
    happened_by: str | None,
    data: Path,
    output_format: str,
) -> None:
    """Judge the records by the standards; keep the verdict on every case, and print the rates.

    The rate is the share met of the cases that are due by now, with its 95 per cent interval (over every record it
    speaks of ordinary variation). 'If unknown' gives the lowest and highest rate, were all cases that cannot be told
    missed or met.

    Without a day it judges as at the end of the newest extract. Forces whose records end on different days are refused
    together: name one with --force, or give the day.

    \b
    Examples:
      openpeel evaluate
      openpeel evaluate --standard dash-completed --by owner
      openpeel evaluate --as-known-on 2024-02-01
      openpeel evaluate --as-happened-by 2024-02-01 --json

    Then: openpeel worklist STANDARD lists the cases, openpeel show STANDARD explains it.
    """
    snapshot = Store(data).snapshot()
    standards = [library.standard(name) for name in names] or list(library.standards().values())
    as_at = moment_of_judging(snapshot, known_on, happened_by, forces, standards)
    with Console(stderr=True).status("judging") as status:
        run = evaluate_records(
            snapshot,
            standards,
            as_at,
            runs=runs_folder(data),
            progress=lambda doing: status.update(f"judging: {doing}"),
        )
        keys = ["force"] if by == "force" else ["force", "owner"]
        tallies = Ledger(run).tallies(keys)
    rows = [
        {
            "standard": _named(library.standard(group.standard)),
            **{key: getattr(group, key) or "" for key in keys},
            **tally_row(tally),
        }
        for group, tally in tallies.items()
    ]
    print_rows(
        rows,
        output_format,
        title=f"Standards {as_at} ({run.kept.value}); run {run.id}",
        numbers=COUNTS,
        empty="No case of any standard is in these records. openpeel coverage shows what was loaded.",
    )
    say_if_set_aside(snapshot, standards)
    if any(rest.table is PersonLinks for standard in standards for rest in rests_of(standard)):
        say_if_links_are_behind(snapshot)
    immature = sorted({group.standard for group, tally in tallies.items() if tally.is_immature})
    if output_format == "table" and (why := why_unknown(tallies.values())):
        click.echo(f"Cases that cannot be told: {why}. openpeel worklist STANDARD --verdict unknown lists them.")
    if output_format == "table" and immature:
        click.echo(f"Immature, since cases are still pending: {', '.join(immature)}.")
    if output_format == "table" and not names:
        judged = {group.standard for group in tallies}
        without = [standard.id for standard in standards if standard.id not in judged]
        if without:
            click.echo(f"Without any case in these records: {_first_few(without)}. openpeel show lists all standards.")


def _first_few(names: Sequence[str]) -> str:
    """How many, and the names of the first three."""
    first = ", ".join(names[:_NAMED])
    return f"{len(names)} standards ({first}, ...)" if len(names) > _NAMED else first


def _named(standard: Standard) -> str:
    """A standard's identifier, with a mark where its text is still to be filled in."""
    return f"{standard.id} (draft)" if "FILL IN" in standard.says else standard.id
