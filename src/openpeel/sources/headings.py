"""Finding the columns that a source must have, and saying which are near where one is missing."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from openpeel.errors import Refused
from openpeel.language.spelling import near


def check_headings(headings: Sequence[str], wanted: Sequence[str], name: str) -> None:
    """Raise Refused unless each of ``wanted`` stands among the headings of file ``name`` exactly once."""
    missing = [heading for heading in wanted if heading not in headings]
    if missing:
        listed = ", ".join(f"'{heading}'{did_you_mean(heading, headings)}" for heading in missing)
        mend = "extract it again with all columns, or mend the name"
        marks = [mark for mark in (";", "|", "\t") if len(headings) == 1 and mark in headings[0]]
        if marks:
            mend = f"say in the mapping by what its columns are parted: [file] delimiter = {json.dumps(marks[0])}"
        noun = "column" if len(missing) == 1 else "columns"
        raise Refused(
            f"{name} has no {noun} {listed}",
            why="a column that is left out is not known, which is not the same as empty",
            mend=mend,
        )
    repeated = [heading for heading in wanted if headings.count(heading) > 1]
    if repeated:
        raise Refused(
            f"{name} has more than one column '{repeated[0]}'",
            why="nothing says which of them counts",
            mend="give each column a name of its own",
        )


def did_you_mean(word: str, known: Collection[str]) -> str:
    """' (did you mean ...?)' with the nearest of ``known``, or nothing."""
    names = near(word, [name for name in known if name], most=2)
    return f" (did you mean {names}?)" if names else ""
