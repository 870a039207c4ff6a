"""`openpeel make-force`: the records of a made force, of any size and period."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import click
from rich.console import Console

from openpeel.cli.made_files import staged
from openpeel.errors import Refused
from openpeel.records.store import Store
from openpeel.sources.workbench import workbench
from openpeel.synthetic.force import WILTSHIRE_SIZE, make
from openpeel.synthetic.systems.extract import PERIOD
from openpeel.synthetic.times import Period, london, start_of

DAY = click.DateTime(("%Y-%m-%d",))
FIRST, LAST = london(PERIOD.begins).date(), london(PERIOD.ends).date() - timedelta(days=1)
EARLIEST = date(2010, 1, 1)


@click.command("make-force")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--scale",
    type=click.FloatRange(0.02, 200),
    default=1.0,
    show_default=True,
    help=f"Size of the force: 1 is some 11 calls a day, {WILTSHIRE_SIZE} some 650, as in a force of Wiltshire's size.",
)
@click.option("--from", "first", type=DAY, default=str(FIRST), help=f"First day of the records [default: {FIRST}].")
@click.option("--to", "last", type=DAY, default=str(LAST), help=f"Last day of the records [default: {LAST}].")
@click.option(
    "--seed", type=click.IntRange(min=0), default=2022, show_default=True, help="Another seed, another force."
)
@click.option(
    "--load-into",
    type=click.Path(path_type=Path, file_okay=False),
    help="Load the extracts into this data folder at once.",
)
def make_force(folder: Path, scale: float, first: datetime, last: datetime, seed: int, load_into: Path | None) -> None:
    """Make the records of Exampleshire Constabulary, a made force, to try things on.

    FOLDER receives `extracts` (files as a force's systems hand them over, each with its mapping) and `truth` (what is
    really wrong with each case, and who each description of a person is of; for tests only). Nothing in them is about
    any person or place. The same scale, days and seed give the same files.

    Waits and lost calls follow from who was on duty in the made contact centre. Two weeks of a force of Wiltshire's
    size take some fifteen seconds and 0.3 GB of memory; both grow with the days: two years take some seventeen minutes
    of processor time, 2.2 GB of memory and 1.3 GB of disk, and 1 GB more beside FOLDER while they are made.

    \b
    Examples:
      openpeel make-force exampleshire
      openpeel make-force busy --scale 60 --from 2024-03-01 --to 2024-03-14 --load-into busy/store
    """
    period = _period(first.date(), last.date())
    if folder.exists() and any(folder.iterdir()):
        raise Refused(
            "this folder is not empty, and making a force would write among what is there",
            where=str(folder),
            mend="name a new folder, or empty this one",
        )
    say = Console(stderr=True)
    with say.status("making the records of a force") as status:
        made = make(folder, seed=seed, scale=scale, period=period, say=lambda what: status.update(f"making: {what}"))
        click.echo(f"Made {len(made.extracts)} extracts with their mappings: {folder / 'extracts'}")
        click.echo(f"The truth about them, for tests only: {made.truth.parent}")
        if load_into is not None:
            status.update("loading")
            with workbench() as bench:
                report = Store(load_into).load(staged(bench, made.extracts))
            click.echo(f"Loaded {report.totals.new:,} records into {load_into}; {report.rejected} rows were set aside.")
    file, mapping = made.extracts[0]
    click.echo("Go on with:")
    if load_into is None:
        click.echo(f"  openpeel load {file} --mapping {mapping}")
    else:
        click.echo(
            f"  openpeel evaluate --data {load_into} --as-happened-by {london(period.ends).date() - timedelta(days=1)}"
        )


def _period(first: date, last: date) -> Period:
    if last < first + timedelta(days=1):
        raise Refused(
            "the last day must come after the first: a force has at least two days", where=f"--from {first} --to {last}"
        )
    if first < EARLIEST or last > first + timedelta(days=5 * 366):
        raise Refused(
            f"records can begin from {EARLIEST} on, and cover five years at most", where=f"--from {first} --to {last}"
        )
    return Period(start_of(first), start_of(last + timedelta(days=1)))
