"""Saying that who is who was not worked out since records were loaded."""

from __future__ import annotations

import click

from openpeel.identity.freshness import forces_behind
from openpeel.records.store import Snapshot


def say_if_links_are_behind(snapshot: Snapshot) -> None:
    """Say on stderr which forces' links are older than the descriptions and decisions that they rest on."""
    behind = forces_behind(snapshot)
    if behind:
        click.echo(
            f"Who is who is older than the records of {', '.join(behind)}: repeat callers and households are not told "
            "of what was loaded since. openpeel identify works it out.",
            err=True,
        )
