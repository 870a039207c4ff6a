"""What every format of report is first turned into: blocks in reading order, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What the format itself says of a block."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    """Marked as a heading, or set larger than the body."""
    BULLET = "bullet"
    TABLE = "table"


@dataclass(frozen=True)
class Cell:
    """A cell of a table's line, with its extent across the page (in any unit, the same for one table)."""

    start: float
    end: float
    text: str


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, bullet or table."""

    text: str
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    """Of a heading, from 1; of a bullet, its depth from 1."""
    emphasised: bool = False
    """Wholly in bold."""
    lines: tuple[int, ...] = ()
    """Line numbers from 1, in a text."""
    page: int | None = None
    """Page number from 1, in a PDF."""
    rows: tuple[tuple[Cell, ...], ...] = ()
    """Of a table."""
    terms: tuple[str, ...] = ()
    """The words that are linked (to a glossary, or to another report)."""


@dataclass(frozen=True)
class Document:
    """A report's blocks in reading order."""

    blocks: tuple[Block, ...]
    format: str
    """'text', 'html' or 'pdf'."""
    pages: int | None = None
    furniture: tuple[str, ...] = ()
    """Running heads, feet and page numbers that were taken out; one entry for each wording."""
