"""openpeel recommendations: the register of what every report asked, by when, and what became of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from openpeel.cli.output import format_options, print_rows
from openpeel.cli.recommendations_closing import measure, test_measures
from openpeel.cli.recommendations_register import held_in, register_argument
from openpeel.errors import Refused
from openpeel.inspection.published_report.deadlines import Day
from openpeel.inspection.published_report.read import read_report
from openpeel.inspection.recommendations.file import as_data, day_of, read_register, write_register
from openpeel.inspection.recommendations.merging import merge, settle
from openpeel.inspection.recommendations.register import (
    Event,
    EventKind,
    Item,
    Monitoring,
    Response,
    Source,
    response_due,
)

_on = click.option("--on", metavar="DAY", help="The day of which it speaks; today by default.")
_KINDS = [kind.words for kind in EventKind]


@click.group()
def recommendations() -> None:
    """Keep the register of recommendations: add reports, see what is overdue or due, enter what became of each.

    REGISTER is a JSON file; it is made when the first report is added.

    \b
    Examples:
      openpeel recommendations add register.json our-report.pdf --published 2022-07-07
      openpeel recommendations list register.json
      openpeel recommendations list register.json --overdue --on 2022-11-30
      openpeel recommendations enter register.json wiltshire-2021-22-01 --kind progress --on 2022-11-30 --text "..."
      openpeel recommendations doubts register.json
      openpeel recommendations measure register.json wiltshire-2021-22-12 --of thrive-at-outset --at-least 0.9
      openpeel recommendations test register.json --force wiltshire --enter
    """


recommendations.add_command(measure)
recommendations.add_command(test_measures)


@recommendations.command()
@register_argument
@click.argument("report", type=click.Path(path_type=Path))
@click.option("--published", metavar="DAY", help="The day of publication, where the report names the month only.")
def add(register: Path, report: Path, published: str | None) -> None:
    """Read a report and put what it asks into the register; what an earlier report asked is not doubled."""
    before = read_register(register)
    merged = merge(before, read_report(report), day_of(published) if published else None)
    if merged.register == before:
        click.echo("The register holds this report already; nothing was changed.")
        return
    write_register(merged.register, register)
    click.echo(
        f"{len(merged.added)} items added, {len(merged.joined)} were there already, {len(merged.doubtful)} doubtful."
    )
    for doubt in merged.doubtful:
        click.echo(f"Look at: {doubt.item} is like {doubt.like} ({doubt.likeness:.0f} of 100)")
    for sentence in merged.references:
        click.echo(f"The report says of an earlier item: {sentence}")


@recommendations.command("list")
@register_argument
@click.option("--overdue", is_flag=True, help="Only what is past its deadline.")
@click.option("--due-within", type=click.IntRange(0), metavar="DAYS", help="Only what falls due in so many days.")
@click.option("--all", "everything", is_flag=True, help="Also what is closed or superseded.")
@_on
@format_options
def list_items(
    register: Path, overdue: bool, due_within: int | None, everything: bool, on: str | None, output_format: str
) -> None:
    """List the items with their deadline and status."""
    held, day = held_in(register), _day(on)
    items: Sequence[Item] = held.items
    if overdue:
        items = held.overdue(day)
    elif due_within is not None:
        items = held.due_within(day, due_within)
    elif not everything:
        items = [item for item in items if not item.ended]
    rows = [
        {
            "item": item.id,
            "kind": item.kind.value,
            "text": item.text,
            "due": str(item.due) if item.due else item.deadline,
            "timing": item.timing(day).value,
            "status": item.status,
            "since": min(held.source(m.source).published.earliest.year for m in item.mentions),
            "reports": len(item.mentions),
        }
        for item in items
    ]
    print_rows(rows, output_format, numbers=("reports",), empty="Nothing.")


@recommendations.command()
@register_argument
@click.argument("item")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show(register: Path, item: str, as_json: bool) -> None:
    """Show one item with its history: every report that names it, and every event."""
    held = held_in(register)
    its = held.item(item)
    if as_json:
        data = next(row for row in as_data(held)["items"] if row["id"] == item)
        click.echo(json.dumps(data, indent=1, ensure_ascii=False))
        return
    click.echo(f"{its.id} ({its.kind.value}, {its.status})\n{its.text}")
    if its.under:
        click.echo(f"Cause of concern: {its.under}")
    if its.due:
        click.echo(f"Deadline: {its.deadline}: {its.due}")
    for mention in its.mentions:
        click.echo(f"{held.source(mention.source).published}: {held.source(mention.source).title} [{mention.place}]")
    for event in its.events:
        said = f" [{held.source(event.source).title}]" if event.source else ""
        click.echo(f"{event.on}: {event.kind.words}{f', by {event.by}' if event.by else ''}: {event.text}{said}")


@recommendations.command()
@register_argument
@click.argument("items", nargs=-1, required=True)
@click.option("--kind", type=click.Choice(_KINDS), required=True, help="What happened.")
@click.option("--text", required=True, help="What was said or shown.")
@click.option("--source", default="", help="Identifier of the source (see: source).")
@click.option("--by", default="", help="Who; a closing needs it.")
@_on
def enter(register: Path, items: tuple[str, ...], kind: str, text: str, source: str, by: str, on: str | None) -> None:
    """Enter what became of one or more items: a response, progress, a closing with its evidence, a re-opening."""
    held = held_in(register)
    what = next(its for its in EventKind if its.words == kind)
    event = Event(day_of(on) if on else Day.on(_today()), what, text, source, by)
    for item in items:
        held = held.with_event(item, event)
    write_register(held, register)
    click.echo(f"Entered for {len(items)}.")


@recommendations.command()
@register_argument
@click.argument("identifier")
@click.option("--title", required=True)
@click.option("--published", metavar="DAY", required=True)
@click.option("--link", default="")
def source(register: Path, identifier: str, title: str, published: str, link: str) -> None:
    """Enter a source that is no report: a letter, an item of news."""
    write_register(held_in(register).with_source(Source(identifier, title, day_of(published), link)), register)
    click.echo(f"Entered: {identifier}.")


@recommendations.command()
@register_argument
@click.option("--published", metavar="DAY", help="Enter the day on which the comments were published.")
@click.option("--source", "source_id", help="The report they are about.")
@_on
@format_options
def responses(register: Path, published: str | None, source_id: str | None, on: str | None, output_format: str) -> None:
    """Show, or enter, the local policing body's comments: due within 56 days, the day of publication counted."""
    held, day = held_in(register), _day(on)
    if published:
        if not source_id:
            raise Refused("Say which report the comments are about.", mend="Give --source.")
        held.source(source_id)
        held = replace(held, responses=(*held.responses, Response(source_id, day_of(published))))
        write_register(held, register)
    reports = {item.mentions[-1].source for item in held.items}
    answered = {response.source: response.published for response in held.responses}
    rows = []
    for its in held.sources:
        if its.id in reports:
            due = response_due(its.published)
            late = its.id not in answered and day > due.latest
            said = (
                str(answered[its.id])
                if its.id in answered
                else "none entered; the day has passed"
                if late
                else "none entered"
            )
            rows.append({"report": its.id, "published": str(its.published), "comments due": str(due), "comments": said})
    print_rows(rows, output_format)


@recommendations.command()
@register_argument
@click.option("--settle", "pair", nargs=2, metavar="ITEM ITEM", help="Decide on a pair.")
@click.option("--same/--different", default=None, help="What was decided.")
@format_options
def doubts(register: Path, pair: tuple[str, str] | None, same: bool | None, output_format: str) -> None:
    """List the items that may be the same; or settle a pair."""
    held = held_in(register)
    if pair:
        if same is None:
            raise Refused("Say what was decided.", mend="Give --same or --different.")
        held = settle(held, *pair, same=same)
        write_register(held, register)
    rows = [
        {
            "item": d.item,
            "text": held.item(d.item).text,
            "like": d.like,
            "its text": held.item(d.like).text,
            "likeness": d.likeness,
        }
        for d in held.doubts
    ]
    print_rows(rows, output_format, numbers=("likeness",), empty="No doubts.")


@recommendations.command()
@register_argument
@click.option("--enter", "phase", type=click.Choice(["Scan", "Engage"]), help="Enter a change of phase.")
@click.option("--source", "source_id", help="Identifier of the source that says so.")
@_on
@format_options
def monitoring(register: Path, phase: str | None, source_id: str | None, on: str | None, output_format: str) -> None:
    """Show, or enter, the phases of the inspectorate's monitoring: Scan (routine) and Engage (enhanced)."""
    held = held_in(register)
    if phase:
        if not (on and source_id):
            raise Refused("A change of phase needs its day and its source.", mend="Give --on and --source.")
        held.source(source_id)
        changed = (*held.monitoring, Monitoring(day_of(on), phase, source_id))
        held = replace(held, monitoring=tuple(sorted(changed, key=lambda m: m.on.earliest)))
        write_register(held, register)
    rows = [{"since": str(m.on), "phase": m.phase, "source": held.source(m.source).title} for m in held.monitoring]
    print_rows(rows, output_format)


def _day(text: str | None) -> date:
    return day_of(text).latest if text else _today()


def _today() -> date:
    return datetime.now(ZoneInfo("Europe/London")).date()
