"""What a reader can work out of a published table: the values that each suppressed cell could have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import numpy as np
from scipy import optimize, sparse

TOTAL = "Total"
"""The name of a margin, in each dimension."""

PROBED_TO = 1_000_000
"""How large a cell without a limit may be in the tables tried."""

Key = tuple[str, ...]


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


def lines_of(whole: Mapping[Key, int]) -> list[tuple[Key, ...]]:
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
    for axis_line in lines_of(dict.fromkeys(published, 0)):
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
