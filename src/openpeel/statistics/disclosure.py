"""Disclosure control: what of a table of counts may be published, so that no small number can be worked out.

A small count is suppressed (primary). If its row's total and the other cells of the row are published it could still be
found by subtraction, so further cells are suppressed (secondary) until every suppressed cell could have two values or
more. Whether it could is not argued but solved: for each cell the smallest and largest value that fits everything
published is found by linear programming. Thresholds are local settings: no single rule binds police forces.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

import numpy as np
from scipy import optimize, sparse

from openpeel.errors import Refused
from openpeel.statistics.counts import as_counts

TOTAL = "Total"
"""The name of a margin, in each dimension."""

THRESHOLD = 5
SENSITIVE_THRESHOLD = 10
"""For sexual offences, missing people, children, registered sex offenders and honour-based abuse."""

FEWEST_CASES = 10
FEWEST_OUT_OF = 20
"""Below these a rate or percentage is not shown."""

PROBED_TO = 1_000_000
"""How large a cell without a limit may be in the tables tried."""

Key = tuple[str, ...]


class Shown(StrEnum):
    """What happened to a cell, and why."""

    AS_IS = "shown"
    PRIMARY = "suppressed: small count"
    SECONDARY = "suppressed: protects another cell"


@dataclass(frozen=True)
class Cell:
    """A cell for publication; ``value`` is none where it is suppressed."""

    key: Key
    value: int | None
    shown: Shown


@dataclass(frozen=True)
class Protected:
    """A table of counts with every margin, fit to publish, and the log of what was done."""

    dimensions: tuple[str, ...]
    cells: tuple[Cell, ...]
    threshold: int

    @property
    def log(self) -> Mapping[Shown, int]:
        """How many cells were shown, and suppressed for which reason."""
        counted: dict[Shown, int] = dict.fromkeys(Shown, 0)
        for cell in self.cells:
            counted[cell.shown] += 1
        return counted


def protect(
    counts: Mapping[Key, int],
    dimensions: tuple[str, ...],
    *,
    threshold: int = THRESHOLD,
    sensitive: Collection[str] = (),
    sensitive_threshold: int = SENSITIVE_THRESHOLD,
) -> Protected:
    """A table with its margins, small counts suppressed and protected against subtraction.

    ``counts`` holds the innermost cells; those not named are nought. Cells of a ``sensitive`` category have the higher
    threshold. Nought is shown. Raises Refused for broken counts, for a category named 'Total', for a key of another
    length than ``dimensions``, and for a threshold under 2.
    """
    _check(counts, dimensions, threshold)
    whole = with_margins(counts, len(dimensions))
    limit = {key: sensitive_threshold if set(key) & set(sensitive) else threshold for key in whole}
    primary = {key for key, value in whole.items() if 0 < value < limit[key]}
    suppressed = _secondary(whole, primary, limit)
    return Protected(
        dimensions,
        tuple(
            Cell(key, None if key in suppressed else value, _why(key, primary, suppressed))
            for key, value in whole.items()
        ),
        threshold,
    )


def with_margins(counts: Mapping[Key, int], dimensions: int) -> dict[Key, int]:
    """Every cell of the full cross of categories, and every margin under the name 'Total'."""
    names = [list(dict.fromkeys(key[axis] for key in counts)) for axis in range(dimensions)]
    whole: dict[Key, int] = dict.fromkeys(product(*([*own, TOTAL] for own in names)), 0)
    for key, value in counts.items():
        for margin in product(*((name, TOTAL) for name in key)):
            whole[margin] += int(value)
    return whole


def possible_values(
    published: Mapping[Key, int | None],
    small: Mapping[Key, int] | None = None,
    only: Collection[Key] | None = None,
) -> dict[Key, tuple[int, int]]:
    """For each suppressed cell, the smallest and largest count that fits all that is published.

    Solves over the whole table at once: all margins, no negative count, and for cells in ``small`` that they lie from 1
    to one under the threshold given, as a reader who knows the rules would reckon. This is the attack that `protect`
    defends against; it takes nothing but what is published. ``only`` limits it to some cells.
    """
    hidden = [key for key, value in published.items() if value is None]
    if not hidden:
        return {}
    equations, sums = _equations(published, hidden)
    bounds = _bounds(hidden, small)
    found = {}
    for position, key in enumerate(hidden):
        if only is not None and key not in only:
            continue
        aim = np.zeros(len(hidden))
        ends = []
        for sign in (1, -1):
            aim[position] = sign
            solved = optimize.linprog(aim, A_eq=equations, b_eq=sums, bounds=bounds, method="highs")
            # An open end (status 3) leaves the cell unlimited, and so unknown.
            ends.append(sign * solved.fun if solved.status == 0 else (-np.inf if sign == 1 else np.inf))
        low, high = ends
        found[key] = (
            int(np.ceil(low - 1e-6)) if np.isfinite(low) else 0,
            int(np.floor(high + 1e-6)) if np.isfinite(high) else 10**12,
        )
    return found


def cells_worked_out(published: Mapping[Key, int | None], small: Mapping[Key, int] | None = None) -> list[Key]:
    """The suppressed cells that have a single possible value, as `possible_values` would find, but sooner.

    Two tables that fit all that is published and differ in a cell prove that it is not known; such tables are
    found by driving all cells in doubt down and up together, and only those that never move are solved for one by one.
    """
    hidden = [key for key, value in published.items() if value is None]
    if not hidden:
        return []
    equations, sums = _equations(published, hidden)
    probed = [(low, high if high is not None else PROBED_TO) for low, high in _bounds(hidden, small)]
    least, most = np.full(len(hidden), np.inf), np.full(len(hidden), -np.inf)
    is_open = np.zeros(len(hidden), dtype=bool)
    while not is_open.all():
        before = is_open.sum()
        for sign in (1, -1):
            aim = sign * ~is_open
            solved = optimize.linprog(aim, A_eq=equations, b_eq=sums, bounds=probed, method="highs")
            if solved.status == 0:
                least, most = np.minimum(least, solved.x), np.maximum(most, solved.x)
                is_open = np.ceil(least - 1e-6) < np.floor(most + 1e-6)
        if is_open.sum() == before:
            break
    doubtful = {key for key, known in zip(hidden, ~is_open, strict=True) if known}
    return [key for key, (low, high) in possible_values(published, small, doubtful).items() if low == high]


def _bounds(hidden: Sequence[Key], small: Mapping[Key, int] | None) -> list[tuple[int, int | None]]:
    return [(1, small[key] - 1) if small and key in small else (0, None) for key in hidden]


def rounded(counts: Mapping[Key, int], dimensions: int, base: int = 5) -> dict[Key, int]:
    """Every cell and margin rounded to the nearest ``base`` on its own, so that parts need not add up to totals.

    An alternative to suppression where every cell must show. Raises Refused for a base under 3, which hides nothing.
    """
    if base < 3:
        raise Refused(f"rounding to {base} hides nothing", mend="round to 3, 5 or 10")
    return {key: base * ((value + base // 2) // base) for key, value in with_margins(counts, dimensions).items()}


def rate_may_be_shown(cases: int, out_of: int) -> bool:
    """Whether a rate or percentage rests on enough cases to publish."""
    return cases >= FEWEST_CASES and out_of >= FEWEST_OUT_OF


def found_by_difference(
    earlier: Mapping[Key, int | None], later: Mapping[Key, int | None], threshold: int = THRESHOLD
) -> list[Key]:
    """Cells whose change between two releases is itself a small count, which both releases together would disclose."""
    found = []
    for key, value in later.items():
        before = earlier.get(key)
        if value is not None and before is not None and 0 < abs(value - before) < threshold:
            found.append(key)
    return found


def _why(key: Key, primary: Collection[Key], suppressed: Collection[Key]) -> Shown:
    if key in primary:
        return Shown.PRIMARY
    return Shown.SECONDARY if key in suppressed else Shown.AS_IS


def _secondary(whole: Mapping[Key, int], primary: set[Key], limit: Mapping[Key, int]) -> set[Key]:
    """The primary cells and what must go with them.

    Lines (a row with its total, a column with its total) that hold one suppressed cell get another: the smallest cell
    that is not nought and that leaves fewest lines bare. Then the table is solved, and any cell that has one possible
    value gets company too, until none has.
    """
    lines = _lines(whole)
    of_cell: dict[Key, list[tuple[Key, ...]]] = defaultdict(list)
    for line in lines:
        for key in line:
            of_cell[key].append(line)
    suppressed = set(primary)
    queue = list(lines)
    while queue:
        line = queue.pop()
        if sum(key in suppressed for key in line) == 1:
            chosen = _companion(line, whole, suppressed, of_cell)
            suppressed.add(chosen)
            queue += of_cell[chosen]
    while suppressed:
        published = {key: None if key in suppressed else value for key, value in whole.items()}
        known = cells_worked_out(published, {key: limit[key] for key in primary})
        if not known:
            break
        before = len(suppressed)
        for key in known:
            open_lines = [line for line in of_cell[key] if any(k not in suppressed and whole[k] for k in line)]
            if open_lines:
                shortest = min(open_lines, key=lambda line: sum(k in suppressed for k in line))
                suppressed.add(_companion(shortest, whole, suppressed, of_cell))
        if len(suppressed) == before:
            # Nothing but noughts is left around these cells: hide the noughts of their lines too.
            suppressed |= {k for key in known for line in of_cell[key] for k in line}
        if len(suppressed) == before:
            raise Refused(
                f"{len(known)} small counts could be worked out whatever is suppressed",
                mend="join categories, or leave a dimension out",
            )
    return suppressed


def _companion(
    line: tuple[Key, ...], whole: Mapping[Key, int], suppressed: set[Key], of_cell: Mapping[Key, list[tuple[Key, ...]]]
) -> Key:
    """The cell of a line to suppress next: not nought if there is such a one, inner before margin, then smallest.

    Among equals one that stands in lines which already hold suppressed cells costs least.
    """
    free = [key for key in line if key not in suppressed]

    def cost(key: Key) -> tuple[bool, int, int, int, Key]:
        bare = sum(all(k not in suppressed for k in other) for other in of_cell[key])
        return (whole[key] == 0, key.count(TOTAL), bare, whole[key], key)

    return min(free, key=cost)


def _lines(whole: Mapping[Key, int]) -> list[tuple[Key, ...]]:
    """Every line of the table: the cells that differ in one dimension only, with their total."""
    lines: dict[tuple[int, Key], list[Key]] = defaultdict(list)
    for key in whole:
        for axis in range(len(key)):
            lines[axis, key[:axis] + key[axis + 1 :]].append(key)
    return [tuple(line) for line in lines.values()]


def _equations(published: Mapping[Key, int | None], hidden: list[Key]) -> tuple[sparse.csr_matrix, list[int]]:
    """Each line as an equation over its hidden cells: parts less total is nought."""
    column = {key: i for i, key in enumerate(hidden)}
    rows: list[int] = []
    columns: list[int] = []
    signs: list[int] = []
    sums: list[int] = []
    for axis_line in _lines(dict.fromkeys(published, 0)):
        axis = next(i for i in range(len(axis_line[0])) if axis_line[0][i] != axis_line[-1][i])
        if not any(key in column for key in axis_line):
            continue
        known = 0
        for key in axis_line:
            sign = -1 if key[axis] == TOTAL else 1
            value = published[key]
            if value is None:
                rows.append(len(sums))
                columns.append(column[key])
                signs.append(sign)
            else:
                known += sign * value
        sums.append(-known)
    return sparse.csr_matrix((signs, (rows, columns)), shape=(len(sums), len(hidden))), sums


def _check(counts: Mapping[Key, int], dimensions: tuple[str, ...], threshold: int) -> None:
    if not counts:
        raise Refused("the table is empty")
    if threshold < 2:
        raise Refused(
            f"a threshold of {threshold} suppresses nothing", mend="5 is the usual one, 10 for sensitive groups"
        )
    as_counts(list(counts.values()), "counts")
    for key in counts:
        if len(key) != len(dimensions):
            raise Refused(f"a key has {len(key)} parts where the table has {len(dimensions)} dimensions")
        if TOTAL in key:
            raise Refused(
                f"a category is named '{TOTAL}'",
                why="totals are made here; one among the detail would be counted twice",
                mend="leave rows of totals out",
            )
