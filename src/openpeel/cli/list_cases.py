"""openpeel list: cases for people to work through, ranked by reasons that are shown."""

from __future__ import annotations

from pathlib import Path

import click

from openpeel import library
from openpeel.cli.data_option import data_option
from openpeel.cli.judging import moment_of_judging, moment_options
from openpeel.cli.output import format_options, print_rows
from openpeel.engine.ranked_lists import Listed, cases_on
from openpeel.records.store import Store
from openpeel.reports.words import readable


@click.command("list")
@click.argument("identifier", metavar="[LIST]", required=False)
@click.option("--force", help="Only this force.")
@click.option("--owner", help="Only cases of this owner (team).")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="Show at most so many.")
@click.option("--whole", is_flag=True, help="Go back beyond the time that the list looks back on.")
@moment_options
@data_option
@format_options
def list_cases(
    identifier: str | None,
    force: str | None,
    owner: str | None,
    limit: int,
    whole: bool,
    known_on: str | None,
    happened_by: str | None,
    data: Path,
    output_format: str,
) -> None:
    """List cases to work through, the most pressing first, each with its reasons. Without LIST, say which there are.

    The order is no score: of two cases the one with the more important reason comes first (openpeel docs writes the
    reasons of each list, in order); with the same reasons, the one that has waited longer.

    \b
    Examples:
      openpeel list
      openpeel list call-back
      openpeel list calls-to-review --owner 'Control room A' --limit 20
      openpeel list missing-children-mis-recorded --csv > children.csv
    """
    if identifier is None:
        print_rows([{"list": one.id, "says": one.says} for one in library.lists().values()], output_format)
        return
    chosen = library.case_list(identifier)
    snapshot = Store(data).snapshot()
    as_at = moment_of_judging(snapshot, known_on, happened_by, (force,) if force else (), [chosen])
    most = limit + 1 if output_format == "table" else None
    listed = cases_on(snapshot, chosen, as_at, owner=owner, whole=whole, limit=most)
    shown = listed[:limit] if most is not None else listed
    print_rows(
        [_row(place, case) for place, case in enumerate(shown, start=1)],
        output_format,
        title=f"{chosen.says} ({as_at})",
        numbers=("place",),
        empty=f"Nobody is on this list, {as_at}."
        + ("" if whole or chosen.within is None else " --whole looks further back."),
    )
    if len(listed) > len(shown):
        click.echo(f"The first {limit}; --limit shows more, --csv all.", err=True)
    doubtful = {words for case in shown for words in case.not_known}
    if doubtful:
        click.echo(f"For some the records cannot tell, and count as not: {'; '.join(sorted(doubtful))}.", err=True)


def _row(place: int, case: Listed) -> dict[str, object]:
    return {
        "place": place,
        **{name: readable(value) for name, value in case.facts.items()},
        "because": "; ".join(case.reasons),
        "not known": "; ".join(case.not_known),
        "owner": case.owner or "",
        "force": case.force,
    }
