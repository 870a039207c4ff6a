"""openpeel show: one standard, explained."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from openpeel import library
from openpeel.cli.data_option import data_option
from openpeel.cli.exits import FOUND_WANTING
from openpeel.cli.judging import COUNTS, runs_by_forces, tallies_by_force, tally_row
from openpeel.cli.output import print_rows
from openpeel.engine.examples import judge_examples
from openpeel.engine.fingerprints import fingerprint
from openpeel.engine.runs import limits_of
from openpeel.errors import Refused
from openpeel.language.limits import Limit
from openpeel.language.source_text import Citation
from openpeel.language.standards import Standard
from openpeel.language.units import fact_descriptions
from openpeel.reports.findings import finding


@click.command()
@click.argument("identifier", metavar="[STANDARD]", required=False)
@click.option("--examples", is_flag=True, help="Judge its worked examples and show them.")
@click.option("--sql", is_flag=True, help="Show the SQL by which its cases are judged.")
@data_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show(identifier: str | None, examples: bool, sql: bool, data: Path, as_json: bool) -> None:
    """Show a standard: what it says and why, its source, limits, facts and figures. Without STANDARD, list all.

    \b
    Examples:
      openpeel show
      openpeel show dash-completed
      openpeel show dash-completed --examples
      openpeel show dash-completed --sql
    """
    if identifier is None:
        rows = [
            {"standard": s.id, "area": s.area.title, "shape": s.shape, "says": s.says}
            for s in library.standards().values()
        ]
        print_rows(rows, "json" if as_json else "table")
        return
    standard = library.standard(identifier)
    if sql:
        click.echo(_sql(standard))
        return
    if as_json:
        click.echo(json.dumps(_as_json(standard), indent=2, ensure_ascii=False))
        return
    _describe(standard)
    _figures(standard, data)
    if examples and not _examples(standard):
        click.echo("Not every example has the verdict that it expects.", err=True)
        sys.exit(FOUND_WANTING)


def _describe(standard: Standard) -> None:
    heading = click.style(standard.id, bold=True)
    click.echo(f"{heading}\n{standard.says}.\n")
    official = [target for target in standard.targets if target.official]
    lines = {
        "Why": standard.why,
        "Area": f"{standard.area.title}; characteristic {standard.characteristic}",
        "Source": str(standard.source),
        "Unit": f"{standard.unit.name}: {(standard.unit.__doc__ or '').strip().splitlines()[0]}",
        "Shape": standard.shape,
        "Target": "; ".join(
            f"at least {target.at_least:.0%} since {target.since} ({target.source}"
            + ("" if target in official else "; a local setting, not official")
            + ")"
            for target in standard.targets
        )
        or "none",
        "Reviewed": f"{standard.review.on} by {standard.review.by}; next {standard.review.next}",
        "Fingerprint": f"{fingerprint(standard)} (changes when what it judges by changes)",
    }
    for label, text in lines.items():
        click.echo(f"{label + ':':<13}{text}")
        for line in _not_in_source(standard) if label == "Source" else ():
            click.echo(f"{'':<15}{line}")
    for limit in limits_of(standard):
        click.echo(f"{'Limit:':<13}{limit.title} ({limit.id})")
        for line in _limit_lines(limit):
            click.echo(f"{'':<15}{line}")
    descriptions = fact_descriptions(standard.unit)
    click.echo("Facts:")
    for name in sorted(standard.facts_used()):
        click.echo(f"  {name:<32} {' '.join(descriptions.get(name, '').split())}")
    click.echo()


def _not_in_source(standard: Standard) -> list[str]:
    """What is wrong with its citation, as lines; none where the words stand there, or the source does not ship."""
    if isinstance(standard.source, Citation):
        try:
            standard.source.check()
        except Refused as error:
            return str(error).splitlines()
    return []


def _limit_lines(limit: Limit) -> list[str]:
    return [
        f"{value.category + ': ' if value.category else ''}{_plain(value.value)}"
        f"{' in ' + value.force if value.force else ''} since {value.since} "
        f"[{value.verified.value}] {value.source}"
        for value in limit.values
    ]


def _plain(value: Any) -> str:
    return f"{value:g}" if isinstance(value, int | float) else str(value) if value is not None else "none"


def _figures(standard: Standard, data: Path) -> None:
    try:
        runs = runs_by_forces(data, standard.id)
    except Refused:
        click.echo("Not judged yet on records here: openpeel evaluate.")
        return
    told: set[str] = set()
    if not any(tallies_by_force(run, standard.id) for run in runs):
        click.echo(f"No case in run {runs[0].id}.")
    for run in runs:
        by_force = {one: tally for one, tally in tallies_by_force(run, standard.id).items() if one not in told}
        told |= {*by_force, *run.as_at.forces}
        if not by_force:
            continue
        print_rows(
            [{"force": force, **tally_row(tally)} for force, tally in by_force.items()],
            "table",
            title=f"Figures {run.as_at} ({run.kept.value}); run {run.id}",
            numbers=COUNTS,
        )
        for force, tally in by_force.items():
            click.echo(f"{force}: {finding(standard, tally)}")
        click.echo()


def _examples(standard: Standard) -> bool:
    """Judge the worked examples and print them; whether all have the verdict that they expect."""
    found = judge_examples(standard)
    rows = [
        {
            "case": judged.example.case,
            "expected": judged.example.verdict,
            "verdict": judged.verdict,
            "as expected": judged.agrees,
            "why unknown": judged.reason,
        }
        for judged in found
    ]
    click.echo()
    print_rows(rows, "table", title=f"Worked examples, judged as at {standard.examples_as_at} UTC")
    return all(judged.agrees for judged in found)


def _as_json(standard: Standard) -> dict[str, Any]:
    return {
        "id": standard.id,
        "says": standard.says,
        "why": standard.why,
        "area": standard.area.identifier,
        "characteristic": standard.characteristic,
        "critical": standard.critical,
        "source": str(standard.source),
        "unit": standard.unit.name,
        "shape": standard.shape,
        "fingerprint": fingerprint(standard),
        "facts": sorted(standard.facts_used()),
        "limits": {limit.id: _limit_lines(limit) for limit in limits_of(standard)},
        "targets": [
            {"at_least": t.at_least, "since": t.since.isoformat(), "source": t.source, "official": t.official}
            for t in standard.targets
        ],
    }


def _sql(standard: Standard) -> str:
    from datetime import datetime

    from openpeel.engine.clocks import as_happened_by
    from openpeel.engine.evaluation import make_plan

    as_at = as_happened_by(datetime.fromisoformat(standard.examples_as_at))
    plan = make_plan([standard], as_at=as_at, limits={}, coverage=[])
    frames = [f"-- the facts of each {name.removeprefix('frame_')}\n{sql};" for name, sql in plan.frames.items()]
    return "\n\n".join([*frames, f"-- the verdicts\n{plan.ledger[0]};"])
