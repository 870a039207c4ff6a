"""Comparing forces by a user's own file: counts, figures already worked out, or a row for each case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from openpeel.cli.comparing.question import Question, absent, per_residents, residents
from openpeel.cli.own_table import OwnTable
from openpeel.errors import Refused
from openpeel.language.forces import force_named
from openpeel.statistics.quantiles import FEWEST_FOR_MEDIAN
from openpeel.statistics.side_by_side import compare_figures, compare_medians, compare_rates, compare_shares

AS_IN_FILE = "as in the file"
PERCENT_WORDS = ("%", "pct", "percent", "per cent", "per_cent")


@dataclass(frozen=True)
class Columns:
    """Which columns of the file hold what; of ``count``, ``figure`` and ``median`` one is named."""

    force: str
    count: str | None = None
    figure: str | None = None
    low: str | None = None
    high: str | None = None
    median: str | None = None
    out_of: str | None = None

    @property
    def is_own(self) -> bool:
        """Whether the user named a column of figures, so that the file is read as their own."""
        return bool(self.count or self.figure or self.median)


def question(table: OwnTable, columns: Columns, population: str | None, per: float) -> Question:
    """The comparison that the named columns allow. Raises Refused where they do not fit together."""
    named = [name for name in (columns.count, columns.figure, columns.median) if name]
    if len(named) > 1:
        raise Refused("name one of --count, --figure and --median", why="each reads the file in another way")
    if bool(columns.low) != bool(columns.high) or (columns.low and not columns.figure):
        raise Refused("--low and --high go together, and with --figure")
    if columns.median:
        return _medians(table, columns.force, columns.median)
    if columns.figure:
        return _figures(table, columns, columns.figure)
    return _counts(table, columns, str(columns.count), population, per)


def _counts(table: OwnTable, columns: Columns, column: str, population: str | None, per: float) -> Question:
    forces = _one_row_each(table, columns.force)
    notes = (f"Source: {table.path.name}.", *absent(forces))
    if columns.out_of:
        _refuse_nought(table, columns.out_of, dict(enumerate(table.counts(columns.out_of))))
        parts, of = table.parts_in(column, columns.out_of, range(len(forces)))
        counts, wholes = (dict(zip(forces, numbers.values(), strict=True)) for numbers in (parts, of))
        what = f"{column} of {columns.out_of}"
        return Question(compare_shares(counts, wholes), what, what, columns.out_of, AS_IN_FILE, notes)
    counts = dict(zip(forces, table.counts(column), strict=True))
    if population and population in table.columns:
        people = dict(enumerate(table.numbers(population)))
        _refuse_nought(table, population, people)
        sizes, size_name = dict(zip(forces, people.values(), strict=True)), population
    elif population:
        known = residents(population, None)
        sizes, size_name = {force: float(known[force].total) for force in counts}, "residents"
        notes = (*notes, f"Residents: {known['wiltshire'].source}.")
    else:
        raise Refused(
            "a rate needs what to divide by",
            mend="give --population census-2011, --population mid-2020 or a column, or --out-of a column",
        )
    compared = compare_rates(counts, sizes, per=per)
    return Question(compared, column, per_residents(column, per, size_name), size_name, AS_IN_FILE, notes)


def _figures(table: OwnTable, columns: Columns, column: str) -> Question:
    figures = _one_each(table, columns.force, column)
    notes = [f"Source: {table.path.name}.", *absent(figures)]
    named_percent = any(word in column.lower() for word in PERCENT_WORDS)
    if columns.out_of:
        if named_percent or max(figures.values()) > 1:
            notes.append(f"'{column}' is read as per cent.")
            figures = {force: value / 100 for force, value in figures.items()}
        of = table.counts_in(columns.out_of, range(len(table.rows)))
        _refuse_nought(table, columns.out_of, of)
        sizes = dict(zip(figures, of.values(), strict=True))
        impossible = [i for i, share in enumerate(figures.values()) if not 0 <= share <= 1]
        table.refuse_any(impossible, column, "is no share", "a share lies between nought and all")
        notes.append(f"Counts are worked back from '{column}' and '{columns.out_of}', to the nearest whole case.")
        counts = {force: round(share * sizes[force]) for force, share in figures.items()}
        return Question(compare_shares(counts, sizes), column, column, columns.out_of, AS_IN_FILE, tuple(notes))
    intervals: Mapping[str, tuple[float, float]] | None = None
    if columns.low and columns.high:
        low, high = (_one_each(table, columns.force, name) for name in (columns.low, columns.high))
        intervals = {force: (low[force], high[force]) for force in figures}
        notes.append(f"'{columns.low}' and '{columns.high}' are taken as the limits of a 95% interval.")
    compared = compare_figures(figures, intervals)
    return Question(compared, column, column, "", AS_IN_FILE, tuple(notes))


def _medians(table: OwnTable, force_column: str, column: str) -> Question:
    cases: dict[str, list[float]] = {}
    blank = 0
    identifiers = dict(zip(table.texts(force_column), _forces(table, force_column), strict=True))
    for text, value in zip(table.texts(force_column), table.maybe_numbers(column), strict=True):
        if value is None:
            blank += 1
        else:
            cases.setdefault(identifiers[text], []).append(value)
    few = [force_named(force).name for force, values in cases.items() if len(values) < FEWEST_FOR_MEDIAN]
    cases = {force: values for force, values in cases.items() if len(values) >= FEWEST_FOR_MEDIAN}
    if len(cases) < 2:
        raise Refused(
            f"{len(cases)} of {len(cases) + len(few)} forces have {FEWEST_FOR_MEDIAN} cases or more",
            where=f"{table.path.name}, column '{column}'",
            why="a median of fewer has no interval, and a comparison needs two forces",
            mend="give a row for each case; figures worked out already are compared with --figure",
        )
    notes = [f"Source: {table.path.name}.", *absent(cases)]
    if few:
        notes.append(f"Fewer than {FEWEST_FOR_MEDIAN} cases, so in no rank: {', '.join(few)}.")
    if blank:
        notes.append(f"{blank:,} cases have no '{column}' and are in no median: were they the longest, it would rise.")
    what = f"median {column}"
    return Question(compare_medians(cases), what, what, "cases", AS_IN_FILE, tuple(notes))


def _one_each(table: OwnTable, force_column: str, column: str) -> dict[str, float]:
    return dict(zip(_one_row_each(table, force_column), table.numbers(column), strict=True))


def _one_row_each(table: OwnTable, force_column: str) -> list[str]:
    """The forces of the rows. Raises Refused where one stands in two."""
    forces = _forces(table, force_column)
    for row, force in enumerate(forces):
        if force in forces[:row]:
            raise Refused(
                f"{force_named(force).name} stands in several rows",
                where=table.place(row, force_column),
                mend="give one row for each force; of a row for each case, compare the medians: --median COLUMN",
            )
    return forces


def _refuse_nought(table: OwnTable, column: str, numbers: Mapping[int, float]) -> None:
    table.refuse_any(
        [row for row, number in numbers.items() if number <= 0],
        column,
        "is not above nought",
        "a rate or share has no meaning without something to be of",
        "leave such rows out, and say so beside the figure",
    )


def _forces(table: OwnTable, force_column: str) -> list[str]:
    """The identifiers of the forces that the rows name. Raises Refused, with the line, for a name that is none."""
    found: dict[str, str] = {}
    texts = table.texts(force_column)
    for row, text in enumerate(texts):
        if text not in found:
            try:
                found[text] = force_named(text).identifier
            except Refused as error:
                where = table.place(row, force_column)
                raise Refused(error.what, where=where, why=error.why, mend=error.mend) from None
    return [found[text] for text in texts]
