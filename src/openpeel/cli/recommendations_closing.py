"""openpeel recommendations measure and test: by what recommendations close, and whether the records show it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from openpeel import library
from openpeel.cli.data_option import data_option
from openpeel.cli.judging import runs_folder
from openpeel.cli.output import format_options, print_rows
from openpeel.cli.recommendations_register import held_in, register_argument
from openpeel.engine.runs import kept_runs
from openpeel.errors import Refused
from openpeel.inspection.closure.closing import asked_on, closing, entered
from openpeel.inspection.closure.forecast import forecast
from openpeel.inspection.closure.readings import joined, monthly_readings
from openpeel.inspection.recommendations.file import write_register
from openpeel.inspection.recommendations.register import Measure
from openpeel.reports.living_report.answers import forces_of


@click.command()
@register_argument
@click.argument("item")
@click.option("--of", "standard", metavar="STANDARD", required=True, help="The standard whose share is asked.")
@click.option("--at-least", type=click.FloatRange(0, 1, min_open=True), required=True, help="The share: 0.9 for 90%.")
@click.option("--for-months", type=click.IntRange(1), default=3, show_default=True, help="How long it must hold.")
@click.option("--owner", default="", help="The post that answers for it.")
def measure(register: Path, item: str, standard: str, at_least: float, for_months: int, owner: str) -> None:
    """Say by what an item closes: a standard, the share asked, and for how many months in a row."""
    held = held_in(register)
    its = held.item(item)
    changed = replace(
        its, measure=Measure(library.standard(standard).id, at_least, for_months), owner=owner or its.owner
    )
    write_register(held.with_item(changed), register)
    click.echo(f"{item} closes when {changed.measure.words if changed.measure else ''}.")


@click.command("test")
@register_argument
@click.option("--force", required=True, metavar="NAME", help="The force in the records.")
@click.option("--enter", is_flag=True, help="Enter closings and re-openings by the measure into the register.")
@data_option
@format_options
def test_measures(register: Path, force: str, enter: bool, data: Path, output_format: str) -> None:
    """Test the items that have a measure on the judged records: held, not held, forecast.

    An item closes when its measure was reached in so many whole months in a row since it was asked, and opens again in
    the first month that falls short beyond ordinary variation, or the second in a row below what is asked.
    """
    held = held_in(register)
    runs = kept_runs(runs_folder(data))
    if not runs:
        raise Refused("No records have been judged yet.", where=str(data), mend="Judge them: openpeel evaluate.")
    forces = sorted({name for run in runs for name in forces_of(run)})
    if force not in forces:
        raise Refused(f"No records of a force ‘{force}’ were judged.", mend=f"The forces are: {', '.join(forces)}.")
    rows = []
    for item in held.items:
        if item.measure is None:
            continue
        name = item.measure.of
        own = [run for run in runs if name in {judged.id for judged in run.standards}]
        readings = joined([monthly_readings(run, name, force) for run in own])
        found = closing(item.measure, readings, asked_on(item, held))
        last = found.last
        rows.append(
            {
                "item": item.id,
                "measure": item.measure.words,
                "progress": str(found.progress),
                "last month": f"{last.month:%Y-%m}" if last else "",
                "met": last.met if last else "",
                "of": last.whole if last else "",
                "due": str(item.due) if item.due else "",
                "closed": found.closed_on,
                "forecast": forecast(item.measure, readings, found).words,
            }
        )
        if enter:
            held = entered(held, item.id, found)
    if enter:
        write_register(held, register)
    print_rows(rows, output_format, numbers=("met", "of"), empty="No item has a measure; see: measure.")
