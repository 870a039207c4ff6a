"""Telling rows apart that have no identifier: a digest of each row's text, and its place among equal rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from xxhash import xxh3_64_intdigest

Digests: TypeAlias = npt.NDArray[np.uint64]


def digests(texts: Iterable[bytes]) -> Digests:
    """A number of 64 bits for each text, the same on every machine and in every version.

    Texts that share one by chance are told apart by their place.
    """
    return np.fromiter(map(xxh3_64_intdigest, texts), np.uint64)


def places(rows: Digests) -> npt.NDArray[np.int64]:
    """Each row's place among those of the same digest, from 1."""
    order = np.argsort(rows, kind="stable")
    ordered = rows[order]
    is_first = np.ones(len(rows), bool)
    is_first[1:] = ordered[1:] != ordered[:-1]
    firsts = np.flatnonzero(is_first)
    found = np.empty(len(rows), np.int64)
    found[order] = np.arange(1, len(rows) + 1) - np.repeat(firsts, np.diff(firsts, append=len(rows)))
    return found
