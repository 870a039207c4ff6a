"""What of a standard's counts may be shown to whom: small numbers are kept from the public."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpeel.engine.tallies import Tally
from openpeel.inspection.evidence.audience import Audience
from openpeel.inspection.evidence.from_records import Judged
from openpeel.language.standards import Standard
from openpeel.reports.findings import sentence_with
from openpeel.statistics.disclosure import FEWEST_OUT_OF, SENSITIVE_THRESHOLD, THRESHOLD, protect
from openpeel.statistics.intervals import SpeaksOf, proportion
from openpeel.statistics.possible_values import TOTAL

TOO_FEW = "[too few to show]"

SENSITIVE_UNITS = ("missing", "child", "sex_offender", "honour")
"""Parts of names of units of which small groups can be recognised: they have the higher threshold."""

_COUNTS = ("met", "late", "overdue")
_BESIDE = ("pending", "excused", "unknown")


@dataclass(frozen=True)
class Shown:
    """A standard's counts as one audience sees them; None for a count that is not shown."""

    counts: dict[str, int | None]
    n: int | None
    has_rate: bool
    """Whether the rate may be shown: it would give the count of those met away."""


def shown(judged: Judged, audience: Audience) -> Shown:
    """The counts of a standard that ``audience`` may see.

    Pages show the counts of all days of the run: one of which little is left over would give that away, and is hidden.
    """
    seen = shown_of(judged.standard, judged.tally, audience)
    if audience.sees_small_counts:
        return seen
    threshold = threshold_of(judged.standard)
    small = {name for name in (*_COUNTS, "n", *_BESIDE) if 0 < getattr(judged.beside, name) < threshold}
    if small.isdisjoint((*_COUNTS, "n")):
        return Shown(seen.counts | dict.fromkeys(small), seen.n, seen.has_rate)
    # One of them alone would follow from the others.
    return Shown(seen.counts | dict.fromkeys({*_COUNTS, *small} - {"n"}), None, False)


def shown_of(standard: Standard, tally: Tally, audience: Audience) -> Shown:
    """The counts of a tally of a standard that ``audience`` may see."""
    every = {name: getattr(tally, name) for name in (*_COUNTS, *_BESIDE)}
    if audience.sees_small_counts or not tally.all:
        return Shown(every, tally.n, True)
    threshold = threshold_of(standard)
    counts: dict[str, int | None] = {name: every[name] if every[name] >= threshold else None for name in _BESIDE}
    counts |= {name: 0 for name in _BESIDE if not every[name]}
    n: int | None = tally.n
    if tally.n:
        protected = protect({(name,): every[name] for name in _COUNTS}, ("verdict",), threshold=threshold)
        counts |= {cell.key[0]: cell.value for cell in protected.cells if cell.key[0] in _COUNTS}
        n = next(cell.value for cell in protected.cells if cell.key[0] == TOTAL)
    else:
        counts |= dict.fromkeys(_COUNTS, 0)
    has_rate = counts.get("met") is not None and n is not None and n >= FEWEST_OUT_OF
    return Shown(counts, n, has_rate)


def finding_shown(judged: Judged, audience: Audience) -> str:
    """The standard's finding in words, with what ``audience`` may not see left out."""
    return _in_words(judged.standard, judged.tally, shown(judged, audience))


def finding_of(standard: Standard, tally: Tally, audience: Audience) -> str:
    """The finding of a tally in words, as :func:`finding_shown`."""
    return _in_words(standard, tally, shown_of(standard, tally, audience))


def _in_words(standard: Standard, tally: Tally, seen: Shown) -> str:
    told = {name: TOO_FEW if count is None else f"{count:,}" for name, count in {**seen.counts, "n": seen.n}.items()}
    return sentence_with(standard.shows.finding, told, rate=_rate(tally, seen))


def months_may_be_shown(
    standard: Standard, tally: Tally, months: Sequence[tuple[int, int]], audience: Audience
) -> bool:
    """Whether a standard's months, each with how many met of how many, may be shown beside its whole tally.

    All or none: a month that is left out of some could be worked out from the whole.
    """
    if audience.sees_small_counts:
        return True
    beside = tally.n - sum(whole for _, whole in months)
    counts = [beside, *(count for met, whole in months for count in (met, whole - met))]
    return all(whole >= FEWEST_OUT_OF for _, whole in months) and not any(
        0 < count < threshold_of(standard) for count in counts
    )


def what_is_kept_back(*, sensitive: bool) -> str:
    """What is not shown to the public, in a few sentences."""
    return (
        f"Counts under {THRESHOLD} "
        + (f"({SENSITIVE_THRESHOLD} where small groups could be recognised) " if sensitive else "")
        + f"and what would give them away are not shown, nor shares of fewer than {FEWEST_OUT_OF} cases. These are "
        "local settings. They protect the figures of one day only: whoever sets those of two days side by side can "
        "work out what happened between them, even in a single case."
    )


def threshold_of(standard: Standard) -> int:
    """The count under which none of a standard is shown to the public."""
    return SENSITIVE_THRESHOLD if is_sensitive(standard) else THRESHOLD


def is_sensitive(standard: Standard) -> bool:
    """Whether small groups of its cases could be recognised."""
    return any(part in standard.unit.name for part in SENSITIVE_UNITS)


def _rate(tally: Tally, seen: Shown) -> str:
    if not tally.n:
        return "no case is due"
    if not seen.has_rate:
        return "the share is not shown: too few cases"
    interval = proportion(tally.met, tally.n, speaks_of=SpeaksOf.ORDINARY_VARIATION)
    return f"{interval.estimate:.1%}, 95% interval {100 * interval.low:.1f} to {100 * interval.high:.1f}"
