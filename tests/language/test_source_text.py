"""The shipped source report: its headings, its addresses and what is said of an address that is wrong."""

from __future__ import annotations

import csv
import hashlib
import subprocess
import sys

import pytest

from openpeel.errors import Refused
from openpeel.language.source_text import PEEL_2021_22, SHIPPED, Citation, SourceText, plain

DASH = PEEL_2021_22.at(
    "Protecting vulnerable people", "Cause of concern", "does not complete a DASH risk assessment for all"
)


def test_a_citation_leads_to_its_paragraph_and_lines() -> None:
    assert DASH.lines == (509,)
    assert DASH.text().startswith("The force does not complete a DASH risk assessment for all reported incidents")
    assert DASH.text().endswith("victims receive may not be appropriate.")
    assert str(DASH) == (
        "HMICFRS, PEEL 2021/22: Police effectiveness, efficiency and legitimacy – An inspection of Wiltshire Police, "
        "July 2022: Protecting vulnerable people, under ‘Cause of concern’: "
        "‘does not complete a DASH risk assessment for all’"
    )


@pytest.mark.parametrize(
    ("chapter", "heading", "words", "lines"),
    [
        ("Responding to the public", "Responding to the public", "is inadequate at responding", (327,)),
        ("Responding to the public", "Cause of concern", "in 18 out of 51 cases", (340,)),
        ("Investigating crime", "Area for improvement", "victim needs assessments were not always completed", (451,)),
        # Beneath a heading beneath the heading:
        ("Managing offenders and suspects", "Areas for improvement", "'double crewed' when visiting RSOs", (594,)),
        ("Managing offenders and suspects", "Outstanding national recommendations", "had defaulted to RUI", (588,)),
        # Parted by a page break, in the middle of the words:
        ("Overall summary", "Important changes to PEEL", "our approach to graded judgments", (73, 75)),
        # Links and quotes as a person would copy them:
        ("Protecting vulnerable people", "Cause of concern", "‘Domestic Abuse Matters’ training", (524,)),
        ("Protecting vulnerable people", "Cause of concern", "the domestic abuse charity SafeLives is that", (518,)),
    ],
)
def test_places(chapter: str, heading: str, words: str, lines: tuple[int, ...]) -> None:
    assert PEEL_2021_22.at(chapter, heading, words).lines == lines


@pytest.mark.parametrize(
    ("citation", "said"),
    [
        (PEEL_2021_22.at("Protecting the vulnerable", "Cause of concern", "DASH"), "Protecting vulnerable people"),
        (PEEL_2021_22.at("Protecting vulnerable people", "Causes of concern", "DASH"), "Cause of concern"),
        (PEEL_2021_22.at("Protecting vulnerable people", "Cause of concern", "a DASH for all incidents"), "nearest is"),
        (PEEL_2021_22.at("Protecting vulnerable people", "Cause of concern", "DASH"), "paragraphs"),
        (PEEL_2021_22.at("Protecting vulnerable people", "Cause of concern", " "), "no words"),
    ],
)
def test_a_wrong_address_is_refused_with_the_nearest(citation: Citation, said: str) -> None:
    with pytest.raises(Refused, match=said):
        citation.check()


@pytest.mark.parametrize("source", SHIPPED, ids=lambda source: source.id)
def test_every_heading_stands_on_its_line(source: SourceText) -> None:
    lines = source.lines()
    with (source.folder / "headings.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert plain(lines[int(row["line"]) - 1]) == row["heading"]


def test_every_line_of_the_report_is_a_heading_or_in_one_paragraph() -> None:
    with (PEEL_2021_22.folder / "headings.csv").open(encoding="utf-8", newline="") as file:
        headings = {int(row["line"]) for row in csv.DictReader(file)}
    placed = [line for p in PEEL_2021_22.paragraphs() for line in p.lines]
    assert len(placed) == len(set(placed))
    printed = {n for n, line in enumerate(PEEL_2021_22.lines(), start=1) if line.strip() and n >= min(headings)}
    assert printed == headings | set(placed)


def test_the_text_is_as_it_came_and_names_its_licence() -> None:
    text = PEEL_2021_22.file.read_bytes()
    assert len(PEEL_2021_22.lines()) == 835
    assert hashlib.sha256(text).hexdigest() == "7f6b6c219a2116a12c8484d0fcbd3479cdf8fcf2c5f1462b1c51b167b9060d7c"
    source = (PEEL_2021_22.folder / "SOURCE.md").read_text(encoding="utf-8")
    assert "Crown copyright" in source
    assert "Open Government Licence v3.0" in source


def test_citing_reads_no_file() -> None:
    """Hundreds of standards cite the report at import; none of them may pay for reading it."""
    program = (
        "import sys; opened = []\n"
        "sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == 'open' else None)\n"
        "from openpeel.language.source_text import PEEL_2021_22\n"
        "str(PEEL_2021_22.at('a', 'b', 'c'))\n"
        "assert not [name for name in opened if name.endswith(('report.txt', 'headings.csv'))]\n"
        "PEEL_2021_22.paragraphs()\n"
        "assert [name for name in opened if name.endswith('report.txt')]\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
