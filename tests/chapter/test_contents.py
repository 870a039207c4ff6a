"""What a chapter says, to whom, and that page and PDF are the same each time."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.chapter.made import TALLIES, made_chapter, made_dossier, readings_of
from tests.inspection.dossiers import RUN, a_dossier, an_assessment

from openpeel import library
from openpeel.engine.tallies import Tally
from openpeel.inspection.evidence.audience import Audience
from openpeel.inspection.evidence.evidence import Protection, Reach, Source
from openpeel.inspection.evidence.from_records import Judged
from openpeel.inspection.example import example_assessment
from openpeel.reports.chapter.contents import Text
from openpeel.reports.chapter.page import chapter_page
from openpeel.reports.chapter.pdf import chapter_pdf
from openpeel.reports.chapter.showing import finding_shown, shown, shown_of
from openpeel.reports.chapter.writing import chapter

SECRET = "Zephaniah"


def words_of(page: str) -> str:
    """The words of a page, as they are read."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("\xa0", " ").split())


def text_of(pdf: bytes) -> str:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).replace("\xa0", " ").split())


def test_page_and_pdf_say_the_same_and_are_the_same_each_time() -> None:
    one, other = made_chapter(), made_chapter()
    assert chapter_page(one) == chapter_page(other)
    assert chapter_pdf(one) == chapter_pdf(other)
    page, pdf = words_of(chapter_page(one)), text_of(chapter_pdf(one))
    for words in (
        "Exampleshire Constabulary is inadequate at responding to the public.",
        "The force is failing to understand and promptly identify vulnerability at the first point of contact",
        "Exampleshire Constabulary should, within three months:",
        "make sure that call takers give appropriate advice on preserving evidence and preventing crime",
        "1,092 were answered within 10 seconds",
        "What the records cannot tell",
        "does not exist",
    ):
        assert words in page
        assert words in pdf


def test_the_pdf_is_tagged_for_readers_who_hear_it() -> None:
    reader = pypdf.PdfReader(io.BytesIO(chapter_pdf(made_chapter())))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Exampleshire Constabulary: Responding to the public"
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    tags = set(re.findall(rb"/S\s*/(H1|H2|H3|Table|TH|TD|Figure|L|Link)\b", _structure(reader)))
    assert {b"H1", b"H2", b"H3", b"Table", b"TH", b"TD", b"Figure", b"L", b"Link"} <= tags


def _structure(reader: pypdf.PdfReader) -> bytes:
    found = []
    for number in range(1, len(reader.xref_objStm) + len(reader.xref.get(0, {})) + 1):
        item = reader.get_object(number)
        if isinstance(item, pypdf.generic.DictionaryObject) and "/S" in item:
            found.append(b"/S /" + str(item["/S"]).lstrip("/").encode())
    return b"\n".join(found)


@settings(max_examples=6, deadline=None)
@given(st.sampled_from([Audience.PUBLIC, Audience.FORCE]), st.data())
def test_a_confidential_source_is_in_nothing_that_others_read(audience: Audience, data: st.DataObject) -> None:
    """Every piece of fieldwork in turn is made confidential, with its secret in every field that could hold one."""
    entered = example_assessment()
    place = data.draw(st.integers(0, len(entered.evidence) - 1))
    one = entered.evidence[place]
    secret = replace(
        one,
        id=f"talk-with-{SECRET.lower()}",
        source=Source(Protection.CONFIDENTIAL, who=SECRET, role=f"{SECRET}'s role"),
        reach=Reach(1, 7, SECRET, SECRET),
        detail=SECRET,
        weighing=None if one.weighing is None else replace(one.weighing, reason=f"I know {SECRET}"),
    )
    assessment = replace(entered, evidence=(*entered.evidence[:place], secret, *entered.evidence[place + 1 :]))
    content = made_chapter(audience, assessment=assessment)
    assert SECRET.lower() not in repr(content).lower()
    assert SECRET.lower() not in text_of(chapter_pdf(content)).lower()
    assert SECRET in repr(made_chapter(Audience.INSPECTION_TEAM, assessment=assessment))


def test_small_counts_are_kept_from_the_public() -> None:
    few = {**TALLIES, "calls-999-answered": Tally(met=57, late=3, overdue=0, excused=2)}
    public, force = words_of(chapter_page(made_chapter(tallies=few))), made_chapter(Audience.FORCE, few)
    for count in ("57 were answered", "95.0%", "3 were answered later"):
        assert count not in public
        assert count in words_of(chapter_page(force))
    assert "[too few to show]" in public
    assert "the share is not shown" in public
    assert text_of(chapter_pdf(made_chapter(tallies=few))).count("95.0%") == 0


@given(
    st.builds(Tally, met=st.integers(0, 40), late=st.integers(0, 40), overdue=st.integers(0, 40)).filter(
        lambda tally: any(0 < count < 5 for count in (tally.met, tally.late, tally.overdue))
    )
)
@settings(max_examples=25, deadline=None)
def test_no_small_count_can_be_worked_out_from_what_the_public_reads(tally: Tally) -> None:
    """What is shown of met, late and overdue leaves two or more possible values for every small count."""
    seen = shown(Judged(library.standard("calls-999-answered"), tally, RUN), Audience.PUBLIC)
    names = ("met", "late", "overdue")
    hidden = [name for name in names if seen.counts[name] is None]
    for name in names:
        if 0 < getattr(tally, name) < 5:
            assert seen.counts[name] is None
    assert len(hidden) >= 2 or seen.n is None
    assert not seen.has_rate or seen.counts["met"] is not None


COUNTS = st.builds(
    Tally,
    met=st.integers(0, 40),
    late=st.integers(0, 12),
    overdue=st.integers(0, 12),
    pending=st.integers(0, 12),
    excused=st.integers(0, 12),
    unknown=st.integers(0, 12),
)


@given(COUNTS, COUNTS)
@settings(max_examples=50, deadline=None)
def test_the_chapter_and_the_pages_of_its_run_give_no_small_count_away_together(period: Tally, beside: Tally) -> None:
    """The pages show every day of a run, the chapter its period: what lies between them is a count too."""
    names = ("met", "late", "overdue", "pending", "excused", "unknown")
    standard = library.standard("calls-999-answered")
    whole = Tally(**{name: getattr(period, name) + getattr(beside, name) for name in names})
    assert whole.without(period) == beside
    pages = shown_of(standard, whole, Audience.PUBLIC)
    chapter = shown(Judged(standard, period, RUN, beside=beside), Audience.PUBLIC)
    for name in names:
        on_pages, in_chapter = pages.counts[name], chapter.counts[name]
        assert on_pages is None or in_chapter is None or not 0 < on_pages - in_chapter < 5
    assert pages.n is None or chapter.n is None or not 0 < pages.n - chapter.n < 5
    if any(0 < getattr(beside, name) < 5 for name in ("met", "late", "overdue", "n")):
        assert (chapter.n, chapter.has_rate, chapter.counts["met"]) == (None, False, None)
    assert "None" not in finding_shown(Judged(standard, period, RUN, beside=beside), Audience.PUBLIC)
    inside = Judged(standard, period, RUN, beside=beside)
    assert shown(inside, Audience.FORCE) == shown_of(standard, period, Audience.FORCE)


@pytest.mark.parametrize("tally", [Tally(pending=3), Tally(unknown=20), Tally(excused=1)])
def test_a_standard_of_which_no_case_is_due_has_its_sentence(tally: Tally) -> None:
    judged = Judged(library.standard("dash-completed"), tally, RUN)
    assert "None" not in finding_shown(judged, Audience.PUBLIC)


def test_without_a_judgment_no_grade_is_given() -> None:
    content = chapter(a_dossier(TALLIES, an_assessment()), Audience.FORCE, readings_of)
    assert content.verdict.label == "No judgment yet"
    assert "No person has decided" in content.verdict.by
    assert "is inadequate" not in chapter_page(content)


def test_a_judgment_says_when_its_evidence_has_changed() -> None:
    dossier = made_dossier()
    assert "has changed" not in chapter(dossier, Audience.PUBLIC, readings_of).verdict.argued
    later = a_dossier({**TALLIES, "calls-999-answered": Tally(met=1340, late=8)}, dossier.assessment)
    assert "The evidence has changed since" in chapter(later, Audience.PUBLIC, readings_of).verdict.argued


def test_every_sentence_of_a_standard_leads_to_its_definition() -> None:
    content = made_chapter()
    numbers = {definition.number for definition in content.definitions}
    texts = [text for part in (content.concerns, content.findings) for one in part for text in _texts(one)]
    noted = [note for text in texts for note in text.notes]
    assert noted
    assert set(noted) <= numbers
    assert [d.number for d in content.definitions] == list(range(1, len(numbers) + 1))
    page = chapter_page(content)
    for number in numbers:
        assert f'href="#definition-{number}"' in page
        assert f'id="definition-{number}"' in page


def _texts(one: object) -> tuple[Text, ...]:
    return (*getattr(one, "commentary", ()), *getattr(one, "paragraphs", ()))


def test_local_settings_are_named_as_such() -> None:
    page = words_of(chapter_page(made_chapter()))
    assert "Local settings, not official" in page
    assert "90%, local setting" in page  # thrive-at-outset has no target of its own
    assert "90%, official" in page


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", "#panic()", "$x$ *bold* @missing \\ “quoted”", "a" * 400]
)
def test_what_people_write_is_shown_and_never_run(words: str) -> None:
    assessment = replace(example_assessment(), about=words, title=words)
    content = made_chapter(assessment=assessment)
    page = chapter_page(content)
    assert "<script>alert" not in page
    assert "".join(words.split()) in "".join(text_of(chapter_pdf(content)).split())


def test_what_the_chapter_rests_on_stands_whole_on_the_last_page() -> None:
    content = made_chapter(Audience.INSPECTION_TEAM)
    last = pypdf.PdfReader(io.BytesIO(chapter_pdf(content))).pages[-1].extract_text()
    assert "On what this chapter rests" in last
    for words in content.made:
        assert " ".join(words.split()[-3:]) in " ".join(last.split())
