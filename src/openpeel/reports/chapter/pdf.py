"""The chapter as a tagged PDF (PDF/UA-1), set by Typst from the same content."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from importlib import resources
from typing import Any

import typst

from openpeel.errors import Refused
from openpeel.reports.chapter.contents import Chapter, Chart, Table

LINE = 108
"""Letters of a table's type that a page is wide."""
SHORT = 12
"""Letters up to which a cell stays on one line."""


def chapter_pdf(chapter: Chapter) -> bytes:
    """The PDF. The same chapter gives the same bytes: it holds no time of its making.

    Raises Refused where it cannot be set.
    """
    template = resources.files("openpeel.reports.chapter").joinpath("chapter.typ").read_bytes()
    try:
        made = typst.compile(
            template,
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=0,
            sys_inputs={"chapter": json.dumps(_data(chapter))},
        )
    except typst.TypstError as error:
        raise Refused(f"the chapter could not be set as PDF: {str(error).splitlines()[0]}") from error
    assert isinstance(made, bytes)
    return made


def _data(chapter: Chapter) -> dict[str, Any]:
    """The content as plain values, each chart as its drawing and words."""
    return {"title": chapter.title, **_plain(chapter)}


def _plain(value: Any) -> Any:
    if isinstance(value, Chart):
        return {"svg": value.figure.svg(), "alt": value.alt, "table": _plain(value.table)}
    if isinstance(value, Table):
        return {**_fields(value), "widths": _widths(value)}
    if is_dataclass(value):
        return _fields(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return sorted(value) if isinstance(value, frozenset) else value


def _fields(value: Any) -> dict[str, Any]:
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}


def _widths(table: Table) -> list[float]:
    """The columns' widths in letters: each at least its longest word, the rest shared by how much there is to read."""
    columns = list(zip(table.heads, *table.rows, strict=True))
    least = [max(max(map(_unbroken, column)), 2.0) + 1.5 for column in columns]
    wanted = [0.5 * max(map(len, column)) + 0.5 * sum(map(len, column)) / len(column) for column in columns]
    more = [max(0.0, want - own) for want, own in zip(wanted, least, strict=True)]
    left = max(0.0, LINE - sum(least))
    share = min(1.0, left / sum(more)) if sum(more) else 0.0
    return [own + share * extra for own, extra in zip(least, more, strict=True)]


def _unbroken(cell: str) -> float:
    """The letters that a cell needs on one line: short cells are not broken, nor are words."""
    return float(len(cell) if len(cell) <= SHORT else max(map(len, cell.split(" "))))
