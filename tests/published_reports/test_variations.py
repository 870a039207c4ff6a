"""The source in other hands: other forces, other setting, chapters moved or gone. The same things are found."""

from __future__ import annotations

import html
import json
import random
import re
import textwrap
from pathlib import Path
from typing import Any

import pytest
import typst

from openpeel.inspection.framework.grades import Grade
from openpeel.inspection.published_report.html_file import read_html
from openpeel.inspection.published_report.pdf_file import read_pdf
from openpeel.inspection.published_report.read import read_document, read_report
from openpeel.inspection.published_report.structure import Report, Role
from openpeel.inspection.published_report.text_file import read_text
from openpeel.language.source_text import PEEL_2021_22, plain

TEXT = "\n".join(PEEL_2021_22.lines())
SOURCE = read_report(PEEL_2021_22.file)


def gist(report: Report) -> Any:
    """What was found, without places."""
    return [
        (
            chapter.title,
            chapter.grade,
            [(cause.statement, [asked.text for asked in cause.recommendations]) for cause in chapter.causes],
            [item.statement for item in chapter.improvements],
            [len(block.points) for block in chapter.outstanding],
            [finding.heading for finding in chapter.findings],
        )
        for chapter in report.chapters
    ]


def read(text: str) -> Report:
    return read_document(read_text(text))


@pytest.mark.parametrize(
    "force", ["Northmark Constabulary", "Metropolitan Fenland Police Service", "Dyke & Moor Police"]
)
def test_another_force(force: str) -> None:
    report = read(TEXT.replace("Wiltshire Police", force))
    assert report.force == force
    assert [c.grade for c in report.graded] == [c.grade for c in SOURCE.graded]
    assert [len(c.improvements) for c in report.chapters] == [len(c.improvements) for c in SOURCE.chapters]
    assert [len(c.recommendations) for c in report.causes] == [4, 7, 3]


@pytest.mark.parametrize("seed", range(5))
def test_other_grades(seed: int) -> None:
    """Any grade in a chapter is read from there, and the table, which then says otherwise, is reported to differ."""
    choose = random.Random(seed)
    text = TEXT
    given = []
    for chapter in SOURCE.graded:
        grade = choose.choice(list(Grade))
        given.append(grade)
        says = "requires improvement" if grade is Grade.REQUIRES_IMPROVEMENT else f"is {grade.label.lower()}"
        text = re.sub(
            rf"\n(?:Requires\n?\s?improvement|Inadequate)\n\nWiltshire Police [a-z ]+ at {chapter.sentence_name}\.",
            f"\n{grade.label}\n\nWiltshire Police {says} at {chapter.sentence_name}.",
            text,
        )
    report = read(text)
    assert [chapter.grade for chapter in report.graded] == given
    differ = [chapter for chapter in report.graded if chapter.grade is not chapter.table_grade]
    assert [chapter for chapter in report.graded if chapter.grades_differ] == differ
    assert len([note for note in report.notes if "different grades" in note]) == len(differ)


def test_chapters_in_another_order_and_some_missing() -> None:
    starts = [c.place.lines[0] - 1 for c in SOURCE.chapters]
    lines = TEXT.split("\n")
    parts = [lines[a:b] for a, b in zip(starts, [*starts[1:], len(lines) - 2], strict=True)]
    kept = [parts[i] for i in (0, 1, 9, 4, 13, 8, 6)]
    text = "\n".join(lines[: starts[0]] + [line for part in kept for line in part] + lines[-2:])
    report = read(text)
    assert gist(report) == [gist(SOURCE)[i] for i in (0, 1, 9, 4, 13, 8, 6)]
    assert any("no chapter of that area" in note for note in report.notes)


def test_plural_and_singular_headings_are_the_same() -> None:
    text = re.sub("^Areas for improvement$", "Area for improvement", TEXT, flags=re.MULTILINE)
    text = re.sub("^Cause of concern$", "Causes of concern", text, flags=re.MULTILINE)
    assert gist(read(text)) == gist(SOURCE)


def test_paragraphs_between_heading_and_statement() -> None:
    between = "We have seen this before. Officers told us so.\n\nThere were 12 of them."
    text = re.sub("^(Areas? for improvement)$", rf"\1\n\n{between}", TEXT, flags=re.MULTILINE)
    report = read(text.replace("\nContents", "\nContents", 1))
    assert [x.statement for x in report.improvements] == [x.statement for x in SOURCE.improvements]


@pytest.mark.parametrize("modal", ["should", "must", "needs to"])
def test_other_words_of_duty(modal: str) -> None:
    text = TEXT.replace("\nThe force should ", f"\nThe force {modal} ").replace(
        "\nThe force must ", f"\nThe force {modal} "
    )
    report = read(text)
    assert [x.place.lines for x in report.improvements] == [x.place.lines for x in SOURCE.improvements]


def test_commentary_that_prescribes_is_no_statement() -> None:
    """A sentence of commentary may begin as a statement does; it ends with a full stop, and the statement does not."""
    place = SOURCE.improvements[3].place.lines[0]
    lines = TEXT.split("\n")
    lines[place] = "\nThe force should also watch its harbours. It needs to buy boats.\n"
    report = read("\n".join(lines))
    assert [x.statement for x in report.improvements] == [x.statement for x in SOURCE.improvements]


def test_statements_that_end_with_a_full_stop_are_found_or_reported() -> None:
    lines = TEXT.split("\n")
    for item in SOURCE.improvements:
        lines[item.place.lines[0] - 1] += "."
    report = read("\n".join(lines))
    found = {x.statement.rstrip(".") for x in report.improvements}
    missed = [x.statement for x in SOURCE.improvements if x.statement not in found]
    noted = " ".join(report.notes)
    assert all(statement[:70] in noted for statement in missed)
    assert len(found) >= 6  # the first of each section, but where outstanding recommendations come first


@pytest.mark.parametrize("bullet", ["•", "–", "*", "o", "▪", "(a)", "1."])
def test_bullets(bullet: str) -> None:
    text = re.sub("^- ", f"{bullet} ", TEXT, flags=re.MULTILINE)
    assert [len(c.recommendations) for c in read(text).causes] == [4, 7, 3]


def test_no_blank_lines() -> None:
    text = re.sub(r"\n\s*\n+", "\n", TEXT)
    assert gist(read(text)) == gist(SOURCE)


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_line_ends_of_other_systems(newline: str) -> None:
    assert gist(read(TEXT.replace("\n", newline))) == gist(SOURCE)


def test_wrapped_lines_with_hyphens_and_page_furniture() -> None:
    lines: list[str] = []
    for line in TEXT.split("\n"):
        if "\t" in line or not line.strip():
            lines.append(line)
        else:
            mark = "- " if line.startswith("- ") else ""
            lines += textwrap.wrap(mark + plain(line.removeprefix("- ")), 80, break_on_hyphens=True)
    pages = [lines[i : i + 50] for i in range(0, len(lines), 50)]
    text = "\n".join(
        ("\f" if n else "") + "\n".join(["PEEL 2021/22 – Wiltshire Police", "", *page, "", str(n + 1)])
        for n, page in enumerate(pages)
    )
    report = read(text)
    want = gist(SOURCE)
    assert [(c[0], c[1], c[2], c[3], c[4]) for c in gist(report)] == [(c[0], c[1], c[2], c[3], c[4]) for c in want]
    assert "PEEL #/# – Wiltshire Police" in report.furniture
    assert not [p for p in report.paragraphs if "PEEL 2021/22 – Wiltshire Police" in p.text]


def test_scrambled_table_takes_no_guess() -> None:
    lines = TEXT.split("\n")
    words = " ".join(plain(line) for line in lines[53:59])
    report = read("\n".join([*lines[:53], words, *lines[59:]]))
    assert {entry.name for entry in report.table} == {chapter.table_name.casefold() for chapter in SOURCE.graded}
    assert all(entry.grade is None for entry in report.table)
    assert [c.grade for c in report.graded] == [c.grade for c in SOURCE.graded]
    assert any("lost its columns" in note for note in report.notes)


def test_a_table_that_contradicts_its_chapter() -> None:
    report = read(TEXT.replace("\t\t\tPreventing crime\t", "\tPreventing crime\t\t\t"))
    chapter = next(c for c in report.graded if c.title.startswith("Preventing"))
    assert (chapter.table_grade, chapter.sentence_grade, chapter.grade) == (
        Grade.GOOD,
        Grade.REQUIRES_IMPROVEMENT,
        Grade.REQUIRES_IMPROVEMENT,
    )
    assert any("different grades" in note for note in report.notes)


_LEVELS = {Role.CHAPTER: 1, Role.HEADING: 2, Role.SUBHEADING: 3}


def as_page() -> str:
    """The source as a web page, with lists, and statements as headings of their own."""
    body = []
    for p in SOURCE.paragraphs:
        text = html.escape(p.text)
        if p.role is Role.CONTENTS:
            continue
        if p.role in _LEVELS:
            body.append(f"<h{_LEVELS[p.role] + 1}>{text}</h{_LEVELS[p.role] + 1}>")
        elif p.role in (Role.RECOMMENDATION, Role.POINT):
            body.append(f"<ul><li>{text}</li></ul>")
        elif p.role is Role.STATEMENT:
            body.append(f"<p><b>{text}</b></p>")
        elif p.role is Role.JUDGMENTS:
            body.append("<img alt=''>")
        else:
            body.append(f"<p>{text}</p>")
    return f"<html><body><nav>Home</nav><main>{''.join(body)}</main><footer>Cookies</footer></body></html>"


def as_pdf(columns: int) -> bytes:
    """The source as a set document."""
    out = [
        '#set document(title: "x", date: none)\n#set text(font: "Liberation Sans", size: 11pt)',
        f"#set page(columns: {columns}, header: [An inspection report], footer: context counter(page).display())",
        *(f"#show heading.where(level: {n}): set text(size: {24 - 4 * n}pt)" for n in (1, 2, 3)),
    ]
    for p in SOURCE.paragraphs:
        text = json.dumps(p.text, ensure_ascii=False)
        if p.role in _LEVELS:
            out.append(f"#heading(level: {_LEVELS[p.role]})[#{text}]")
        elif p.role in (Role.RECOMMENDATION, Role.POINT):
            out.append(f"#list([#{text}])")
        elif p.role is Role.STATEMENT:
            out.append(f"#strong[#{text}]\n")
        elif p.role not in (Role.CONTENTS, Role.JUDGMENTS):
            out.append(f"#{text}\n")
    return bytes(typst.compile("\n\n".join(out).encode()))


def test_the_source_as_a_web_page() -> None:
    assert gist(read_document(read_html(as_page()))) == gist(SOURCE)


@pytest.mark.parametrize("columns", [1, 2])
def test_the_source_as_pdf(columns: int, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(as_pdf(columns))
    assert gist(read_report(file)) == gist(SOURCE)
    assert read_pdf(file.read_bytes()).pages


def test_lists_in_lists() -> None:
    """Points beneath a recommendation are its parts; a table of lists and loose words are read too."""
    page = """<html><body><h1>An inspection of <b>Northmark</b> Police</h1>
    <h2>Responding to the public</h2><div class="grade">Inadequate</div>
    <p>Northmark&nbsp;Police is inadequate at responding to the public.</p>
    <h3>Cause of concern</h3><h4>The force is slow</h4>
    Within three months,<br>Northmark Police should:
    <ul><li><p>answer calls:</p><ul><li>by day; and</li><li>by night;</li></ul></li>
    <li>write <a href="#">letters</a>.</li></ul>
    <p>It has not done so.</p><h3>Main findings</h3><h4>The force tries</h4><p>It does.</p></body></html>"""
    report = read_document(read_html(page))
    (cause,) = report.causes
    assert cause.statement == "The force is slow"
    assert [(asked.text, asked.parts) for asked in cause.recommendations] == [
        ("answer calls:", ("by day", "by night")),
        ("write letters", ()),
    ]
    assert cause.commentary == ("It has not done so.",)
    assert [term.words for term in report.terms] == ["letters"]
    assert [finding.heading for finding in report.chapters[0].findings] == ["The force tries"]


def test_links_of_a_pdf_are_terms() -> None:
    """The words that a link covers, in the paragraph where it stands; links of the contents are none."""
    body = """#set document(date: none)
    #text(size: 20pt)[An inspection of Northmark Police]

    = Responding to the public
    Good

    Northmark Police is good at responding to the public.
    == Main findings
    === The force answers
    Calls are assessed by #link("mailto:a@example.org")[THRIVE] and by #link("mailto:b@example.org")[golden hour
    principles], as they should be. Nobody was left to wait for longer than the force has said."""
    report = read_document(read_pdf(bytes(typst.compile(body.encode()))))
    assert next(term.words for term in report.terms) == "THRIVE"
    assert {term.place.subheading for term in report.terms} == {"The force answers"}


def test_a_finding_that_praises_is_no_chapter() -> None:
    """'The force is good at …' below a finding is no graded area; a grade names the force."""
    finding = "The force acts early\n\nThe force is good at helping people.\n\nWe met some.\n\n"
    place = TEXT.index("The force encourages the community to get involved")
    report = read(TEXT[:place] + finding + TEXT[place:])
    assert [chapter.title for chapter in report.chapters] == [chapter.title for chapter in SOURCE.chapters]
    assert "The force acts early" in [f.heading for chapter in report.chapters for f in chapter.findings]


@pytest.mark.parametrize(
    ("title", "cycle"),
    [
        ("PEEL 2023–25", "2023-25"),
        ("PEEL 2023–2025", "2023-25"),
        ("PEEL assessment 2025-27", "2025-27"),
        ("PEEL: Police effectiveness, efficiency and legitimacy 2018/19", "2018/19"),
        ("PEEL 2030/31", "2030/31"),
    ],
)
def test_the_cycle_is_the_one_that_the_title_names(title: str, cycle: str) -> None:
    assert read(TEXT.replace("PEEL 2021/22\n", f"{title}\n", 1)).cycle == cycle
