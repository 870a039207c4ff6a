"""The page of judgment: what the evidence supports, and what a named person decides, with the reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from openpeel.inspection.assessment.assessment import Decided, Decision, Judgment
from openpeel.inspection.evidence.audience import Audience
from openpeel.inspection.framework.grades import Grade
from openpeel.web.access_log.chain import Action, record
from openpeel.web.assessments import kept, showing
from openpeel.web.assessments.fieldwork import today
from openpeel.web.assessments.forms import Deciding, Grading
from openpeel.web.assessments.which import which
from openpeel.web.components.parts import Breadcrumbs, Link
from openpeel.web.permissions import requires
from openpeel.web.roles import Power


@requires(to_send=Power.JUDGE)
def judgment(request: HttpRequest) -> HttpResponse:
    """The argument of an area, and the judgment; those who judge decide here."""
    where = which(request)
    if where.audience is Audience.PUBLIC:
        # What is fit to publish is the chapter: small counts are kept back there.
        return redirect(reverse("chapter-page") + where.query)
    opened = where.opened()
    whole = opened.dossier
    may_judge = where.person.kind.may(Power.JUDGE)
    form = Grading(request.POST if request.method == "POST" else None) if may_judge else None
    if request.method == "POST":
        assert form is not None
        if form.is_valid():
            decided = Judgment(
                grade=Grade.of(form.cleaned_data["grade"]),
                by=str(where.person),
                post=form.cleaned_data["post"],
                on=today(),
                reason=form.cleaned_data["reason"],
                band=whole.argument.band.words,
                argument=whole.fingerprint,
            )
            data = {"kind": "judgment", **kept.plain(decided)}
            kept.keep(kept.JUDGMENTS, where.force, where.area, data, by=where.person.name, why="judged")
            record(request, Action.CHANGE, f"judgment of {where.force}, {where.area.identifier}", force=where.force)
            messages.success(request, "The judgment is kept, beside what the argument supported.")
            return redirect(reverse("judgment") + where.query)
    dossier = whole.as_seen_by(where.audience)
    made = sorted(whole.assessment.judgments, key=lambda one: one.on)
    context = {
        "where": where,
        "dossier": dossier,
        "form": form,
        "latest": made[-1] if made else None,
        "changed_since": bool(made and made[-1].argument and made[-1].argument != whole.fingerprint),
        "judgments": showing.judgments_table(made),
        "states": showing.states_table(dossier),
        "evidence": [showing.characteristic_table(dossier, one) for one in dossier.argument.characteristics],
        "causes": showing.causes_table(where, dossier, today(), may_judge=may_judge),
        "proposed": [cause.words for cause in dossier.argument.proposed],
        "changes": [change.words for change in dossier.changes()],
        "rule": dossier.argument.rule,
    }
    return render(request, "assessments/judgment.html", context)


@requires(Power.JUDGE)
def decide(request: HttpRequest, name: str) -> HttpResponse:
    """Decide on a cause of concern."""
    where = which(request)
    cause = next((one for one in where.opened().dossier.assessment.causes if one.id == name), None)
    if cause is None:
        raise Http404("there is no such cause of concern")
    form = Deciding(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        decision = Decision(
            Decided(form.cleaned_data["decided"]), str(where.person), today(), form.cleaned_data["reason"]
        )
        data = {"kind": "decision", "to": name, **kept.plain(decision)}
        kept.keep(kept.JUDGMENTS, where.force, where.area, data, by=where.person.name, why="decided")
        record(request, Action.CHANGE, f"cause of concern {name} of {where.force}", force=where.force)
        messages.success(request, "The decision is kept.")
        return redirect(reverse("judgment") + where.query)
    context = {
        "form": form,
        "title": "Decide on a cause of concern",
        "about": cause.statement,
        "trail": Breadcrumbs([Link("Judgment", reverse("judgment") + where.query)]),
        "history": showing.decisions_table(cause),
    }
    return render(request, "assessments/form.html", context)
