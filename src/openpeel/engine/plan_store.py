"""Compiled plans, kept: to compile the standards takes seconds, to judge a small force less than one.

A kept plan is found by a key of all that its SQL follows from: the definitions' fingerprints, the limits, which past is
asked for, and the code of the engine and the language. It holds SQL and names only, no record.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import ibis

import openpeel.engine
import openpeel.language
from openpeel.engine.clocks import AsAt
from openpeel.engine.coverage import Asked
from openpeel.engine.evaluation import Needs, Plan, make_plan
from openpeel.engine.fingerprints import facts_fingerprint, fingerprint
from openpeel.engine.set_aside import Form, Naming
from openpeel.engine.symbols import Limits
from openpeel.language.durations import Clock, Duration
from openpeel.language.standards import Standard
from openpeel.language.tables import Table
from openpeel.records.loads import Coverage

Compiled = TypeVar("Compiled")


def kept_plan(
    folder: Path,
    standards: Sequence[Standard],
    *,
    as_at: AsAt,
    limits: Limits,
    coverage: Sequence[Coverage],
    with_shown: bool = False,
) -> Plan:
    """The plan for ``standards``, from ``folder`` if it is kept there, else compiled and kept."""
    parts = [
        as_at.question.value,
        *(f"{name} {limit.values!r}" for name, limit in sorted(limits.items())),
        *(f"{standard.id} {fingerprint(standard)} {_beside(standard, with_shown)}" for standard in standards),
    ]
    return kept(
        folder,
        parts,
        lambda: make_plan(standards, as_at=as_at, limits=limits, coverage=coverage, with_shown=with_shown),
        _as_json,
        lambda document: _from_json(document, as_at, coverage),
    )


def kept(
    folder: Path,
    parts: Iterable[str],
    make: Callable[[], Compiled],
    as_json: Callable[[Compiled], dict[str, Any]],
    from_json: Callable[[Any], Compiled],
) -> Compiled:
    """What was compiled, from ``folder`` if it is kept there, else made and kept.

    ``parts`` say what it follows from, beside the code that compiles it.
    """
    text = "\n".join([_code(), ibis.__version__, duckdb.__version__, *parts])
    place = folder / f"{hashlib.sha256(text.encode()).hexdigest()[:32]}.json"
    # One that is not there, or is not what was written, is made anew.
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError, ImportError):
        return from_json(json.loads(place.read_text(encoding="utf-8")))
    made = make()
    # A plan that cannot be kept (a folder that may not be written) is as good as one that is.
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=folder, prefix=".new-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(as_json(made), file)
            os.replace(beside, place)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
    return made


def _beside(standard: Standard, with_shown: bool) -> str:
    """The facts that its frame holds beside those that it is judged by."""
    facts = [standard.unit.name_of(standard.shows.owner), *(standard.facts_shown() if with_shown else ())]
    return f"{' '.join(facts)} {facts_fingerprint(standard.unit, frozenset(facts))}"


@cache
def _code() -> str:
    """A hash of the code that compiles plans."""
    files = sorted(
        file for package in (openpeel.engine, openpeel.language) for file in Path(package.__path__[0]).rglob("*.py")
    )
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _as_json(plan: Plan) -> dict[str, Any]:
    return {
        "frames": plan.frames,
        "ledger": list(plan.ledger),
        **needs_as_json(plan.needs),
        "words": {frame: list(columns) for frame, columns in plan.words.items()},
    }


def needs_as_json(needs: Needs) -> dict[str, Any]:
    """What must be in a connection, for :func:`needs_from_json`."""
    return {
        "tables": sorted(_name(table) for table in needs.tables),
        "calendars": [
            {"name": name, "lengths": [[length.amount, length.clock.value] for length in lengths]}
            for lengths, name in needs.calendars.items()
        ],
        "asked": {
            name: [[_name(one.table), sorted(one.columns), one.own, one.edge] for one in questions]
            for name, questions in needs.asked.items()
        },
        "set_aside": {
            name: [[[_name(table), by] for table, by in naming.pairs], naming.form.value]
            for name, naming in needs.set_aside.items()
        },
    }


def _from_json(document: Any, as_at: AsAt, coverage: Sequence[Coverage]) -> Plan:
    words = {frame: tuple(columns) for frame, columns in document["words"].items()}
    needs = needs_from_json(document)
    return Plan(dict(document["frames"]), tuple(document["ledger"]), needs, as_at, coverage, words)


def needs_from_json(document: Any) -> Needs:
    """What must be in a connection; raises KeyError, ValueError, AttributeError or ImportError for anything else."""
    return Needs(
        tables=frozenset(_table(name) for name in document["tables"]),
        calendars={
            tuple(Duration(amount, Clock(clock)) for amount, clock in calendar["lengths"]): calendar["name"]
            for calendar in document["calendars"]
        },
        asked={
            name: tuple(Asked(_table(table), frozenset(columns), own, edge) for table, columns, own, edge in questions)
            for name, questions in document["asked"].items()
        },
        set_aside={
            name: Naming(tuple((_table(table), by) for table, by in pairs), Form(form))
            for name, (pairs, form) in document["set_aside"].items()
        },
    )


def _name(table: type[Table]) -> str:
    return f"{table.__module__}:{table.__qualname__}"


def _table(name: str) -> type[Table]:
    module, _, qualified = name.partition(":")
    found: type[Table] = getattr(importlib.import_module(module), qualified)
    return found
