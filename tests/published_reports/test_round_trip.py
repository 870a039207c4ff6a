"""Made reports of any structure, written in many manners, are read back as what they are."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.how_many import examples
from tests.published_reports.made import (
    Made,
    Manner,
    as_html,
    as_pdf,
    as_text,
    made_reports,
    shape_of_made,
    shape_of_read,
)

from openpeel.inspection.published_report.html_file import read_html
from openpeel.inspection.published_report.pdf_file import read_pdf
from openpeel.inspection.published_report.read import read_document
from openpeel.inspection.published_report.structure import Report
from openpeel.inspection.published_report.text_file import read_text

BULLETS = ["-", "•", "–", "*", "o", "·", "▪", "1."]
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def check(made: Made, report: Report, manner: Manner, *, paragraphs: bool = True) -> None:
    wanted, found = shape_of_made(made), shape_of_read(report)
    if not paragraphs:  # where a page ends at the end of a sentence, nothing tells whether the paragraph goes on
        wanted, found = joined(wanted), joined(found)
    assert found == wanted
    assert report.unread == ()
    if manner.table in ("columns", "rows"):
        areas = [chapter for chapter in report.chapters if chapter.is_area]
        assert [chapter.table_grade for chapter in areas] == [chapter.grade for chapter in made.chapters]


def joined(shape: Any) -> Any:
    chapters = [
        (title, grade, [(s, r, " ".join(c)) for s, r, c in causes], [(s, " ".join(c)) for s, c in wanted],
         practice and (practice[0], " ".join(practice[1])), [(h, " ".join(p)) for h, p in findings])
        for title, grade, causes, wanted, practice, findings in shape["chapters"]
    ]  # fmt: skip
    return {**shape, "chapters": chapters}


@settings(max_examples=examples(30), deadline=None, suppress_health_check=SLOW, derandomize=True)
@given(
    made_reports(),
    st.builds(
        Manner,
        bullet=st.sampled_from(BULLETS),
        wrap=st.sampled_from([None, 72, 90]),
        hyphens=st.booleans(),
        table=st.sampled_from(["columns", "rows", "scrambled", "none"]),
        contents=st.booleans(),
        stop=st.sampled_from(["", "."]),
    ),
)
def test_text(made: Made, manner: Manner) -> None:
    check(made, read_document(read_text(as_text(made, manner))), manner)


@settings(max_examples=examples(30), deadline=None, suppress_health_check=SLOW, derandomize=True)
@given(
    made_reports(),
    st.builds(
        Manner,
        table=st.sampled_from(["columns", "rows", "none"]),
        marked=st.booleans(),
        columns=st.sampled_from([1, 2]),
        contents=st.booleans(),
        stop=st.sampled_from(["", "."]),
    ),
)
def test_web_page(made: Made, manner: Manner) -> None:
    check(made, read_document(read_html(as_html(made, manner))), manner)


@settings(max_examples=examples(40), deadline=None, suppress_health_check=SLOW, derandomize=True)
@given(
    made_reports(),
    st.builds(
        Manner,
        hyphens=st.booleans(),
        table=st.sampled_from(["columns", "rows", "none"]),
        marked=st.booleans(),
        columns=st.sampled_from([1, 2]),
        contents=st.booleans(),
    ),
)
def test_pdf(made: Made, manner: Manner) -> None:
    check(made, read_document(read_pdf(as_pdf(made, manner))), manner, paragraphs=False)


@pytest.mark.parametrize("size", [45, 60])
@settings(max_examples=10, deadline=None, suppress_health_check=SLOW, derandomize=True)
@given(made=made_reports())
def test_text_in_pages(size: int, made: Made) -> None:
    """Pages may end anywhere, and carry a running head and a number."""
    manner = Manner(page_lines=size, contents=False)
    text = as_text(made, manner)
    assume("\f" in text)  # on a page alone nothing repeats
    report = read_document(read_text(text))
    check(made, report, manner, paragraphs=False)
    assert not [p for p in report.paragraphs if p.text.startswith("PEEL report:")]
