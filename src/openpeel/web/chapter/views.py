"""A chapter of the published report: each sentence with what tests it, and today's answer from the records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from openpeel import library
from openpeel.inspection.evidence.audience import Audience
from openpeel.inspection.living_report.build import Answer, LivingReport, classes_for, living_report
from openpeel.inspection.living_report.classes import CLAIMS, Classed, SentenceClass
from openpeel.inspection.published_report.read import read_report
from openpeel.inspection.published_report.structure import Report
from openpeel.language.framework import Area
from openpeel.language.periods import london_day
from openpeel.language.source_text import PEEL_2021_22
from openpeel.reports.living_report.answers import answer_of, figures_of, lists_of
from openpeel.reports.living_report.page import Section, sections_of
from openpeel.reports.words import on_page
from openpeel.web import reads
from openpeel.web.accounts.models import User, signed_in
from openpeel.web.assessments.which import audience_of
from openpeel.web.figures import why_not_all
from openpeel.web.permissions import scope_of
from openpeel.web.roles import Power

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
    titles = [one.title for one in _report()[0].chapters]
    form = ChapterFilter({"chapter": FIRST, **request.GET.dict()})
    choice = form.fields["chapter"]
    assert isinstance(choice, forms.ChoiceField)
    choice.choices = [(title, title) for title in titles]
    asked = form.cleaned_data if form.is_valid() else {}
    title = asked.get("chapter") or FIRST
    living = _living(person, title)
    section = next(one for one in sections_of(living) if one.title == title)
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
            "is_of_teams": scope_of(person).teams is not None,
            "kept_back": why_not_all(library.standards().values(), audience_of(person)),
        },
    )


def _tested(section: Section) -> int:
    return sum(1 for part in section.parts for sentence in part.sentences if sentence.answers)


def _living(person: User, title: str) -> LivingReport:
    """The report with the answers to one of its chapters that the person may see."""
    report, classes = _report()
    scope = scope_of(person)
    figures = reads.figures_for(person)
    known = library.standards()
    forces = figures.forces()
    # The report's own force answers for it; where there are no records of it, the reader's.
    own = next((force for force in forces if report.force.casefold().startswith(force.replace("-", " "))), None)
    force = own or (forces[0] if len(forces) == 1 else person.force)
    answers = _figures(person, force, title)
    for group, tally in figures.tallies(["force"]).items():
        if group.force == force:
            judged = reads.moment(scope, group.standard)
            as_at = "" if judged is None else f"records as at {on_page(london_day(judged))}"
            link = reverse("standard", args=[group.standard])
            answers[group.standard] = answer_of(known[group.standard], tally, as_at, audience_of(person), link)
    return living_report(report, classes, answers, force)


def _figures(person: User, force: str, title: str) -> dict[str, Answer]:
    """What indicators and lists say to a chapter. They are worked out from the records, of the whole force."""
    run = next((one.run for one in reads.pieces() if not one.run.as_at.forces or force in one.run.as_at.forces), None)
    if run is None or not force:
        return {}
    answers = _counted(reads.data(), run.id, force, audience_of(person), _tests_of(title))
    lists = library.lists() if person.kind.may(Power.WORK) else {}
    whose = ", whole force" if scope_of(person).teams is not None else ""
    return {
        name: replace(one, as_at=one.as_at + whose, link=reverse("list", args=[name]) if name in lists else "")
        for name, one in answers.items()
    }


@lru_cache(maxsize=64)
def _counted(data: Path, run_id: str, force: str, audience: Audience, tests: frozenset[str]) -> Mapping[str, Answer]:
    """Kept, since it takes seconds: a run and its records are never changed."""
    run = next(one for one in reads.runs() if one.id == run_id)
    snapshot = reads.snapshot_of(run)
    return figures_of(snapshot, run.as_at, force, audience, tests) | lists_of(
        snapshot, run.as_at, force, audience, tests
    )


@lru_cache
def _tests_of(title: str) -> frozenset[str]:
    """What tests the sentences of a chapter."""
    report, classes = _report()
    return frozenset(
        test
        for paragraph, sentence in living_report(report, classes).sentences()
        if paragraph.place.chapter == title
        for test in sentence.classed.tests
    )


@lru_cache(maxsize=1)
def _report() -> tuple[Report, tuple[Classed, ...]]:
    report = read_report(PEEL_2021_22.file)
    return report, classes_for(report, None)
