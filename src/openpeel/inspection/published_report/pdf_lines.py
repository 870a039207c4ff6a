"""The runs of a PDF's pages as lines in reading order, column by column where a page has two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from openpeel.inspection.published_report.pdf_runs import Run


@dataclass(frozen=True)
class Line:
    runs: tuple[Run, ...]
    left: float
    """Left edge of the column in which it stands."""

    @property
    def text(self) -> str:
        return " ".join(run.text for run in self.runs)

    @property
    def first(self) -> Run:
        return self.runs[0]

    @property
    def x1(self) -> float:
        return self.runs[-1].x1


def lines_of(pages: list[list[Run]]) -> list[Line]:
    """The lines in reading order; a page with too few lines to tell has the columns that most pages have."""
    gutters = [_gutter(runs) for runs in pages]
    found = sorted(gutter for gutter in gutters if gutter is not None)
    usual = found[len(found) // 2] if 2 * len(found) >= len(pages) else None
    return [line for runs, gutter in zip(pages, gutters, strict=True) for line in _reading_order(runs, gutter or usual)]


def _reading_order(runs: list[Run], gutter: float | None) -> list[Line]:
    """The lines of a page from top to bottom, column by column where there are two columns of text."""
    if not runs:
        return []
    x0, x1 = min(run.x0 for run in runs), max(run.x1 for run in runs)
    if gutter is None:
        return _lines(runs, x0)
    lines: list[Line] = []
    band: list[Run] = []
    for run in sorted(runs, key=lambda run: -run.y):
        if run.x0 < gutter < run.x1 and run.x1 - run.x0 > 0.6 * (x1 - x0):
            lines += _columns(band, x0, gutter) + _lines([run], x0)
            band = []
        else:
            band.append(run)
    return lines + _columns(band, x0, gutter)


def _columns(band: list[Run], left: float, gutter: float) -> list[Line]:
    second = [run for run in band if run.x0 >= gutter]
    edge = min((run.x0 for run in second), default=gutter)
    return _lines([run for run in band if run.x0 < gutter], left) + _lines(second, edge)


def _gutter(runs: list[Run]) -> float | None:
    """The middle of the white strip between two columns of long lines, or nothing."""
    if not runs:
        return None
    x0, x1 = min(run.x0 for run in runs), max(run.x1 for run in runs)
    width = x1 - x0
    best: tuple[int, float] | None = None
    for step in range(40, 61):
        at = x0 + width * step / 100
        left = [run for run in runs if run.x1 <= at and run.x1 - run.x0 > 0.25 * width]
        right = [run for run in runs if run.x0 >= at and run.x1 - run.x0 > 0.25 * width]
        crossing = sum(1 for run in runs if run.x0 < at < run.x1)
        if len(left) >= 4 and len(right) >= 2 and crossing <= 0.15 * len(runs):
            score = len(left) + len(right) - 4 * crossing
            if best is None or score > best[0]:
                best = (score, at)
    return best[1] if best else None


def _lines(runs: Iterable[Run], left: float) -> list[Line]:
    """Runs on one baseline as lines, from top to bottom."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-run.y, run.x0)):
        if rows and abs(rows[-1][0].y - run.y) <= 0.35 * max(run.size, rows[-1][0].size):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [Line(_merged(sorted(row, key=lambda run: run.x0)), left) for row in rows]


def _merged(row: list[Run]) -> tuple[Run, ...]:
    """Runs of a line without a wide gap between them as one; a bullet goes with its words."""
    merged = [row[0]]
    for run in row[1:]:
        last = merged[-1]
        gap = run.x0 - last.x1
        if gap <= 0.8 * run.size or (len(last.text) <= 2 and len(merged) == 1 and gap <= 3 * run.size):
            space = "" if gap < 0.1 * run.size and len(last.text) > 2 else " "
            bold = run.bold and (last.bold or len(last.text) <= 2)
            size = run.size if len(last.text) <= 2 else max(last.size, run.size)
            text, terms = last.text + space + run.text, last.terms + run.terms
            merged[-1] = replace(last, text=text, x1=run.x1, bold=bold, size=size, terms=terms)
        else:
            merged.append(run)
    return tuple(merged)
