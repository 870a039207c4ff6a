"""The page of lists: cases for people to work through, and the reasons that rank them."""

from __future__ import annotations

from openpeel import library
from openpeel.cli.reference.markdown import anchor, page, table
from openpeel.language.lists import CaseList

OPENING = """\
A list names cases for people to work through. Its order is no score: of two cases the one with the more important
reason comes first, and of two with the same reasons the one that has waited longer. `openpeel list` makes it."""


def write() -> str:
    """The page."""
    lists = library.lists().values()
    contents = table(["list", "says"], [[f"[{one.id}]({anchor(one.id)})", one.says] for one in lists])
    return page("Lists", OPENING, [contents, *map(_section, lists)])


def _section(one: CaseList) -> str:
    rows = [
        ["Why", one.why],
        ["Source", str(one.source)],
        ["Unit", f"[{one.unit.name}](units.md{anchor(one.unit.name)})"],
        ["Looks back", f"{one.within} (a local setting)" if one.within else "on all records"],
        ["Lists", "only cases with a reason" if one.needs_reason else "cases without a reason too, last"],
        ["Waiting since", one.unit.name_of(one.since)],
        ["Reviewed", f"{one.review.on} by {one.review.by}; next {one.review.next}"],
    ]
    reasons = "\n".join(f"{number}. {reason.says}" for number, reason in enumerate(one.reasons, start=1))
    return "\n\n".join([f"## {one.id}", f"**{one.says}.**", table(["", ""], rows), "Ranked by:", reasons])
