"""What was loaded, with its gaps, and the rows that were set aside with the reason."""

from __future__ import annotations

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from openpeel.language.periods import TICK, london_day
from openpeel.records.store import Store
from openpeel.reports.words import on_page
from openpeel.web import reads
from openpeel.web.access_log.chain import Action, record_by_force
from openpeel.web.accounts.models import signed_in
from openpeel.web.components.parts import Column, Link, Pages, Row, Table
from openpeel.web.permissions import requires, scope_of
from openpeel.web.roles import Power


@requires(Power.LOADS)
def loads(request: HttpRequest) -> HttpResponse:
    """Every loaded file, newest first, and the runs made over them."""
    scope = scope_of(signed_in(request))
    found = [one for one in reads.snapshot_of().coverage if scope.narrowed([one.force])]
    page = Paginator(found[::-1], 50).get_page(request.GET.get("page"))
    files = Table(
        "Loaded files",
        [
            Column("Load", is_number=True),
            Column("When"),
            Column("Table"),
            Column("Force"),
            Column("File"),
            Column("Holds"),
            Column("From"),
            Column("To"),
            Column("Set aside", is_number=True),
        ],
        [
            Row(
                (
                    one.load,
                    one.loaded_at,
                    one.table,
                    one.force,
                    one.file,
                    one.kind.value,
                    london_day(one.begins),
                    london_day(one.ends - TICK),
                    Link(
                        f"{one.rejected:,}", f"{reverse('quarantine')}?table={one.table}", hidden=f"rows of {one.file}"
                    )
                    if one.rejected
                    else 0,
                )
            )
            for one in page
        ],
        empty="Nothing has been loaded of the forces that you may see.",
    )
    judged = [run for run in reads.runs() if not run.as_at.forces or scope.narrowed(run.as_at.forces)]
    runs = Table(
        "Runs",
        [
            Column("Made"),
            Column("Question"),
            Column("Of forces"),
            Column("Standards", is_number=True),
            Column("Records"),
        ],
        [
            Row(
                (
                    run.made_at,
                    f"{run.as_at.question.value} {on_page(run.as_at.moment)}",
                    ", ".join(sorted(scope.narrowed(run.as_at.forces))) or "every force",
                    len(run.standards),
                    run.snapshot[:12],
                )
            )
            for run in judged[:50]
        ],
        empty="Nothing has been judged yet.",
    )
    return render(request, "loads/loads.html", {"files": files, "runs": runs, "pages": Pages(page)})


class QuarantineFilter(forms.Form):
    """Which rows are wanted."""

    table = forms.CharField(required=False, max_length=60)
    load = forms.IntegerField(required=False, min_value=0, error_messages={"invalid": "Enter the load's number"})
    rows = forms.BooleanField(label="Show the rows themselves (personal data)", required=False)


@requires(Power.LOADS)
def quarantine(request: HttpRequest) -> HttpResponse:
    """The rows that were set aside; the rows themselves only where they are asked for."""
    scope = scope_of(signed_in(request))
    form = QuarantineFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    # A row in quarantine does not say its force: its file does.
    forces = {(one.load, one.table, one.file): one.force for one in reads.snapshot_of().coverage}
    found = [
        one
        for one in Store(reads.data()).quarantine()
        if scope.narrowed([forces.get((one.load, one.table, one.file), "")])
        and asked.get("table") in (None, "", one.table)
        and asked.get("load") in (None, one.load)
    ]
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    with_rows = bool(asked.get("rows"))
    if with_rows and found:
        of = (forces.get((one.load, one.table, one.file)) for one in page)
        record_by_force(request, Action.CONSULT, "rows in quarantine", of)
    table = Table(
        "Rows that were set aside",
        [
            Column("Load", is_number=True),
            Column("Table"),
            Column("File"),
            Column("Line", is_number=True),
            Column("Column"),
            Column("Reason"),
            *([Column("Row")] if with_rows else []),
        ],
        [
            Row((one.load, one.table, one.file, one.line, one.column, one.reason, *([one.text] if with_rows else [])))
            for one in page
        ],
        empty="No such row was set aside.",
        hides_caption=True,
    )
    query = {key: value for key, value in request.GET.items() if key != "page" and value}
    return render(
        request,
        "loads/quarantine.html",
        {"form": form, "table": table, "pages": Pages(page, query), "count": len(found)},
    )
