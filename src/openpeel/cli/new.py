"""openpeel new: draft what a newcomer adds. One sub-command for each kind of thing."""

from __future__ import annotations

from pathlib import Path

import click

from openpeel.errors import Refused


@click.group()
def new() -> None:
    """Draft a new mapping of an extract."""


@new.command()
@click.argument("place", metavar="FILE")
@click.option("--table", help="The table that the rows belong to; guessed if not given.")
@click.option("--sheet", help="The sheet of a workbook.")
@click.option("--query", help="What to ask of a database: a SELECT, or the name of a table.")
@click.option("--output", type=click.Path(path_type=Path), help="Where to write it [default: FILE's name with .toml]")
def mapping(place: str, table: str | None, sheet: str | None, query: str | None, output: Path | None) -> None:
    """Draft the mapping of an extract by looking at FILE (CSV, Parquet, XLSX, ODS, SQLite, postgresql://...).

    The draft says what was guessed, lists the codes found, and marks what you must fill in. Of the file's values only
    codes are written into it.

    \b
    Examples:
      openpeel new mapping incidents.csv
      openpeel new mapping calls.xlsx --table calls --sheet Export
      openpeel new mapping records.sqlite --query dash_assessments --table risk_assessments
    """
    from openpeel.sources.extracts.drafting import draft_mapping
    from openpeel.sources.extracts.mapping import FileForm
    from openpeel.sources.workbench import workbench

    target = output or (Path(place).with_suffix(".toml") if "://" not in place else Path("mapping.toml"))
    if target.exists():
        raise Refused(
            f"{target} exists already", why="your own work might be lost", mend="name another file with --output"
        )
    with workbench() as bench:
        draft = draft_mapping(bench, place, table, FileForm(sheet=sheet, query=query))
    target.write_text(draft.text, encoding="utf-8")
    click.echo(f"Drafted {target}; {draft.to_fill_in} places are marked FILL IN.")
    click.echo(f"Then try it: openpeel load {place} --mapping {target} --dry-run")
