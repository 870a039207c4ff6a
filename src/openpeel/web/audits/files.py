"""A reviewer's part of an audit as a workbook, out and in."""

from __future__ import annotations

from datetime import UTC, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from openpeel.inspection.audits.reviews import Review
from openpeel.inspection.audits.workbooks import read_review, write_review
from openpeel.web.access_log.chain import Action, record
from openpeel.web.accounts.models import signed_in
from openpeel.web.audits import kept
from openpeel.web.audits.views import by_the_records
from openpeel.web.components.parts import Breadcrumbs, Column, Link, Row, Table
from openpeel.web.journal import entries as journal
from openpeel.web.permissions import requires
from openpeel.web.roles import Power
from openpeel.web.uploads import Upload, workbook_response


@requires(Power.AUDIT)
def export(request: HttpRequest, audit: str) -> HttpResponse:
    """The person's own cases of an audit, to be answered elsewhere; with ``fill`` as the records say."""
    found, person = kept.audit_for(request, audit), signed_in(request)
    own = [case for case in found.cases if person.name in case.reviewers]
    said = {(case.reference, question): one for case in own for question, one in by_the_records(found, case).items()}
    reviews = {one.case: one for one in kept.reviews_of(found) if one.reviewer == person.name}
    record(request, Action.EXPORT, f"audit {found.id}: workbook", rows=len(own), force=found.force)
    cases, fills_in = [case.reference for case in own], "fill" in request.GET
    content = write_review(found.id, found.questions, cases, said, reviews, fills_in=fills_in)
    return workbook_response(content, f"audit-{found.id}.xlsx")


@requires(Power.AUDIT)
def bring_in(request: HttpRequest, audit: str) -> HttpResponse:
    """Take the answers of a workbook in; a finished review stays as it is."""
    found, person = kept.audit_for(request, audit), signed_in(request)
    form = Upload(request, "Your own of this audit")
    trail = Breadcrumbs([Link("Audits", reverse("audits")), Link(found.title, reverse("audit", args=[found.id]))])
    context: dict[str, object] = {"form": form, "audit": found, "trail": trail}
    if request.method == "POST":
        own = [case.reference for case in found.cases if person.name in case.reviewers]
        at = datetime.now(UTC).replace(tzinfo=None)
        read = form.read(lambda content: read_review(found.id, found.questions, own, person.name, content, at))
        if read is not None:
            reviews, faults = read
            rows = [Row((f"row {fault.row}", f"Not taken: {fault.says}")) for fault in faults]
            taken = 0
            for review in reviews:
                case = found.case_called(review.case)
                former, revision = kept.review_by(found, case, person.name)
                if former is not None and former.finished_at is not None:
                    rows.append(Row((review.case, "Not taken: your review of this case is finished")))
                elif isinstance(kept.keep_review(found, _joined(found, former, review), revision), journal.Saved):
                    taken += 1
                else:
                    rows.append(Row((review.case, "Not taken: you changed this review meanwhile")))
            record(request, Action.CHANGE, f"audit {found.id}: workbook brought in", rows=taken, force=found.force)
            if taken:
                messages.success(
                    request, f"Answers about {taken} {'case was' if taken == 1 else 'cases were'} taken in."
                )
            else:
                messages.error(request, "No answers were taken in.")
            columns = (Column("Where"), Column("What"))
            context["table"] = Table("What was not taken", columns, rows, empty="Everything was taken in.")
    return render(request, "audits/bring_in.html", context)


def _joined(found: kept.Audit, former: Review | None, review: Review) -> Review:
    """A review from a workbook with the answers that were given here and are left empty there."""
    if former is None:
        return review
    answers = {**former.answers, **review.answers}
    whole = len(answers) == len(found.questions.questions)
    at = review.finished_at or (datetime.now(UTC).replace(tzinfo=None) if whole else None)
    return Review(review.case, review.reviewer, answers, {**former.reasons, **review.reasons}, at)
