"""Inspection cycles: when, on which scale, and every name that a report gives to each area."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from openpeel.errors import Refused
from openpeel.inspection.framework.grades import Grade, Scale
from openpeel.language.framework import Area, Basis

_BASES = {"verified": Basis.VERIFIED, "report": Basis.REPORT, "general-knowledge": Basis.GENERAL_KNOWLEDGE}


@dataclass(frozen=True)
class CycleArea:
    """An area of policing as one cycle inspects it."""

    name: str
    """As the chapter's heading has it."""
    names: tuple[str, ...]
    """Its other names: in the table of judgments, in the grade's sentence, in other editions."""
    graded: bool
    elsewhere: bool
    """Graded, but in a report of its own."""
    question: int | None
    area: Area | None
    """The area of 2021/22 that it continues, where it does."""


@dataclass(frozen=True)
class Cycle:
    """A round of inspections of all forces."""

    id: str
    title: str
    scale: Scale
    areas: tuple[CycleArea, ...]
    framework_published: date | None
    framework_revised: date | None
    basis: Basis
    known: str
    """How much of this cycle we know, in words."""


@cache
def cycles() -> tuple[Cycle, ...]:
    """Every cycle that we know, oldest first."""
    text = resources.files("openpeel.inspection.framework").joinpath("cycles.toml").read_text(encoding="utf-8")
    return tuple(
        Cycle(
            id=row["id"],
            title=row["title"],
            scale=Scale[row["scale"]],
            areas=tuple(
                CycleArea(
                    name=area["name"],
                    names=tuple(area["names"]),
                    graded=area["graded"],
                    elsewhere=area.get("elsewhere", False),
                    question=area.get("question"),
                    area=Area.of(area["area"]) if "area" in area else None,
                )
                for area in row["areas"]
            ),
            framework_published=row.get("framework_published"),
            framework_revised=row.get("framework_revised"),
            basis=_BASES[row["basis"]],
            known=row["known"],
        )
        for row in tomllib.loads(text)["cycle"]
    )


def cycle(identifier: str) -> Cycle:
    """The cycle of that identifier, such as '2021/22' or '2023-25'; Refused if we do not know it."""
    for its in cycles():
        if its.id == identifier:
            return its
    raise Refused(
        f"There is no cycle ‘{identifier}’ in the framework.",
        mend="The cycles are: " + ", ".join(its.id for its in cycles()) + ".",
    )


def same_name(name: str) -> str:
    """``name`` reduced to what stays the same between editions: letters and digits, 'anti-social' as one word."""
    return " ".join(re.findall(r"[a-z0-9]+", name.casefold().replace("anti-social", "antisocial").replace("-", " ")))


def area_named(name: str, of_cycle: str | None = None) -> CycleArea | None:
    """The area that any cycle calls ``name`` (``of_cycle`` first, then the newest), or nothing."""
    names = _by_name()
    wanted = same_name(name)
    own = names.get((of_cycle or "", wanted))
    return own or next((names[its.id, wanted] for its in reversed(cycles()) if (its.id, wanted) in names), None)


@cache
def _by_name() -> dict[tuple[str, str], CycleArea]:
    """Areas by cycle and by each of their names."""
    return {
        (its.id, same_name(known)): area
        for its in cycles()
        for area in reversed(its.areas)
        for known in (area.name, *area.names)
    }


def compare(first: Grade, first_cycle: str, second: Grade, second_cycle: str) -> int:
    """-1, 0 or 1 as ``first`` is worse than, the same as or better than ``second``, in one cycle.

    Raises :class:`~openpeel.errors.Refused` for grades of different cycles: scale, questions and characteristics
    changed between them, and the inspectorate warns in each report that they cannot be compared.
    """
    if first_cycle != second_cycle:
        raise Refused(
            f"A grade of {first_cycle} and a grade of {second_cycle} are not compared.",
            why="A lower grade in another cycle does not mean lower performance: what is graded, and how, has changed.",
            mend="Compare the findings, or the figures over time.",
        )
    scale = cycle(first_cycle).scale
    for grade in (first, second):
        if grade not in scale.value:
            raise Refused(f"The cycle {first_cycle} has no grade ‘{grade.label}’.")
    order: tuple[Grade, ...] = scale.value
    gap = order.index(second) - order.index(first)
    return (gap > 0) - (gap < 0)
