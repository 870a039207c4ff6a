"""The published chapter, as a page and as a PDF: made from the records and what was decided, for who reads it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from openpeel.reports.chapter.contents import Chapter
from openpeel.reports.chapter.page import chapter_page
from openpeel.reports.chapter.pdf import chapter_pdf
from openpeel.reports.chapter.writing import chapter
from openpeel.web.access_log.chain import Action, record
from openpeel.web.assessments.which import which
from openpeel.web.navigation import links_for

STYLED = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'none'"
"""The page carries its own style and pictures, and nothing else; it is a document, not a part of these pages."""


def page(request: HttpRequest) -> HttpResponse:
    """The chapter as a page that stands alone."""
    where = which(request)
    record(
        request,
        Action.CONSULT,
        f"chapter {where.force}, {where.area.identifier}, for {where.audience}",
        force=where.force,
    )
    ways = [(link.label, link.address) for link in links_for(where.person, request.path)]
    response = HttpResponse(
        chapter_page(_content(request), [*ways, ("This chapter as PDF", reverse("chapter-pdf") + where.query)])
    )
    response["Content-Security-Policy"] = STYLED
    return response


def pdf(request: HttpRequest) -> HttpResponse:
    """The chapter as a tagged PDF."""
    where = which(request)
    name = f"{where.force}-{where.area.identifier}.pdf"
    record(request, Action.EXPORT, f"chapter {name} for {where.audience}", force=where.force)
    content = chapter_pdf(_content(request))
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _content(request: HttpRequest) -> Chapter:
    where = which(request)
    opened = where.opened()
    return chapter(opened.dossier, where.audience, opened.readings)
