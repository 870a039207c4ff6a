"""The report that ships, read: every count and place that people found in it by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from openpeel.inspection.framework.grades import Grade
from openpeel.inspection.published_report.deadlines import Day
from openpeel.inspection.published_report.read import read_report
from openpeel.inspection.published_report.structure import FigureKind, Report, Role
from openpeel.language.framework import GRADED_AREAS, REPORTED_AREAS, Area
from openpeel.language.source_text import PEEL_2021_22, plain


@pytest.fixture(scope="module")
def report() -> Report:
    return read_report(PEEL_2021_22.file)


def test_what_it_says_of_itself(report: Report) -> None:
    assert report.force == "Wiltshire Police"
    assert report.cycle == "2021/22"
    assert report.inspector == "Wendy Williams"
    assert report.published == Day.in_month(2022, 7)
    assert report.title.endswith("An inspection of Wiltshire Police")


def test_nine_areas_eight_grades_from_table_label_and_sentence(report: Report) -> None:
    assert [chapter.area for chapter in report.areas] == list(REPORTED_AREAS)
    assert [chapter.area for chapter in report.graded] == list(GRADED_AREAS)
    inadequate = {Area.RESPONDING_TO_THE_PUBLIC, Area.PROTECTING_VULNERABLE_PEOPLE, Area.RESOURCES}
    for chapter in report.graded:
        grade = Grade.INADEQUATE if chapter.area in inadequate else Grade.REQUIRES_IMPROVEMENT
        assert chapter.area is not None
        assert (chapter.table_grade, chapter.label_grade, chapter.sentence_grade) == (grade, grade, grade)
        assert (chapter.table_name, chapter.sentence_name) == (chapter.area.in_table, chapter.area.in_sentence)


def test_causes_of_concern_with_recommendations_due_in_three_months(report: Report) -> None:
    assert [(cause.place.lines, len(cause.recommendations)) for cause in report.causes] == [
        ((331,), 4),
        ((495,), 7),
        ((761,), 3),
    ]
    for _, asked in report.recommendations():
        assert asked.deadline is not None
        assert asked.deadline.words.casefold() == "within three months"
        assert asked.deadline.due(Day.on(date(2022, 7, 7))) == Day.on(date(2022, 10, 7))
        assert asked.deadline.due(report.published) == Day(date(2022, 10, 1), date(2022, 10, 31))


def test_eighteen_areas_for_improvement(report: Report) -> None:
    places = [[item.place.lines[0] for item in chapter.improvements] for chapter in report.graded]
    assert places == [
        [188, 224],
        [261, 269, 279],
        [],
        [441, 447, 455],
        [532],
        [590, 603, 607],
        [677, 685, 693],
        [783, 791, 797],
    ]


def test_outstanding_recommendations_and_the_link_to_an_earlier_report(report: Report) -> None:
    assert [(block.place.lines, len(block.points)) for block in report.outstanding] == [((198,), 4), ((582,), 0)]
    (earlier,) = report.earlier
    assert (earlier.kind, earlier.inspection, earlier.place.lines) == ("area for improvement", "2018/19", (400,))


def test_charts_lists_and_terms(report: Report) -> None:
    assert [chart.place.lines[0] for chart in report.charts] == [216, 359, 392, 526, 553]
    reducing = next(chapter for chapter in report.chapters if chapter.title == "Reducing crime assessment")
    assert [len(points.points) for points in reducing.lists] == [1, 6]
    assert {"THRIVE", "golden hour principles", "medium term financial plan"} <= {term.words for term in report.terms}


def test_every_line_is_in_one_paragraph_and_none_is_unread(report: Report) -> None:
    placed = [line for paragraph in report.paragraphs for line in paragraph.place.lines]
    printed = {n for n, line in enumerate(PEEL_2021_22.lines(), start=1) if plain(line)}
    assert len(placed) == len(set(placed))
    assert set(placed) == printed
    assert report.unread == ()
    assert report.notes == ()


def test_nothing_is_invented(report: Report) -> None:
    """Every word that was read stands in the text, in its order."""
    text = "".join(plain("\n".join(PEEL_2021_22.lines())).split())
    at = 0
    for paragraph in report.paragraphs:
        for part in paragraph.text.split(" | "):
            words = "".join(plain(part).split())
            found = text.find(words, at)
            assert found >= 0, paragraph.place
            at = found


FIGURES = [
    (52, "nine areas", 9, None),
    (52, "eight of these nine", 8, 9),
    (71, "43 police forces", 43, None),
    (73, "five tiers", 5, None),
    (121, "seven themes", 7, None),
    (144, "130 case files", 130, None),
    (144, "20 cautions", 20, None),
    (212, "79 percent", 79, None),
    (214, "second lowest", 2, None),
    (222, "6.9 times more likely", 6.9, None),
    (236, "six independent advisory groups", 6, None),
    (307, "Twenty-two neighbourhood officers", 22, None),
    (321, "five weeks", 5, None),
    (340, "18 out of 51", 18, 51),
    (346, "20 out of 30", 20, 30),
    (373, "one hour", 1, None),
    (379, "90 percent", 90, None),
    (379, "10 seconds", 10, None),
    (390, "four hours", 4, None),
    (418, "Eighty percent", 80, None),
    (418, "six years", 6, None),
    (418, "half", 0.5, None),
    (418, "two years", 2, None),
    (428, "6 full-time mental health practitioners", 6, None),
    (465, "second lowest", 2, None),
    (511, "seven applicable cases found that an evidence-led prosecution had been considered in only three", 3, 7),
    (518, "3 incidents", 3, None),
    (518, "12 months", 12, None),
    (518, "fifth incident", 5, None),
    (518, "12-month", 12, None),
    (559, "two MASHs", 2, None),
    (582, "two outstanding recommendations", 2, None),
    (597, "two officers", 2, None),
    (645, "four police constables", 4, None),
    (645, "one manager", 1, None),
    (689, "34 percent", 34, None),
    (689, "Twenty-nine percent", 29, None),
    (689, "36 percent", 36, None),
    (821, "£20.2m", 20_200_000, None),
    (821, "£9.8m", 9_800_000, None),
    (821, "£11.9m", 11_900_000, None),
    (821, "£6.5m", 6_500_000, None),
    (823, "£1.39m", 1_390_000, None),
    (823, "£0.941m", 941_000, None),
    (823, "£449,000", 449_000, None),
]


@pytest.mark.parametrize(("line", "words", "value", "of"), FIGURES, ids=lambda value: str(value)[:30])
def test_figures(report: Report, line: int, words: str, value: float, of: int | None) -> None:
    (figure,) = {(f.value, f.of) for f in report.figures if f.place.lines[0] == line and f.words == words}
    assert (float(figure[0] or 0), figure[1]) == (value, of)


def test_no_number_of_the_text_is_dropped(report: Report) -> None:
    """Digits stand in a figure, in a telephone number, in a name, or nowhere else."""
    import re

    read: dict[int, str] = {}
    for figure in report.figures:
        read[figure.place.paragraph] = read.get(figure.place.paragraph, "") + " " + figure.words
    left = []
    for paragraph in report.paragraphs:
        if paragraph.role in (Role.TITLE, Role.CONTENTS, Role.COLOPHON, Role.HEADING):
            continue
        for number in re.findall(r"\d[\d.,]*\d|\d", paragraph.text):
            if number not in read.get(paragraph.place.paragraph, ""):
                left.append((paragraph.place.lines[0], number))
    names = [
        (71, "2021/22"),
        (357, "101"),
        (359, "101"),
        (379, "999"),
        (381, "999"),
        (428, "24"),
        (428, "7"),
        (737, "1"),
    ]
    cycles = [(73, "2021"), (73, "22")]
    assert sorted(left) == sorted([n for n in names if n[1] != "2021/22"] + cycles)


def test_101_and_999_are_telephone_numbers(report: Report) -> None:
    assert not [figure for figure in report.figures if figure.value in (101, 999)]


def test_kinds_of_figures(report: Report) -> None:
    kinds: Callable[[int], set[FigureKind]] = lambda line: {f.kind for f in report.figures if line in f.place.lines}  # noqa: E731
    assert FigureKind.RATIO in kinds(222)
    assert FigureKind.RANK in kinds(465)
    assert FigureKind.RATE_BASE in kinds(553)
    assert {FigureKind.MONEY, FigureKind.DATE} == kinds(821)


def test_it_is_the_same_from_another_folder_and_name(report: Report, tmp_path: Path) -> None:
    copy = tmp_path / "Ä report.dat"
    copy.write_bytes(PEEL_2021_22.file.read_bytes())
    assert read_report(copy) == report
