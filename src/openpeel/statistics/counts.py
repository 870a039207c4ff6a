"""Checks that every statistic makes of its counts, so that no number is made up from an impossible one."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from openpeel.errors import Refused

Array = npt.NDArray[np.float64]
Numbers = npt.ArrayLike


def as_counts(numbers: Numbers, name: str) -> Array:
    """``numbers`` as an array of whole numbers, none negative.

    Raises Refused for a missing, negative or broken number: a count that is not there is not nought.
    """
    array = as_numbers(numbers, name)
    if (array < 0).any():
        raise Refused(f"{name}: {_how_many(array < 0)} negative", why="a count cannot fall below nought")
    if (array != np.floor(array)).any():
        raise Refused(f"{name}: {_how_many(array != np.floor(array))} not whole", why="a count is of whole things")
    return array


def as_exposures(numbers: Numbers, name: str) -> Array:
    """``numbers`` as an array, each above nought (residents, calls, hours). Raises Refused otherwise."""
    array = as_numbers(numbers, name)
    if (array <= 0).any():
        raise Refused(
            f"{name}: {_how_many(array <= 0)} nought or negative",
            why="a rate has no meaning without something to be a rate of",
            mend="leave these rows out, and say so beside the figure",
        )
    return array


def as_numbers(numbers: Numbers, name: str) -> Array:
    """``numbers`` as an array without missing or infinite values. Raises Refused otherwise."""
    try:
        array = np.asarray(numbers, dtype=np.float64)
    except (TypeError, ValueError):
        raise Refused(
            f"{name}: not all of it is numbers", mend="write numbers only, and leave out what is missing"
        ) from None
    broken = ~np.isfinite(array)
    if broken.any():
        raise Refused(
            f"{name}: {_how_many(broken)} missing",
            why="a missing figure is neither nought nor the average",
            mend="leave these rows out, and say so beside the figure",
        )
    return array


def as_parts_of(parts: Numbers, wholes: Numbers, name: str = "parts", of: str = "wholes") -> tuple[Array, Array]:
    """Counts and what they are part of. Raises Refused where a part is larger than its whole, or a whole is nought."""
    part, whole = np.broadcast_arrays(as_counts(parts, name), as_counts(wholes, of))
    if (whole == 0).any():
        raise Refused(f"{of}: {_how_many(whole == 0)} nought", why="a share of nothing has no value")
    if (part > whole).any():
        raise Refused(
            f"{name}: {_how_many(part > whole)} larger than {of}", why="a part cannot be larger than its whole"
        )
    return part, whole


def as_level(level: float) -> float:
    """A level of confidence strictly between 0 and 1. Raises Refused otherwise (95 in place of 0.95)."""
    if not 0 < level < 1:
        raise Refused(f"a confidence level of {level} is not between 0 and 1", mend="write 95 per cent as 0.95")
    return level


def _how_many(wrong: npt.NDArray[np.bool_]) -> str:
    total = int(wrong.size)
    if total == 1:
        return "1 of 1 is"
    first = int(np.flatnonzero(wrong)[0]) + 1
    return f"{int(wrong.sum())} of {total} (the first is number {first}) are"
