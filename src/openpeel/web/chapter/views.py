"""A chapter of the published report: each sentence with what tests it, and today's answer from the records."""

from __future__ import annotations

from functools import lru_cache

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from openpeel import library
from openpeel.inspection.living_report.build import Answer, LivingReport, classes_for, living_report
from openpeel.inspection.living_report.classes import CLAIMS, Classed, SentenceClass
from openpeel.inspection.published_report.read import read_report
from openpeel.inspection.published_report.structure import Report
from openpeel.language.framework import Area
from openpeel.language.periods import london_day
from openpeel.language.source_text import PEEL_2021_22
from openpeel.reports.living_report.answers import says
from openpeel.reports.living_report.page import Section, sections_of
from openpeel.web import reads
from openpeel.web.accounts.models import User, signed_in
from openpeel.web.assessments.which import audience_of
from openpeel.web.figures import why_not_all
from openpeel.web.permissions import scope_of

FIRST = Area.RESPONDING_TO_THE_PUBLIC.title


class ChapterFilter(forms.Form):
    """Which chapter, and which of its sentences."""

    chapter = forms.ChoiceField(required=False)
    tested = forms.ChoiceField(
        label="Tested by",
        required=False,
        choices=[("", "Anything"), *((one.value[0], one.label) for one in CLAIMS)],
    )


def chapter(request: HttpRequest) -> HttpResponse:
    """One chapter; 'Responding to the public' unless the address names another."""
    person = signed_in(request)
    living = _living(person)
    sections = {section.title: section for section in sections_of(living)}
    form = ChapterFilter({"chapter": FIRST, **request.GET.dict()})
    choice = form.fields["chapter"]
    assert isinstance(choice, forms.ChoiceField)
    choice.choices = [(title, title) for title in sections]
    asked = form.cleaned_data if form.is_valid() else {}
    title = asked.get("chapter") or FIRST
    section = sections.get(title) or next(iter(sections.values()))
    wanted = asked.get("tested") or ""
    return render(
        request,
        "chapter/chapter.html",
        {
            "form": form,
            "section": section,
            "wanted": wanted,
            "report": living.report,
            "answered_by": living.answered_by,
            "counts": [(one.label, section.counts[one]) for one in CLAIMS],
            "classes": [(one.label, one.means) for one in CLAIMS],
            "tested": _tested(section),
            "heading": SentenceClass.HEADING,
            "scope": scope_of(person),
            "kept_back": why_not_all(library.standards().values(), audience_of(person)),
        },
    )


def _tested(section: Section) -> int:
    return sum(1 for part in section.parts for sentence in part.sentences if sentence.answers)


def _living(person: User) -> LivingReport:
    """The report with the answers that the person may see: of their cases, or of the whole force."""
    report, classes = _report()
    scope = scope_of(person)
    figures = reads.figures_for(person)
    known = library.standards()
    forces = figures.forces()
    # The report's own force answers for it; where there are no records of it, the reader's.
    own = next((force for force in forces if report.force.casefold().startswith(force.replace("-", " "))), None)
    force = own or (forces[0] if len(forces) == 1 else "")
    answers: dict[str, Answer] = {}
    for group, tally in figures.tallies(["force"]).items():
        if group.force == force:
            judged = reads.moment(scope, group.standard)
            as_at = "" if judged is None else f"records as at {_day(london_day(judged))}"
            link = reverse("standard", args=[group.standard])
            answers[group.standard] = Answer(
                group.standard, says(known[group.standard], tally, audience_of(person)), as_at, link
            )
    return living_report(report, classes, answers, force)


def _day(day: object) -> str:
    return f"{day:%-d %B %Y}"


@lru_cache(maxsize=1)
def _report() -> tuple[Report, tuple[Classed, ...]]:
    report = read_report(PEEL_2021_22.file)
    return report, classes_for(report, None)
