"""A standard's definition in words, for its page."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from openpeel import library
from openpeel.engine.clocks import as_happened_by
from openpeel.engine.evaluation import make_plan
from openpeel.engine.runs import limits_of
from openpeel.language.framework import CHARACTERISTICS
from openpeel.language.standards import Standard
from openpeel.language.units import fact_descriptions
from openpeel.web.components.parts import SummaryList, SummaryRow

SHAPES = {
    "Deadline": "Done by the time that it is due.",
    "Condition": "Holds when it is observed.",
    "Recurring": "Done again every so often; each time is a case of its own.",
    "Never": "Must not happen up to a moment.",
}


def definition(one: Standard) -> SummaryList:
    """What the standard asks, of what, on whose word, and by which limits."""
    known = CHARACTERISTICS.get(one.characteristic)
    rows = [
        SummaryRow("Why", one.why),
        SummaryRow("Chapter", one.area.title),
        SummaryRow("Characteristic", f"{one.characteristic} {known.says if known else ''}"),
        SummaryRow("Source", str(one.source)),
        SummaryRow("A case is", (one.unit.__doc__ or "").strip().splitlines()[0]),
        SummaryRow("It asks", SHAPES.get(one.shape, one.shape)),
    ]
    for target in one.targets:
        official = "" if target.official else " (a local setting, not official)"
        rows.append(SummaryRow("Target", f"At least {target.at_least:.0%} since {target.since:%-d %B %Y}{official}"))
    for limit in limits_of(one):
        local = "" if limit.is_official else " (a local setting, not official)"
        values = "; ".join(_value(value) for value in limit.values)
        rows.append(SummaryRow(f"Limit: {limit.title}{local}", values))
    described = fact_descriptions(one.unit)
    for name in sorted(one.facts_used()):
        rows.append(SummaryRow(f"Fact: {name.replace('_', ' ')}", " ".join(described.get(name, "").split())))
    rows.append(SummaryRow("Reviewed", f"{one.review.on} by {one.review.by}; next {one.review.next}"))
    return SummaryList(rows)


def _value(value: object) -> str:
    amount = getattr(value, "value", None)
    said = "none" if amount is None else f"{amount:g}" if isinstance(amount, int | float) else str(amount)
    parts = [
        getattr(value, "category", None),
        said,
        getattr(value, "force", None),
        f"since {getattr(value, 'since', '')}",
    ]
    return " ".join(str(part) for part in parts if part)


@lru_cache(maxsize=256)
def _sql(identifier: str) -> str:
    one = library.standards()[identifier]
    as_at = as_happened_by(datetime.fromisoformat(one.examples_as_at))
    plan = make_plan([one], as_at=as_at, limits={}, coverage=[])
    frames = [f"-- the facts of each {name.removeprefix('frame_')}\n{sql};" for name, sql in plan.frames.items()]
    return "\n\n".join([*frames, f"-- the verdicts\n{plan.ledger[0]};"])


def sql_of(one: Standard) -> str:
    """The SQL by which its cases are judged; made once, for it takes a while."""
    return _sql(one.id)
