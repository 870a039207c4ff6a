"""Keeping a change of a report: from the revision that its author saw, merged with what others changed since."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from openpeel.capture.registers import FORCE
from openpeel.web import typed
from openpeel.web.access_log.chain import Action, record
from openpeel.web.accounts.models import signed_in
from openpeel.web.components.parts import Breadcrumbs, Link
from openpeel.web.journal import entries as journal
from openpeel.web.missing_people import reading, showing
from openpeel.web.missing_people.conflicts import THEIRS, Settlement, posted, settled
from openpeel.web.missing_people.forms import RowForm, written
from openpeel.web.permissions import scope_of


def save(
    request: HttpRequest,
    entry: str,
    data: Mapping[str, Any],
    base: int,
    why: str,
    form: RowForm | None = None,
    before: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Keep a change; where others changed the same meanwhile, ask which is to stand.

    What was typed into ``form``, which showed the row ``before`` at first, is offered there again until it stands.
    Raises Http404 for a ``base`` that there never was.
    """
    person = signed_in(request)
    data = _said(data)
    if data == _said(as_seen(entry, base)):
        messages.info(request, "Nothing was changed, so that nothing was saved.")
        return redirect("missing-report", entry)
    settlement = Settlement.of(request.POST)
    is_settled = True
    if settlement is not None:
        current, first_seen = as_seen(entry, settlement.base), as_seen(entry, settlement.seen_first)
        chosen = settled(settlement, current, first_seen, data)
        is_settled = chosen is not None
        if chosen is not None:
            base, data = settlement.base, chosen
    saved = journal.save(register=reading.REGISTER, entry=entry, data=data, base=base, by=person.name, why=why)
    if isinstance(saved, journal.Conflict):
        if form is not None:
            typed.keep(request, form, saved.current.by, written(form.columns, before or {}))
        return render(
            request,
            "missing_people/conflict.html",
            {
                "conflict": saved,
                "clashes": showing.clashes(saved),
                "posted": posted(request.POST),
                "asked_again": not is_settled,
                "trail": trail(entry),
                "entry": entry,
            },
            status=409,
        )
    record(request, Action.CHANGE, f"missing person report {entry}: {why}", force=saved.data.get(FORCE, ""))
    merged = (
        f" What others changed meanwhile was kept too: {showing.listed(saved.from_others)}."
        if saved.from_others
        else ""
    )
    left = ""
    if settlement is not None and THEIRS in settlement.stands.values():
        left = " What you had typed in its place is offered to you where you typed it."
    else:
        typed.forget(request)
    messages.success(request, f"Kept: {why}.{merged}{left}")
    if not scope_of(person).holds(saved.data.get(FORCE, ""), saved.data.get("team")):
        return redirect("missing")
    return redirect(reverse("missing-report", args=[entry]) + "#owed")


def _said(data: Mapping[str, Any]) -> dict[str, Any]:
    """What an entry says, without what is empty."""
    return {name: value for name, value in data.items() if value not in (None, {})}


def log(request: HttpRequest, found: reading.Report, part: str = "") -> None:
    """Write to the access log that a report, or a part of it, was opened."""
    what = f"missing person report {found.reference}" + (f": {part}" if part else "")
    record(request, Action.CONSULT, what, force=found.data.get(FORCE, ""))


def base_of(request: HttpRequest, found: reading.Report) -> int:
    """The revision that the person saw when they pressed a button."""
    seen = request.POST.get("base", "")
    return int(seen) if seen.isascii() and seen.isdigit() else found.entry.number


def as_seen(entry: str, number: int) -> dict[str, Any]:
    """A report as its revision ``number`` has it. Raises Http404 for a revision that there never was."""
    for revision in journal.history(reading.REGISTER, entry):
        if revision.number == number:
            return dict(revision.data)
    raise Http404("the report has no such revision")


def trail(entry: str = "") -> Breadcrumbs:
    """The way back from a page of the register."""
    links = [Link("Missing people", reverse("missing"))]
    if entry:
        links.append(Link(f"Report {entry}", reverse("missing-report", args=[entry])))
    return Breadcrumbs(links)
