"""The list of standards, and the page of one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from openpeel import library
from openpeel.engine.case_lists import CaseLists
from openpeel.engine.case_questions import SORTS, Question
from openpeel.inspection.evidence.audience import Audience
from openpeel.language.columns import Moment
from openpeel.language.framework import Area
from openpeel.language.standards import Standard
from openpeel.reports.chapter.showing import finding_of, months_may_be_shown
from openpeel.web import reads
from openpeel.web.access_log.chain import Action, record_by_force
from openpeel.web.accounts.models import signed_in
from openpeel.web.assessments.which import audience_of
from openpeel.web.case_forms import CaseFilter, Export
from openpeel.web.case_table import case_link, done_or_why, export, fact_title
from openpeel.web.components.parts import Breadcrumbs, Column, Link, Pages, Row, Table, verdict_tag
from openpeel.web.figures import TALLY_COLUMNS, interval_of, sort_key, tally_cells, why_not_all
from openpeel.web.listed import paged
from openpeel.web.permissions import requires, scope_of
from openpeel.web.roles import Power
from openpeel.web.standards.definition import definition, sql_of
from openpeel.web.standards.trends import NotEnough, trend_of


class StandardFilter(forms.Form):
    """Which standards are wanted."""

    search = forms.CharField(
        label="Words", required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    area = forms.ChoiceField(
        label="Chapter", required=False, choices=[("", "Any chapter"), *((a.identifier, a.title) for a in Area)]
    )


def standards(request: HttpRequest) -> HttpResponse:
    """Every standard with its figures, by force."""
    person = signed_in(request)
    audience = audience_of(person)
    form = StandardFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    tallies = reads.figures_for(person).tallies(["force"])
    rows = []
    for group, tally in tallies.items():
        one = library.standards()[group.standard]
        words = asked.get("search", "").lower()
        if words not in f"{one.says} {one.id}".lower() or asked.get("area") not in ("", None, one.area.identifier):
            continue
        rows.append((one, group.force, tally))
    sort = request.GET.get("sort", "")
    name = sort.removeprefix("-")
    if name in {column.sort for column in TALLY_COLUMNS if column.sort}:
        rows.sort(key=lambda row: sort_key(row[0], row[2], name, audience), reverse=sort.startswith("-"))
    else:
        order = list(Area)
        rows.sort(key=lambda row: (order.index(row[0].area), row[0].characteristic, row[0].id, row[1] or ""))
        sort = ""
    several = len({force for _, force, _ in rows}) > 1
    table = Table(
        "Standards",
        [Column("Standard"), *([Column("Force")] if several else []), *TALLY_COLUMNS],
        [
            Row(
                (
                    Link(one.says, reverse("standard", args=[one.id])),
                    *([force] if several else []),
                    *tally_cells(one, tally, audience),
                )
            )
            for one, force, tally in rows
        ],
        empty="No standard that was judged fits. Clear the filter to see them all.",
        query={key: value for key, value in request.GET.items() if key != "sort" and value},
        sorted_by=sort,
        hides_caption=True,
    )
    context = {
        "form": form,
        "table": table,
        "as_at": reads.moment(scope_of(person)),
        "kept_back": why_not_all((one for one, _, _ in rows), audience),
    }
    return render(request, "standards/standards.html", context)


@requires(to_send=Power.EXPORT)
def standard(request: HttpRequest, identifier: str) -> HttpResponse:
    """One standard: what it asks, its figures, its cases; a POST takes the cases out as a file."""
    one = library.standards().get(identifier)
    if one is None:
        raise Http404
    person = signed_in(request)
    figures, audience = reads.figures_for(person), audience_of(person)
    by_force = _figures(figures, one, ["force"])
    context: dict[str, Any] = {
        "standard": one,
        "trail": Breadcrumbs([Link("Standards", reverse("standards"))]),
        "as_at": reads.moment(scope_of(person), identifier),
        "findings": [(group.force, finding_of(one, tally, audience)) for group, tally in by_force],
        "figures": Table(
            "Figures by force",
            [Column("Force"), *_unsorted()],
            [Row((group.force, *tally_cells(one, tally, audience))) for group, tally in by_force],
            empty="No case of this standard is in the records that you may see.",
        ),
        "definition": definition(one),
        "sql": sql_of(one),
        "trends": _trends(figures, one, by_force, audience),
        "kept_back": why_not_all([one], audience),
    }
    if person.kind.may(Power.WORK):
        answer = _cases(request, one, context)
        if answer is not None:
            return answer
    return render(request, "standards/standard.html", context)


def trend(request: HttpRequest, identifier: str) -> HttpResponse:
    """The control chart of a standard's rate by month, for the force that the address names."""
    one = library.standards().get(identifier)
    if one is None:
        raise Http404
    person = signed_in(request)
    force = request.GET.get("force", "")
    figures = reads.figures_for(person)
    shown = {trend["force"] for trend in _trends(figures, one, _figures(figures, one, ["force"]), audience_of(person))}
    if force not in shown:
        raise Http404
    try:
        drawn = trend_of(figures, one, force, reads.moment(scope_of(person), identifier))
    except NotEnough:
        raise Http404 from None
    return HttpResponse(
        drawn.svg(),
        content_type="image/svg+xml",
        headers={"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"},
    )


def _figures(figures: CaseLists, one: Standard, by: list[str]) -> list[tuple[Any, Any]]:
    found = figures.tallies(by, Question(standards=(one.id,)))
    return sorted(found.items(), key=lambda pair: (pair[0].force or "", pair[0].owner or ""))


def _trends(
    figures: CaseLists, one: Standard, by_force: list[tuple[Any, Any]], audience: Audience
) -> list[dict[str, Any]]:
    """The months of each force, where there are enough and all may be shown."""
    shown = []
    for group, tally in by_force:
        months = figures.months(one.id, group.force)
        counts = [(met, n) for _, met, n in months]
        if len(months) > 2 and months_may_be_shown(one, tally, counts, audience):
            rows = [Row((f"{month:%B %Y}", f"{met / n:.1%}", interval_of(met, n), n)) for month, met, n in months]
            columns = [Column("Month due"), *(Column(name, is_number=True) for name in ("Met", "95% interval", "n"))]
            shown.append({"force": group.force, "table": Table(f"By month due, {group.force}", columns, rows)})
    return shown


def _unsorted() -> list[Column]:
    return [Column(column.title, column.is_number) for column in TALLY_COLUMNS]


def _cases(request: HttpRequest, one: Standard, context: dict[str, Any]) -> HttpResponse | None:
    """Put the list of cases into ``context``; the answer itself where they are taken out as a file."""
    person = signed_in(request)
    lists = reads.lists_for(person)
    owners = _figures(lists, one, ["owner"])
    form = CaseFilter(request.GET, owners=[group.owner for group, _ in owners if group.owner])
    sort = request.GET.get("sort", "due")
    asked = Question(standards=(one.id,), sort=sort if sort.removeprefix("-") in SORTS else "due")
    if form.is_valid():
        asked = Question(
            standards=asked.standards,
            sort=asked.sort,
            verdicts=form.verdicts,
            owner=form.cleaned_data["owner"] or None,
            search=form.cleaned_data["search"] or None,
        )
    taking = None
    if person.kind.may(Power.EXPORT):
        taking = Export(request.POST or None)
        if request.method == "POST" and taking.is_valid():
            return export(request, one.id, lists.rows(asked), library.standards(), taking.cleaned_data["why"])
    page = paged(request, lists, asked)
    cases = list(page)
    if cases:
        record_by_force(request, Action.CONSULT, f"cases of standard {one.id}", (case.row.force for case in cases))
    facts = one.facts_shown()[1:6]
    table = Table(
        "Cases",
        [
            Column("Case", sort="case", is_brief=True),
            Column("Verdict", sort="verdict"),
            Column("Due", sort="due", is_brief=True),
            Column("Done", sort="done"),
            Column("Team", sort="owner"),
            *(Column(fact_title(name), is_brief=isinstance(one.unit.facts[name], Moment)) for name in facts),
        ],
        [
            Row(
                (
                    case_link(case),
                    verdict_tag(case.row.verdict),
                    case.row.due,
                    done_or_why(case),
                    case.row.owner,
                    *(case.facts.get(name) for name in facts),
                )
            )
            for case in cases
        ],
        empty="No case fits. Clear the filter to see them all.",
        query={key: value for key, value in request.GET.items() if key not in ("sort", "page") and value},
        sorted_by=asked.sort,
    )
    query = {key: value for key, value in request.GET.items() if key != "page" and value}
    context |= {
        "form": form,
        "export": taking,
        "cases": table,
        "count": page.paginator.count,
        "pages": Pages(page, query),
        "teams": Table(
            "Figures by team",
            [Column("Team"), *_unsorted()],
            [Row((group.owner or "(none)", *tally_cells(one, tally, audience_of(person)))) for group, tally in owners],
        ),
    }
    return None
