"""Lists of cases over the newest runs: filtered by who reads, counted, sorted, in pages, with the facts they show.

Lists, counts and exports are reads of one relation with one filter, so they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from openpeel.engine.case_questions import SORTS, Question, RowFilter
from openpeel.engine.cases import FactRow, values_of
from openpeel.engine.ledger import COUNTED, Group, LedgerRow, tallies_from
from openpeel.engine.newest_runs import Piece
from openpeel.engine.run_files import cursor
from openpeel.engine.runs import Run
from openpeel.engine.shown_facts import shown_file
from openpeel.engine.tallies import Tally
from openpeel.engine.verdicts import Reason, Verdict
from openpeel.errors import Refused
from openpeel.language.standards import Standard
from openpeel.language.units import upper_ending


@dataclass(frozen=True)
class ListedCase:
    """A row of the ledger as a list shows it."""

    row: LedgerRow
    kind: str
    """The name of the unit."""
    reference: str
    """What people call the case by."""
    facts: FactRow = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What stands for the case from run to run: kind, force and reference."""
        return f"{self.kind}/{self.row.force}/{self.reference}"


_NAME = "kind || '/' || force || '/' || reference"
"""The name of a case in SQL, as :attr:`ListedCase.name` has it."""

_BY_REFERENCE = ("contains(lower(reference), lower(?))", "reference = ?")
"""Part of what people call a case by, and the whole of it, as conditions in SQL."""

_NO_ROWS = (
    "select 0 as piece, '' as kind, '' as standard_id, 0 as unit, 1 as verdict, 0 as reason, false as is_due, "
    "null::timestamp as due, null::timestamp as done, '' as force, '' as owner where false"
)


class CaseLists:
    """Reads of the newest runs for one reader."""

    def __init__(self, pieces: Sequence[Piece], standards: Mapping[str, Standard], allowed: RowFilter) -> None:
        self._known = standards
        self._pieces = [
            replace(piece, standards={number: name for number, name in piece.standards.items() if name in standards})
            for piece in pieces
        ]
        self._allowed = allowed

    def tallies(self, by: Sequence[str] = (), asked: Question | None = None) -> dict[Group, Tally]:
        """The tally of each standard, by 'force' and 'owner' if asked."""
        keys = ", ".join(["standard_id", *by])
        rows = self._ask(
            asked or Question(),
            f"select {keys}, verdict, reason, is_due, count(*) from listed group by all order by {keys}",
        )
        return tallies_from(rows, by)

    def count(self, asked: Question) -> int:
        """How many rows :meth:`rows` would have in all."""
        # Without the order: to sort by what people call cases by takes reading that of every row.
        return int(self._ask(replace(asked, sort="due"), "select count(*) from listed")[0][0])

    def counts(self, asked: Sequence[Question]) -> list[int]:
        """How many rows each of some questions has; all are read at once where they differ in verdict and due only."""
        conditions = [
            f"count(*) filter (verdict in ({', '.join(str(int(one)) for one in each.verdicts)})"
            + ("" if each.due_before is None else f" and due < timestamp '{each.due_before.isoformat(sep=' ')}'")
            + ")"
            for each in asked
        ]
        either = Question(verdicts=tuple(sorted({verdict for each in asked for verdict in each.verdicts})))
        return [int(count) for count in self._ask(either, f"select {', '.join(conditions)} from listed")[0]]

    def rows(self, asked: Question, *, limit: int | None = None, offset: int = 0) -> list[ListedCase]:
        """The rows in order, each with the facts that lists show of it."""
        name = asked.sort.removeprefix("-")
        if name not in SORTS:
            raise Refused(f"cases cannot be sorted by '{name}'", mend=f"sort by {', '.join(SORTS)}")
        order = SORTS[name]
        if asked.sort.startswith("-"):
            order = order.replace(" nulls last", "") + " desc nulls last"
        most = "" if limit is None else f" limit {int(limit)} offset {int(offset)}"
        found = self._ask(
            asked,
            "select piece, kind, standard_id, unit, verdict, reason, is_due, due, done, force, owner, reference "
            f"from listed order by {order}, due nulls last, standard_id, unit{most}",
        )
        rows = [
            (
                piece,
                ListedCase(
                    LedgerRow(standard, unit, Verdict(verdict), Reason(reason), is_due, due, done, force, owner),
                    kind,
                    reference or "",
                ),
            )
            for piece, kind, standard, unit, verdict, reason, is_due, due, done, force, owner, reference in found
        ]
        return self._with_facts(rows)

    def owners(self) -> list[str]:
        """The owners whose rows the reader may see, in order of name."""
        if self._allowed.owners is not None:
            return sorted(self._allowed.owners)
        found = self._ask(Question(), "select distinct owner from listed where owner is not null order by owner")
        return [name for (name,) in found]

    def forces(self) -> list[str]:
        """The forces of rows that the reader may see, in order of name."""
        return [name for (name,) in self._ask(Question(), "select distinct force from listed order by force")]

    def months(self, standard: str, force: str | None = None) -> list[tuple[datetime, int, int]]:
        """By month due (Europe/London): its first moment, how many were met, and how many were due."""
        found = self._ask(
            Question(standards=(standard,), force=force),
            "select date_trunc('month', timezone('Europe/London', timezone('UTC', due))) as month, "
            f"count(*) filter (verdict = {Verdict.MET:d}), count(*) from listed "
            f"where {COUNTED} and due is not null group by month order by month",
        )
        return [(month, met, n) for month, met, n in found]

    def run_of(self, kind: str, unit: int) -> Run | None:
        """The newest run that has rows of a unit which the reader may see."""
        found = self._ask(Question(units=frozenset({(kind, unit)})), "select min(piece) from listed")
        return None if found[0][0] is None else self._pieces[found[0][0]].run

    def judged(self, kind: str, units: Iterable[int]) -> frozenset[int]:
        """Those of some units of which there are rows that the reader may see."""
        asked = Question(units=frozenset((kind, unit) for unit in units))
        return frozenset(unit for (unit,) in self._ask(asked, "select distinct unit from listed"))

    def find(self, kind: str, reference: str) -> list[ListedCase]:
        """The rows of units of a kind that people call by a reference, of those that the reader may see."""
        standards = tuple(name for name, one in self._known.items() if one.unit.name == kind)
        if not standards:
            return []
        return self.rows(Question(standards=standards, reference=reference, sort="standard"))

    def _ask(self, asked: Question, select: str) -> list[tuple[Any, ...]]:
        """Rows of ``select`` over the relation ``listed``."""
        own: list[object] = []
        parts = [part for number, piece in enumerate(self._pieces) if (part := self._part(number, piece, asked, own))]
        if not parts:
            parts = [_NO_ROWS]
        by_reference = [
            part for part in (asked.search, asked.reference, asked.among, asked.not_among) if part is not None
        ]
        names = self._references(asked, own) if by_reference or asked.sort.removeprefix("-") == "case" else []
        joined = "select rows.*, " + (
            f"named.reference from rows left join ({' union all '.join(names)}) named using (piece, kind, unit)"
            if names
            else "null::varchar as reference from rows"
        )
        where = []
        for condition, value in (
            (_BY_REFERENCE[0], asked.search),
            (_BY_REFERENCE[1], asked.reference),
            (f"{_NAME} in (select unnest(?::varchar[]))", asked.among),
            (f"coalesce({_NAME}, '') not in (select unnest(?::varchar[]))", asked.not_among),
        ):
            if value is not None:
                where.append(condition)
                own.append(sorted(value) if isinstance(value, frozenset) else value)
        narrowed = f"select * from ({joined}) where {' and '.join(where) or 'true'}"
        sql = f"with rows as ({' union all '.join(parts)}), listed as ({narrowed}) {select}"
        with cursor() as connection:
            found: list[tuple[Any, ...]] = connection.execute(sql, own).fetchall()
        return found

    def _part(self, number: int, piece: Piece, asked: Question, arguments: list[object]) -> str:
        """The rows of one run's ledger, its standards by name; adds to ``arguments``."""
        own = {
            place: name for place, name in piece.standards.items() if asked.standards is None or name in asked.standards
        }
        if not own:
            return ""
        names = ", ".join(f"({place}, '{name}', '{self._known[name].unit.name}')" for place, name in own.items())
        condition, allowed = self._allowed.condition()
        where = [f"standard in ({', '.join(map(str, own))})", condition]
        arguments += [str(piece.run.ledger), *allowed]
        for place, name in own.items():
            if piece.without[name]:
                where.append(f"not (standard = {place} and list_contains(?, force))")
                arguments.append(sorted(piece.without[name]))
        if asked.verdicts:
            where.append(f"verdict in ({', '.join(str(int(verdict)) for verdict in asked.verdicts)})")
        for column, operator, value in (
            ("force", "=", asked.force),
            ("owner", "=", asked.owner),
            ("due", ">=", asked.due_from),
            ("due", "<", asked.due_before),
        ):
            if value is not None:
                where.append(f"{column} {operator} ?")
                arguments.append(value)
        if asked.units is not None:
            pairs = ", ".join(f"('{_word(kind)}', {int(unit)})" for kind, unit in sorted(asked.units)) or "('', 0)"
            where.append(f"(kind, unit) in ({pairs})")
        return (
            f"select {number} as piece, kind, standard_id, unit, verdict, reason, is_due, due, done, force, owner "
            f"from read_parquet(?) join (values {names}) as names(standard, standard_id, kind) using (standard) "
            f"where {' and '.join(where)}"
        )

    def _references(self, asked: Question, arguments: list[object]) -> list[str]:
        """For each run and unit, a select of what people call its cases by; adds to ``arguments``.

        What is searched for narrows it here already, so that few are joined to the rows.
        """
        parts = []
        for number, piece in enumerate(self._pieces):
            for kind, names in self._by_kind(piece).items():
                if asked.standards is not None and not set(names) & set(asked.standards):
                    continue
                fact = self._known[names[0]].facts_shown()[0]
                file = _file(piece.run, kind)
                conditions = []
                for condition, value in zip(_BY_REFERENCE, (asked.search, asked.reference), strict=True):
                    if value is not None:
                        conditions.append(condition)
                        arguments.append(value)
                parts.append(
                    f"select * from (select {number} as piece, '{kind}' as kind, row as unit, "
                    f"\"{fact}\"::varchar as reference from read_parquet('{file}')) "
                    f"where {' and '.join(conditions) or 'true'}"
                )
        return parts

    def _with_facts(self, rows: list[tuple[int, ListedCase]]) -> list[ListedCase]:
        wanted: dict[tuple[int, str], set[int]] = {}
        for piece, one in rows:
            wanted.setdefault((piece, one.kind), set()).add(one.row.unit)
        facts: dict[tuple[int, str, int], FactRow] = {}
        with cursor() as connection:
            for (number, kind), units in wanted.items():
                names = self._by_kind(self._pieces[number])[kind]
                unit = self._known[names[0]].unit
                shown = sorted({name for one in names for name in self._known[one].facts_shown()})
                listed = ", ".join(map(str, sorted(units)))
                found = connection.execute(
                    f"select * from read_parquet('{_file(self._pieces[number].run, kind)}') where row in ({listed})"
                )
                columns = [column[0] for column in found.description]
                for values in found.fetchall():
                    row = dict(zip(columns, values, strict=True))
                    # A fact that is shown, or known as a range, only since the run was made is not there.
                    there = [
                        name
                        for name in shown
                        if name in row
                        and (unit.facts[name].highest is None or name + upper_ending(unit.facts[name]) in row)
                    ]
                    facts[number, kind, row["row"]] = values_of(unit, there, row)
        return [
            replace(
                one,
                facts=(own := facts.get((piece, one.kind, one.row.unit), {})),
                reference=str(own.get(self._known[one.row.standard].facts_shown()[0], "")),
            )
            for piece, one in rows
        ]

    def _by_kind(self, piece: Piece) -> dict[str, list[str]]:
        kinds: dict[str, list[str]] = {}
        for name in piece.standards.values():
            kinds.setdefault(self._known[name].unit.name, []).append(name)
        return kinds


def _file(run: Run, kind: str) -> str:
    file = shown_file(run.folder, kind)
    if not file.is_file():
        raise Refused(
            "this run did not keep what lists show", where=str(run.folder), mend="judge anew: openpeel evaluate"
        )
    return str(file).replace("'", "''")


def _word(kind: str) -> str:
    return "".join(letter for letter in kind if letter.isalnum() or letter == "_")
