"""Compiled once: the SQL by which the facts of a few units, and the rows behind them, are read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import ibis

from openpeel.engine.clocks import Question
from openpeel.engine.evaluation import Calendars, Needs, needs_of
from openpeel.engine.fingerprints import facts_fingerprint
from openpeel.engine.frames import build_frame
from openpeel.engine.plan_store import kept, needs_as_json, needs_from_json
from openpeel.engine.steps import to_sql
from openpeel.language.units import Unit


@dataclass(frozen=True)
class CasePlan:
    """How units are read; like a plan of judging it holds neither the moment nor the forces, nor any record."""

    steps: dict[str, str]
    """SQL by the name of the table that it fills, in order."""
    facts: str
    """SQL of the facts."""
    pairs: str
    """SQL of which row stands behind which unit by which of ``links``; empty where there are none."""
    links: tuple[str, ...]
    """By number, the name of the table whose rows a link finds."""
    needs: Needs


def kept_case_plan(
    folder: Path | None, unit: type[Unit], names: tuple[str, ...], question: Question, *, of_few: bool
) -> CasePlan:
    """The plan for the named facts, from ``folder`` if it is kept there, else compiled and kept.

    ``of_few``: of some units, that must be named before it is run; else of all.
    """
    make = partial(_make, unit, names, question, of_few=of_few)
    if folder is None:
        return make()
    reads = "units asked for" if of_few else "all units"
    parts = [reads, question.value, " ".join(names), facts_fingerprint(unit, frozenset(names))]
    return kept(folder, parts, make, _as_json, _from_json)


def _make(unit: type[Unit], names: tuple[str, ...], question: Question, *, of_few: bool) -> CasePlan:
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
    pairs = [
        link.pairs().select("unit", "row", link=ibis.literal(number))
        for number, link in enumerate(frame.links if of_few else ())
    ]
    return CasePlan(
        frame.steps,
        to_sql(frame.expression),
        to_sql(ibis.union(*pairs)) if pairs else "",
        tuple(link.table.name for link in frame.links) if of_few else (),
        needs_of([frame], calendars),
    )


def _as_json(plan: CasePlan) -> dict[str, Any]:
    return {
        "steps": plan.steps,
        "facts": plan.facts,
        "pairs": plan.pairs,
        "links": list(plan.links),
        **needs_as_json(plan.needs),
    }


def _from_json(document: Any) -> CasePlan:
    return CasePlan(
        dict(document["steps"]),
        document["facts"],
        document["pairs"],
        tuple(document["links"]),
        needs_from_json(document),
    )
