"""The pages of what belongs to a report: risk, actions, notices, handovers and returns."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from openpeel.capture.missing_people import missing_people
from openpeel.capture.registers import FORCE, Part
from openpeel.errors import Refused
from openpeel.web import typed
from openpeel.web.accounts.models import signed_in
from openpeel.web.missing_people import reading, saving, showing
from openpeel.web.missing_people.forms import RowForm
from openpeel.web.permissions import requires
from openpeel.web.roles import Power


@requires(Power.KEEP_REGISTER)
def edit_part(request: HttpRequest, entry: str, part: str, reference: str = "") -> HttpResponse:
    """Add a row to a report, such as an action, or change one."""
    found, kind = reading.seen(request, entry), _part(part)
    saving.log(request, found, kind.one)
    # Where somebody has taken the row out meanwhile, what is typed about it is still taken, and they are asked.
    whence = saving.as_seen(entry, saving.base_of(request, found)) if request.method == "POST" else found.data
    row = whence.get(part, {}).get(reference, {})
    if reference and not row:
        anew = reverse("missing-part-new", args=[entry, part])
        if typed.move(request, anew):
            messages.warning(request, "Somebody took this out meanwhile. What you typed can be added anew.")
            return redirect(anew)
        raise Http404("the report has no such row")
    values = row or showing.first_values(kind, signed_in(request).name)
    form = RowForm(
        kind.columns,
        request.POST if request.method == "POST" else None,
        values=values,
        initial={"base": found.entry.number},
    )
    if part == "handovers":
        _must_arrive(form, found, former=row.get("to_team"))
    if request.method == "POST" and form.is_valid():
        seen = saving.as_seen(entry, form.cleaned_data["base"])
        own = reference or secrets.token_hex(4).upper()
        data = {**seen, part: {**seen.get(part, {}), own: form.values}}
        if part == "handovers" and not reference and form.values.get("to_team"):
            # Whoever takes it on must be able to open it.
            data["team"] = form.values["to_team"]
            data["owner_id"] = form.values.get("to_id")
        if part == "returns" and not data.get("found_at"):
            data["found_at"] = form.values["returned_at"]
        return saving.save(
            request,
            entry,
            data,
            form.cleaned_data["base"],
            f"{kind.one} {'changed' if reference else 'added'}",
            form,
            row,
        )
    title = f"Change {kind.one}" if reference else f"Add {kind.one}"
    context = {
        "form": form,
        "offered": typed.offer(request, form),
        "title": title,
        "trail": saving.trail(entry),
        "report": found,
        "part": kind,
        "reference": reference,
    }
    return render(request, "missing_people/edit_part.html", context)


@requires(Power.KEEP_REGISTER)
@require_POST
def remove_part(request: HttpRequest, entry: str, part: str, reference: str) -> HttpResponse:
    """Take a row out of a report; the former revision keeps it."""
    found, kind = reading.seen(request, entry), _part(part)
    base = saving.base_of(request, found)
    seen = saving.as_seen(entry, base)
    rows = {own: row for own, row in seen.get(part, {}).items() if own != reference}
    return saving.save(request, entry, {**seen, part: rows}, base, f"{kind.one} taken out")


def _part(identifier: str) -> Part:
    try:
        return missing_people.part(identifier)
    except Refused as refused:
        raise Http404(refused.what) from refused


def _must_arrive(form: RowForm, found: reading.Report, former: str | None) -> None:
    """A handover is to somebody, and to a team of which somebody can open the report; the ``former`` team may stay."""
    if not form.is_bound or not form.is_valid():
        return
    team, teams = form.values.get("to_team"), reading.teams_that_keep(found.data[FORCE])
    if not team and not form.values.get("to_id"):
        form.add_error("to_team", "To team: write to whom the report is handed over, or to which team")
    elif team and teams and team not in (*teams, former):
        form.add_error(
            "to_team", f"To team: nobody of such a team could open the report; write one of: {', '.join(teams)}"
        )
