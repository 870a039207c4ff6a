"""How well the people of the made force are told apart, by naming pattern: who was found whole, and who was mixed up.

    python -m benchmarks.who_is_who [--scale 1.0]

Makes Exampleshire's records, loads its descriptions of people, links them, and compares the links with the truth, which
the linking never sees. Prints a table in Markdown.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from openpeel.identity.linking import Linked, link
from openpeel.records.loads import StagedFile
from openpeel.records.people import LinkDecisions, PersonDetails
from openpeel.records.store import Snapshot, Store
from openpeel.sources.extracts.checking import read_mapping
from openpeel.sources.loading import prepare
from openpeel.sources.workbench import workbench
from openpeel.statistics.intervals import SpeaksOf, proportion
from openpeel.synthetic.force import MadeForce, make

FORCE = "exampleshire"
ALL = "all"


@dataclass
class Counted:
    """What was linked of the people of one naming pattern."""

    people: int = 0
    """People described twice or more."""
    whole: int = 0
    """Of these, people all of whose descriptions were linked."""
    found: int = 0
    """Groups of two or more descriptions that were taken for one person."""
    pure: int = 0
    """Of these, groups that are of one person only."""
    pairs_of_one: int = 0
    pairs_linked: int = 0
    pairs_rightly_linked: int = 0


def load_people(made: MadeForce, folder: Path) -> Snapshot:
    """A store with the descriptions of people alone, and what was decided about them."""
    store = Store(folder)
    with workbench() as bench:
        files: list[StagedFile] = []
        for extract, mapping in made.extracts:
            declared = read_mapping(mapping)
            if declared.table in (PersonDetails, LinkDecisions):
                files += prepare(bench, [str(extract)], declared, lambda *_: None).files
        store.load(files)
    return store.snapshot()


def compare(linked: Linked, truth: dict[str, dict[str, str]]) -> dict[str, Counted]:
    """Counts by naming pattern, all together first. A group counts for the pattern of its first description."""
    found, wanted = defaultdict(list), defaultdict(list)
    person_found, person = {}, {name: row["person"] for name, row in truth.items()}
    for detail, one in zip(linked.details.details, linked.links, strict=True):
        found[one.person_id].append(detail.detail_id)
        wanted[person[detail.detail_id]].append(detail.detail_id)
        person_found[detail.detail_id] = one.person_id
    counted: dict[str, Counted] = {ALL: Counted()}
    for group in wanted.values():
        for name in (ALL, truth[group[0]]["naming_pattern"]):
            own = counted.setdefault(name, Counted())
            own.people += len(group) > 1
            own.whole += len(group) > 1 and len({person_found[one] for one in group}) == 1
            own.pairs_of_one += _pairs(len(group))
    for group in found.values():
        for name in (ALL, truth[group[0]]["naming_pattern"]):
            own = counted[name]
            people = Counter(person[one] for one in group)
            own.found += len(group) > 1
            own.pure += len(group) > 1 and len(people) == 1
            own.pairs_linked += _pairs(len(group))
            own.pairs_rightly_linked += sum(map(_pairs, people.values()))
    return dict(sorted(counted.items(), key=lambda one: -one[1].people))


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def table(counted: dict[str, Counted]) -> str:
    """The counts as Markdown; shares of people with a 95 per cent interval, shares of pairs without.

    The pairs of one person are right or wrong together, so that an interval over pairs would be too narrow.
    """
    lines = [
        "| naming pattern | people found whole | of | groups of one person only | of | pairs: precision | recall |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, one in counted.items():
        lines.append(
            f"| {name} | {_share(one.whole, one.people)} | {one.people:,} | {_share(one.pure, one.found)} "
            f"| {one.found:,} | {_percent(one.pairs_rightly_linked, one.pairs_linked)} "
            f"| {_percent(one.pairs_rightly_linked, one.pairs_of_one)} |"
        )
    return "\n".join(lines)


def _percent(count: int, of: int) -> str:
    return f"{100 * count / of:.2f}" if of else "-"


def _share(count: int, of: int) -> str:
    if not of:
        return "-"
    interval = proportion(count, of, speaks_of=SpeaksOf.SAMPLING)
    return f"{100 * interval.estimate:.1f} ({100 * interval.low:.1f} to {100 * interval.high:.1f})"


def main() -> None:
    """Make, link, compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", type=float, default=1.0)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        made = make(Path(name) / "made", scale=chosen.scale)
        snapshot = load_people(made, Path(name) / "store")
        begun = time.process_time()
        linked = link(snapshot, FORCE, lambda phase: None)
        seconds = time.process_time() - begun
        with made.people.open(newline="", encoding="utf-8") as file:
            truth = {row["detail_id"]: row for row in csv.DictReader(file)}
    print(f"{len(linked.links):,} descriptions linked in {seconds:.1f} s of the processor.\n")
    print(table(compare(linked, truth)))
    right = [truth[linked.details.details[one.a].detail_id]["person"] for one in linked.doubts]
    other = [truth[linked.details.details[one.b].detail_id]["person"] for one in linked.doubts]
    of_one = sum(a == b for a, b in zip(right, other, strict=True))
    print(f"\n{len(right):,} pairs of people are left as doubtful; {of_one:,} of them are one person.")


if __name__ == "__main__":
    main()
