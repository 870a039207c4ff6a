"""A standard's finding in words: its own sentence, with the counts of a tally."""

from __future__ import annotations

import re
from collections.abc import Mapping

from openpeel.engine.tallies import Tally
from openpeel.language.standards import Standard
from openpeel.statistics.intervals import SpeaksOf, proportion


def finding(standard: Standard, tally: Tally) -> str:
    """The sentence; a percentage always stands with n and its interval."""
    rate = "no case is due"
    if tally.n:
        interval = proportion(tally.met, tally.n, speaks_of=SpeaksOf.ORDINARY_VARIATION)
        rate = f"{interval.estimate:.1%}, 95% interval {100 * interval.low:.1f} to {100 * interval.high:.1f}"
    counts = {
        "n": tally.n,
        "met": tally.met,
        "late": tally.late,
        "overdue": tally.overdue,
        "pending": tally.pending,
        "excused": tally.excused,
        "unknown": tally.unknown,
    }
    return sentence_with(standard.shows.finding, {name: f"{count:,}" for name, count in counts.items()}, rate=rate)


_PART = re.compile(r"(?P<joint>; and |, and |; |, | and )(?P<words>(?:(?:in|of|for) )?{(?P<count>\w+)})")
"""Where a further part of a finding begins: it counts what stands beside the main thing."""


def sentence_with(finding: str, counts: Mapping[str, str], *, rate: str) -> str:
    """A finding with its counts as words. Its further parts are left out where they count nought.

    The part with the first count beside n is the main thing, and always stays: 'In 0 of 20 calls nobody asked.' Where n
    itself is nought there is nothing to find.
    """
    if counts["n"] == "0":
        return "No case is due."
    end = len(finding.rstrip(". "))
    first = next((one for one in re.finditer(r"{(\w+)}", finding) if one[1] not in ("n", "rate")), None)
    begins = [part for part in _PART.finditer(finding) if first is not None and part.start() > first.start()]
    edges = [*(part.start() for part in begins), end]
    main, rest = finding[: edges[0]], finding[end:]
    kept = [
        (part["joint"], finding[part.start("words") : after])
        for part, after in zip(begins, edges[1:], strict=True)
        if counts.get(part["count"]) != "0"
    ]
    if first is not None and counts.get(first[1]) == "0":
        # There are none that these could be more than.
        kept = [(joint, words.replace(" more ", " ", 1)) for joint, words in kept]
    if len(kept) == 1 and len(begins) > 1 and ";" not in kept[0][0]:
        kept = [(" and ", kept[0][1])]
    said = main + "".join(joint + words for joint, words in kept) + rest
    said = said.format(rate=rate, **counts)
    return re.sub(r"(?<![\d,.])1 (were|are)\b", lambda one: "1 was" if one[1] == "were" else "1 is", said)
