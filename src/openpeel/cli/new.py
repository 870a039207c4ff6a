"""openpeel new: draft what a newcomer adds. One sub-command for each kind of thing."""

from __future__ import annotations

from pathlib import Path

import click

from openpeel.cli.area_option import area_option
from openpeel.cli.drafting.indicator import MEASURES
from openpeel.cli.drafting.places import Draft
from openpeel.cli.drafting.standard import SHAPES
from openpeel.errors import Refused
from openpeel.language.framework import Area
from openpeel.language.tables import Table


@click.group()
def new() -> None:
    """Draft a new standard, indicator, fact, limit, unit, table, source or mapping.

    A draft runs as it stands; the places that are yours to decide are marked FILL IN. Nothing is overwritten.
    """


_area = area_option(f"The area of policing: {', '.join(area.identifier for area in Area)}.", required=True)
_folder = click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Put it in a package of your own in this folder, made if need be, and not in OpenPEEL's source.",
)


@new.command(short_help="Draft a standard over a unit.")
@click.argument("identifier", metavar="ID")
@click.option("--unit", "unit_name", required=True, metavar="UNIT", help="What it is about; see reference/units.md.")
@_area
@click.option("--shape", type=click.Choice(SHAPES), default="deadline", show_default=True, help="What kind of duty.")
@_folder
def standard(identifier: str, unit_name: str, area: str, shape: str, folder: Path | None) -> None:
    """Draft a standard over UNIT, in a file of its own, with worked examples of every verdict that it can give.

    \b
    A deadline  something is to be done by a moment
    A condition something is to hold when it is seen
    Recurring   something is to be done again and again; its unit has one row for each turn
    Never       something is not to happen until a moment

    \b
    Examples:
      openpeel new standard calls-101-answered --unit call --area responding-to-the-public
      openpeel new standard search-has-object --unit stop_search --area treatment-of-the-public --shape condition
      openpeel new standard calls-101-answered --unit call --area responding-to-the-public --folder our-standards
    """
    from openpeel import library
    from openpeel.cli.drafting.standard import draft_standard

    _say(draft_standard(identifier, library.unit(unit_name), Area.of(area), shape, folder))


@new.command(short_help="Add a fact to a unit.")
@click.argument("name", metavar="NAME")
@click.option("--unit", "unit_name", required=True, metavar="UNIT", help="The unit that gets the fact.")
@click.option("--column", required=True, metavar="COLUMN", help="The column that it follows from.")
@click.option("--table", "table_name", metavar="TABLE", help="Of rows of this table that belong to the unit.")
@click.option("--by", metavar="COLUMN", help="The column of TABLE that names the unit; guessed if not given.")
def fact(name: str, unit_name: str, column: str, table_name: str | None, by: str | None) -> None:
    """Add a fact to a unit: a column of its own rows or, with --table, of the rows that belong to it.

    \b
    Examples:
      openpeel new fact call_ended_at --unit call --column ended_at
      openpeel new fact dash_supervised_at --unit incident --table risk_assessments --column supervised_at
    """
    from openpeel import library
    from openpeel.cli.drafting.fact import draft_fact

    table = None if table_name is None else _table(table_name)
    _say(draft_fact(name, library.unit(unit_name), table, column, by))


@new.command(short_help="Draft an indicator over a unit.")
@click.argument("identifier", metavar="ID")
@click.option("--unit", "unit_name", required=True, metavar="UNIT", help="What is counted; see reference/units.md.")
@_area
@click.option(
    "--measure",
    type=click.Choice(MEASURES),
    default="share",
    show_default=True,
    help="A share, or per 1,000 residents.",
)
@_folder
def indicator(identifier: str, unit_name: str, area: str, measure: str, folder: Path | None) -> None:
    """Draft an indicator over UNIT, in a file of its own: a share of its cases, or a rate for each 1,000 residents.

    \b
    Examples:
      openpeel new indicator calls-answered --unit call --area responding-to-the-public --measure rate
      openpeel new indicator seen-at-visit --unit sex_offender_visit --area managing-offenders
    """
    from openpeel import library
    from openpeel.cli.drafting.indicator import draft_indicator

    _say(draft_indicator(identifier, library.unit(unit_name), Area.of(area), measure, folder))


@new.command(short_help="Draft a limit, or a force's own value of one.")
@click.argument("identifier", metavar="ID")
@click.option("--value", required=True, metavar="VALUE", help="A number, or a length of time: '60 seconds'.")
@click.option("--force", metavar="FORCE", help="Draft this force's own value of a limit that there is.")
@_folder
def limit(identifier: str, value: str, force: str | None, folder: Path | None) -> None:
    """Draft a limit, in a file of its own. With --force, draft that force's own value of a limit of the library.

    Lengths of time: seconds, minutes, hours, days (of 24 hours), civil days, civil months, working days.

    \b
    Examples:
      openpeel new limit pick-up-101 --value '60 seconds'
      openpeel new limit dash-without-delay --value '12 hours' --force wiltshire --folder our-standards
    """
    from openpeel.cli.drafting.limit import draft_limit

    _say(draft_limit(identifier, value, force, folder))


@new.command(short_help="Draft a unit over a table.")
@click.argument("name", metavar="NAME")
@click.option("--table", "table_name", required=True, metavar="TABLE", help="One unit for each row of this table.")
@_folder
def unit(name: str, table_name: str, folder: Path | None) -> None:
    """Draft a unit with one row for each row of TABLE, and the table's columns as its first facts.

    \b
    Examples:
      openpeel new unit risk_assessment --table risk_assessments
      openpeel new unit risk_assessment --table risk_assessments --folder our-standards
    """
    from openpeel.cli.drafting.unit import draft_unit

    _say(draft_unit(name, _table(table_name), folder))


@new.command(short_help="Draft a table of records.")
@click.argument("name", metavar="NAME")
@_folder
def table(name: str, folder: Path | None) -> None:
    """Draft a table of records, with a column of each kind.

    \b
    Examples:
      openpeel new table missing_person_reports
      openpeel new table missing_person_reports --folder our-standards
    """
    from openpeel.cli.drafting.table import draft_table

    _say(draft_table(name, folder))


@new.command(short_help="Draft a reader of files.")
@click.argument("name", metavar="NAME")
@click.option("--table", "table_name", required=True, metavar="TABLE", help="The table that its rows belong to.")
@_folder
def source(name: str, table_name: str, folder: Path | None) -> None:
    """Draft a source: code that reads files which no mapping can describe. Try openpeel new mapping first.

    \b
    Examples:
      openpeel new source duty_system --table calls
      openpeel new source duty_system --table calls --folder our-standards
    """
    from openpeel.cli.drafting.source import draft_source

    _say(draft_source(name, _table(table_name), folder))


def _table(name: str) -> type[Table]:
    from openpeel.language.spelling import near
    from openpeel.records.catalogue import TABLES

    if name not in TABLES:
        advice = near(name, TABLES)
        raise Refused(
            f"there is no table '{name}'",
            mend=f"did you mean {advice}?" if advice else f"the tables are {', '.join(TABLES)}",
        )
    return TABLES[name]


def _say(draft: Draft) -> None:
    noun = "place is" if draft.to_fill_in == 1 else "places are"
    click.echo(f"Wrote {draft.path}; {draft.to_fill_in} {noun} marked FILL IN.")
    click.echo("Then:")
    for step in draft.then:
        click.echo(f"  {step}")


@new.command(short_help="Draft the mapping of an extract.")
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
