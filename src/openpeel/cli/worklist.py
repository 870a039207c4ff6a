"""openpeel worklist: the cases of a standard that fall short, or will unless someone acts."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from openpeel import library
from openpeel.cli.data_option import data_option
from openpeel.cli.judging import (
    chosen_run,
    must_have_records,
    say_if_changed,
    say_if_set_aside,
    say_of_other_forces,
)
from openpeel.cli.output import format_options, print_rows
from openpeel.engine.cases import CaseReader
from openpeel.engine.ledger import Ledger, LedgerRow
from openpeel.engine.verdicts import Verdict
from openpeel.language.spelling import near
from openpeel.records.store import Store
from openpeel.reports.words import readable

TO_ACT_ON = (Verdict.OVERDUE, Verdict.PENDING)


@click.command()
@click.argument("identifier", metavar="STANDARD")
@click.option(
    "--verdict",
    "words",
    multiple=True,
    type=click.Choice([*(verdict.word for verdict in Verdict), "all"]),
    help="Cases of this verdict; may be given again.  [default: overdue and pending]",
)
@click.option("--force", help="Only this force.")
@click.option("--owner", help="Only cases of this owner (team).")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="Show at most so many.")
@click.option("--run", "run_name", metavar="RUN", help="Of this run instead of the newest that judged it.")
@data_option
@format_options
def worklist(
    identifier: str,
    words: tuple[str, ...],
    force: str | None,
    owner: str | None,
    limit: int,
    run_name: str | None,
    data: Path,
    output_format: str,
) -> None:
    """List the cases of a standard on which someone must act: overdue longest first, then those still to come.

    Times are of Europe/London.

    \b
    Examples:
      openpeel worklist dash-completed
      openpeel worklist sex-offender-visited --owner 'MOSOVO North'
      openpeel worklist thrive-at-outset --verdict unknown --limit 10
      openpeel worklist calls-999-answered --verdict all --csv > calls.csv

    Then: openpeel case STANDARD CASE opens one of them.
    """
    standard = library.standard(identifier)
    run = chosen_run(data, run_name, standard.id, force)
    wanted = TO_ACT_ON if not words else () if "all" in words else tuple(Verdict[word.upper()] for word in words)
    snapshot = Store(data).snapshot(run.snapshot)
    must_have_records(snapshot, [force] if force is not None else [])
    say_if_changed(run, standard)
    if force is None and run_name is None:
        say_of_other_forces(data, run, standard.id)
    say_if_set_aside(snapshot, [standard])
    ledger = Ledger(run)
    most = limit if output_format == "table" else None
    shown = ledger.rows(standard.id, verdicts=wanted, force=force, owner=owner, limit=most)
    names = standard.facts_shown()
    reader = CaseReader(snapshot, run.as_at)
    facts = reader.facts(standard.unit, names, (row.unit for row in shown)) if shown else {}
    judged_at = run.as_at.moment
    print_rows(
        [_row(row, {name: readable(facts[row.unit][name]) for name in names}, judged_at) for row in shown],
        output_format,
        title=f"{standard.says} ({run.as_at})",
        numbers=("days over",),
        empty=f"No such case {run.as_at}; run {run.id}.",
    )
    if owner is not None and not shown:
        _say_if_unknown(owner, ledger, standard.id)
    if len(shown) == most:
        every = ledger.count(standard.id, verdicts=wanted, force=force, owner=owner)
        if every > most:
            click.echo(f"{most} of {every:,} cases; --limit shows more, --csv all.", err=True)


def _say_if_unknown(owner: str, ledger: Ledger, standard: str) -> None:
    """Say so where no case at all is the owner's: the name may be misspelt."""
    owners = {group.owner for group in ledger.tallies(["owner"]) if group.standard == standard and group.owner}
    if owner not in owners:
        advice = near(owner, owners)
        meant = f"; did you mean {advice}?" if advice else ""
        click.echo(f"'{owner}' owns no case of this standard, of any verdict{meant}", err=True)


def _row(row: LedgerRow, facts: dict[str, object], judged_at: datetime) -> dict[str, object]:
    over = row.verdict is Verdict.OVERDUE and row.due is not None
    return {
        **facts,
        "owner": row.owner or "",
        "verdict": row.verdict.word,
        "due": readable(row.due),
        "days over": (judged_at - row.due).days if over and row.due is not None else "",
        "why unknown": row.reason.words,
    }
