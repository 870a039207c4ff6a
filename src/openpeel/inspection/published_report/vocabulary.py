"""The forms of an inspection report: the headings and phrases that the inspectorate uses in every one.

These are forms, not one report's words: nothing here names a force, a place or a finding.
"""

from __future__ import annotations

import re
from enum import Enum

from openpeel.inspection.framework.grades import Grade


class Section(Enum):
    """What stands beneath a heading that reports share."""

    CONTENTS = "contents"
    SUMMARY = "summary"
    JUDGMENTS = "judgments"
    METHOD = "about the inspection"
    OBSERVATIONS = "the inspector's observations"
    REDUCING_CRIME = "reducing crime"
    VICTIM_SERVICE = "victim service assessment"
    CAUSE = "cause of concern"
    RECOMMENDATIONS = "recommendations"
    IMPROVEMENT = "area for improvement"
    OUTSTANDING = "outstanding recommendations"
    PRACTICE = "innovative or promising practice"
    FINDINGS = "main findings"
    CHAPTER = "directly beneath the chapter"


_COUNTED = r"( (no\.? ?)?[\d#]{1,2})?"
"""A number after a heading that comes several times; # where digits are masked."""
_FORMS: tuple[tuple[Section, str], ...] = (
    (Section.CONTENTS, r"(table of )?contents"),
    (Section.SUMMARY, r"(overall |executive )?summary|overview|foreword|introduction"),
    (Section.JUDGMENTS, r"(our |summary of (our )?)?(graded )?judge?ments?"),
    (
        Section.METHOD,
        r"(important )?changes to peel|data in this report|about the data|terminology in this report|"
        r"peel (assessments? )?20\d\d\s?[-–/]\s?\d+|about (us|peel|this report)|how we (inspect|use).*",
    ),
    (
        Section.OBSERVATIONS,
        r"(hmi|hmci|h(er |is )?m(ajesty['’]s)? (chief )?inspector( of constabulary)?)['’]?s?['’]? "
        r"(observations|summary|overview)",
    ),
    (Section.REDUCING_CRIME, r"reducing crime( assessment)?"),
    (Section.VICTIM_SERVICE, r"victim service assessment|quality service review"),
    (Section.CAUSE, rf"(accelerated )?causes? of concern{_COUNTED}"),
    (Section.RECOMMENDATIONS, rf"(our )?recommendations?( for the force)?{_COUNTED}"),
    (Section.IMPROVEMENT, rf"(areas? for improvement|afis?){_COUNTED}"),
    (
        Section.OUTSTANDING,
        r"(outstanding|previous|unmet|earlier) (national |force )?"
        r"(recommendations?|areas? for improvement|causes? of concern)( from .*)?",
    ),
    (Section.PRACTICE, r"(innovative|promising|notable|innovative (and|or) promising) practice( examples?)?"),
    (Section.FINDINGS, r"(our )?(main|key|other)? ?findings"),
)
_SECTIONS = tuple((section, re.compile(form)) for section, form in _FORMS)

CHAPTERS_WITHOUT_AREA = (Section.SUMMARY, Section.OBSERVATIONS, Section.REDUCING_CRIME)
"""Sections that open a chapter of their own."""

_NUMBER = r"(?:(?:[A-Z]|\d{1,2})(?:\.\d{1,2})*[.)]?\s+)?"

GRADES = "|".join(re.escape(grade.label) for grade in Grade)
GRADE_LABEL = re.compile(rf"(?:(?:grade|judge?ment|graded)\s*:?\s*)?(?P<grade>{GRADES})\.?", re.IGNORECASE)
GRADE_SENTENCE = re.compile(
    r"(?P<force>[A-Z][^.;:]{2,60}?(?:Police|Constabulary|Service|Heddlu)[^.;:]{0,20}?) "
    r"(?:is (?:graded (?:as )?)?(?P<is>outstanding|good|adequate|inadequate)|(?P<requires>requires improvement)) "
    r"(?:at|in) (?P<area>[^.;:]{4,120})\.?"
)
"""'X Police is good at …': it names the force, as a finding ('The force is good at …') does not."""
PRESCRIBES = re.compile(r"\b(?:should|must|needs? to|ought to|has to|is required to)\b")
"""What a recommendation or an area for improvement says in its first sentence."""
RECOMMENDS = re.compile(rf"{PRESCRIBES.pattern}|\brecommend(?:s|ed)? that\b")
"""What the words before a list of recommendations say."""

_MEASURE = (
    r"(?:number|rate|proportion|percentage|prevalence|total|volume|average|median|mean|cost|spend(?:ing)?|share|ratio|"
    r"changes? in|trends? in|recorded|comparison|calls?|crimes?)"
)
_UNTIL = r"(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}"
CHART_TITLE = re.compile(
    rf"(?:figure|chart|graph|table) \d+\b.*|{_MEASURE}\b.*(?:\bper [\d,]+|\b(?:to|ending|ended|at|on|from|between) "
    rf"{_UNTIL}|\b20\d\d[/–-]\d\d).*",
    re.IGNORECASE,
)
CONTENTS_LINE = re.compile(r"(?P<title>\S.*?)[\s.…·_]*[\t .…](?P<page>\d{1,3})")
INSPECTOR_TITLE = re.compile(
    r"(?:(?P<name>[A-Z][^,]{3,40}?),?\s+)?H(?:er|is)? ?M(?:ajesty['’]s)? (?P<chief>Chief )?Inspector of Constabulary.*",
    re.IGNORECASE,
)
INSPECTION_OF = re.compile(
    r"(?:PEEL [\d/–-]+\s*[–:-]\s*)?(?:an|the) inspection of (?:the )?(?P<force>[A-Z].{2,60}?)", re.IGNORECASE
)
CYCLE = re.compile(
    r"\bPEEL(?: assessments?)?:?(?: police effectiveness, efficiency and legitimacy)?\s+"
    r"(?P<first>20\d\d)\s?[/–—-]\s?(?P<last>\d{2,4})\b",
    re.IGNORECASE,
)
COLOPHON = re.compile(r".*(?:©|\bcrown copyright\b|^(?:published|publication date)\b).*", re.IGNORECASE)


def section_of(heading: str) -> Section | None:
    """The shared section that ``heading`` opens, or nothing."""
    words = re.sub(rf"^{_NUMBER}", "", heading).strip(" :.").casefold()
    return next((section for section, form in _SECTIONS if form.fullmatch(words)), None)


def without_number(heading: str) -> str:
    """``heading`` without '3', '3.1' or 'B.' before it."""
    return re.sub(rf"^{_NUMBER}(?=[A-Z])", "", heading).strip()


def ends_open(text: str) -> bool:
    """Whether ``text`` ends as headings and statements do, without a full stop or a colon."""
    return text.rstrip("'\"’”)")[-1:] not in (".", "!", "?", ":", ";", "")


def looks_like_heading(text: str) -> bool:
    """Whether ``text`` has the form of a heading: begins with a capital, ends open, is not long."""
    first = text.lstrip("'\"‘“(")[:1]
    return len(text) <= 500 and (first.isupper() or first.isdigit()) and ends_open(text)
