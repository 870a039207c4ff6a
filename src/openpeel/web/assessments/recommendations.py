"""The pages of recommendations: by what each closes, how far it has come, and what became of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from openpeel.errors import Refused
from openpeel.inspection.published_report.deadlines import Day
from openpeel.inspection.recommendations.register import Event, EventKind
from openpeel.reports.chapter.recommended import followed, recommended
from openpeel.web.access_log.chain import Action, record
from openpeel.web.assessments import kept
from openpeel.web.assessments import showing_recommendations as showing
from openpeel.web.assessments.fieldwork import today
from openpeel.web.assessments.forms import Happened
from openpeel.web.assessments.which import which
from openpeel.web.components.parts import Breadcrumbs, Link
from openpeel.web.permissions import requires
from openpeel.web.roles import Power


def recommendations(request: HttpRequest) -> HttpResponse:
    """Every recommendation of the area, with its measure and how it stands."""
    where = which(request)
    opened = where.opened()
    register = opened.dossier.assessment.recommendations
    every = [followed(item, register, opened.readings) for item in register.items]
    context = {"where": where, "table": showing.recommendations_table(where, every, opened.dossier.day)}
    return render(request, "assessments/recommendations.html", context)


@requires(to_send=Power.JUDGE)
def recommendation(request: HttpRequest, name: str) -> HttpResponse:
    """One recommendation: its words, measure, months and events; those who judge add what happened."""
    where = which(request)
    opened = where.opened()
    assessment = opened.dossier.assessment
    register = assessment.recommendations
    try:
        item = register.item(name)
    except Refused as refused:
        raise Http404(refused.what) from refused
    may_judge = where.person.kind.may(Power.JUDGE)
    form = Happened(request.POST if request.method == "POST" else None, initial={"on": today()}) if may_judge else None
    if request.method == "POST":
        assert form is not None
        if form.is_valid():
            asked = form.cleaned_data
            kind = EventKind[asked["event"]]
            try:
                register.with_event(name, Event(Day.on(asked["on"]), kind, asked["text"], by=str(where.person)))
            except Refused as refused:
                form.add_error("on", refused.what)
            else:
                data = {
                    "kind": "event",
                    "item": name,
                    "event": kind.name,
                    "on": asked["on"].isoformat(),
                    "text": asked["text"],
                    "by": str(where.person),
                }
                kept.keep(kept.RECOMMENDATIONS, where.force, where.area, data, by=where.person.name, why=kind.words)
                record(
                    request, Action.CHANGE, f"recommendation {name} of {where.force}: {kind.words}", force=where.force
                )
                messages.success(request, "What happened is kept.")
                return redirect(reverse("recommendation", args=[name]) + where.query)
    one = followed(item, register, opened.readings)
    shows_counts = where.audience.sees_small_counts
    context = {
        "where": where,
        "title": showing.by_itself(item.text),
        "item": item,
        "said": recommended(one, assessment, opened.dossier.day, shows_counts=shows_counts),
        "months": showing.months_table(one.readings, item.measure, shows_counts=shows_counts),
        "events": showing.events_table(item, register, one.found),
        "form": form,
        "trail": Breadcrumbs([Link("Recommendations", reverse("recommendations") + where.query)]),
    }
    return render(request, "assessments/recommendation.html", context)
