"""The pages of audits."""

from __future__ import annotations

import secrets
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from openpeel.engine.ledger import Ledger
from openpeel.errors import Refused
from openpeel.inspection.audits.prefilled import Suggestion, suggestions
from openpeel.inspection.audits.questions import Answer, question_set
from openpeel.inspection.audits.reviews import Review, Settled, differences, visible_to
from openpeel.inspection.audits.sampling import Way
from openpeel.language.periods import day_begins
from openpeel.web import reads, typed
from openpeel.web.access_log.chain import Action, record
from openpeel.web.accounts.models import User, signed_in
from openpeel.web.audits import kept, showing
from openpeel.web.audits.drawing import draw_audit, reference_of
from openpeel.web.audits.forms import NewAudit, ReviewForm, SettleForm
from openpeel.web.case_table import case_address_of
from openpeel.web.components.parts import Breadcrumbs, Link
from openpeel.web.journal import entries as journal
from openpeel.web.permissions import requires, scope_of
from openpeel.web.refused import in_words
from openpeel.web.roles import Power, Role


@requires(Power.AUDIT)
def audits(request: HttpRequest) -> HttpResponse:
    """The audits of the person's forces."""
    table = showing.audits_table(kept.audits_for(request), signed_in(request).name)
    return render(request, "audits/audits.html", {"table": table})


@requires(Power.AUDIT)
def new(request: HttpRequest) -> HttpResponse:
    """Draw a sample for a new audit."""
    person = signed_in(request)
    lists = reads.lists_for(person)
    judged = {
        name: one.says
        for name, one in reads.judged_standards().items()
        if one.unit.name in {question_set("calls").unit}
    }
    form = NewAudit(
        request.POST if request.method == "POST" else None,
        standards=judged,
        forces=lists.forces(),
        people=_reviewers(person),
        initial={"seed": secrets.randbelow(1_000_000), "force": person.force},
    )
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        chosen = [one for one in _reviewers(person) if one.name in asked["reviewers"]]
        try:
            drawn = draw_audit(
                lists,
                question_set(asked["questions"]),
                force=asked["force"],
                standard=asked["standard"],
                since=_begins(asked["since"]),
                until=_begins(asked["until"], days=1),
                size=asked["size"],
                way=Way(asked["way"]),
                seed=asked["seed"],
                reviewers=chosen,
            )
        except Refused as refused:
            form.add_error(None, in_words(refused))
        else:
            identifier = journal.new_entry()
            data = kept.as_data(
                title=asked["title"],
                force=asked["force"],
                run=drawn.run,
                population=asked["standard"],
                questions=question_set(asked["questions"]),
                sample=drawn.sample,
                units=drawn.units,
                reviewers=drawn.reviewers,
                by_row=drawn.by_row,
            )
            journal.save(register=kept.AUDITS, entry=identifier, data=data, base=0, by=person.name, why="sample drawn")
            record(
                request,
                Action.CONSULT,
                f"audit {identifier}: sample drawn",
                rows=len(drawn.sample.cases),
                force=asked["force"],
            )
            messages.success(request, f"{len(drawn.sample.cases)} cases were drawn and given to their reviewers.")
            if drawn.by_row:
                messages.info(request, showing.by_row_words(drawn.by_row))
            return redirect("audit", identifier)
    return render(request, "audits/new.html", {"form": form, "trail": _trail()})


@requires(Power.AUDIT)
def audit(request: HttpRequest, audit: str) -> HttpResponse:
    """How far an audit has come, the person's own cases, what was found and where two differ."""
    found = kept.audit_for(request, audit)
    person = signed_in(request)
    reviews = kept.reviews_of(found)
    ledger = Ledger(_run(found))
    may_settle = person.kind.may(Power.MODERATE)
    differing = differences(found.questions, reviews, found.settled)
    record(request, Action.CONSULT, f"audit {found.id}", rows=len(found.cases), force=found.force)
    context = {
        "audit": found,
        "own": showing.own_cases(found, reviews, person.name),
        "results": showing.results_table(found, reviews),
        "sample": showing.sample_list(found),
        "progress": showing.progress_table(found, reviews),
        "differences": showing.differences_table(found, differing, person.name, may_settle=may_settle),
        "contrasts": showing.contrasts_table(found, reviews, ledger),
        "still_open": kept.still_open(found, reviews),
        "may_settle": may_settle,
        "may_read": found.closed is None and any(person.name in case.reviewers for case in found.cases),
        "trail": _trail(),
    }
    return render(request, "audits/audit.html", context)


@requires(Power.AUDIT)
def review(request: HttpRequest, audit: str, number: int) -> HttpResponse:
    """The questions about one case, for one of its reviewers."""
    found = kept.audit_for(request, audit)
    case, person = found.case(number), signed_in(request)
    reviews = visible_to(person.name, [one for one in kept.reviews_of(found) if one.case == case.reference])
    if person.name not in case.reviewers:
        raise PermissionDenied("this case was given to others to read")
    own, revision = kept.review_by(found, case, person.name)
    if own is not None and own.finished_at is not None:
        record(
            request, Action.CONSULT, f"audit {found.id}: finished review of case {case.reference}", force=found.force
        )
        context = {
            "audit": found,
            "case": case,
            "answers": showing.answers_table(found, reviews),
            "trail": _trail(found),
        }
        return render(request, "audits/finished.html", context)
    said = by_the_records(found, case)
    record(request, Action.CONSULT, f"audit {found.id}: case {case.reference}", force=found.force)
    # What the records say is filled in on request, and kept only when the reviewer sends it.
    fills_in = "fill" in request.POST
    form = ReviewForm(
        found.questions,
        request.POST if request.method == "POST" and not fills_in else None,
        own=own,
        said=said,
        initial=ReviewForm.filled_in(request.POST.dict(), said) if fills_in else {"base": revision},
    )
    if form.is_bound and form.is_valid():
        finished = "finish" in request.POST
        at = datetime.now(UTC).replace(tzinfo=None) if finished else None
        saved = kept.keep_review(
            found, Review(case.reference, person.name, form.answers, form.reasons, at), form.cleaned_data["base"]
        )
        if isinstance(saved, journal.Conflict):
            typed.keep(request, form, "you, in another window,")
            messages.warning(request, "Nothing was kept: you changed this review in another window meanwhile.")
            return redirect(request.path)
        else:
            typed.forget(request)
            record(request, Action.CHANGE, f"audit {found.id}: review of case {case.reference}", force=found.force)
            messages.success(request, "The review is finished." if finished else "The answers so far are kept.")
            return redirect(_next(found, person.name, case) if finished else request.path)
    context = {
        "form": form,
        "offered": typed.offer(request, form),
        "audit": found,
        "case": case,
        "case_address": _address_of(found, case),
        "rows": showing.rows_behind(said),
        "trail": _trail(found),
    }
    return render(request, "audits/review.html", context)


@requires(Power.MODERATE)
def settle(request: HttpRequest, audit: str, number: int, question: str) -> HttpResponse:
    """Settle a question that two reviewers answered differently; neither of them may."""
    found = kept.audit_for(request, audit)
    case, person = found.case(number), signed_in(request)
    every = differences(found.questions, kept.reviews_of(found), found.settled)
    differing = next((one for one in every if (one.case, one.question) == (case.reference, question)), None)
    form = SettleForm(request.POST if request.method == "POST" else None)
    if differing is None and form.is_bound:
        return _settled_meanwhile(request, found, form)
    if differing is None:
        raise Http404("two reviewers do not differ here")
    if found.closed is not None:
        raise PermissionDenied("the audit is closed: what it found stands")
    if person.name in differing.answers:
        raise PermissionDenied("somebody else settles what you and another differ on")
    if request.method == "POST" and form.is_valid():
        answer, reason = Answer(form.cleaned_data["answer"]), form.cleaned_data["reason"]
        at = datetime.now(UTC).replace(tzinfo=None)
        if not kept.keep_settled(found, Settled(case.reference, question, answer, person.name, reason, at)):
            return _settled_meanwhile(request, found, form)
        record(
            request, Action.CHANGE, f"audit {found.id}: difference on case {case.reference} settled", force=found.force
        )
        messages.success(request, "What stands is kept, with your reason.")
        return redirect("audit", found.id)
    reviews = [one for one in kept.reviews_of(found) if one.case == case.reference]
    record(request, Action.CONSULT, f"audit {found.id}: difference on case {case.reference}", force=found.force)
    context = {
        "form": form,
        "audit": found,
        "case": case,
        "question": found.questions.question(question),
        "case_address": _address_of(found, case),
        "said": by_the_records(found, case).get(question),
        "answers": showing.answers_table(found, reviews, only=question),
        "trail": _trail(found),
    }
    return render(request, "audits/settle.html", context)


def _settled_meanwhile(request: HttpRequest, found: kept.Audit, form: SettleForm) -> HttpResponse:
    """There is nothing to settle any more; what was written about it is said, so that it is not lost."""
    written = ", ".join(f"‘{said}’" for field in form if (said := field.data))
    messages.error(request, f"Nothing was kept: somebody settled this meanwhile. You had written: {written}.")
    return redirect("audit", found.id)


@requires(Power.MODERATE)
def close(request: HttpRequest, audit: str) -> HttpResponse:
    """Close an audit of which nothing is open: from then on what it found is evidence of the argument."""
    found = kept.audit_for(request, audit)
    if request.method != "POST":
        return redirect("audit", found.id)
    open_yet = kept.still_open(found, kept.reviews_of(found))
    if found.closed is not None:
        messages.error(request, "It is closed already.")
    elif open_yet:
        messages.error(request, f"It cannot be closed yet: {' and '.join(open_yet)}.")
    elif not kept.keep_closed(found, kept.Closed(signed_in(request).name, datetime.now(UTC).replace(tzinfo=None))):
        messages.error(request, "Nothing was kept: somebody changed this audit meanwhile. Look at it anew.")
    else:
        record(request, Action.CHANGE, f"audit {found.id}: closed", force=found.force)
        messages.success(request, "The audit is closed. What it found stands in the argument as evidence.")
    return redirect("audit", found.id)


def by_the_records(found: kept.Audit, case: kept.AuditCase) -> dict[str, Suggestion]:
    """What the records that the sample was drawn from say to the questions about a case."""
    run = _run(found)
    return suggestions(found.questions, reads.judged_standards(), Ledger(run), reads.case_reader(run), case.unit)


def _address_of(found: kept.Audit, case: kept.AuditCase) -> str:
    """The address of a case; empty where it has no reference."""
    reference = reference_of(case.reference, case.unit)
    return reference and case_address_of(found.questions.unit, reference, found.force, case.unit)


def _run(found: kept.Audit) -> Any:
    for run in reads.runs():
        if run.id == found.run:
            return run
    raise Http404("the run that this audit was drawn from is no longer there")


def _reviewers(person: User) -> list[User]:
    """Those who may review: auditors and inspectors of the person's force, or of every force."""
    roles = [role.value for role in Role if role.may(Power.AUDIT)]
    scope = scope_of(person)
    found = User.objects.filter(role__in=roles, is_active=True).order_by("name")
    return [one for one in found if not one.force or scope.narrowed({one.force})]


def _next(found: kept.Audit, reviewer: str, done: kept.AuditCase) -> str:
    """The address of the next case that the reviewer has to read, or of the audit."""
    finished = {one.case for one in kept.reviews_of(found) if one.reviewer == reviewer and one.finished_at is not None}
    for case in found.cases:
        if reviewer in case.reviewers and case.reference not in finished | {done.reference}:
            return reverse("audit-review", args=[found.id, case.number])
    return reverse("audit", args=[found.id])


def _begins(day: date | None, days: int = 0) -> datetime | None:
    return None if day is None else day_begins(day + timedelta(days=days))


def _trail(found: kept.Audit | None = None) -> Breadcrumbs:
    links = [Link("Audits", reverse("audits"))]
    return Breadcrumbs([*links, Link(found.title, reverse("audit", args=[found.id]))] if found else links)
