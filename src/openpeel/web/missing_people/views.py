"""The pages of the register of missing people."""

from __future__ import annotations

import secrets
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from openpeel.capture.missing_people import missing_people
from openpeel.capture.registers import FORCE
from openpeel.capture.values import as_moment
from openpeel.web import reads, typed
from openpeel.web.access_log.chain import Action, record, record_by_force
from openpeel.web.accounts.models import signed_in
from openpeel.web.components.parts import Column, Pages, Table
from openpeel.web.journal import entries as journal
from openpeel.web.missing_people import reading, saving, showing
from openpeel.web.missing_people.filters import KEY, Filter, ordered
from openpeel.web.missing_people.forms import ReportForm
from openpeel.web.missing_people.lines import lines, reports_of, teams_of
from openpeel.web.missing_people.searches import words_of
from openpeel.web.permissions import requires, scope_of
from openpeel.web.roles import Power

COLUMNS = (
    Column("Reference", sort="reference"),
    Column("Name", sort="name"),
    Column("Reported", sort="reported"),
    Column("Risk", sort="risk"),
    Column("Team", sort="team"),
    Column("Actions to do", is_number=True, sort="actions"),
    Column("Where", sort="status"),
)
PER_PAGE = 50


@requires(Power.KEEP_REGISTER)
def reports(request: HttpRequest) -> HttpResponse:
    """The reports that the person may see: those still missing first unless another choice was made.

    A POST narrows the list: it leads to an address that holds no name.
    """
    every = lines(scope_of(signed_in(request)))
    teams = teams_of(every)
    if request.method == "POST":
        return redirect(f"{reverse('missing')}?{urlencode(Filter(request.POST, teams=teams).query())}")
    words = words_of(request.GET[KEY]) if KEY in request.GET else ""
    if words is None:
        messages.warning(request, "What was searched for is not kept any longer: search again.")
    form = Filter({**request.GET.dict(), "search": words or ""}, teams=teams)
    sort = request.GET.get("sort", "risk")
    found = ordered(form.chosen(every), sort)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    query = {name: value for name, value in request.GET.items() if name not in ("page", "sort", "search") and value}
    shown = reports_of(page)
    rows = [showing.report_row(report) for report in shown]
    action, how = (Action.SEARCH, "by name or reference") if words else (Action.CONSULT, "list")
    record_by_force(request, action, f"register of missing people: {how}", (one.data.get(FORCE) for one in shown))
    table = Table(
        f"Reports ({page.paginator.count:,})",
        COLUMNS,
        rows,
        empty="No report matches. Choose 'everyone' under 'Where' to see those who were found, or begin a report.",
        query=query,
        sorted_by=sort,
        hides_caption=True,
    )
    pages = Pages(page, {**query, "sort": sort})
    kind = signed_in(request).kind
    context = {
        "form": form,
        "table": table,
        "pages": pages,
        "count": page.paginator.count,
        "about": missing_people,
        "may_export": kind.may(Power.EXPORT),
        "may_hand_over": kind.may(Power.LOADS),
    }
    return render(request, "missing_people/reports.html", context)


@requires(Power.KEEP_REGISTER)
def new(request: HttpRequest) -> HttpResponse:
    """Begin a report: the clock of all that is owed starts when it was reported."""
    person = signed_in(request)
    minute = as_moment(reading.this_minute())
    values = {"reported_at": minute, "recorded_as_missing_at": minute}
    if person.teams:
        values["team"] = person.teams[0]
    form = ReportForm(
        missing_people.columns,
        request.POST if request.method == "POST" else None,
        values=values,
        headings=missing_people.headings,
        initial={"base": 0},
    )
    if request.method == "POST" and form.is_valid():
        moment = reading.now()
        entry = f"M{moment:%y%m%d}-{secrets.token_hex(3).upper()}"
        data = {**form.values, FORCE: person.force or _only_force()}
        if not data[FORCE]:
            form.add_error(None, "People of every force cannot begin a report: sign in as somebody of the force")
        elif not scope_of(person).holds(data[FORCE], data.get("team")):
            form.add_error(
                "team", f"Team: write one of yours ({', '.join(person.teams)}), or you could not open it again"
            )
        else:
            journal.save(register=reading.REGISTER, entry=entry, data=data, base=0, by=person.name, why="report begun")
            record(request, Action.CHANGE, f"missing person report {entry}: begun", force=data[FORCE])
            messages.success(request, f"Report {entry} is kept. Assess the risk next.")
            return redirect("missing-report", entry)
    context = {"form": form, "register": missing_people, "title": "Report a missing person", "trail": saving.trail()}
    return render(request, "missing_people/edit.html", context)


@requires(Power.KEEP_REGISTER)
def report(request: HttpRequest, entry: str) -> HttpResponse:
    """A report with its parts, and what is owed now."""
    found = reading.seen(request, entry)
    saving.log(request, found)
    context = {
        "report": found,
        "about": showing.headings(found),
        "parts": [showing.part_table(found, part) for part in missing_people.parts],
        "owed": showing.owed_table(reading.what_is_owed(found)),
        "trail": saving.trail(),
    }
    return render(request, "missing_people/report.html", context)


@requires(Power.KEEP_REGISTER)
def edit(request: HttpRequest, entry: str) -> HttpResponse:
    """Change what is kept of a report itself."""
    found = reading.seen(request, entry)
    saving.log(request, found, "form")
    form = ReportForm(
        missing_people.columns,
        request.POST if request.method == "POST" else None,
        values=found.data,
        headings=missing_people.headings,
        initial={"base": found.entry.number},
    )
    if request.method == "POST" and form.is_valid():
        seen = saving.as_seen(entry, form.cleaned_data["base"])
        kept = {name: value for name, value in seen.items() if name not in missing_people.columns}
        if not scope_of(signed_in(request)).holds(seen.get(FORCE, ""), form.values.get("team")):
            form.add_error(
                "team", "Team: to give it to another team, add a handover, or nobody here could open it again"
            )
        else:
            base = form.cleaned_data["base"]
            return saving.save(request, entry, {**kept, **form.values}, base, "the report changed", form, seen)
    context = {
        "form": form,
        "offered": typed.offer(request, form),
        "register": missing_people,
        "title": f"Change report {entry}",
        "trail": saving.trail(entry),
    }
    return render(request, "missing_people/edit.html", context)


@requires(Power.KEEP_REGISTER)
def history(request: HttpRequest, entry: str) -> HttpResponse:
    """Every revision of a report: who changed what, when and from what."""
    found = reading.seen(request, entry)
    saving.log(request, found, "history")
    revisions = journal.history(reading.REGISTER, entry)
    context = {"report": found, "revisions": showing.revisions(revisions), "trail": saving.trail(entry)}
    return render(request, "missing_people/history.html", context)


@requires(Power.KEEP_REGISTER)
@require_POST
def put_back(request: HttpRequest, entry: str, number: int) -> HttpResponse:
    """Make a former revision the newest; what it undoes stays in the history."""
    found = reading.seen(request, entry)
    return saving.save(
        request,
        entry,
        saving.as_seen(entry, number),
        saving.base_of(request, found),
        f"put back as in revision {number}",
    )


def _only_force() -> str:
    """The force of a person who sees every force: the only one that has records."""
    forces = reads.store().snapshot().forces()
    return forces[0] if len(forces) == 1 else ""
