"""The chapter as a tagged PDF (PDF/UA-1), set by Typst from the same content."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from importlib import resources
from typing import Any

import typst

from openpeel.errors import Refused
from openpeel.reports.chapter.contents import Chapter, Chart

STANDARD = "ua-1"


def chapter_pdf(chapter: Chapter) -> bytes:
    """The PDF. The same chapter gives the same bytes: it holds no time of its making.

    Raises Refused where it cannot be set.
    """
    template = resources.files("openpeel.reports.chapter").joinpath("chapter.typ").read_bytes()
    try:
        made = typst.compile(
            template,
            format="pdf",
            pdf_standards=STANDARD,
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
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return sorted(value) if isinstance(value, frozenset) else value
