"""Disclosure control: what of a table of counts may be published, so that no small number can be worked out.

A small count is suppressed (primary). If its row's total and the other cells of the row are published it could still be
found by subtraction, so further cells are suppressed (secondary) until every suppressed cell could have two values or
more. Whether it could is not argued but solved: for each cell the smallest and largest value that fits everything
published is found by linear programming. Thresholds are local settings: no single rule binds police forces.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from openpeel.errors import Refused
from openpeel.statistics.counts import as_counts
from openpeel.statistics.possible_values import TOTAL, Key, cells_worked_out, lines_of

THRESHOLD = 5
SENSITIVE_THRESHOLD = 10
"""For sexual offences, missing people, children, registered sex offenders and honour-based abuse."""

FEWEST_CASES = 10
FEWEST_OUT_OF = 20
"""Below these a rate or percentage is not shown."""


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
    lines = lines_of(whole)
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
