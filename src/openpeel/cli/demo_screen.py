"""What the demo says at its end: one screen, as a chief officer would want it; the rest is on the page."""

from __future__ import annotations

import click

from openpeel.cli.judging import tally_row
from openpeel.cli.output import print_rows
from openpeel.engine.tallies import Tally
from openpeel.inspection.argument.argue import Argument
from openpeel.reports.first_page.contents import Figure, Part, Section
from openpeel.reports.words import readable

SHOWN = 8
"""Standards of the made force that are shown: those least met."""
FEWEST = 50
"""Cases that were due, below which a share is not set beside others."""
COLUMNS = ("met", "95% interval", "n", "if unknown", "late", "overdue")


def show(real: Part, made: Part, argument: Argument) -> None:
    """What the made force's records come to, and what the real records show."""
    found = [(section, figure) for section in made.sections for figure in section.figures if figure.interval]
    owed = sum(figure.tally.overdue for _, figure in found)
    click.echo(f"{made.title}, {readable(made.run.as_at.moment)}: {len(found)} standards with cases.")
    click.echo(f"{argument.area.title}: the evidence supports {argument.band.words}.")
    for one in argument.characteristics:
        click.echo(f"  {one.characteristic.identifier} {one.characteristic.says}: {one.state}")
    click.echo(f"In {owed:,} cases what was owed has not been done. The standards least met:\n")
    enough = [(section, figure) for section, figure in found if figure.tally.n >= FEWEST]
    _table(sorted(enough, key=lambda one: _share(one[1].tally))[:SHOWN])
    click.echo(f"\n{real.title}:\n")
    _table([(section, figure) for section in real.sections for figure in section.figures if figure.interval])


def _share(tally: Tally) -> float:
    return tally.met / tally.n


def _table(found: list[tuple[Section, Figure]]) -> None:
    rows = []
    for section, figure in found:
        row = tally_row(figure.tally)
        rows.append({"standard": section.standard.id, "force": figure.force, **{name: row[name] for name in COLUMNS}})
    print_rows(rows, "table", numbers=COLUMNS)
