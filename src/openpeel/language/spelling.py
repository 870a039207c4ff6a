"""Near spellings, for messages about names that do not exist."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process


def near(name: str, known: Iterable[str], *, most: int = 3) -> str:
    """The names nearest to ``name``, as words: 'a', 'b' or 'c'; empty where none is near."""
    found = process.extract(name, list(known), scorer=fuzz.WRatio, score_cutoff=70, limit=most)
    quoted = [f"'{match}'" for match, _, _ in found]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}" if quoted else ""
