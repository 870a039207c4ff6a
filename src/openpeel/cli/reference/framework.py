"""The page of the framework: cycles with the names of their areas, grades, and the characteristics of good."""

from __future__ import annotations

from openpeel.cli.reference.markdown import page, table
from openpeel.inspection.framework.cycles import Cycle, cycles
from openpeel.inspection.framework.grades import Grade, Scale
from openpeel.language.framework import CHARACTERISTICS, Area, Basis

OPENING = """\
What the inspectorate inspects, and on which scale, by cycle. All of it is in our own words; how we know each part is
said beside it, and what was not verified is never shown as official. Grades of two cycles are not compared: scale,
questions and characteristics changed between them."""

_SCALES = {Scale.FOUR_TIERS: "four tiers", Scale.FIVE_TIERS: "five tiers"}


def write() -> str:
    """The page."""
    grades = table(["grade", "the force", *_SCALES.values()], map(_grade, Grade))
    return page(
        "Framework",
        OPENING,
        [
            f"## Grades\n\n{grades}",
            *map(_cycle, reversed(cycles())),
            "## Characteristics of good\n\nThe topics of 2021/22, which standards and indicators name.",
            table(["characteristic", "area", "a force that is good", "how we know"], _characteristics()),
        ],
    )


def _grade(grade: Grade) -> list[str]:
    return [grade.label, grade.test, *("yes" if grade in scale.value else "no" for scale in _SCALES)]


def _cycle(cycle: Cycle) -> str:
    rows = [
        ["Scale", f"{_SCALES[cycle.scale]}: {', '.join(grade.label for grade in cycle.scale.value)}"],
        ["Framework published", str(cycle.framework_published or "not known")],
        *([["Framework revised", str(cycle.framework_revised)]] if cycle.framework_revised else []),
        ["How we know", _basis(cycle.basis)],
        ["What is known", cycle.known],
    ]
    areas = [
        [
            area.name,
            "; ".join(area.names) or "none",
            str(area.question or ""),
            "in a report of its own" if area.elsewhere else "yes" if area.graded else "no",
            _identifier(area.area),
        ]
        for area in cycle.areas
    ]
    named = table(["area, as its chapter is headed", "other names", "core question", "graded", "identifier"], areas)
    return f"## {cycle.title}\n\n{table(['', ''], rows)}\n\n{named}"


def _characteristics() -> list[list[str]]:
    return [[one.identifier, one.area.title, one.says, _basis(one.basis)] for one in CHARACTERISTICS.values()]


def _identifier(area: Area | None) -> str:
    return f"`{area.identifier}`" if area else ""


def _basis(basis: Basis) -> str:
    return basis.value if basis is Basis.VERIFIED else f"{basis.value}, not official"
