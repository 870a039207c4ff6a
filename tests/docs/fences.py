"""The fenced blocks of the project's Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]

PAGES = sorted(
    [
        *ROOT.glob("*.md"),
        *(path for path in (ROOT / "docs").rglob("*.md") if path.parent.name != "reference"),
    ]
)
"""Every page that people write; the reference is generated."""


@dataclass(frozen=True)
class Fence:
    """One fenced block: its language, what follows that on the opening line, its text and the line it begins on."""

    language: str
    about: str
    text: str
    line: int


def fences(path: Path) -> list[Fence]:
    """The fenced blocks of a page, in order."""
    text = path.read_text(encoding="utf-8")
    found = re.finditer(r"^```(\w*) ?([^\n]*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [Fence(one[1], one[2], one[3], text.count("\n", 0, one.start()) + 1) for one in found]
