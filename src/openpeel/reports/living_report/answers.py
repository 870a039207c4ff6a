"""Today's answers for the living report: findings of standards, figures of indicators, lengths of lists."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from openpeel import library
from openpeel.engine.clocks import AsAt
from openpeel.engine.ledger import Ledger
from openpeel.engine.measures import Counted, count
from openpeel.engine.ranked_lists import number_on
from openpeel.engine.runs import Run, limits_of
from openpeel.engine.tallies import Tally
from openpeel.inspection.evidence.audience import Audience, figures_as_seen_by
from openpeel.inspection.evidence.from_records import evidence_of_indicator
from openpeel.inspection.living_report.build import Answer
from openpeel.language.indicators import Indicator
from openpeel.language.periods import FOR_PAGES, london_day
from openpeel.language.standards import Standard
from openpeel.records.store import Snapshot
from openpeel.reports.chapter.showing import TOO_FEW, finding_of
from openpeel.reports.indicator_figures import figure, period_of, residents_for
from openpeel.statistics.disclosure import SENSITIVE_THRESHOLD


def forces_of(run: Run) -> tuple[str, ...]:
    """The forces of which a run holds cases, in order of name."""
    return tuple(sorted({group.force for group in Ledger(run).tallies(["force"]) if group.force}))


def answers_of(run: Run, force: str) -> dict[str, Answer]:
    """The finding of each standard that the run judged, for one force; a standard without a case gives no answer."""
    known = library.standards()
    return {
        group.standard: answer_of(known[group.standard], tally, _day_of(run.as_at))
        for group, tally in Ledger(run).tallies(["force"]).items()
        if group.force == force and group.standard in known
    }


def figures_of(
    snapshot: Snapshot,
    as_at: AsAt,
    force: str,
    audience: Audience = Audience.FORCE,
    only: Collection[str] | None = None,
) -> dict[str, Answer]:
    """The figure of each indicator for one force, with its interval and n; none where no record counts towards it.

    ``only`` names the indicators that are wanted; a group whose count ``audience`` may not see is said to be too small.
    """
    own = replace(as_at, forces=(force,))
    answers: dict[str, Answer] = {}
    for indicator in library.indicators().values():
        if only is not None and indicator.id not in only:
            continue
        counts = count(snapshot, indicator, own)
        if figures := [said for one in counts if (said := _figure(indicator, one, own, audience))]:
            period = period_of(counts[0], FOR_PAGES)
            said = f"{indicator.says}: {'; '.join(figures)}."
            answers[indicator.id] = Answer(indicator.id, said, f"records of {period}")
    return answers


def _figure(indicator: Indicator, counted: Counted, as_at: AsAt, audience: Audience) -> str:
    """'emergency 9.5 minutes (95% interval 9.2 to 9.9, n = 1,049)'; empty where no record counts towards it."""
    row = figure(indicator, counted)
    value = row.get("rate") or row.get("share") or (row.get("median") and f"{row['median']} {row['unit']}")
    if not value:
        return ""
    group = "".join(f"{_group(name, word)} " for name, word in counted.group.items())
    if not audience.sees_small_counts:
        evidence = evidence_of_indicator(indicator, counted, as_at, residents_for(indicator, counted.force))
        if evidence is None or figures_as_seen_by(evidence, audience).figure is None:
            return f"{group}{TOO_FEW}"
    interval = f"95% interval {row['95% interval']}, " if row["95% interval"] else ""
    return f"{group}{value} ({interval}n = {row['n']:,})"


def _group(fact: str, word: str) -> str:
    """A fact by which a figure is given: its value, which needs the fact's name where it is yes or no."""
    name = fact.removeprefix("is_").replace("_", " ")
    return f"{name}: {word}," if word in ("yes", "no", "not known") else word


def lists_of(
    snapshot: Snapshot,
    as_at: AsAt,
    force: str,
    audience: Audience = Audience.FORCE,
    only: Collection[str] | None = None,
) -> dict[str, Answer]:
    """How many cases of one force each list holds, as :func:`figures_of`; a list on which nobody is says nothing."""
    own = replace(as_at, forces=(force,))
    answers: dict[str, Answer] = {}
    for one in library.lists().values():
        if (only is None or one.id in only) and (n := number_on(snapshot, one, own)):
            held = f"{n:,}" if audience.sees_small_counts or n >= SENSITIVE_THRESHOLD else TOO_FEW
            answers[one.id] = Answer(one.id, f"{one.says}: {held}.", _day_of(as_at))
    return answers


def answer_of(
    standard: Standard, tally: Tally, as_at: str, audience: Audience = Audience.FORCE, link: str = ""
) -> Answer:
    """A standard's finding as ``audience`` may see it, with a word where it rests on a limit that is not official."""
    local = [limit.title for limit in limits_of(standard) if not limit.is_official]
    rests_on = f"by a local setting, not an official rule: {'; '.join(local)}" if local else ""
    return Answer(standard.id, finding_of(standard, tally, audience), as_at, link, rests_on)


def _day_of(as_at: AsAt) -> str:
    return f"records as at {FOR_PAGES.day(london_day(as_at.moment))}"
