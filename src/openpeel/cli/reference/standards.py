"""The page of standards: what each says and why, its source, limits, targets, facts and worked examples."""

from __future__ import annotations

from openpeel import library
from openpeel.cli.reference.limits import standing_of, value_words
from openpeel.cli.reference.markdown import anchor, one_line, page, table
from openpeel.engine.runs import limits_of
from openpeel.language.framework import REPORTED_AREAS, Area, characteristic
from openpeel.language.standards import Standard, Target

OPENING = """\
A standard says, over one unit, to whom it applies, what counts as done, by when, and what excuses it. Each cites the
place in the inspection report that it is drawn from. The worked examples are the standard's tests: the engine judges
each as it is written here ([what the verdicts mean](../explanation/verdicts.md)). Times in the examples are UTC; an
empty cell is a missing value; `covered` says whether the records loaded reach far enough."""


def write() -> str:
    """The page."""
    standards = library.standards().values()
    areas = [area for area in (*REPORTED_AREAS, *Area) if any(one.area is area for one in standards)]
    parts = [
        table(
            ["standard", "says", "shape", "unit"],
            [
                [
                    f"[{one.id}]({anchor(one.id)})",
                    one.says,
                    one.shape,
                    f"[{one.unit.name}](units.md{anchor(one.unit.name)})",
                ]
                for one in standards
            ],
        )
    ]
    for area in dict.fromkeys(areas):
        parts += [f"## {area.title}", *(_section(one) for one in standards if one.area is area)]
    return page("Standards", OPENING, parts)


def _section(standard: Standard) -> str:
    topic = characteristic(standard.characteristic)
    rows = [
        ["Why", standard.why],
        ["Characteristic of good", f"{topic.identifier}: {topic.says} (our words; {topic.basis.value})"],
        ["Source", str(standard.source)],
        ["Unit", f"[{standard.unit.name}](units.md{anchor(standard.unit.name)})"],
        ["Shape", standard.shape],
        ["Critical", "yes" if standard.critical else "no"],
        ["Decided by", ", ".join(f"`{name}`" for name in sorted(standard.facts_used()))],
        ["Limits", _limits(standard) or "none"],
        ["Target", "; ".join(map(_target, standard.targets)) or "none"],
        ["Finding", standard.shows.finding],
        ["Reviewed", f"{standard.review.on} by {standard.review.by}; next {standard.review.next}"],
    ]
    return "\n\n".join(
        [
            f"### {standard.id}",
            f"**{standard.says}.**",
            table(["", ""], rows),
            f"Worked examples, judged as at {standard.examples_as_at} UTC:",
            _examples(standard),
        ]
    )


def _limits(standard: Standard) -> str:
    return "; ".join(
        f"[{limit.id}](limits.md{anchor(limit.id)}), "
        + ", ".join(
            f"{value.category + ' ' if value.category else ''}{value_words(value)} ({standing_of(value)})"
            for value in limit.values
        )
        for limit in limits_of(standard)
    )


def _target(target: Target) -> str:
    standing = "official" if target.official else "local setting, not official"
    return f"at least {target.at_least:.0%} since {target.since} ({standing}: {target.source})"


def _examples(standard: Standard) -> str:
    lines = [line.strip() for line in standard.examples.strip().splitlines() if line.strip()]
    headings, *rows = [[one_line(cell) for cell in line.split("|")] for line in lines]
    return table(headings, rows)
