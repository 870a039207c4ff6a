"""The table of coverage as docs/explanation/intervals.md has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from openpeel.statistics.coverage.covering import Coverage
from openpeel.statistics.coverage.medians import coverage_of_medians
from openpeel.statistics.coverage.pairs import coverage_of_pairs
from openpeel.statistics.coverage.single_figures import coverage_of_single_figures


def coverage_table(level: float = 0.95) -> Iterator[Coverage]:
    """The coverage of every method offered, at each size."""
    yield from coverage_of_single_figures(level)
    yield from coverage_of_pairs(level)
    yield from coverage_of_medians(level)


def as_markdown(rows: Sequence[Coverage]) -> str:
    """The coverage table as it stands in docs/explanation/intervals.md."""
    lines = ["| method | n | mean | worst | worst at |", "|---|---:|---:|---:|---|"]
    order = list(dict.fromkeys(row.method for row in rows))
    for row in sorted(rows, key=lambda row: (order.index(row.method), row.n)):
        lines.append(f"| {row.method} | {row.n} | {100 * row.mean:.1f} | {100 * row.worst:.1f} | {row.worst_at} |")
    return "\n".join(lines) + "\n"
