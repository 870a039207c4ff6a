"""openpeel case: one case, with its verdicts, its facts and the source rows behind them."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from openpeel import library
from openpeel.cli.data_option import data_option
from openpeel.cli.exits import FAULT_OF_USE
from openpeel.cli.judging import chosen_run, runs_by_forces, say_if_changed, say_if_set_aside
from openpeel.cli.output import print_rows
from openpeel.engine.cases import CaseReader
from openpeel.engine.ledger import Ledger
from openpeel.engine.runs import PLANS, Run
from openpeel.errors import Refused
from openpeel.language.standards import Standard
from openpeel.language.units import fact_descriptions
from openpeel.records.store import Store
from openpeel.reports.words import readable

MOST = 20


@click.command()
@click.argument("identifier", metavar="STANDARD")
@click.argument("case_name", metavar="CASE", required=False)
@click.option("--run", "run_name", metavar="RUN", help="Of this run instead of the newest that judged it.")
@data_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def case(identifier: str, case_name: str | None, run_name: str | None, data: Path, as_json: bool) -> None:
    """Open one case of a standard, by the reference in the worklist's first column (or its first characters).

    It shows what every standard about the same thing says of it, the facts that this rests on, and the file and line of
    each source row behind them. Where several cases begin so they are listed, and none is opened (exit code 2). Times
    are of Europe/London.

    \b
    Examples:
      openpeel case dash-completed CC-2024-000123
      openpeel case crime-reaches-outcome a4ce6ee40c12 --json
    """
    if case_name is None:
        raise _one_of_two_is_missing(identifier)
    standard = library.standard(identifier)
    runs = runs_by_forces(data, standard.id) if run_name is None else [chosen_run(data, run_name)]
    run, reader, units = _found(standard, case_name, runs, data)
    if not units:
        raise Refused(
            f"there is no such case under {standard.id}",
            mend=f"its cases: openpeel worklist {standard.id} --verdict all",
        )
    case_fact = standard.facts_shown()[0]
    called = {unit: str(row[case_fact]) for unit, row in reader.facts(standard.unit, [case_fact], units).items()}
    if len(set(called.values())) > 1:
        _list_candidates(standard, sorted(set(called.values())), as_json=as_json)
        sys.exit(FAULT_OF_USE)
    say_if_changed(run, standard)
    say_if_set_aside(Store(data).snapshot(run.snapshot), [standard])
    judged = {judged.id for judged in run.standards}
    names = sorted(
        {
            name
            # Standards of an old run that are gone have no facts to show.
            for one in library.standards().values()
            if one.unit is standard.unit and (one is standard or one.id in judged)
            for name in (*one.facts_used(), *one.facts_shown())
        }
    )
    found = [
        {
            "case": one.facts[case_fact],
            "verdicts": [
                {
                    "standard": row.standard,
                    "verdict": row.verdict.word,
                    "why unknown": row.reason.words,
                    "due": readable(row.due),
                    "done": readable(row.done),
                    "owner": row.owner or "",
                }
                for row in Ledger(run).of_unit(unit)
            ],
            "facts": {name: readable(one.facts[name]) for name in names},
            "source rows": [
                {
                    "table": source.table,
                    "file": source.origin.file,
                    "line": source.origin.line,
                    "load": source.origin.load,
                    "loaded": readable(source.origin.loaded_at.replace(microsecond=0)),
                }
                for source in one.sources
            ],
        }
        for unit, one in reader.cases(standard.unit, names, units[:MOST]).items()
    ]
    if as_json:
        click.echo(json.dumps(found, indent=2, ensure_ascii=False, default=str))
        return
    descriptions = fact_descriptions(standard.unit)
    for shown in found:
        _print(shown, descriptions, f"{standard.unit.name.replace('_', ' ')} {shown['case']} ({run.as_at})")
    if len(units) > MOST:
        click.echo(f"{MOST} of {len(units)} cases of that reference.", err=True)


def _one_of_two_is_missing(given: str) -> Refused:
    if given in library.standards():
        return Refused("name the case too", mend=f"its cases: openpeel worklist {given} --verdict all")
    return Refused(
        "name a standard, then the case",
        why="the same reference may be a case of several standards",
        mend=f"openpeel case STANDARD {given}; openpeel show lists the standards",
    )


def _found(
    standard: Standard, case_name: str, runs: Sequence[Run], data: Path
) -> tuple[Run, CaseReader, Sequence[int]]:
    """The first of the runs whose ledger has a case of that reference, else the first that knows the record."""
    known = []
    for run in runs:
        reader = CaseReader(Store(data).snapshot(run.snapshot), run.as_at, data / "runs" / PLANS)
        units = reader.find(standard.unit, standard.facts_shown()[0], case_name)
        known.append((run, reader, units))
        if any(Ledger(run).of_unit(unit) for unit in units[:MOST]):
            return known[-1]
    return next((one for one in known if one[2]), known[0])


def _list_candidates(standard: Standard, cases: Sequence[str], *, as_json: bool) -> None:
    """The references that begin as was asked: which of them is meant, its user must say."""
    if as_json:
        click.echo(json.dumps([{"case": case} for case in cases[:MOST]], indent=2, ensure_ascii=False))
    else:
        shown = [{"case": case, "open it with": f"openpeel case {standard.id} '{case}'"} for case in cases[:MOST]]
        print_rows(shown, "table", title=f"{len(cases):,} cases of {standard.id} begin so: which one?")
    if len(cases) > MOST:
        click.echo(f"The first {MOST} of {len(cases):,}; give more of the reference.", err=True)


def _print(one: dict[str, Any], descriptions: dict[str, str], title: str) -> None:
    click.secho(title, bold=True)
    print_rows(one["verdicts"], "table", title="Verdicts", empty="No standard of this run applies to it.")
    click.echo()
    facts = [
        {"fact": name, "value": value, "meaning": " ".join(descriptions.get(name, "").split())}
        for name, value in one["facts"].items()
    ]
    print_rows(facts, "table", title="Facts")
    click.echo()
    print_rows(one["source rows"], "table", title="Source rows", numbers=("line", "load"))
