"""The chapter as one HTML file: no script, nothing fetched; for screens, telephones, screen readers and paper."""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from openpeel.reports.chapter.contents import Chapter, Chart

_ENVIRONMENT = Environment(
    loader=PackageLoader("openpeel.reports.chapter", "."),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def chapter_page(chapter: Chapter, ways: Sequence[tuple[str, str]] = ()) -> str:
    """The page as a string of HTML; where it is served among others, with the ways to them, by label and address."""
    return _ENVIRONMENT.get_template("page.html").render(chapter=chapter, ways=ways, drawing=_drawing)


def _drawing(chart: Chart) -> Markup:
    """The chart as part of the page: our own drawing, whose words were escaped when it was drawn."""
    return Markup(chart.figure.svg())
