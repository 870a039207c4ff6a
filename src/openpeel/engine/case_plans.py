"""Compiled once: the SQL by which the facts of a few units, and the rows behind them, are read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import ibis

from openpeel.engine.clocks import Question
from openpeel.engine.evaluation import Calendars, Needs, needs_of
from openpeel.engine.fingerprints import facts_fingerprint
from openpeel.engine.frames import build_frame
from openpeel.engine.lineage import definitions_in, followed_from, parts_of_links
from openpeel.engine.plan_store import kept, needs_as_json, needs_from_json
from openpeel.engine.steps import to_sql
from openpeel.language.facts import LinkedFact
from openpeel.language.units import Unit


@dataclass(frozen=True)
class LinkBehind:
    """Rows that stand behind facts."""

    table: str
    """Whose rows they are, by name."""
    facts: frozenset[str]
    """The facts that follow from them."""


@dataclass(frozen=True)
class CasePlan:
    """How units are read; like a plan of judging it holds neither the moment nor the forces, nor any record."""

    steps: dict[str, str]
    """SQL by the name of the table that it fills, in order."""
    facts: str
    """SQL of the facts."""
    pairs: str
    """SQL of which row stands behind which unit by which of ``links``; empty where there are none."""
    links: tuple[LinkBehind, ...]
    needs: Needs


def kept_case_plan(
    folder: Path | None, unit: type[Unit], names: tuple[str, ...], question: Question, *, of_few: bool
) -> CasePlan:
    """The plan for the named facts, from ``folder`` if it is kept there, else compiled and kept.

    ``of_few``: of some units, that must be named before it is run; else of all.
    """
    hashed: Any = unit  # for mypy, classes cannot be hashed
    make = partial(_made, hashed, names, question, of_few=of_few)
    if folder is None:
        return make()
    reads = "units asked for" if of_few else "all units"
    parts = [reads, question.value, " ".join(names), facts_fingerprint(unit, frozenset(names))]
    return kept(folder, parts, make, _as_json, _from_json)


@lru_cache(maxsize=64)
def _made(unit: Any, names: tuple[str, ...], question: Question, *, of_few: bool) -> CasePlan:
    """Made once in a process, whatever the records and wherever it is kept."""
    calendars = Calendars({})
    frame = build_frame(
        unit,
        frozenset(names),
        [],
        question=question,
        limits={},
        rests=[],
        calendar_of=calendars.of,
        of_few=of_few,
    )
    links = frame.links if of_few else ()
    pairs = [link.pairs().select("unit", "row", link=ibis.literal(number)) for number, link in enumerate(links)]
    behind = {name: _found_for(unit, name) for name in names}
    return CasePlan(
        frame.steps,
        to_sql(frame.expression),
        to_sql(ibis.union(*pairs)) if pairs else "",
        tuple(
            LinkBehind(link.table.name, frozenset(name for name in names if link.finds in behind[name]))
            for link in links
        ),
        needs_of([frame], calendars),
    )


def _found_for(unit: type[Unit], name: str) -> set[Any]:
    """What the rows are found by from which a fact follows: see ``Link.finds``."""
    everything = followed_from(unit, {name, unit.name_of(unit.begins)})
    definitions = definitions_in([*everything, *parts_of_links(unit, everything)])
    return {None, *(one.each if isinstance(one, LinkedFact) else one for one in definitions)}


def _as_json(plan: CasePlan) -> dict[str, Any]:
    return {
        "steps": plan.steps,
        "facts": plan.facts,
        "pairs": plan.pairs,
        "links": [[link.table, sorted(link.facts)] for link in plan.links],
        **needs_as_json(plan.needs),
    }


def _from_json(document: Any) -> CasePlan:
    return CasePlan(
        dict(document["steps"]),
        document["facts"],
        document["pairs"],
        tuple(LinkBehind(table, frozenset(facts)) for table, facts in document["links"]),
        needs_from_json(document),
    )
