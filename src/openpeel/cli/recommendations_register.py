"""The register that the commands of recommendations read and write."""

from __future__ import annotations

from pathlib import Path

import click

from openpeel.errors import Refused
from openpeel.inspection.recommendations.file import read_register
from openpeel.inspection.recommendations.register import Register

register_argument = click.argument("register", type=click.Path(path_type=Path))


def held_in(file: Path) -> Register:
    """The register that a file holds. Raises Refused where there is none."""
    if not file.exists():
        raise Refused(
            "There is no such register.", where=str(file), mend="Add a report first: openpeel recommendations add."
        )
    return read_register(file)
