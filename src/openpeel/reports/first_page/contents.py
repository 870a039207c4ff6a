"""What stands on the first page, gathered from a run: nothing here is worked out anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpeel.engine.cases import CaseReader
from openpeel.engine.ledger import Group, Ledger, LedgerRow
from openpeel.engine.runs import Run, limits_of
from openpeel.engine.tallies import Tally
from openpeel.engine.verdicts import Verdict
from openpeel.language.standards import Standard, Target
from openpeel.records.store import Snapshot
from openpeel.reports.findings import finding
from openpeel.reports.words import on_page, readable
from openpeel.statistics.intervals import Interval, SpeaksOf, proportion

CASES_SHOWN = 5


@dataclass(frozen=True)
class Figure:
    """One standard for one force."""

    force: str
    tally: Tally
    interval: Interval | None
    finding: str
    target: Target | None

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """Why cases cannot be told, the most frequent first."""
        return [(reason.words, count) for reason, count in sorted(self.tally.reasons.items(), key=lambda r: -r[1])]

    @property
    def meets_target(self) -> str:
        """In words, with care: only what the interval leaves no doubt of."""
        if self.target is None or self.interval is None:
            return ""
        name = "target" if self.target.official else "local target"
        if self.interval.low >= self.target.at_least:
            return f"above {name}"
        if self.interval.high < self.target.at_least:
            return f"below {name}"
        return f"at {name}, within ordinary variation"


@dataclass(frozen=True)
class Case:
    """One case behind a figure, with where its record came from."""

    facts: Mapping[str, Any]
    verdict: str
    due: str
    owner: str
    file: str
    line: int


@dataclass(frozen=True)
class Section:
    """One standard: its figures for each force, and the cases that are overdue longest."""

    standard: Standard
    figures: tuple[Figure, ...]
    cases: tuple[Case, ...]
    limits: tuple[str, ...]
    """The limits behind it, in words, each with how far it is verified."""


@dataclass(frozen=True)
class Part:
    """The standards judged over some records, with a heading and what a reader must know of these records."""

    title: str
    about: str
    note: str
    run: Run
    sections: tuple[Section, ...]


def part_of(
    title: str,
    about: str,
    note: str,
    run: Run,
    snapshot: Snapshot,
    standards: Mapping[str, Standard],
    with_cases: Sequence[str],
) -> Part:
    """The part of the page for a run; ``with_cases`` names the standards whose cases are opened."""
    ledger = Ledger(run)
    by_standard: dict[str, dict[Group, Tally]] = {}
    for group, tally in ledger.tallies(["force"]).items():
        by_standard.setdefault(group.standard, {})[group] = tally
    reader = CaseReader(snapshot, run.as_at)
    sections = []
    for identifier, tallies in by_standard.items():
        standard = standards[identifier]
        figures = tuple(
            _figure(standard, group.force or "", tally, run.as_at.moment) for group, tally in tallies.items()
        )
        opened = _cases(standard, ledger, reader, snapshot) if identifier in with_cases else ()
        limits = tuple(
            f"{limit.title}: {value.category + ', ' if value.category else ''}{readable(value.value)}"
            f"{f' from {on_page(value.since)}' if len(limit.values) > 1 and not value.category else ''}"
            f" ({'official' if value.verified.is_official else 'local setting'}; {value.source})"
            for limit in limits_of(standard)
            for value in limit.values
        )
        sections.append(Section(standard, figures, opened, limits))
    return Part(title, about, note, run, tuple(sections))


def _figure(standard: Standard, force: str, tally: Tally, judged_at: datetime) -> Figure:
    interval = None
    if tally.n:
        interval = proportion(tally.met, tally.n, speaks_of=SpeaksOf.ORDINARY_VARIATION)
    return Figure(force, tally, interval, finding(standard, tally), _target(standard, judged_at.date()))


def _target(standard: Standard, day: date) -> Target | None:
    begun = [target for target in standard.targets if target.since <= day]
    return max(begun, key=lambda target: target.since, default=None)


def _cases(standard: Standard, ledger: Ledger, reader: CaseReader, snapshot: Snapshot) -> tuple[Case, ...]:
    rows: list[LedgerRow] = ledger.rows(standard.id, verdicts=[Verdict.OVERDUE], limit=CASES_SHOWN)
    names = standard.facts_shown()
    facts = reader.facts(standard.unit, names, (row.unit for row in rows)) if rows else {}
    origins = snapshot.origins(row.unit for row in rows)
    return tuple(
        Case(
            {name: on_page(facts[row.unit][name]) for name in names},
            row.verdict.word,
            str(on_page(row.due)),
            row.owner or "",
            origins[row.unit].file,
            origins[row.unit].line,
        )
        for row in rows
    )
