"""Every sentence of the source has a class that makes sense, and the page shows it."""

from __future__ import annotations

import csv
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from openpeel import library
from openpeel.errors import Refused
from openpeel.inspection.living_report.build import (
    Answer,
    LivingReport,
    classes_for,
    draft,
    living_report,
    shipped_classes,
    units_of,
)
from openpeel.inspection.living_report.classes import CLAIMS, COLUMNS, SentenceClass, read_classes, write_classes
from openpeel.inspection.published_report.html_file import read_html
from openpeel.inspection.published_report.read import read_document, read_report
from openpeel.inspection.published_report.structure import Report, Role
from openpeel.language.framework import Area
from openpeel.language.lists import CaseList
from openpeel.language.source_text import PEEL_2021_22, Citation, plain
from openpeel.language.standards import Standard
from openpeel.reports.living_report.page import living_report_page

ANSWER = Answer("dash-completed", "3 of 40 had no <risk> assessment", "1 March 2031", "cases.html")


@pytest.fixture(scope="module")
def report() -> Report:
    return read_report(PEEL_2021_22.file)


@pytest.fixture(scope="module")
def living(report: Report) -> LivingReport:
    return living_report(report, classes_for(report, None), {"dash-completed": ANSWER})


def test_no_sentence_is_without_a_class(report: Report, living: LivingReport) -> None:
    assert sum(1 for _ in living.sentences()) == sum(1 for _ in units_of(report))
    total = sum(living.counts().values(), Counter[SentenceClass]())
    assert sum(total[its] for its in CLAIMS) > 500
    assert set(total) == set(SentenceClass)


def test_classes_that_anyone_would_give(living: LivingReport) -> None:
    by_text = {s.classed.sentence: s.classed for _, s in living.sentences()}

    def classed(words: str) -> tuple[SentenceClass, tuple[str, ...]]:
        (found,) = (its for text, its in by_text.items() if words in text)
        return found.of_class, found.tests

    records, published = SentenceClass.RECORDS, SentenceClass.PUBLISHED
    assert classed("does not complete a DASH risk assessment for all") == (records, ("dash-completed",))
    assert classed("not meeting national and force standards") == (
        records,
        (
            "calls-999-answered",
            "calls-999-answered-from-queue",
            "calls-999-in-ten-seconds",
            "calls-999-in-ten-seconds-from-queue",
        ),
    )
    assert classed("in 18 out of 51 cases") == (records, ("thrive-complete", "thrive-at-outset", "calls-to-review"))
    assert classed("most visits to RSOs are carried out by unaccompanied") == (
        records,
        ("sex-offender-visit-double-crewed",),
    )
    assert classed("had defaulted to RUI without") == (records, ("bail-not-lapsed",))
    assert classed("the second lowest force in England and Wales for the use of stop") == (
        published,
        ("searches-per-1000",),
    )
    assert classed("only 79 percent recorded an appropriate rationale") == (SentenceClass.AUDIT, ())
    assert classed("they did not feel listened to by senior leaders") == (SentenceClass.PEOPLE, ())
    assert classed("is inadequate at responding to the public") == (SentenceClass.NO_RECORD, ())
    assert classed("This can lead to victims feeling let down") == (SentenceClass.RHETORIC, ())


def test_every_identifier_is_a_standard_an_indicator_or_a_list(living: LivingReport) -> None:
    known = set(library.standards()) | set(library.indicators()) | set(library.lists())
    assert {test for _, s in living.sentences() for test in s.classed.tests} <= known


def test_what_is_drawn_from_a_sentence_of_the_chapter_stands_beside_it_or_another(living: LivingReport) -> None:
    """Whoever reads the chapter finds every standard and list drawn from it, and beside its own sentence where that
    claims something that records can test."""
    cited: dict[str, Standard | CaseList] = {**library.standards(), **library.lists()}
    drawn = {
        name: plain(found.source.words)
        for name, found in cited.items()
        if isinstance(found.source, Citation) and found.source.chapter == Area.RESPONDING_TO_THE_PUBLIC.value.title
    }
    beside = [s.classed for _, s in living.sentences()]
    assert drawn.keys() <= {test for its in beside for test in its.tests}
    indicators = {i.id for i in library.indicators().values() if i.area is Area.RESPONDING_TO_THE_PUBLIC}
    assert indicators <= {test for its in beside for test in its.tests}
    for name, words in drawn.items():
        own = [its for its in beside if words in plain(its.sentence) and its.of_class is SentenceClass.RECORDS]
        assert not own or any(name in its.tests for its in own), name


def test_what_records_could_test_says_which_measure(living: LivingReport) -> None:
    for _, sentence in living.sentences():
        if sentence.waits_for_standard:
            assert sentence.classed.note, sentence.classed.sentence
    wanted = living.to_build()
    assert sum(len(those) for _, those in wanted) == sum(s.waits_for_standard for _, s in living.sentences())
    assert [len(those) for _, those in wanted] == sorted((len(those) for _, those in wanted), reverse=True)


def test_what_asks_people_says_how(living: LivingReport) -> None:
    for _, sentence in living.sentences():
        assert (sentence.classed.fieldwork is not None) == (sentence.classed.of_class is SentenceClass.PEOPLE)


def test_the_same_classes_serve_another_format(report: Report, living: LivingReport) -> None:
    """The classes go with the sentences, not with lines: they fit the report's web page too."""
    parts = []
    for p in report.paragraphs:
        if p.role not in (Role.CONTENTS, Role.JUDGMENTS):
            parts.append(f"<h2>{p.text}</h2>" if p.role is Role.CHAPTER else f"<p>{p.text}</p>")
    page = "".join(parts)
    other = read_document(read_html(f"<html><body>{page}</body></html>"))
    classes = tuple(c for c in classes_for(report, None) if c.of_class is not SentenceClass.HEADING)
    read = {s.classed.sentence: s.classed.of_class for _, s in living_report(other, classes).sentences()}
    for _, sentence in living.sentences():
        if sentence.classed.of_class is SentenceClass.RECORDS:
            assert read[sentence.classed.sentence] is SentenceClass.RECORDS


def test_a_sentence_that_is_left_out_or_foreign_is_refused(report: Report) -> None:
    classes = classes_for(report, None)
    at = next(i for i, c in enumerate(classes) if c.of_class is SentenceClass.RECORDS)
    with pytest.raises(Refused, match="1 sentences have no class, and 0"):
        living_report(report, classes[:at] + classes[at + 1 :])
    with pytest.raises(Refused, match="0 sentences have no class, and 1"):
        living_report(report, (*classes, classes[at]))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("1", "c", "s", "", "", "", ""), "has no class"),
        (("1", "c", "s", "guess", "", "", ""), "no class ‘guess’"),
        (("1", "c", "s", "people", "", "", ""), "fieldwork"),
        (("1", "c", "s", "audit", "survey", "", ""), "fieldwork"),
        (("1", "c", "s", "audit", "", "dash-completed", ""), "Only records"),
    ],
)
def test_a_faulty_file_of_classes(row: tuple[str, ...], said: str, tmp_path: Path) -> None:
    file = tmp_path / "classes.csv"
    write_classes(file, [row])
    with pytest.raises(Refused, match=said) as refused:
        read_classes(file)
    assert "line 2" in str(refused.value)


def test_a_file_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        read_classes(tmp_path / "none.csv")
    file = tmp_path / "other.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(Refused, match="no column"):
        read_classes(file)
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Refused, match="not CSV"):
        read_classes(file)


def test_a_draft_keeps_what_is_known_and_leaves_the_rest(report: Report, tmp_path: Path) -> None:
    known = classes_for(report, None)
    file = tmp_path / "draft.csv"
    write_classes(file, draft(report, known))
    assert len(read_classes(file)) == sum(1 for _ in units_of(report))
    write_classes(file, draft(report))
    with pytest.raises(Refused, match="no class"):
        read_classes(file)


def test_the_shipped_file_lies_beside_the_text(report: Report) -> None:
    file = shipped_classes(report)
    assert file is not None
    assert file.parent == PEEL_2021_22.folder
    with file.open(encoding="utf-8", newline="") as opened:
        assert tuple(next(csv.reader(opened))) == COLUMNS


def test_another_force_has_no_classes_yet(report: Report) -> None:
    from dataclasses import replace

    with pytest.raises(Refused, match="--draft"):
        classes_for(replace(report, force="Northmark Police"), None)


def test_the_page_holds_every_sentence_once_and_its_answer(living: LivingReport) -> None:
    page = BeautifulSoup(living_report_page(living), "html.parser")
    shown = [said.get_text() for said in page.select(".said")]
    claims = [s.classed.sentence for _, s in living.sentences() if s.classed.of_class in CLAIMS]
    assert Counter(claims) <= Counter(shown)
    answers = page.select(".answer")
    tested = [s for _, s in living.sentences() if "dash-completed" in s.classed.tests]
    assert len(answers) == len(tested) > 0
    assert "3 of 40 had no <risk> assessment" in answers[0].get_text()
    assert answers[0].select_one("a[href='cases.html']")


def test_the_page_stands_alone_and_is_in_order(living: LivingReport) -> None:
    source = living_report_page(living)
    page = BeautifulSoup(source, "html.parser")
    assert not page.find_all(["script", "img", "link", "iframe"])
    assert "http" not in source
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert {str(a["href"])[1:] for a in page.select("a[href^='#']")} <= set(map(str, ids))
    levels = [int(tag.name[1]) for tag in page.find_all(["h1", "h2", "h3", "h4"])]
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert all(box.get("id") and page.select_one(f"label[for='{box['id']}']") for box in page.find_all("input"))
    html = page.find("html")
    assert html is not None
    assert html["lang"] == "en-GB"


def test_the_page_says_whose_records_answer(report: Report) -> None:
    living = living_report(report, classes_for(report, None), {ANSWER.identifier: ANSWER}, "exampleshire")
    page = BeautifulSoup(living_report_page(living), "html.parser")
    (whose,) = page.select(".whose")
    assert (
        whose.get_text() == "Today’s answers are from the records of exampleshire; the report is on Wiltshire Police."
    )


def test_the_page_without_records_says_so(report: Report) -> None:
    source = living_report_page(living_report(report, classes_for(report, None)))
    assert "no records were loaded" in source
    assert "Today:" not in source
