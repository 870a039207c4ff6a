"""A finding says what was counted, and no part of it counts nought."""

from __future__ import annotations

import itertools
import re

import pytest

from openpeel.engine.tallies import Tally
from openpeel.language.standards import Standard
from openpeel.library import standards
from openpeel.reports.findings import finding, sentence_with

COUNTS = {"n": "20", "met": "12", "late": "3", "overdue": "5", "pending": "0", "excused": "2", "unknown": "0"}
IN = "In {overdue} of {n} calls nobody asked; in {late} more only later."
OF = "Of {n} visits that were due, {met} were made in time ({rate}), {late} late and {overdue} not."
BOTH = "Of {n} children, {met} were seen in time ({rate}), {late} late and {overdue} not; {excused} did not want it."


@pytest.mark.parametrize(
    ("template", "counts", "expected"),
    [
        (IN, {}, "In 5 of 20 calls nobody asked; in 3 more only later."),
        (IN, {"late": "0"}, "In 5 of 20 calls nobody asked."),
        (IN, {"overdue": "0"}, "In 0 of 20 calls nobody asked; in 3 only later."),
        (IN, {"overdue": "0", "late": "0"}, "In 0 of 20 calls nobody asked."),
        (IN, {"late": "fewer than 5"}, "In 5 of 20 calls nobody asked; in fewer than 5 more only later."),
        (OF, {}, "Of 20 visits that were due, 12 were made in time (60%), 3 late and 5 not."),
        (OF, {"late": "0"}, "Of 20 visits that were due, 12 were made in time (60%) and 5 not."),
        (OF, {"overdue": "0"}, "Of 20 visits that were due, 12 were made in time (60%) and 3 late."),
        (OF, {"late": "0", "overdue": "0"}, "Of 20 visits that were due, 12 were made in time (60%)."),
        (OF, {"met": "1"}, "Of 20 visits that were due, 1 was made in time (60%), 3 late and 5 not."),
        (OF, {"met": "41"}, "Of 20 visits that were due, 41 were made in time (60%), 3 late and 5 not."),
        (OF, {"n": "0"}, "No case is due."),
        (BOTH, {"late": "0"}, "Of 20 children, 12 were seen in time (60%) and 5 not; 2 did not want it."),
        (BOTH, {"excused": "0"}, "Of 20 children, 12 were seen in time (60%), 3 late and 5 not."),
        (
            "Of {n} logs, {overdue} were never graded so; {late} were so only later.",
            {"overdue": "0", "late": "0"},
            "Of 20 logs, 0 were never graded so.",
        ),
    ],
)
def test_parts_that_count_nought_are_left_out(template: str, counts: dict[str, str], expected: str) -> None:
    assert sentence_with(template, COUNTS | counts, rate="60%") == expected


@pytest.mark.parametrize("standard", list(standards().values()), ids=lambda standard: standard.id)
def test_every_standards_finding_reads_whatever_its_counts(standard: Standard) -> None:
    names = sorted(set(re.findall(r"{(\w+)}", standard.shows.finding)) - {"n", "rate"})
    for counts in itertools.product((0, 1, 1234), repeat=len(names)):
        said = finding(standard, Tally(**dict(zip(names, counts, strict=True))))
        assert len(re.findall(r"(?<![\d.,])0 [a-z]", said)) <= 1, said
        assert said.endswith("."), said
        assert not re.search(r"  |\.\.|, ?\.| and\.|{", said), said
        assert not re.search(r"\b1 (were|are)\b", said), said


def test_a_whole_finding_is_as_it_was_written() -> None:
    for standard in standards().values():
        counts = dict.fromkeys(COUNTS, "2")
        assert sentence_with(standard.shows.finding, counts, rate="x") == standard.shows.finding.format(
            rate="x", **counts
        )
