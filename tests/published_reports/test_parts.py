"""Sentences, deadlines, figures, hyphens: the small readers, on cases that go wrong easily."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpeel.inspection.framework.grades import Grade
from openpeel.inspection.published_report.deadlines import Day, Precision, add_months, deadline_in
from openpeel.inspection.published_report.document import Block, Cell, Kind
from openpeel.inspection.published_report.figures import figures_in
from openpeel.inspection.published_report.judgments import table_of_judgments
from openpeel.inspection.published_report.layout import bullet_text, join_lines, words_of
from openpeel.inspection.published_report.numbers import WORDS, number
from openpeel.inspection.published_report.sentences import sentences
from openpeel.inspection.published_report.structure import FigureKind, Place, TableGrade
from openpeel.inspection.published_report.vocabulary import Section, section_of


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two. Three.", 3),
        ("It costs £1.39m in 2022/23. That is much.", 2),
        ("See e.g. the NICHE system. It is old.", 2),
        ("Mr. J. Smith signed. He left.", 2),
        ("Of 30 cases (see No. 5) none failed. Why? Nobody knows!", 3),
        ("'We act.' They said so.", 2),
        ("No full stop at the end", 1),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@given(st.lists(st.sampled_from(["The force acts.", "Why?", "It has £1.5m (in 2021).", "He said 'No.'", "e.g. so"])))
def test_sentences_lose_nothing(parts: list[str]) -> None:
    text = " ".join(parts)
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


PUBLISHED = Day.on(date(2022, 1, 31))


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("X should, within three months:", date(2022, 4, 30)),
        ("Within 6 months, X should:", date(2022, 7, 31)),
        ("within 28 days of publication", date(2022, 2, 28)),
        ("no later than two weeks", date(2022, 2, 14)),
        ("within one year", date(2023, 1, 31)),
        ("By 31 March 2023, X should:", date(2023, 3, 31)),
        ("by the end of June 2023", date(2023, 6, 30)),
        ("by September 2022", date(2022, 9, 30)),
        ("X should immediately:", date(2022, 1, 31)),
    ],
)
def test_deadlines(text: str, due: date) -> None:
    deadline = deadline_in(text)
    assert deadline is not None
    assert deadline.due(PUBLISHED) == Day.on(due)


@pytest.mark.parametrize(
    "text", ["3 incidents in 12 months", "without delay", "in the 12 months to 30 September 2021", "by 31 June 2023"]
)
def test_no_deadline(text: str) -> None:
    assert deadline_in(text) is None


def test_a_month_stays_a_month() -> None:
    deadline = deadline_in("within three months")
    assert deadline is not None
    due = deadline.due(Day.in_month(2022, 7))
    assert due is not None
    assert due.precision is Precision.MONTH
    assert str(due) == "October 2022"
    assert deadline.due(None) is None


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 60))
def test_months_are_calendar_months(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


def figures(sentence: str) -> list[tuple[FigureKind, str]]:
    return [(f.kind, f.words) for f in figures_in(sentence, Place(1))]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("We found 18 out of 51 cases.", [(FigureKind.PART, "18 out of 51")]),
        ("Only seven of the 20 files had a plan.", [(FigureKind.PART, "seven of the 20")]),
        ("Call 101 or 999 at any time, 24/7.", []),
        ("We reviewed 101 cases.", [(FigureKind.COUNT, "101 cases")]),
        ("It rose to 1,250 incidents.", [(FigureKind.COUNT, "1,250 incidents")]),
        ("It is one of the best, and one-to-one meetings help one another.", []),
        ("Costs rose by £1.5 billion.", [(FigureKind.MONEY, "£1.5 billion")]),
        ("A person is 3.5 times as likely.", [(FigureKind.RATIO, "3.5 times as likely")]),
        ("It is twice as slow.", [(FigureKind.RATIO, "twice as")]),
        ("It has the third highest rate.", [(FigureKind.RANK, "third highest")]),
        ("It has the highest rate in England and Wales.", [(FigureKind.RANK, "the highest")]),
        ("In 2014, we began.", [(FigureKind.DATE, "2014")]),
        ("In the year ending 31 March 2021 it fell.", [(FigureKind.PERIOD, "year ending 31 March 2021")]),
        ("The PEEL 2021/22 framework.", []),
        ("Two-thirds of staff agree.", [(FigureKind.SHARE, "Two-thirds")]),
        ("B2 and 1TeamActive are names.", []),
    ],
)
def test_figures(sentence: str, found: list[tuple[FigureKind, str]]) -> None:
    assert figures(sentence) == found


@given(st.integers(0, 500), st.integers(1, 500))
def test_parts_keep_their_numbers(k: int, n: int) -> None:
    sentence = f"We found that in {k} out of {n} cases nothing was done."
    read = [f for f in figures_in(sentence, Place(1)) if f.kind is FigureKind.PART]
    assert [(int(f.value or 0), int(f.of or 0)) for f in read] == ([(k, n)] if k <= n else [])


@given(st.sampled_from(sorted(WORDS)))
def test_numbers_in_words(word: str) -> None:
    assert number(word) == number(str(WORDS[word])) == Decimal(WORDS[word])


def test_hyphens_at_line_ends() -> None:
    words = words_of(["identification of risk", "evidence-based work", "out-of-court"])
    assert join_lines(["identi-", "fication"], words) == "identification"
    assert join_lines(["evidence-", "based"], words) == "evidence-based"
    assert join_lines(["decision-", "making"]) == "decision-making"
    assert join_lines(["safe\u00ad", "guarding"]) == "safeguarding"
    assert join_lines(["2019–", "2021"]) == "2019–2021"
    assert join_lines(["two", "words"]) == "two words"


def test_hyphens_of_syllables() -> None:
    """A syllable that also begins compounds keeps its hyphen only before a word; names of areas are known words."""
    assert join_lines(["the re-", "sults of"], words_of(["the re-", "sults of"])) == "the results of"
    assert join_lines(["day-", "to-day"], words_of(["from one to two"])) == "day-to-day"
    assert join_lines(["fairness and re-", "spect"]) == "fairness and respect"
    assert join_lines(["vul-", "nerable people"]) == "vulnerable people"


def test_a_narrow_justified_table_is_put_together_by_the_edges_of_its_grades() -> None:
    rows = (
        (Cell(79, 138, "Outstanding"), Cell(174, 201, "Good"), Cell(366, 410, "Requires"), Cell(432, 447, "im-")),
        (Cell(366, 418, "provement"),),
        (Cell(79, 134, "Developing"), Cell(152, 158, "a"), Cell(174, 223, "Managing"), Cell(243, 256, "of-")),
        (Cell(79, 116, "positive"), Cell(134, 160, "work-"), Cell(174, 211, "fenders")),
        (Cell(79, 105, "place"),),
    )
    assert table_of_judgments(Block("", Kind.TABLE, rows=rows)) == (
        TableGrade("Developing a positive workplace", Grade.OUTSTANDING),
        TableGrade("Managing offenders", Grade.GOOD),
    )


def test_a_narrow_justified_table_with_a_row_for_each_area() -> None:
    rows = (
        (Cell(76, 135, "Responding"), Cell(151, 160, "to"), Cell(200, 244, "Requires"), Cell(270, 286, "im-")),
        (Cell(76, 123, "the public"), Cell(200, 252, "provement")),
        (Cell(76, 162, "Keeping rivers and har-"), Cell(200, 247, "Adequate")),
        (Cell(76, 127, "bours safe"),),
    )
    assert table_of_judgments(Block("", Kind.TABLE, rows=rows)) == (
        TableGrade("Responding to the public", Grade.REQUIRES_IMPROVEMENT),
        TableGrade("Keeping rivers and harbours safe", Grade.ADEQUATE),
    )


@pytest.mark.parametrize("line", ["- a", "• a", "– a", "o a", "(a) a;", "1. a;", "iv) small start"])
def test_bullets(line: str) -> None:
    assert bullet_text(line) in ("a", "a;", "small start")


@pytest.mark.parametrize("line", ["A thing", "1. Overall summary", "officers act", "-", "2021 was hard"])
def test_no_bullets(line: str) -> None:
    assert bullet_text(line) is None


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Causes of concern", Section.CAUSE),
        ("3.2 Area for improvement", Section.IMPROVEMENT),
        ("Areas for Improvement:", Section.IMPROVEMENT),
        ("HMI’s observations", Section.OBSERVATIONS),
        ("HM Inspector’s summary", Section.OBSERVATIONS),
        ("Promising practice", Section.PRACTICE),
        ("Terminology in this report", Section.METHOD),
        ("PEEL 2023–2025", Section.METHOD),
        ("Areas for improvement are listed below.", None),
        ("The force", None),
    ],
)
def test_shared_headings(heading: str, section: Section | None) -> None:
    assert section_of(heading) is section
