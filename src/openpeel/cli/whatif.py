"""openpeel whatif: judge by another limit, and list the cases whose verdict changes."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from openpeel import library
from openpeel.cli.data_option import data_option
from openpeel.cli.judging import moment_of_judging, moment_options, runs_folder
from openpeel.cli.lengths import HOW_TO_WRITE, length_named
from openpeel.cli.output import format_options, print_rows
from openpeel.engine.cases import CaseReader
from openpeel.engine.clocks import AsAt
from openpeel.engine.ledger import Ledger, changes
from openpeel.engine.runs import PLANS, evaluate, limits_of, open_run, run_folders
from openpeel.engine.verdicts import Verdict
from openpeel.errors import Refused
from openpeel.language.durations import Duration
from openpeel.language.limits import Limit, LimitValue, Verified
from openpeel.language.standards import Standard
from openpeel.records.store import Store
from openpeel.reports.words import readable


@click.command()
@click.argument("changed", metavar="LIMIT=VALUE...", nargs=-1, required=True)
@click.option("--standard", "names", multiple=True, metavar="ID", help="Only this standard; may be given again.")
@click.option("--force", "forces", multiple=True, metavar="FORCE", help="Only this force; may be given again.")
@click.option(
    "--limit", "most", type=click.IntRange(1), default=50, show_default=True, help="Show at most so many cases."
)
@moment_options
@data_option
@format_options
def whatif(
    changed: tuple[str, ...],
    names: tuple[str, ...],
    forces: tuple[str, ...],
    most: int,
    known_on: str | None,
    happened_by: str | None,
    data: Path,
    output_format: str,
) -> None:
    """Judge the same records by another limit, and list every case whose verdict changes.

    VALUE is a number, or a length of time in seconds, minutes, hours, days (of 24 hours), civil days, civil months or
    working days. For one category of a limit write LIMIT:CATEGORY=VALUE. Nothing is kept. Without a day it asks as the
    newest run with a case did, so that its cases are those of the worklists.

    \b
    Examples:
      openpeel whatif marac-incidents-by-force-policy=3
      openpeel whatif 'dash-without-delay=12 hours'
      openpeel whatif 'sex-offender-visit:medium=3 civil months' --force wiltshire
    """
    replaced = _replaced(changed)
    standards = [library.standard(name) for name in names] or [
        standard
        for standard in library.standards().values()
        if any(limit.id in replaced for limit in limits_of(standard))
    ]
    if not standards:
        raise Refused("no standard rests on this limit", mend="openpeel show STANDARD names the limits of each")
    snapshot = Store(data).snapshot()
    as_at = _as_the_newest_run(data, standards) if not (known_on or happened_by or forces) else None
    as_at = as_at or moment_of_judging(snapshot, known_on, happened_by, forces, standards)
    runs = runs_folder(data)
    runs.mkdir(parents=True, exist_ok=True)
    # Aside, so that nobody takes hypothetical verdicts for the newest run, not even if this one is killed.
    with tempfile.TemporaryDirectory(prefix=".whatif-", dir=runs) as folder:
        aside = Path(folder)
        before = evaluate(snapshot, standards, as_at, runs=aside, plans=runs / PLANS, keeps_shown=False)
        after = evaluate(snapshot, standards, as_at, runs=aside, plans=runs / PLANS, limits=replaced, keeps_shown=False)
        rows, counts = [], Counter[tuple[str, str, str]]()
        for standard in standards:
            found = changes(before, after, standard.id)
            counts.update((standard.id, _word(change.before), _word(change.after)) for change in found)
            shown = found if output_format != "table" else found[:most]
            case_name = standard.facts_shown()[0]
            facts = CaseReader(snapshot, as_at).facts(standard.unit, [case_name], (change.unit for change in shown))
            rows += [
                {
                    "standard": standard.id,
                    "case": readable(facts[change.unit][case_name]),
                    "verdict now": _word(change.before),
                    "what if": _word(change.after),
                }
                for change in shown
            ]
    if output_format == "table":
        summary = [
            {"standard": standard, "verdict now": now, "what if": then, "cases": count}
            for (standard, now, then), count in sorted(counts.items())
        ]
        print_rows(summary, "table", title=f"Changed verdicts {as_at}", numbers=("cases",), empty="No verdict changes.")
        click.echo()
    if rows or output_format != "table":
        print_rows(rows, output_format, title="The cases")
    if output_format == "table" and len(rows) < counts.total():
        click.echo(f"{len(rows)} of {counts.total():,} cases; --limit shows more, --csv all.", err=True)


def _as_the_newest_run(data: Path, standards: Sequence[Standard]) -> AsAt | None:
    """The moment and forces of the newest run that judged all the standards and has a case under one of them."""
    wanted = {standard.id for standard in standards}
    runs = [open_run(folder) for folder in run_folders(runs_folder(data))]
    judged = [run for run in runs if wanted <= {one.id for one in run.standards}]
    found = next((run for run in judged if any(Ledger(run).count(name) for name in wanted)), None)
    return found.as_at if found is not None else judged[0].as_at if judged else None


def _word(verdict: Verdict | None) -> str:
    return "not applicable" if verdict is None else verdict.word


def _replaced(changed: tuple[str, ...]) -> dict[str, Limit]:
    replaced: dict[str, Limit] = {}
    for text in changed:
        place, equals, value = text.partition("=")
        if not equals:
            raise Refused(
                f"'{text}' names no value", mend="write LIMIT=VALUE, for example 'dash-without-delay=12 hours'"
            )
        identifier, _, category = place.strip().partition(":")
        limit = replaced.get(identifier, library.limit(identifier))
        categories = {own.category for own in limit.values if own.category}
        if category and category not in categories:
            raise Refused(f"limit {identifier} has no category '{category}'", mend=f"it has: {_listed(categories)}")
        if categories and not category:
            raise Refused(f"limit {identifier} has a value for each category", mend=f"say which: {_listed(categories)}")
        new = LimitValue(
            value=_value(limit, value.strip()),
            since=date.min,
            source="What-if question",
            verified=Verified.LOCAL,
            category=category or None,
        )
        kept = tuple(own for own in limit.values if category and own.category != category)
        replaced[identifier] = limit.replaced(*kept, new)
    return replaced


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names))


def _value(limit: Limit, text: str) -> Duration | float:
    is_length = any(isinstance(value.value, Duration) for value in limit.values)
    try:
        if is_length and (length := length_named(text)) is not None:
            make, amount = length
            return make(amount)
    except ValueError as error:
        raise Refused(f"'{text}' is no value of limit {limit.id}: {error}") from None
    if is_length or not re.fullmatch(r"\d+(\.\d+)?", text):
        raise Refused(
            f"'{text}' is no value of limit {limit.id}", mend=f"write {HOW_TO_WRITE if is_length else 'a number'}"
        )
    return float(text)
