"""How far the standards find what is truly wrong with the made force: precision and recall of each.

    python -m benchmarks.truth [--scale 1.0] [--seed 2022] [--json]

Makes the force, loads its extracts as a user would, says who is who, judges, and only then opens the truth file.
Exit code 1 if a case that cannot be told was called right or wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.truth.judging import Judged, judge, known_pairs
from benchmarks.truth.matters import NO_TRUTH, PAIRS
from benchmarks.truth.scoring import Score, score
from openpeel.statistics.proportions import wilson
from openpeel.synthetic.scenario import Fate

COLUMNS = ("standard", "cases", "wrong", "found", "recall", "false", "precision", "open", "left open")


def main() -> None:
    """Judge, compare and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.truth", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--scale", type=float, default=1.0, help="size of the made force (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=2022)
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    began = time.process_time()
    with tempfile.TemporaryDirectory(prefix="openpeel-") as folder:
        judged = judge(Path(folder), scale=options.scale, seed=options.seed)
    scores = [score(judged, pair) for pair in known_pairs()]
    if options.json:
        print(json.dumps([_plain(one) for one in scores], indent=2))
    else:
        _print(scores)
        _print_rest(judged, scores)
        print(f"{time.process_time() - began:.0f} seconds of processor time.")
    sys.exit(1 if any(one.guessed for one in scores) else 0)


def _plain(one: Score) -> dict[str, object]:
    return {**asdict(one), "precision": one.precision, "recall": one.recall}


def _print(scores: Sequence[Score]) -> None:
    table = Table(title="What the standards find of what is truly wrong", title_justify="left")
    for column in COLUMNS:
        table.add_column(
            column, justify="left" if column == "standard" else "right", no_wrap=True, min_width=len(column)
        )
    for one in scores:
        table.add_row(
            one.pair.standard,
            f"{one.cases:,}",
            f"{one.wrong:,}",
            f"{one.found:,}",
            _share(one.found, one.wrong),
            f"{one.false_alarms:,}",
            _share(one.found, one.called),
            f"{one.cannot_tell:,}",
            f"{one.left_open:,}",
        )
    Console(width=150).print(table)
    print("False: called wrong, and truly right. Open: the records cannot tell. Left open: the standard says so too.")


def _share(part: int, whole: int) -> str:
    """A share with its 95 per cent interval, and its n where that is small."""
    if not whole:
        return "-"
    low, high = wilson(part, whole)
    of = f"{part} of {whole}" if whole < 30 else f"{part / whole:.0%}"
    return f"{of} ({float(low):.0%}-{float(high):.0%})"


def _print_rest(judged: Judged, scores: Sequence[Score]) -> None:
    """What was missed, which faults nobody looks for, and which are made so that no standard can find them."""
    for one in scores:
        for scenario, count in one.missed.most_common():
            print(f"Missed by {one.pair.standard}: {scenario}, {count:,} of {one.wrong:,} wrong.")
        if one.missed and one.pair.partly:
            print(f"  Why: {one.pair.partly}.")
        if one.not_in_truth:
            print(f"{one.pair.standard} calls {one.not_in_truth:,} cases wrong of which the truth says nothing.")
    judged_matters = {matter for one in scores for matter in (one.pair.matter, one.pair.also)}
    for matter, told in sorted(judged.truth.items()):
        wrong = sum(one.fate in (Fate.LATE, Fate.NOT_DONE) for one in told)
        unseen = sum(one.fate is Fate.NOT_SEEN for one in told)
        if unseen:
            print(f"No record shows it: {matter}, {unseen:,} cases.")
        elif matter not in judged_matters and wrong:
            print(f"No standard here judges: {matter}, {wrong:,} of {len(told):,} wrong.")
    for standard, why in NO_TRUTH.items():
        print(f"Held against no truth: {standard}; {why}.")
    waiting = [pair.standard for pair in PAIRS if pair.standard not in judged.verdicts]
    if waiting:
        print(f"Standards that are not there: {', '.join(waiting)}.")


if __name__ == "__main__":
    main()
