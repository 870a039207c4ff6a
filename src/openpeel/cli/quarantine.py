"""openpeel quarantine: the rows that loads set aside, and why."""

from __future__ import annotations

from pathlib import Path

import click

from openpeel.cli.data_option import data_option
from openpeel.cli.output import format_options, print_rows
from openpeel.identity.extract import is_link
from openpeel.records.store import Store


@click.command()
@click.option("--load", "load_number", type=int, help="Only the rows of this load.")
@click.option("--rows", "with_rows", is_flag=True, help="Show the rows themselves, personal data included.")
@data_option
@format_options
def quarantine(load_number: int | None, with_rows: bool, data: Path, output_format: str) -> None:
    """Show the rows that loads set aside, with file, line and reason.

    The rows themselves, which may hold personal data, are shown only with --rows. Mend them at their source and load
    the corrected extract; what was set aside is kept. A description of a person that was set aside also leaves who is
    who without a link, each time that it is worked out; the description is listed, and those links are not.

    \b
    Examples:
      openpeel quarantine
      openpeel quarantine --load 3 --rows --csv > to-mend.csv
    """
    listed = [one for one in Store(data).quarantine() if load_number in (None, one.load)]
    found = [one for one in listed if not is_link(one)]
    rows = [
        {
            "load": one.load,
            "table": one.table,
            "file": one.file,
            "line": one.line,
            "column": one.column or "",
            "reason": one.reason,
            **({"row": one.text} if with_rows else {}),
        }
        for one in found
    ]
    print_rows(rows, output_format, numbers=("load", "line"), empty="No rows are set aside.")
    if len(found) < len(listed):
        click.echo(
            "Note: who is who lacks the links of descriptions of people that are set aside (table person_details). "
            "Mend those at their source, load them, and run openpeel identify.",
            err=True,
        )
