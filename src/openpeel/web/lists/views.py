"""The pages of lists: each case with the reasons for its place, and no score."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from openpeel import library
from openpeel.engine.clocks import as_happened_by
from openpeel.engine.ranked_lists import Listed, cases_on
from openpeel.errors import Refused
from openpeel.web import reads
from openpeel.web.access_log.chain import Action, record_by_force
from openpeel.web.accounts.models import signed_in
from openpeel.web.case_table import case_address_of, fact_title
from openpeel.web.components.parts import Breadcrumbs, Column, Link, Pages, Row, Table
from openpeel.web.permissions import requires, scope_of
from openpeel.web.roles import Power

PER_PAGE = 50


@requires(Power.WORK)
def lists(request: HttpRequest) -> HttpResponse:
    """Which lists there are."""
    rows = [Row((Link(one.says, reverse("list", args=[one.id])), one.why)) for one in library.lists().values()]
    table = Table("Lists", (Column("List"), Column("Why")), rows, hides_caption=True)
    return render(request, "lists/lists.html", {"table": table})


@requires(Power.WORK)
def cases(request: HttpRequest, identifier: str) -> HttpResponse:
    """The cases of a list that the person may see, the most pressing first."""
    try:
        chosen = library.case_list(identifier)
    except Refused as refused:
        raise Http404(refused.what) from refused
    person = signed_in(request)
    scope = scope_of(person)
    moment = reads.moment(scope)
    is_whole = chosen.within is not None and request.GET.get("whole") == "yes"
    found: list[Listed] = []
    if moment is not None:
        every = _listed(reads.data(), reads.snapshot_of().identifier, identifier, moment, is_whole)
        found = [one for one in every if scope.lists(one.force, one.owner)]
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    first = (page.number - 1) * PER_PAGE
    names = [chosen.unit.name_of(column) for column in (chosen.case, *chosen.shows)]
    # References to other cases are left out: they may be another team's.
    names = [names[0], *(name for name in names[1:] if not name.endswith("_id"))]
    judged = reads.lists_for(person).judged(chosen.unit.name, (one.unit for one in page))
    rows = [
        Row(
            (
                place,
                _case(chosen.unit.name, one, names[0], one.unit in judged),
                "; ".join(one.reasons) or "none of those that rank",
                *(one.facts.get(name) for name in names[1:]),
                one.owner or "",
            )
        )
        for place, one in enumerate(page, start=first + 1)
    ]
    if rows:
        record_by_force(request, Action.CONSULT, f"list {identifier}", (one.force for one in page))
    columns = (
        Column("Place", is_number=True),
        Column("Case"),
        Column("Because"),
        *(Column(fact_title(name)) for name in names[1:]),
        Column("Team"),
    )
    context = {
        "list": chosen,
        "as_at": moment,
        "count": len(found),
        "table": Table(chosen.says, columns, rows, empty="Nobody is on this list.", hides_caption=True),
        "pages": Pages(page, {"whole": "yes"} if is_whole else {}),
        "is_whole": is_whole,
        "reasons": [one.says for one in chosen.reasons],
        "not_known": sorted({words for one in page for words in one.not_known}),
        "trail": Breadcrumbs([Link("Lists", reverse("lists"))]),
    }
    return render(request, "lists/list.html", context)


def _case(kind: str, one: Listed, fact: str, has_page: bool) -> Link | str:
    """A link to a case; its reference alone where it has no page that the person may open."""
    reference = str(one.facts.get(fact) or "(no reference)")
    if not has_page:
        return reference
    return Link(reference, case_address_of(kind, reference, one.force, one.unit))


@lru_cache(maxsize=16)
def _listed(data: Path, snapshot: str, identifier: str, moment: datetime, is_whole: bool) -> tuple[Listed, ...]:
    """A list; kept, since working it out takes seconds and changes with the records only."""
    chosen = library.case_list(identifier)
    return tuple(cases_on(reads.store().snapshot(snapshot), chosen, as_happened_by(moment), whole=is_whole))
