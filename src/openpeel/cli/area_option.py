"""The option that names an area of policing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from openpeel.language.framework import Area

Command = TypeVar("Command", bound=Callable[..., Any])


def area_option(text: str, **settings: Any) -> Callable[[Command], Command]:
    """Add ``--area``: the command receives the identifier of an area. ``settings`` are click's own."""
    areas = click.Choice([area.identifier for area in Area])
    return click.option("--area", type=areas, metavar="AREA", help=text, **settings)
