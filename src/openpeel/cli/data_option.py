"""The option --data, by which every command that needs records names their folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def data_option(command: Command) -> Command:
    """Add ``--data``; the command receives ``data``, a path."""
    return click.option(
        "--data",
        type=click.Path(path_type=Path),
        default="openpeel-data",
        show_default=True,
        envvar="OPENPEEL_DATA",
        help="Folder of the records (or the environment variable OPENPEEL_DATA).",
    )(command)
