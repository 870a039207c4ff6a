"""openpeel read-report: a published inspection report, read into data."""

from __future__ import annotations

import json
from pathlib import Path

import click

from openpeel.cli.output import format_options, print_rows
from openpeel.inspection.published_report.export import (
    as_data,
    figure_rows,
    item_rows,
    judgment_rows,
    schema,
    write_workbook,
)
from openpeel.inspection.published_report.read import read_report as read
from openpeel.inspection.published_report.structure import Report
from openpeel.language.source_text import PEEL_2021_22

_SHOWS = ("summary", "items", "figures", "paragraphs", "unread")


@click.command("read-report")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option(
    "--show",
    type=click.Choice(_SHOWS),
    default="summary",
    show_default=True,
    help="Judgments and recommendations; every item; every figure; every paragraph with its role; what was not read.",
)
@click.option("--xlsx", type=click.Path(path_type=Path), metavar="FILE", help="Also write a workbook with all of it.")
@click.option("--schema", "show_schema", is_flag=True, help="Print the JSON Schema of --json, and stop.")
@format_options
def read_report(file: Path | None, show: str, xlsx: Path | None, show_schema: bool, output_format: str) -> None:
    """Read a published inspection report (PDF, web page or text) into data. Without FILE, the report that ships.

    It finds force, cycle, date and inspector; areas with their grades; causes of concern with each recommendation and
    its deadline; areas for improvement; outstanding recommendations; practice worth sharing; main findings; the
    figures quoted; charts and terms; each with its place. Every paragraph is placed, or listed as unread. --json gives
    the whole report; --csv gives what --show names.

    \b
    Examples:
      openpeel read-report
      openpeel read-report our-report.pdf
      openpeel read-report our-report.pdf --show items --csv
      openpeel read-report our-report.pdf --json
      openpeel read-report our-report.html --xlsx our-report.xlsx
    """
    if show_schema:
        click.echo(json.dumps(schema(), indent=1, ensure_ascii=False))
        return
    report = read(file or PEEL_2021_22.file)
    if xlsx:
        write_workbook(report, xlsx)
        click.echo(f"Written: {xlsx}", err=True)
    if output_format == "json":
        click.echo(json.dumps(as_data(report), indent=1, ensure_ascii=False))
    elif output_format == "csv":
        print_rows(item_rows(report) if show == "summary" else _rows(report, show), "csv")
    elif show == "summary":
        _summary(report)
    else:
        print_rows(_rows(report, show), "table", empty="Nothing: every paragraph was placed.")


def _rows(report: Report, show: str) -> list[dict[str, object]]:
    if show == "items":
        return item_rows(report)
    if show == "figures":
        return figure_rows(report)
    paragraphs = report.unread if show == "unread" else report.paragraphs
    return [{"role": p.role.value, "text": p.text, "place": str(p.place)} for p in paragraphs]


def _summary(report: Report) -> None:
    published = f", published {report.published_words}" if report.published_words else ""
    click.echo(f"{report.title}\n{report.force}, cycle {report.cycle or 'not named'}{published}")
    click.echo(f"Inspector: {report.inspector or 'not named'}\n")
    numbers = ("causes of concern", "recommendations", "areas for improvement", "findings")
    rows = [{k: v for k, v in row.items() if k not in ("in table", "in chapter")} for row in judgment_rows(report)]
    print_rows(rows, "table", numbers=numbers)
    for cause in report.causes:
        click.echo(f"\nCause of concern: {cause.statement}  [{cause.place}]")
        for asked in cause.recommendations:
            due = asked.deadline.due(report.published) if asked.deadline else None
            words = asked.deadline.words if asked.deadline else "no deadline"
            click.echo(f"  - {asked.text}  ({words}{f': {due}' if due else ''})")
    click.echo()
    for wanted in report.improvements:
        click.echo(f"Area for improvement: {wanted.statement}  [{wanted.place}]")
    for block in report.outstanding:
        click.echo(f"Outstanding recommendations: {' '.join(block.paragraphs[:1]).rstrip('.')}  [{block.place}]")
        for point in block.points:
            click.echo(f"  - {point.text}")
    for earlier in report.earlier:
        click.echo(f"Still applies, from {earlier.inspection}: {earlier.kind}  [{earlier.place}]")
    click.echo(
        f"\n{len(report.paragraphs)} paragraphs, {len(report.unread)} of them unread; {len(report.figures)} figures, "
        f"{len(report.charts)} charts, {len(report.terms)} linked terms."
    )
    if report.published is not None and report.published.earliest != report.published.latest:
        click.echo(
            f"The report prints no day of publication ({report.published_words}): deadlines counted from it are known "
            "to the month, not the day. Give the day to the register: openpeel recommendations add --published "
            "YYYY-MM-DD"
        )
    for note in report.notes:
        click.echo(f"Look at: {note}")
