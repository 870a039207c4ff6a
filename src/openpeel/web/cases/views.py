"""The page of one case."""

from __future__ import annotations

from urllib.parse import unquote

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from openpeel import library
from openpeel.engine.case_lists import ListedCase
from openpeel.engine.runs import Run
from openpeel.engine.verdicts import Verdict
from openpeel.language.units import fact_descriptions
from openpeel.reports.words import on_page
from openpeel.web import reads
from openpeel.web.access_log.chain import Action, record
from openpeel.web.accounts.models import User, signed_in
from openpeel.web.case_table import case_address, done_or_why, over
from openpeel.web.cases.history import time_line
from openpeel.web.components.parts import (
    Breadcrumbs,
    Column,
    Link,
    Row,
    SummaryList,
    SummaryRow,
    Table,
    TimeLine,
    verdict_tag,
)
from openpeel.web.permissions import requires, scope_of
from openpeel.web.roles import Power
from openpeel.web.work.assignments import add_note, assigned, notes_of


class NewNote(forms.Form):
    """A note about the case."""

    text = forms.CharField(
        label="Add a note",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        error_messages={"required": "Write the note first"},
    )


@requires(Power.WORK)
def case(request: HttpRequest, kind: str, reference: str) -> HttpResponse:
    """What happened, what each standard says of it, what is owed, and the source rows; a POST adds a note."""
    person = signed_in(request)
    lists = reads.lists_for(person)
    found = lists.find(kind, unquote(reference))
    if request.GET.get("force"):
        found = [one for one in found if one.row.force == request.GET["force"]]
    units = {one.row.unit for one in found}
    asked = request.GET.get("row", "")
    if len(units) > 1 and asked.isdigit() and int(asked) in units:
        units = {int(asked)}
    if not units:
        raise Http404
    if len(units) > 1:
        return render(request, "cases/choose.html", {"reference": unquote(reference), "choices": _choices(found)})
    shown = [one for one in found if one.row.unit in units]
    form = NewNote(request.POST or None)
    if request.method == "POST" and form.is_valid():
        add_note(shown[0].name, form.cleaned_data["text"], person)
        record(request, Action.CHANGE, f"note about {kind} {shown[0].reference}", force=shown[0].row.force)
        messages.success(request, "The note is kept.")
        return redirect(case_address(shown[0]))
    record(request, Action.CONSULT, f"case {kind} {shown[0].reference}", force=shown[0].row.force)
    run = lists.run_of(kind, shown[0].row.unit)
    assert run is not None
    unit = library.unit(kind)
    used = {
        name
        for one in shown
        for standard in [library.standards()[one.row.standard]]
        for name in (*standard.facts_used(), *standard.facts_shown())
    }
    names = [name for name in unit.facts if name in used]
    reader = reads.case_reader(run)
    opened = reader.cases(unit, names, [shown[0].row.unit], among=_facts_judged(run, kind))[shown[0].row.unit]
    facts = opened.facts
    described = fact_descriptions(unit)
    now = reads.moment(scope_of(person), shown[0].row.standard)
    people_of = shown[0].row.force if person.kind.may(Power.LOOK_UP_PEOPLE) else None
    context = {
        "title": f"{kind.replace('_', ' ').capitalize()} {shown[0].reference}",
        "trail": Breadcrumbs([Link("Work", reverse("work"))]),
        "as_at": run.as_at.moment,
        "owed": [
            (library.standards()[one.row.standard].says, one, over(one, now))
            for one in shown
            if one.row.verdict in (Verdict.OVERDUE, Verdict.PENDING)
        ],
        "verdicts": _verdicts(shown),
        "facts": SummaryList(
            [
                SummaryRow(
                    name.replace("_", " "), on_page(facts.get(name)) if facts.get(name) is not None else "not recorded"
                )
                for name in names
            ]
        ),
        "meanings": [(name.replace("_", " "), " ".join(described.get(name, "").split())) for name in names],
        "line": TimeLine(time_line(reader, opened.sources, people_of)),
        "given_to": User.objects.filter(name=assigned([shown[0].name]).get(shown[0].name)).first(),
        "notes": notes_of(shown[0]),
        "form": form,
    }
    return render(request, "cases/case.html", context)


def _facts_judged(run: Run, kind: str) -> set[str]:
    """All facts that a run's standards of a kind use or show."""
    known = library.standards()
    standards = [known[one.id] for one in run.standards if one.unit == kind and one.id in known]
    return {name for standard in standards for name in (*standard.facts_used(), *standard.facts_shown())}


def _verdicts(shown: list[ListedCase]) -> Table:
    known = library.standards()
    return Table(
        "What the standards say",
        [Column("Standard"), Column("Verdict"), Column("Due", is_brief=True), Column("Done"), Column("Team")],
        [
            Row(
                (
                    Link(known[one.row.standard].says, reverse("standard", args=[one.row.standard])),
                    verdict_tag(one.row.verdict),
                    one.row.due,
                    done_or_why(one),
                    one.row.owner,
                )
            )
            for one in shown
        ],
    )


def _choices(found: list[ListedCase]) -> list[tuple[Link, str, str]]:
    first: dict[int, ListedCase] = {}
    for one in found:
        first.setdefault(one.row.unit, one)
    return [
        (Link(f"{one.reference}, due {on_page(one.row.due)}", case_address(one)), one.row.force, one.row.verdict.word)
        for one in sorted(first.values(), key=lambda one: (one.row.due is None, one.row.due, one.row.unit))
    ]
