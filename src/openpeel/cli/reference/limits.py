"""The page of limits: every dated value, and how far it is verified."""

from __future__ import annotations

from openpeel import library
from openpeel.cli.reference.markdown import anchor, page, table
from openpeel.engine.runs import limits_of
from openpeel.language.durations import Duration
from openpeel.language.limits import Limit, LimitValue

OPENING = """\
A limit is a rule's value (a length of time, a count, a share) with the day since which it holds and its source. A
period gone by is judged by the limit then in force; a force's own value outranks the national one. A value is shown as
*official* only where it is verified in its source or stated by the inspectorate; anything else is a *local setting*: an
illustration that each force sets for itself."""


def write() -> str:
    """The page."""
    limits = library.limits()
    contents = table(
        ["limit", "what it limits", "standing"],
        [[f"[{limit.id}]({anchor(limit.id)})", limit.title, _standing(limit)] for limit in limits.values()],
    )
    return page("Limits", OPENING, [contents, *(_section(limit) for limit in limits.values())])


def _section(limit: Limit) -> str:
    users = [standard.id for standard in library.standards().values() if limit in limits_of(standard)]
    used = ", ".join(f"[{name}](standards.md{anchor(name)})" for name in users)
    values = table(
        ["value", "since", "for", "standing", "source"],
        [
            [value_words(value), str(value.since), _for(value), standing_of(value), value.source]
            for value in limit.values
        ],
    )
    opening = f"{limit.title}. Decides {used}." if users else f"{limit.title}."
    return "\n\n".join([f"## {limit.id}", opening, values])


def _standing(limit: Limit) -> str:
    return "official" if limit.is_official else "local setting, not official"


def standing_of(value: LimitValue) -> str:
    """How far a value may be relied on, in words: official only where it is verified."""
    if value.verified.is_official:
        return f"official: {value.verified.value}"
    return f"{value.verified.value}, not official"


def value_words(value: LimitValue) -> str:
    """A limit's value in words."""
    if value.value is None:
        return "none: the limit ended"
    if isinstance(value.value, Duration):
        return str(value.value)
    return f"{value.value:g}"


def _for(value: LimitValue) -> str:
    return ", ".join(part for part in (value.force, value.category) if part) or "all"
