"""The pages of fieldwork: evidence that no record holds, what is too early to judge, and what the force promises."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from openpeel.inspection.evidence.commitments import Commitment, TooEarly
from openpeel.inspection.evidence.evidence import Evidence
from openpeel.web import typed
from openpeel.web.access_log.chain import Action, record
from openpeel.web.assessments import kept, showing
from openpeel.web.assessments.forms import Early, Fieldwork, Look, Promise, Weigh
from openpeel.web.assessments.which import Which, which
from openpeel.web.components.parts import Breadcrumbs, Link
from openpeel.web.journal import entries as journal
from openpeel.web.permissions import requires
from openpeel.web.roles import Power


def evidence(request: HttpRequest) -> HttpResponse:
    """All evidence that people entered, and what is followed up; sources as the reader may see them."""
    where = which(request)
    dossier = where.opened().dossier
    assessment = dossier.assessment.as_seen_by(where.audience)
    if where.audience.sees_sources:
        record(request, Action.CONSULT, f"fieldwork of {where.force}", rows=len(assessment.evidence), force=where.force)
    may_write = where.person.kind.may(Power.FIELDWORK)
    context = {
        "where": where,
        "may_write": may_write,
        "evidence": showing.evidence_table(where, assessment.evidence, may_write=may_write),
        "early": showing.early_table(where, assessment.too_early, dossier.day, may_write=may_write),
        "promises": showing.promises_table(where, assessment.commitments, dossier.day, may_write=may_write),
    }
    return render(request, "assessments/fieldwork.html", context)


@requires(Power.FIELDWORK)
def add(request: HttpRequest) -> HttpResponse:
    """Keep a new piece of evidence."""
    where = which(request)
    form = Fieldwork(where.area, _posted(request), initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        name = f"F-{journal.new_entry()[:8]}"
        found = form.evidence(name, str(where.person), today())
        kept.keep(
            kept.FIELDWORK, where.force, where.area, kept.plain(found), by=where.person.name, why="found", entry=name
        )
        record(request, Action.CHANGE, f"fieldwork {name} of {where.force}", force=where.force)
        messages.success(request, "The evidence is kept, and counts in the argument by its weight.")
        return redirect(reverse("fieldwork") + where.query)
    return _form(request, where, form, "Add evidence")


@requires(Power.FIELDWORK)
def change(request: HttpRequest, name: str) -> HttpResponse:
    """Change a piece of evidence, such as its weight; every revision is kept."""
    where = which(request)
    entry = kept.entry_of(kept.FIELDWORK, name, where.force, where.area)
    assessment = where.opened().dossier.assessment
    former = next((one for one in assessment.evidence if one.id == name), None)
    if former is None:
        raise Http404("there is no such evidence")
    record(request, Action.CONSULT, f"fieldwork {name} of {where.force}", force=where.force)
    if kept.is_of_an_audit(name, assessment):
        return _weigh(request, where, former, entry)
    initial = {**Fieldwork.initial_of(former), "base": entry.number if entry else 0}
    form = Fieldwork(where.area, _posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        found = form.evidence(name, str(where.person), today(), former)
        base = form.cleaned_data["base"] or 0
        if not kept.keep(
            kept.FIELDWORK,
            where.force,
            where.area,
            kept.plain(found),
            by=where.person.name,
            why="changed",
            entry=name,
            base=base,
        ):
            return _again(request, where, form, name)
        typed.forget(request)
        record(request, Action.CHANGE, f"fieldwork {name} of {where.force}", force=where.force)
        messages.success(request, "The change is kept; the former wording stays in the history.")
        return redirect(reverse("fieldwork") + where.query)
    history = journal.history(kept.FIELDWORK, entry.entry) if entry else []
    return _form(request, where, form, "Change evidence", history=showing.history_table(history))


def _weigh(request: HttpRequest, where: Which, found: Evidence, entry: journal.Entry | None) -> HttpResponse:
    """Say what an audit's finding weighs."""
    form = Weigh(found, _posted(request), base=entry.number if entry else 0)
    if request.method == "POST" and form.is_valid():
        value = form.value(str(where.person), today())
        data = {"kind": "weighing", "to": found.id, **kept.plain(value)}
        base = form.cleaned_data["base"] or 0
        by = where.person.name
        if not kept.keep(
            kept.FIELDWORK, where.force, where.area, data, by=by, why="weighed", entry=found.id, base=base
        ):
            return _again(request, where, form, found.id)
        typed.forget(request)
        record(request, Action.CHANGE, f"fieldwork {found.id} of {where.force}", force=where.force)
        messages.success(request, "The weight is kept, and counts in the argument.")
        return redirect(reverse("fieldwork") + where.query)
    about = f"{found.says} {found.figure.words if found.figure else ''}"
    return _form(request, where, form, "Weigh what an audit found", about=about)


def _again(request: HttpRequest, where: Which, form: Any, name: str) -> HttpResponse:
    """The form as it is kept now, with what was typed into it and could not be kept."""
    entry = kept.entry_of(kept.FIELDWORK, name, where.force, where.area)
    typed.keep(request, form, entry.by if entry else "somebody else")
    messages.error(request, "Nothing was kept: somebody else changed this meanwhile.")
    return redirect(typed.place_of(request))


@requires(Power.FIELDWORK)
def add_early(request: HttpRequest) -> HttpResponse:
    """Keep something that is too early to judge, with what would show it and when to look."""
    where = which(request)
    return _add(request, where, Early(where.area, _posted(request)), "Add what is too early to judge", "too early", "E")


@requires(Power.FIELDWORK)
def add_promise(request: HttpRequest) -> HttpResponse:
    """Keep what the force says that it will do."""
    where = which(request)
    items = {one.id: one.text for one in where.opened().dossier.assessment.recommendations.items}
    form = Promise(where.area, _posted(request), recommendations=items)
    return _add(request, where, form, "Add a promise of the force", "commitment", "P")


@requires(Power.FIELDWORK)
def follow(request: HttpRequest, name: str) -> HttpResponse:
    """Look again at a promise, or at what was too early to judge."""
    where = which(request)
    assessment = where.opened().dossier.assessment
    every: list[Commitment | TooEarly] = [*assessment.commitments, *assessment.too_early]
    followed = next((one for one in every if one.id == name), None)
    if followed is None:
        raise Http404("there is nothing of that name to follow up")
    form = Look(_posted(request))
    if request.method == "POST" and form.is_valid():
        look = form.value(str(where.person), today())
        data = {"kind": "follow-up", "to": name, **kept.plain(look)}
        kept.keep(kept.COMMITMENTS, where.force, where.area, data, by=where.person.name, why="looked again")
        record(request, Action.CHANGE, f"follow-up of {name}", force=where.force)
        messages.success(request, "What you found is kept.")
        return redirect(reverse("fieldwork") + where.query)
    says = followed.says if isinstance(followed, Commitment) else followed.initiative
    return _form(request, where, form, "Look again", about=says, history=showing.looks_table(followed.follow_ups))


def today() -> date:
    """Today in London."""
    return timezone.localdate()


def _add(request: HttpRequest, where: Which, form: Any, title: str, kind: str, letter: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        name = f"{letter}-{journal.new_entry()[:8]}"
        try:
            value = form.value(name, str(where.person), today())
        except ValueError as error:
            form.add_error(None, f"{str(error)[:1].upper()}{str(error)[1:]}")
        else:
            data = {"kind": kind, **kept.plain(value)}
            kept.keep(kept.COMMITMENTS, where.force, where.area, data, by=where.person.name, why="noted", entry=name)
            record(request, Action.CHANGE, f"{kind} {name} of {where.force}", force=where.force)
            messages.success(request, "It is kept, and will be asked for on its day.")
            return redirect(reverse("fieldwork") + where.query)
    return _form(request, where, form, title)


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _form(request: HttpRequest, where: Which, form: Any, title: str, **more: Any) -> HttpResponse:
    trail = Breadcrumbs([Link("Fieldwork", reverse("fieldwork") + where.query)])
    context = {"form": form, "offered": typed.offer(request, form), "title": title, "trail": trail}
    return render(request, "assessments/form.html", {**context, **more})
