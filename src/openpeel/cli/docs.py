"""openpeel docs: write the generated reference anew, or check that it is current."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from openpeel.cli.exits import FOUND_WANTING
from openpeel.errors import Refused


def pages() -> dict[str, Callable[[], str]]:
    """What writes each page of the reference, by the name of its file."""
    from openpeel.cli.reference import (
        assessment,
        commands,
        framework,
        indicators,
        limits,
        lists,
        standards,
        tables,
        units,
    )

    return {
        "tables.md": tables.write,
        "units.md": units.write,
        "standards.md": standards.write,
        "indicators.md": indicators.write,
        "lists.md": lists.write,
        "limits.md": limits.write,
        "framework.md": framework.write,
        "assessment.md": assessment.write,
        "assessment.schema.json": assessment.write_schema,
        "commands.md": commands.write,
        "exit-codes.md": commands.write_exits,
    }


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; name the pages that are not current, and end with 1.")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default="docs/reference",
    show_default=True,
    help="Folder of the reference.",
)
def docs(check: bool, folder: Path) -> None:
    """Write the reference from the code: tables, units, standards, indicators, lists, limits, framework, commands.

    Standards of installed packages are in it too, so that a force can publish its own.

    \b
    Examples:
      openpeel docs
      openpeel docs --check
      openpeel docs --folder /srv/intranet/openpeel
    """
    written = {name: write() for name, write in pages().items()}
    if check:
        stale = [name for name, text in written.items() if _read(folder / name) != text]
        for name in stale:
            click.echo(f"{folder / name} is not current", err=True)
        if stale:
            click.echo("Write the reference anew with: openpeel docs", err=True)
            sys.exit(FOUND_WANTING)
        click.echo(f"The {len(written)} pages of {folder} are current.")
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in written.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise Refused(f"the reference cannot be written: {error.strerror}", where=str(folder)) from None
    click.echo(f"Wrote {len(written)} pages to {folder}.")


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
