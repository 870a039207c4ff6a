"""A made report of 2023-25 on a constabulary: causes of concern, deadlines and bullets of many kinds."""

from __future__ import annotations

from datetime import date

import pytest

from openpeel.inspection.framework.grades import Grade
from openpeel.inspection.published_report.deadlines import Day
from openpeel.inspection.published_report.layout import bullet_text
from openpeel.inspection.published_report.read import read_document
from openpeel.inspection.published_report.structure import Report
from openpeel.inspection.published_report.text_file import read_text
from openpeel.language.framework import Area

CAUSES = """Causes of concern

Cause of concern

The constabulary isn't answering emergency calls quickly enough

Recommendations

Within six months, Fenmarch Constabulary should make sure that:

• it answers 90 percent of 999 calls within ten seconds;
• its call handlers carry out a structured initial triage, and record:
  ◦ the risk; and
  ◦ the harm; and
• supervisors dip-sample calls.

In our last inspection we said this too. It hasn't improved.

Cause of concern

The constabulary doesn't attend calls in line with its published attendance times

By 31 March 2025, Fenmarch Constabulary should:

• attend incidents within its own targets
• tell callers about delays

Immediately, the constabulary should:

• review every open priority incident

Its own data shows that only 57% of incidents were attended in time.

"""
REPORT = f"""PEEL 2023–25
Police effectiveness, efficiency and legitimacy
An inspection of Fenmarch Constabulary

Contents
Overall summary\t1
Our judgments\t1

Overall summary

Our judgments

Our inspection assessed how good Fenmarch Constabulary is in several areas of policing, as follows:

Outstanding\tGood\tAdequate\tRequires improvement\tInadequate
\tLeadership and force management\tPreventing crime\tInvestigating crime\tResponding to the public

HM Inspector's observations
I congratulate Fenmarch Constabulary on its performance.
Roy Example
HM Inspector of Constabulary

Leadership and force management
Good

Fenmarch Constabulary is good at leadership and force management.

Main findings

The constabulary has clear priorities

Its leaders are visible. In 34 of 50 cases they replied.

Responding to the public
Inadequate

Fenmarch Constabulary is inadequate at responding to the public.

{CAUSES}Areas for improvement

The constabulary needs to make sure it identifies repeat callers

It missed nine of 30.

The constabulary should make sure that call takers give advice on the preservation of evidence

They gave it in 12 out of 40.

Main findings

The constabulary understands its demand

It does so.
"""


def read(text: str = REPORT) -> Report:
    return read_document(read_text(text))


def asked(report: Report) -> list[list[tuple[str, str]]]:
    """The recommendations of each cause of concern, with the words of their deadlines."""
    return [
        [(one.text, one.deadline.words if one.deadline else "") for one in c.recommendations] for c in report.causes
    ]


def test_all_of_it() -> None:
    report = read()
    assert (report.force, report.cycle, report.inspector) == ("Fenmarch Constabulary", "2023-25", "Roy Example")
    assert [(c.area, c.table_grade, c.grade) for c in report.graded] == [
        (Area.RESOURCES, Grade.GOOD, Grade.GOOD),
        (Area.RESPONDING_TO_THE_PUBLIC, Grade.INADEQUATE, Grade.INADEQUATE),
    ]
    assert [c.statement for c in report.causes] == [
        "The constabulary isn't answering emergency calls quickly enough",
        "The constabulary doesn't attend calls in line with its published attendance times",
    ]
    assert asked(report) == [
        [
            ("it answers 90 percent of 999 calls within ten seconds", "Within six months"),
            ("its call handlers carry out a structured initial triage, and record:", "Within six months"),
            ("supervisors dip-sample calls", "Within six months"),
        ],
        [
            ("attend incidents within its own targets", "By 31 March 2025"),
            ("tell callers about delays", "By 31 March 2025"),
            ("review every open priority incident", "Immediately"),
        ],
    ]
    assert report.causes[0].recommendations[1].parts == ("the risk", "the harm")
    assert len(report.improvements) == 2
    assert report.unread == ()
    by_march, at_once = (report.causes[1].recommendations[i].deadline for i in (0, 2))
    assert by_march is not None
    assert by_march.named == Day.on(date(2025, 3, 31))
    assert at_once is not None
    assert at_once.unit == "immediately"


@pytest.mark.parametrize("bullet", ["➢", "✓", "→", "»", "►", "□", "∙", "+", "\uf0b7", "\uf0a7", "⁃"])
def test_every_mark_of_a_list_is_a_bullet(bullet: str) -> None:
    assert asked(read(REPORT.replace("•", bullet))) == asked(read())


@pytest.mark.parametrize(
    "line", ["≥ 95% of calls were answered", "≤ 3 officers", "− 3.5 per cent", "> 10 people waited", "+ £4 million"]
)
def test_a_sign_before_a_number_is_no_bullet(line: str) -> None:
    assert bullet_text(line) is None


def test_headings_with_numbers_and_in_capitals() -> None:
    first, second = REPORT.replace("\nCause of concern\n", "\nCause of concern 1\n", 1), "\nCause of concern 2\n"
    numbered = first.replace("\nCause of concern\n", second).replace("\nAreas for imp", "\nAREAS FOR IMP")
    numbered = numbered.replace("It missed nine of 30.\n", "It missed nine of 30.\n\nArea for improvement 2\n")
    report = read(numbered.replace("\nAREAS FOR IMProvement\n", "\nAREA FOR IMPROVEMENT NO. 1\n"))
    assert asked(report) == asked(read())
    assert [x.statement for x in report.improvements] == [x.statement for x in read().improvements]


def with_causes(text: str) -> Report:
    return read(REPORT.replace(CAUSES, text))


def test_a_recommendation_that_stands_alone() -> None:
    report = with_causes(
        "Cause of concern\n\nThe constabulary isn't answering calls quickly enough\n\nRecommendation\n\n"
        "By 31 March 2026, Fenmarch Constabulary should have enough call handlers to answer emergency calls.\n\n"
        "It answered 57% of calls within ten seconds.\n\n"
    )
    ((one,),) = asked(report)
    assert one[0].endswith("enough call handlers to answer emergency calls.")
    assert one[1] == "By 31 March 2026"
    assert report.causes[0].commentary == ("It answered 57% of calls within ten seconds.",)


def test_two_causes_beneath_one_heading_and_deadlines_within_points() -> None:
    report = with_causes(
        "Causes of concern\n\nThe constabulary isn't answering calls quickly enough\n\nFenmarch Constabulary should:\n"
        "- by 30 June 2025, answer calls sooner;\n- within 12 months, replace its telephone system; and\n"
        "- immediately tell callers how long they will wait.\n\n"
        "The constabulary doesn't supervise its control room\n\nWithin nine months, Fenmarch Constabulary should:\n"
        "- appoint supervisors.\n\nThere were too few.\n\n"
    )
    assert [c.statement[:28] for c in report.causes] == ["The constabulary isn't answe", "The constabulary doesn't sup"]
    assert [[words for _, words in those] for those in asked(report)] == [
        ["by 30 June 2025", "within 12 months", "immediately"],
        ["Within nine months"],
    ]


@pytest.mark.parametrize(
    "force",
    [
        "Avon & Fenmarch Police",
        "City of Fenmarch Police",
        "Police Service of Fenmarch",
        "Heddlu Gogledd Fenmarch",
        "Fenmarch Police Force",
    ],
)
def test_forces_of_any_name(force: str) -> None:
    text = REPORT.replace("Fenmarch Constabulary", force).replace("he constabulary", "he force")
    report = read(text)
    assert report.force == force
    assert [len(those) for those in asked(report)] == [3, 3]


OLDER = """PEEL: Police effectiveness, efficiency and legitimacy 2018/19
An inspection of Fenmarch Police

Published on 27 September 2019

Effectiveness
Good

Fenmarch Police is good at reducing crime and keeping people safe.

Preventing crime and tackling anti-social behaviour
Good

This question was not subject to detailed inspection in 2018/19.

Protecting vulnerable people
Requires improvement

Areas for improvement

- The force should ensure that it completes risk assessments for all domestic abuse incidents.
- The force should review its use of orders:
  - those of courts; and
  - those of its own.

We set out our detailed findings below. These are the basis for our judgment of the force's performance.

Understanding and identifying vulnerability

The force has a clear strategy. It assessed 45 of 60 cases well.

Meeting current demands and using resources
Requires improvement

Cause of concern

The force's failure to understand its demand is a cause of concern.

Recommendations

To address this cause of concern, we recommend that the force, within six months:
- assesses its demand fully; and
- uses this to inform its plans.
"""


def test_the_form_of_2018_19() -> None:
    """Areas for improvement as a list, recommendations that are recommended, questions without a grade's sentence."""
    report = read(OLDER)
    assert (report.cycle, report.published_words) == ("2018/19", "27 September 2019")
    assert [chapter.grade for chapter in report.graded] == [
        Grade.GOOD,
        Grade.GOOD,
        Grade.REQUIRES_IMPROVEMENT,
        Grade.REQUIRES_IMPROVEMENT,
    ]
    assert [(item.statement, item.points) for item in report.improvements] == [
        ("The force should ensure that it completes risk assessments for all domestic abuse incidents.", ()),
        ("The force should review its use of orders:", ("those of courts", "those of its own")),
    ]
    assert asked(report) == [
        [("assesses its demand fully", "within six months"), ("uses this to inform its plans", "within six months")]
    ]
    assert [f.heading for chapter in report.chapters for f in chapter.findings] == [
        "Understanding and identifying vulnerability"
    ]
    assert report.unread == ()
