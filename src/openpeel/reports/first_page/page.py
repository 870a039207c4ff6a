"""Writing the first page as one self-contained HTML file: no script, no address outside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from openpeel import __version__
from openpeel.language.indicators import Indicator
from openpeel.language.periods import london_day
from openpeel.reports.first_page.contents import Part
from openpeel.reports.numbers_shown import percent
from openpeel.reports.words import on_page

NUMBERS = ("rate", "share", "95% interval", "n", "years", "residents", "not told", "if not told")
"""Columns of an indicator's figures that are set flush right."""


def write_page(
    place: Path,
    *,
    title: str,
    parts: Sequence[Part],
    indicators: Sequence[tuple[Indicator, list[dict[str, Any]]]],
    credit: str,
) -> None:
    """Write the page to ``place``."""
    environment = Environment(
        loader=PackageLoader("openpeel.reports.first_page", "templates"),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["percent"] = percent
    environment.filters["count"] = lambda number: f"{number:,}"
    environment.filters["day"] = lambda moment: on_page(london_day(moment))
    environment.filters["words"] = on_page
    environment.filters["heading"] = lambda name: name.replace("_", " ")
    text = environment.get_template("page.html").render(
        title=title, parts=parts, indicators=indicators, numbers=NUMBERS, credit=credit, version=__version__
    )
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
