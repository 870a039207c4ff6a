"""Drafting a standard over a unit: its shape decides which of the unit's facts it needs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from openpeel import library
from openpeel.cli.drafting.places import (
    TO_FILL_IN,
    Draft,
    ensure_package,
    filled,
    house,
    installing,
    own_package,
    write_new,
)
from openpeel.errors import Refused
from openpeel.language.columns import Column, Flag, Moment, Text
from openpeel.language.framework import CHARACTERISTICS, Area
from openpeel.language.units import Unit

SHAPES = ("deadline", "condition", "recurring", "never")

_BEGUN, _RECENT = "2024-01-01 10:00", "2024-01-31 10:00"
_SOON, _LATER = "2024-01-01 18:00", "2024-01-03 09:00"


@dataclass(frozen=True)
class _Parts:
    """What differs between the shapes: the other fact, the rule, the report's sentence and the worked examples."""

    fact: str
    rule: str
    hint: str
    finding: str
    examples: tuple[tuple[str, str, str, str, str], ...]
    """Case, when it began, the other fact, covered, verdict."""


def draft_standard(identifier: str, unit: type[Unit], area: Area, shape: str, folder: Path | None) -> Draft:
    """Write a standard of that shape over ``unit``, in the house or in the package of ``folder``.

    Raises Refused where the identifier is taken or is none, and where the unit lacks the facts that the shape needs.
    """
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", identifier):
        raise Refused(
            f"'{identifier}' cannot name a standard", mend="use lower-case words joined by hyphens: calls-101-answered"
        )
    if identifier in library.standards():
        raise Refused(f"there is a standard '{identifier}' already", mend=f"openpeel show {identifier}")
    begins = unit.name_of(unit.begins)
    parts = _parts(unit, shape, begins)
    case, owner = _words(unit)
    topics = [topic for topic in CHARACTERISTICS.values() if topic.area is area]
    today = datetime.now(UTC).date()
    rows = [["case", begins, parts.fact, "covered", "verdict"], *map(list, parts.examples)]
    text = filled(
        "standard",
        id=identifier,
        variable=identifier.replace("-", "_"),
        durations="from openpeel.language.durations import hours\n" if "hours(" in parts.rule else "",
        module=unit.__module__,
        unit=unit.__name__,
        shape=shape.capitalize(),
        area=area.name,
        chapter=area.title,
        characteristics="\n".join(f"    # {topic.identifier} {topic.says}" for topic in topics),
        characteristic=topics[0].identifier if topics else TO_FILL_IN,
        begins=begins,
        hint=parts.hint,
        rule=parts.rule,
        case=case,
        owner=owner,
        worklist=", ".join(f"{unit.__name__}.{name}" for name in dict.fromkeys((begins, parts.fact))),
        finding=parts.finding,
        today=f"{today.year}, {today.month}, {today.day}",
        next_year=f"{today.year + 1}, {today.month}, {min(today.day, 28)}",
        examples=_table(rows),
    )
    file = identifier.replace("-", "_") + ".py"
    then = (
        f"openpeel show {identifier} --examples",
        f"openpeel evaluate --standard {identifier}",
    )
    if folder is not None:
        return write_new(own_package(folder) / "standards" / file, text, installing(folder), *then)
    home = house() / "standards" / area.identifier.replace("-", "_")
    path = home / file
    if not path.exists():
        ensure_package(home)
    return write_new(path, text, *then, "raise STANDARDS_KNOWN in tests/registry/test_standards.py", "openpeel docs")


def _parts(unit: type[Unit], shape: str, begins: str) -> _Parts:
    name = unit.__name__
    if shape == "condition":
        fact = _first(unit, Flag, shape, "a fact that is true or false", ())
        return _Parts(
            fact,
            f"Condition(holds={name}.{fact}, observed={name}.{begins})",
            "what is to hold, and when that was seen.",
            "in {overdue} of {n} cases it did not hold.",
            (
                ("it holds", _BEGUN, "T", "T", "met"),
                ("it does not", _BEGUN, "F", "T", "overdue"),
                ("not recorded", _BEGUN, "", "T", "unknown"),
                ("not loaded", _BEGUN, "", "F", "unknown"),
                ("not begun", "", "T", "T", "not applicable"),
            ),
        )
    fact = _first(unit, Moment, shape, "a moment beside the one at which it begins", (begins,))
    limit = "what it asks for, and by when. Better than hours(24) is a limit with its source: LIMIT.after(...)."
    if shape == "never":
        return _Parts(
            fact,
            f"Never(breach={name}.{fact}, until={name}.{begins} + hours(24))",
            limit,
            "{overdue} of {n} cases had a breach.",
            (
                ("clean", _BEGUN, "", "T", "met"),
                ("once it was over", _BEGUN, _LATER, "T", "met"),
                ("a breach", _BEGUN, _SOON, "T", "overdue"),
                ("not over yet", _RECENT, "", "T", "pending"),
                ("not loaded", _BEGUN, "", "F", "unknown"),
                ("not begun", "", "", "T", "not applicable"),
            ),
        )
    return _Parts(
        fact,
        f"{shape.capitalize()}(done={name}.{fact}, due={name}.{begins} + hours(24))",
        limit,
        "{overdue} of {n} were not done; {late} more were late.",
        (
            ("in time", _BEGUN, _SOON, "T", "met"),
            ("late", _BEGUN, _LATER, "T", "late"),
            ("never done", _BEGUN, "", "T", "overdue"),
            ("still time", _RECENT, "", "T", "pending"),
            ("not loaded", _BEGUN, "", "F", "unknown"),
            ("not begun", "", "", "T", "not applicable"),
        ),
    )


def _first(unit: type[Unit], kind: type[Column], shape: str, wanted: str, but: tuple[str, ...]) -> str:
    for name, column in unit.facts.items():
        if isinstance(column, kind) and name not in but:
            return name
    raise Refused(
        f"unit {unit.name} has no {wanted.removeprefix('a ')}, which a {shape} needs",
        mend=f"add the fact first (openpeel new fact NAME --unit {unit.name}), or choose another --shape",
    )


def _words(unit: type[Unit]) -> tuple[str, str]:
    """The fact that people know the unit by, and the one that names who must act."""
    texts = [name for name, column in unit.facts.items() if isinstance(column, Text)]
    if not texts:
        raise Refused(f"unit {unit.name} has no fact of words to know a case by", mend="add one: openpeel new fact")
    owner = next((name for name in texts if name == "team"), texts[0])
    return texts[0], owner


def _table(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "    " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
