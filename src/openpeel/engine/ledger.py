"""Reading a ledger: every count and every list comes from the same rows, so they cannot disagree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpeel.engine.run_files import cursor
from openpeel.engine.runs import Run
from openpeel.engine.tallies import Tally
from openpeel.engine.verdicts import Reason, Verdict
from openpeel.records.store.sql import literal

COUNTED = f"verdict in ({Verdict.MET:d}, {Verdict.LATE:d}, {Verdict.OVERDUE:d}) and is_due"
"""The rows that a rate counts, as a condition on the ledger."""


@dataclass(frozen=True)
class Group:
    """For what a tally was made: a standard, and a force and owner where it was asked by them."""

    standard: str
    force: str | None = None
    owner: str | None = None


@dataclass(frozen=True)
class LedgerRow:
    """One case under one standard."""

    standard: str
    unit: int
    """The row number of the record that the unit is."""
    verdict: Verdict
    reason: Reason
    is_due: bool
    due: datetime | None
    done: datetime | None
    force: str
    owner: str | None


class Ledger:
    """The rows of one run."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self._ids = [judged.id for judged in run.standards]

    def tallies(
        self, by: Sequence[str] = (), *, due_from: datetime | None = None, due_until: datetime | None = None
    ) -> dict[Group, Tally]:
        """The tally of each standard, ``by`` 'force' and 'owner' if asked; standards without any case have none.

        With ``due_from`` and ``due_until`` (naive UTC, the last one excluded) only cases that fall due between them,
        and those of which it is not known when they do.
        """
        wrong = set(by) - {"force", "owner"}
        if wrong:
            raise ValueError(f"a ledger is counted by force and owner, not by {', '.join(sorted(wrong))}")
        keys = ["standard", *by]
        listed = ", ".join(keys)
        with cursor() as connection:
            rows = connection.execute(
                f"select {listed}, verdict, reason, is_due, count(*) from read_parquet($file) "
                "where due is null or (($from is null or due >= $from) and ($until is null or due < $until)) "
                f"group by {listed}, verdict, reason, is_due order by {listed}",
                {"file": str(self.run.ledger), "from": due_from, "until": due_until},
            ).fetchall()
        return tallies_from([(self._ids[row[0]], *row[1:]) for row in rows], by)

    def tallies_by_month(self, standard: str, force: str | None = None) -> dict[date, Tally]:
        """The tally of a standard for each month (its first day) in which cases fell due, in London time."""
        where, arguments = self._where(standard, (), force, None)
        with cursor() as connection:
            rows = connection.execute(
                "select date_trunc('month', due at time zone 'UTC' at time zone 'Europe/London')::date as month, "
                "verdict, reason, is_due, count(*) from read_parquet(?) "
                f"where {where} and is_due and due is not null group by all order by all",
                [str(self.run.ledger), *arguments],
            ).fetchall()
        return _tallies(rows)

    def rows(
        self,
        standard: str,
        *,
        verdicts: Sequence[Verdict] = (),
        force: str | None = None,
        owner: str | None = None,
        due_only: bool = False,
        limit: int | None = None,
    ) -> list[LedgerRow]:
        """The rows of a standard, those that fell due first on top; ``due_only`` keeps those that the rate counts."""
        where, arguments = self._where(standard, verdicts, force, owner, due_only=due_only)
        most = "" if limit is None else f" limit {int(limit)}"
        with cursor() as connection:
            found = connection.execute(
                "select unit, verdict, reason, is_due, due, done, force, owner from read_parquet(?) "
                f"where {where} order by due nulls last, unit{most}",
                [str(self.run.ledger), *arguments],
            ).fetchall()
        return [
            LedgerRow(standard, unit, Verdict(verdict), Reason(reason), is_due, due, done, force_, owner_)
            for unit, verdict, reason, is_due, due, done, force_, owner_ in found
        ]

    def count(
        self, standard: str, *, verdicts: Sequence[Verdict] = (), force: str | None = None, owner: str | None = None
    ) -> int:
        """How many rows :meth:`rows` has."""
        where, arguments = self._where(standard, verdicts, force, owner)
        with cursor() as connection:
            found = connection.execute(
                f"select count(*) from read_parquet(?) where {where}", [str(self.run.ledger), *arguments]
            ).fetchone()
        assert found is not None
        return int(found[0])

    def _where(
        self,
        standard: str,
        verdicts: Sequence[Verdict],
        force: str | None,
        owner: str | None,
        *,
        due_only: bool = False,
    ) -> tuple[str, list[object]]:
        """The condition on the ledger, and its arguments."""
        arguments: list[object] = [self.run.number(standard)]
        where = ["standard = ?"]
        if verdicts:
            where.append(f"verdict in ({', '.join(str(int(verdict)) for verdict in verdicts)})")
        for column, value in (("force", force), ("owner", owner)):
            if value is not None:
                where.append(f"{column} = ?")
                arguments.append(value)
        if due_only:
            where.append(COUNTED)
        return " and ".join(where), arguments

    def of_unit(self, unit: int) -> list[LedgerRow]:
        """What each standard of the run says of one unit."""
        with cursor() as connection:
            # Without parameters: for them DuckDB imports pandas, which takes longer than the rest of opening a case.
            found = connection.execute(
                "select standard, verdict, reason, is_due, due, done, force, owner "
                f"from read_parquet({literal(str(self.run.ledger))}) where unit = {unit:d} order by standard"
            ).fetchall()
        return [
            LedgerRow(self._ids[number], unit, Verdict(verdict), Reason(reason), is_due, due, done, force, owner)
            for number, verdict, reason, is_due, due, done, force, owner in found
        ]


def tallies_from(rows: Iterable[tuple[Any, ...]], by: Sequence[str]) -> dict[Group, Tally]:
    """Tallies from counted rows: standard, what it is counted ``by``, verdict, reason, is_due, count."""
    return _tallies((Group(row[0], **dict(zip(by, row[1:-4], strict=True))), *row[-4:]) for row in rows)


def _tallies(rows: Iterable[tuple[Any, ...]]) -> dict[Any, Tally]:
    """The tally of each key, from rows of key, verdict, reason, whether due, and how many."""
    counted: dict[Any, dict[str, int]] = {}
    reasons: dict[Any, dict[Reason, int]] = {}
    for key, verdict, reason, is_due, count in rows:
        counts = counted.setdefault(key, {})
        for name in _names(Verdict(verdict), is_due):
            counts[name] = counts.get(name, 0) + count
        if reason:
            own = reasons.setdefault(key, {})
            own[Reason(reason)] = own.get(Reason(reason), 0) + count
    return {key: Tally(**counts, reasons=reasons.get(key, {})) for key, counts in counted.items()}


def _names(verdict: Verdict, is_due: bool) -> list[str]:
    """The counts of a tally to which a row adds."""
    if verdict is Verdict.MET:
        return ["met" if is_due else "met_early"]
    if verdict is Verdict.UNKNOWN:
        return ["unknown", "unknown_due"] if is_due else ["unknown"]
    return [verdict.name.lower()]


@dataclass(frozen=True)
class Changed:
    """A case whose verdict differs between two runs; None where a run has no row for it."""

    standard: str
    unit: int
    before: Verdict | None
    after: Verdict | None


def changes(before: Run, after: Run, standard: str) -> list[Changed]:
    """The cases of a standard whose verdicts differ between two runs over the same snapshot."""
    numbers = (before.number(standard), after.number(standard))
    with cursor() as connection:
        found = connection.execute(
            "select coalesce(a.unit, b.unit) as unit, a.verdict, b.verdict from "
            "(select unit, verdict from read_parquet(?) where standard = ?) a full join "
            "(select unit, verdict from read_parquet(?) where standard = ?) b on a.unit = b.unit "
            "where a.verdict is distinct from b.verdict order by 2 nulls first, 3 nulls first, 1",
            [str(before.ledger), numbers[0], str(after.ledger), numbers[1]],
        ).fetchall()
    return [
        Changed(standard, unit, *(None if code is None else Verdict(code) for code in codes)) for unit, *codes in found
    ]
