"""The team's work: what falls due, by whom it is done, and taking it out as a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from openpeel import library
from openpeel.engine.case_lists import CaseLists
from openpeel.engine.case_questions import SORTS, Question
from openpeel.web import reads
from openpeel.web.access_log.chain import Action, record_by_force
from openpeel.web.accounts.models import signed_in
from openpeel.web.case_forms import Export
from openpeel.web.case_table import case_link, export, over
from openpeel.web.components.parts import Column, Link, Pages, Row, Table, Tick, verdict_tag
from openpeel.web.listed import paged
from openpeel.web.permissions import requires, scope_of
from openpeel.web.roles import Power
from openpeel.web.work.assignments import assigned, can_be_given, give, given_to, given_to_anyone
from openpeel.web.work.days import WHENS, question
from openpeel.web.work.forms import NOBODY, Assign, WorkFilter


@requires(Power.WORK, to_send=Power.EXPORT)
def work(request: HttpRequest) -> HttpResponse:
    """The list of work, in parts by when it is due; a POST takes it out as a file."""
    person = signed_in(request)
    lists = reads.lists_for(person)
    now = reads.now_for(scope_of(person))
    counts = dict(zip(WHENS, lists.counts([question(name, now) for name in WHENS]), strict=True))
    when = _when(request, counts)
    form, asked = _asked(request, lists, when, now)
    taking = Export(request.POST or None) if person.kind.may(Power.EXPORT) else None
    if taking is not None and request.method == "POST" and taking.is_valid():
        return export(request, "work", lists.rows(asked), library.standards(), taking.cleaned_data["why"])
    is_whole = replace(asked, sort="due") == question(when, now)
    page = paged(request, lists, asked, counts[when] if is_whole else None)
    cases = list(page)
    given = assigned([case.name for case in cases])
    if cases:
        what = f"work list: {WHENS[when].lower()}"
        record_by_force(request, Action.CONSULT, what, (case.row.force for case in cases))
    may_assign = person.kind.may(Power.ASSIGN)
    names = {one.name: str(one) for one in can_be_given(person)}
    columns = [
        Column("Case", sort="case", is_brief=True),
        Column("What is owed", sort="standard"),
        Column("Verdict", sort="verdict"),
        Column("Due", sort="due", is_brief=True),
        Column("Time", is_brief=True),
        Column("Team", sort="owner"),
        Column("Given to"),
    ]
    rows = [
        Row(
            (
                case_link(case),
                Link(library.standards()[case.row.standard].says, reverse("standard", args=[case.row.standard])),
                verdict_tag(case.row.verdict),
                case.row.due,
                over(case, now),
                case.row.owner,
                names.get(given.get(case.name, ""), given.get(case.name, "")),
                *(
                    [
                        Tick(
                            "case",
                            case.name,
                            f"case {case.reference}",
                            f"{case.row.standard} {case.name} {case.row.unit}",
                        )
                    ]
                    if may_assign
                    else []
                ),
            )
        )
        for case in cases
    ]
    query = {"when": when} | {key: value for key, value in request.GET.items() if key not in ("page", "when") and value}
    return render(
        request,
        "work/work.html",
        {
            "form": form,
            "table": Table(
                WHENS[when],
                [*columns, *([Column("Tick", hides=True)] if may_assign else [])],
                rows,
                empty="No such case is open; the tabs above count the others.",
                query={key: value for key, value in query.items() if key != "sort"},
                sorted_by=asked.sort,
                hides_caption=True,
            ),
            "pages": Pages(page, query),
            "count": page.paginator.count,
            "whens": _tabs(when, counts),
            "as_at": now,
            "assign": Assign(people=can_be_given(person)) if may_assign else None,
            "export": taking,
            "back": urlencode(query),
        },
    )


@requires(Power.ASSIGN)
@require_POST
def assign(request: HttpRequest) -> HttpResponse:
    """Give the ticked cases to a person; only cases that both may see."""
    person = signed_in(request)
    lists = reads.lists_for(person)
    people = can_be_given(person)
    form = Assign(request.POST, people=people)
    ticked = frozenset(request.POST.getlist("case"))
    back = f"{reverse('work')}?{request.POST.get('back', '')}"
    if not form.is_valid():
        said = " ".join(str(error) for field in form for error in field.errors)
        messages.warning(request, f"Nothing was given, and the ticks are gone. {said}")
        return redirect(back)
    if not ticked:
        messages.warning(request, "Nothing was given: tick the cases first, then choose a person.")
        return redirect(back)
    cases = {case.name: case for case in lists.rows(Question(among=ticked))}
    to = form.cleaned_data["to"]
    theirs = next((scope_of(one) for one in people if one.name == to), None)
    of: list[str | None] = []
    for name, case in cases.items():
        if theirs is None or theirs.holds(case.row.force, case.row.owner):
            give(name, to, person, form.cleaned_data["why"])
            of.append(case.row.force)
    if of:
        record_by_force(request, Action.CHANGE, f"gave cases to {to or 'nobody'}", of, why=form.cleaned_data["why"])
    done = len(of)
    left = len(ticked) - done
    whom = next((str(one) for one in people if one.name == to), "nobody")
    said = f"{done} {'case was' if done == 1 else 'cases were'} given to {whom}."
    messages.success(request, said + (f" {left} were not: the person may not see them." if left else ""))
    return redirect(back)


def _asked(request: HttpRequest, lists: CaseLists, when: str, now: datetime) -> tuple[WorkFilter, Question]:
    """The filter as it was filled in, and what it asks for of a part of the list."""
    form = WorkFilter(
        {**request.GET.dict(), "when": when},
        standards=reads.judged_standards(),
        teams=lists.owners(),
        people=can_be_given(signed_in(request)),
    )
    asked = question(when, now)
    sort = request.GET.get("sort", "due")
    asked = replace(asked, sort=sort if sort.removeprefix("-") in SORTS else "due")
    if form.is_valid():
        said = form.cleaned_data
        asked = replace(
            asked,
            search=said["search"] or None,
            standards=(said["standard"],) if said["standard"] else None,
            owner=said["team"] or None,
            not_among=given_to_anyone() if said["given"] == NOBODY else None,
            among=given_to(said["given"]) if said["given"] not in ("", NOBODY) else None,
        )
    return form, asked


def _when(request: HttpRequest, counts: Mapping[str, int]) -> str:
    """The part of the list that the address names; without one, the most pressing that holds something."""
    when = request.GET.get("when", "")
    return when if when in WHENS else next((name for name in WHENS if counts[name]), "today")


def _tabs(when: str, counts: Mapping[str, int]) -> list[dict[str, object]]:
    return [
        {
            "label": label,
            "address": f"?{urlencode({'when': name})}",
            "count": counts[name],
            "is_here": name == when,
        }
        for name, label in WHENS.items()
    ]
