"""How well the standards find what was planted in the made force: precision and recall of each matter. `make truth`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.synthetic.judged_truth import STANDARDS_OF, Judged, judge_made_force, worst

from openpeel.cli.output import print_rows
from openpeel.statistics.intervals import SpeaksOf, proportion
from openpeel.synthetic.scenario import Fate

WRONG = {Fate.LATE, Fate.NOT_DONE}
FOUND = {"late", "overdue"}


def rows_of(judged: Judged) -> list[dict[str, object]]:
    """A row for each matter: what was wrong, what was found to be wrong, and what nobody can tell."""
    rows: list[dict[str, object]] = []
    for matter, standards in STANDARDS_OF.items():
        told = [
            (Fate(truth["fate"]), worst(judged, matter, (truth["table"], truth["key"])))
            for truth in judged.truth
            if truth["matter"] == matter
        ]
        wrong = sum(fate in WRONG for fate, _ in told)
        found = sum(verdict in FOUND for _, verdict in told)
        both = sum(fate in WRONG and verdict in FOUND for fate, verdict in told)
        cannot = sum(fate is Fate.CANNOT_TELL for fate, _ in told)
        said = sum(fate is Fate.CANNOT_TELL and verdict == "unknown" for fate, verdict in told)
        rows.append(
            {
                "matter": matter,
                "standards": ", ".join(standards),
                "cases": len(told),
                "wrong": wrong,
                "found": found,
                "precision": _share(both, found),
                "recall": _share(both, wrong),
                "cannot tell": f"{said} of {cannot}" if cannot else "",
            }
        )
    unseen = [truth for truth in judged.truth if Fate(truth["fate"]) is Fate.NOT_SEEN]
    rows.append(
        {**dict.fromkeys(rows[0], ""), "matter": "what no record shows", "cases": len(unseen), "wrong": len(unseen)}
    )
    return rows


def _share(part: int, whole: int) -> str:
    if not whole:
        return ""
    interval = proportion(part, whole, speaks_of=SpeaksOf.ORDINARY_VARIATION)
    return f"{100 * interval.estimate:.1f}% ({100 * interval.low:.1f} to {100 * interval.high:.1f})"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        made = judge_made_force(Path(folder), float(sys.argv[1]) if len(sys.argv) > 1 else 0.5)
    print_rows(
        rows_of(made),
        "table",
        title="What was planted in the made force, and what the standards found (95% intervals)",
        numbers=("cases", "wrong", "found", "precision", "recall", "cannot tell"),
    )
