"""What every chart shares: a title that says the finding, source and notes, colours, rendering, the data as a table."""

from __future__ import annotations

import hashlib
import html
import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np
import vl_convert

from openpeel.errors import Refused

Spec = dict[str, Any]
Row = Mapping[str, Any]

FONT = "Liberation Sans, Arial, Helvetica, DejaVu Sans, sans-serif"
WIDTH = 640
"""Pixels across the drawing; a page of A4 at reading size."""

_TITLE_LETTERS = 80
_NOTE_LETTERS = 122


class Ink(StrEnum):
    """Colours that people with any colour vision tell apart (Okabe and Ito 2008); none carries meaning alone."""

    FOCUS = "#0072B2"
    CONCERN = "#D55E00"
    NEUTRAL = "#8A5A9E"
    OTHERS = "#A7AFB5"
    LINE = "#5B656B"
    TARGET = "#A3004F"
    TEXT = "#0B0C0C"
    QUIET = "#505A5F"
    GRID = "#E4E7E9"
    BAND = "#EDF0F2"


@dataclass(frozen=True)
class Figure:
    """A chart with its words and its data.

    ``title`` says the finding; ``subtitle`` what is measured, where and when; ``notes`` hold the source, n and every
    caveat, and are drawn under the chart, so that no picture travels without them. ``table`` is the data as drawn.
    """

    title: str
    subtitle: str
    notes: tuple[str, ...]
    drawing: Spec
    table: tuple[Row, ...]

    def spec(self) -> Spec:
        """The whole Vega-Lite specification, with the data in it; nothing is fetched to draw it."""
        under = [line for note in self.notes for line in textwrap.wrap(note, _NOTE_LETTERS, subsequent_indent="  ")]
        return {
            "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
            "description": f"{self.title}. {self.subtitle}",
            "background": "white",
            "padding": 16,
            "spacing": 14,
            "align": "none",
            "title": {
                "text": textwrap.wrap(self.title, _TITLE_LETTERS),
                "subtitle": textwrap.wrap(self.subtitle, _NOTE_LETTERS - 12),
            },
            "vconcat": [
                self.drawing,
                {
                    "data": {"values": [{}]},
                    "mark": {"type": "point", "opacity": 0},
                    "width": WIDTH,
                    "height": 1,
                    "view": {"stroke": None},
                    "title": {
                        "text": under or [" "],
                        "fontSize": 11,
                        "fontWeight": "normal",
                        "color": Ink.QUIET,
                        "anchor": "start",
                        "frame": "group",
                        "lineHeight": 15,
                    },
                },
            ],
            "config": {
                "font": FONT,
                "lineBreak": "\n",
                "title": {
                    "anchor": "start",
                    "frame": "bounds",
                    "fontSize": 17,
                    "lineHeight": 22,
                    "color": Ink.TEXT,
                    "subtitleFontSize": 13,
                    "subtitleLineHeight": 17,
                    "subtitleColor": Ink.QUIET,
                    "subtitlePadding": 6,
                    "offset": 14,
                },
                "view": {"stroke": None},
                "axis": {
                    "labelFontSize": 12,
                    "titleFontSize": 12,
                    "titleFontWeight": "normal",
                    "labelColor": Ink.TEXT,
                    "titleColor": Ink.QUIET,
                    "gridColor": Ink.GRID,
                    "domainColor": Ink.LINE,
                    "tickColor": Ink.LINE,
                    "titlePadding": 10,
                },
                "legend": {
                    "labelFontSize": 12,
                    "titleFontSize": 12,
                    "orient": "top",
                    "title": None,
                    "symbolType": "circle",
                },
                "text": {"fontSize": 12, "color": Ink.TEXT},
            },
        }

    def svg(self) -> str:
        """The chart as SVG, with its title and data summary for readers who do not see it."""
        drawn = _own_names(str(vl_convert.vegalite_to_svg(self.spec())))
        head, _, body = drawn.partition(">")
        label = html.escape(f"{self.title}. {self.subtitle}. {' '.join(self.notes)}")
        # The picture speaks once, by its label: roles of its marks would be read out one by one, some without a name.
        body = re.sub(r' (?:role|aria-[a-z]+)="[^"]*"', "", body)
        return f'{head} role="img" aria-label="{label}">{body}'

    def png(self, scale: float = 2) -> bytes:
        """The chart as PNG, at ``scale`` pixels for each point."""
        return bytes(vl_convert.vegalite_to_png(self.spec(), scale=scale))

    def write(self, path: Path) -> None:
        """Write SVG or PNG, as the name ends. Raises Refused for another ending or a folder that is not there."""
        if path.suffix not in (".svg", ".png"):
            raise Refused(f"a figure is written as .svg or .png, not {path.suffix or 'without an ending'}")
        if not path.parent.is_dir():
            raise Refused(f"there is no folder {path.parent}", mend="make it first")
        if path.suffix == ".svg":
            path.write_text(self.svg(), encoding="utf-8")
        else:
            path.write_bytes(self.png())


def _own_names(svg: str) -> str:
    """Name clips and gradients by the drawing's content, not by how many were drawn before it.

    So the same chart gives the same text, and several on one page do not take each other's clips.
    """
    found = list(dict.fromkeys(re.findall(r'id="((?:clip|gradient_)\d+)"', svg)))
    bare = re.sub(r"\b(clip|gradient_)\d+\b", r"\1", svg)
    mark = hashlib.sha256(bare.encode()).hexdigest()[:8]
    for position, name in enumerate(found):
        svg = re.sub(rf"\b{name}\b", f"part-{mark}-{position}", svg)
    return svg


def values(rows: Sequence[Row]) -> Spec:
    """Rows as data inside a specification."""
    return {"values": [{key: _plain(value) for key, value in row.items()} for row in rows]}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value.item() if isinstance(value, np.generic) else value


def number(value: float) -> str:
    """A number to three figures, as text reads best: 0.0734, 1.83, 16.1, 1,243."""
    if value == 0:
        return "0"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    decimals = 1 if abs(value) >= 10 else 2 if abs(value) >= 1 else 3 if abs(value) >= 0.1 else 4
    return f"{value:.{decimals}f}"


def ordinal(position: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 21st."""
    ending = "th" if position % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(position % 10, "th")
    return f"{position}{ending}"
