"""Made inspection reports: a structure, and writers that set it as text, web page and PDF in many manners.

The words are made from short lists, so that nothing of a real report helps the reader that is tested.
"""

from __future__ import annotations

import html
import json
import textwrap
from dataclasses import dataclass
from random import Random
from typing import Any

import typst
from hypothesis import strategies as st

from openpeel.inspection.framework.grades import Grade
from openpeel.inspection.published_report.structure import Report


@dataclass(frozen=True)
class Cause:
    statement: str
    lead_in: str
    recommendations: tuple[str, ...]
    commentary: tuple[str, ...]


@dataclass(frozen=True)
class Improvement:
    statement: str
    commentary: tuple[str, ...]


@dataclass(frozen=True)
class Finding:
    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Chapter:
    title: str
    in_table: str
    in_sentence: str
    grade: Grade | None
    causes: tuple[Cause, ...] = ()
    improvements: tuple[Improvement, ...] = ()
    practice: Improvement | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Made:
    force: str
    cycle: str
    published: str
    inspector: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True)
class Manner:
    """How it is set."""

    bullet: str = "-"
    wrap: int | None = None
    page_lines: int | None = None
    hyphens: bool = False
    table: str = "columns"
    """'columns', 'rows', 'scrambled' or 'none'."""
    marked: bool = True
    """Statements in bold or as headings, where the format can."""
    columns: int = 1
    contents: bool = True
    stop: str = ""
    """What ends the statements of causes of concern."""


# --- structures -------------------------------------------------------------------------------------------------------

FORCES = (
    "Northmark Police",
    "Westvale Constabulary",
    "Metropolitan Fenland Police Service",
    "Dyke and Moor Police",
    "South Harbour Constabulary",
    "Isle of Carrow Police",
    "Llanfair-Gwent Police",
)
AREAS = {
    "2021/22": (
        (
            "Engaging with and treating the public with fairness and respect",
            "Treatment of the public",
            "treating people fairly and with respect",
        ),
        ("Preventing crime and anti-social behaviour", "Preventing crime", "prevention and deterrence"),
        ("Responding to the public", "Responding to the public", "responding to the public"),
        ("Investigating crime", "Investigating crime", "investigating crime"),
        ("Protecting vulnerable people", "Protecting vulnerable people", "protecting vulnerable people"),
        ("Managing offenders and suspects", "Managing offenders", "managing offenders and suspects"),
        (
            "Building, supporting and protecting the workforce",
            "Developing a positive workplace",
            "building and developing its workforce",
        ),
        (
            "Strategic planning, organisational management and value for money",
            "Good use of resources",
            "operating efficiently",
        ),
    ),
    "2023–25": (
        ("Recording data about crime", "Recording data about crime", "recording crime"),
        (
            "Police powers and treating the public fairly and respectfully",
            "Police powers and public treatment",
            "treating people fairly and with respect",
        ),
        (
            "Preventing and deterring crime and antisocial behaviour, and reducing vulnerability",
            "Preventing crime",
            "prevention and deterrence",
        ),
        ("Responding to the public", "Responding to the public", "responding to the public"),
        ("Investigating crime", "Investigating crime", "investigating crime"),
        ("Leadership and force management", "Leadership and force management", "leadership and force management"),
        # A name that no framework of ours has:
        ("Keeping rivers and harbours safe", "Keeping rivers and harbours safe", "keeping rivers and harbours safe"),
    ),
}
_SUBJECTS = (
    "Officers",
    "Supervisors",
    "The control room",
    "Many staff",
    "Neighbourhood teams",
    "Senior leaders",
    "We found that the unit",
)
_VERBS = (
    "did not always record",
    "often missed",
    "had not reviewed",
    "were slow to share",
    "told us they lacked",
    "should understand",
    "need to improve",
)
_OBJECTS = (
    "the reasons for delay",
    "the results of visits",
    "training in first aid",
    "the plans agreed with partners",
    "how cases were closed",
    "data from the survey of 2020",
    "the views of 12 out of 40 people",
)
_TASKS = (
    "make sure that reports are checked in good time",
    "improve how it tells people about delays",
    "review its policy on the use of vehicles",
    "develop a plan for training that is understood at all levels",
    "understand the demand on its harbour teams, and plan for it",
    "supervise high-risk work so that decision-making is sound",
)
_FAILS = (
    "does not answer letters quickly enough",
    "is failing to keep its records complete",
    "has no effective plan for floods",
    "does not know where its vehicles are",
)
_LEAD = (
    "{} should, within three months:",
    "Within six months, {} should:",
    "{} should immediately:",
    "By 31 March 2031, {} should:",
    "{} must, within 28 days of publication, make sure that:",
)


def _sentence(choose: Random) -> str:
    kind = choose.randrange(3)
    if kind == 0:
        return f"{choose.choice(_SUBJECTS)} {choose.choice(_VERBS)} {choose.choice(_OBJECTS)}."
    if kind == 1:
        return f"The force should {choose.choice(_TASKS)}."
    return choose.choice(["This is a risk.", "In 2021/22 it had £1.39m (see our report).", "Why does it matter?"])


def _paragraphs(many: int) -> list[str]:
    choose = Random(0)
    return [" ".join(_sentence(choose) for _ in range(choose.randint(2, 5))) for _ in range(many)]


# Drawn whole: to draw them word by word takes longer than to read the reports that they make.
commentary = st.lists(st.sampled_from(_paragraphs(500)), min_size=1, max_size=3).map(tuple)
recommendations = st.lists(st.sampled_from(_TASKS), min_size=1, max_size=4, unique=True).map(tuple)


def improvements(force: str) -> st.SearchStrategy[Improvement]:
    subject = st.sampled_from(["The force", force])
    must = st.sampled_from(["should", "needs to", "must"])
    more = st.sampled_from(["", ". This should be done with its partners"])
    statement = st.builds("{} {} {}{}".format, subject, must, st.sampled_from(_TASKS), more)
    return st.builds(Improvement, statement, commentary)


def causes(force: str) -> st.SearchStrategy[Cause]:
    return st.builds(
        Cause,
        st.builds("{} {}".format, st.sampled_from(["The force", force]), st.sampled_from(_FAILS)),
        st.sampled_from(_LEAD).map(lambda lead: lead.format(force)),
        recommendations,
        commentary,
    )


@st.composite
def made_reports(draw: st.DrawFn) -> Made:
    """Any mix of areas, in any order, with any grades, and any number of statements."""
    force = draw(st.sampled_from(FORCES))
    cycle = draw(st.sampled_from(sorted(AREAS)))
    areas = draw(st.lists(st.sampled_from(AREAS[cycle]), min_size=2, max_size=5, unique=True))
    chapters = []
    for title, in_table, in_sentence in areas:
        findings = st.builds(
            Finding,
            st.builds(
                "The force {} its harbour in {}".format,
                st.sampled_from(["protects", "does not watch"]),
                st.sampled_from(["winter", "summer", "spring"]),
            ),
            commentary,
        )
        chapters.append(
            Chapter(
                title,
                in_table,
                in_sentence,
                draw(st.sampled_from(list(Grade))),
                tuple(draw(st.lists(causes(force), max_size=2, unique_by=lambda c: c.statement))),
                tuple(draw(st.lists(improvements(force), max_size=3, unique_by=lambda i: i.statement))),
                draw(st.none() | st.builds(Improvement, st.just("A scheme lends bicycles to witnesses"), commentary)),
                tuple(draw(st.lists(findings, min_size=1, max_size=3, unique_by=lambda f: f.heading))),
            )
        )
    published = draw(st.sampled_from(["July 2031", "16 August 2031"]))
    return Made(force, cycle, published, draw(st.sampled_from(["Ann Example", "R. J. Person-Smith"])), tuple(chapters))


def shape_of_made(made: Made) -> Any:
    """What a reader must find."""
    return {
        "force": made.force,
        "published": made.published,
        "inspector": made.inspector,
        "chapters": [
            (
                c.title,
                c.grade,
                [(x.statement, x.recommendations, x.commentary) for x in c.causes],
                [(x.statement, x.commentary) for x in c.improvements],
                (c.practice.statement, c.practice.commentary) if c.practice else None,
                [(f.heading, f.paragraphs) for f in c.findings],
            )
            for c in made.chapters
        ],
    }


def shape_of_read(report: Report) -> Any:
    """What was found, in the same shape."""
    return {
        "force": report.force,
        "published": report.published_words,
        "inspector": report.inspector,
        "chapters": [
            (
                c.title,
                c.grade,
                [(x.statement.rstrip("."), tuple(r.text for r in x.recommendations), x.commentary) for x in c.causes],
                [(x.statement, x.commentary) for x in c.improvements],
                (c.practices[0].statement, c.practices[0].commentary) if c.practices else None,
                [(f.heading, f.paragraphs) for f in c.findings],
            )
            for c in report.chapters
            if c.is_area
        ],
    }


# --- writers ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Piece:
    """A thing to be set: what it is, its words, its level."""

    kind: str
    text: str
    level: int = 0


def pieces(made: Made, manner: Manner) -> list[Piece]:
    """The report as pieces in order; tables apart."""
    out = [
        Piece("title", f"PEEL {made.cycle}"),
        Piece("title", "Police effectiveness, efficiency and legitimacy"),
        Piece("title", f"An inspection of {made.force}"),
    ]
    if manner.contents:
        out.append(Piece("contents", ""))
    out += [
        Piece("h", "Overall summary", 1),
        Piece("h", "Our judgments", 2),
        Piece(
            "p",
            f"Our inspection assessed how good {made.force} is in several areas. We make graded judgments as follows:",
        ),
        Piece("table", ""),
        Piece("p", "We set out our findings in the rest of this report."),
        Piece("h", "HM Inspector's observations", 1),
        Piece("p", "I have concerns. I will return."),
        Piece("p", made.inspector),
        Piece("p", "HM Inspector of Constabulary"),
    ]
    for c in made.chapters:
        out.append(Piece("h", c.title, 1))
        if c.grade is not None:
            says = "requires improvement" if c.grade is Grade.REQUIRES_IMPROVEMENT else f"is {c.grade.label.lower()}"
            out += [Piece("p", c.grade.label), Piece("p", f"{made.force} {says} at {c.in_sentence}.")]
        if c.causes:
            out.append(Piece("h", "Causes of concern" if len(c.causes) > 1 else "Cause of concern", 2))
        for cause in c.causes:
            out.append(Piece("statement", cause.statement + manner.stop, 3))
            out.append(Piece("p", cause.lead_in))
            last = len(cause.recommendations) - 1
            out += [
                Piece("li", r + ("." if i == last else "; and" if i == last - 1 else ";"))
                for i, r in enumerate(cause.recommendations)
            ]
            out += [Piece("p", p) for p in cause.commentary]
        if c.practice:
            out += [Piece("h", "Innovative practice", 2), Piece("statement", c.practice.statement, 3)]
            out += [Piece("p", p) for p in c.practice.commentary]
        if c.improvements:
            out.append(Piece("h", "Areas for improvement" if len(c.improvements) > 1 else "Area for improvement", 2))
        for item in c.improvements:
            out.append(Piece("statement", item.statement, 3))
            out += [Piece("p", p) for p in item.commentary]
        out.append(Piece("h", "Main findings", 2))
        for finding in c.findings:
            out.append(Piece("h", finding.heading, 3))
            out += [Piece("p", p) for p in finding.paragraphs]
    out.append(Piece("p", f"{made.published} | © HMICFRS 2031"))
    return out


def columns_of(made: Made) -> dict[Grade, list[str]]:
    return {grade: [c.in_table for c in made.chapters if c.grade is grade] for grade in Grade}


def as_text(made: Made, manner: Manner) -> str:
    lines: list[str] = []
    for piece in pieces(made, manner):
        if piece.kind == "contents":
            lines += ["Contents", ""] + [f"{c.title}\t{i + 4}" for i, c in enumerate(made.chapters)] + [""]
        elif piece.kind == "table":
            lines += [*_text_table(made, manner), ""]
        else:
            text = f"{manner.bullet} {piece.text}" if piece.kind == "li" else piece.text
            if manner.wrap:
                wrapped = textwrap.wrap(text, manner.wrap, break_on_hyphens=False, break_long_words=False)
                lines += _hyphenated(wrapped) if manner.hyphens and len(wrapped) > 1 and piece.kind == "p" else wrapped
            else:
                lines.append(text)
            lines.append("")
    if manner.page_lines:
        lines = _paged(lines, made.force, manner.page_lines)
    return "\n".join(lines)


def _text_table(made: Made, manner: Manner) -> list[str]:
    columns = columns_of(made)
    if manner.table == "none":
        return []
    if manner.table == "rows":
        return [f"{c.in_table}\t{c.grade.label}" for c in made.chapters if c.grade]
    if manner.table == "scrambled":
        return [" ".join(grade.label for grade in Grade), *(name for names in columns.values() for name in names)]
    depth = max(len(names) for names in columns.values())
    rows = [[names[i] if i < len(names) else "" for names in columns.values()] for i in range(depth)]
    return ["\t".join(grade.label for grade in Grade), *("\t".join(row) for row in rows)]


def _hyphenated(wrapped: list[str]) -> list[str]:
    """The last long word of the first line, parted over the line's end."""
    first, second = wrapped[0], wrapped[1]
    head, _, word = first.rpartition(" ")
    if not head or not word.isalpha() or len(word) < 8:
        return wrapped
    return [f"{head} {word[:4]}-", f"{word[4:]} {second}", *wrapped[2:]]


def _paged(lines: list[str], force: str, size: int) -> list[str]:
    out: list[str] = []
    for number, start in enumerate(range(0, len(lines), size), start=1):
        out += [
            ("\f" if number > 1 else "") + f"PEEL report: {force}",
            "",
            *lines[start : start + size],
            "",
            str(number),
        ]
    return out


def as_html(made: Made, manner: Manner) -> str:
    body: list[str] = []
    items: list[str] = []

    def close() -> None:
        if items:
            body.append("<ul>" + "".join(f"<li><p>{item}</p></li>" for item in items) + "</ul>")
            items.clear()

    for piece in pieces(made, manner):
        text = html.escape(piece.text)
        if piece.kind == "li":
            items.append(text)
            continue
        close()
        if piece.kind == "title":
            body.append(f"<h1>{text}</h1>")
        elif piece.kind == "h":
            body.append(f"<h{piece.level + 1}>{text}</h{piece.level + 1}>")
        elif piece.kind == "statement":
            body.append(
                f"<h4>{text}</h4>"
                if manner.marked and manner.columns == 1
                else f"<p><strong>{text}</strong></p>"
                if manner.marked
                else f"<p>{text}</p>"
            )
        elif piece.kind == "contents":
            links = "".join(f"<li><a href='#{i}'>{html.escape(c.title)}</a></li>" for i, c in enumerate(made.chapters))
            body.append(f"<nav><h2>Contents</h2><ul>{links}</ul></nav>")
        elif piece.kind == "table":
            body.append(_html_table(made, manner))
        else:
            body.append(f"<p>{text}</p>")
    close()
    head = "<!doctype html><html><head><title>x</title></head><body><header><p>Menu</p></header>"
    return f"{head}<main>{''.join(body)}</main></body></html>"


def _html_table(made: Made, manner: Manner) -> str:
    if manner.table in ("none", "scrambled"):
        return "<img alt='A table of judgments'>"
    if manner.table == "rows":
        rows = "".join(
            f"<tr><td>{html.escape(c.in_table)}</td><td>{c.grade.label}</td></tr>" for c in made.chapters if c.grade
        )
        return f"<table><tr><th>Area</th><th>Grade</th></tr>{rows}</table>"
    columns = columns_of(made)
    head = "".join(f"<th>{grade.label}</th>" for grade in columns)
    cells = "".join(
        "<td><ul>" + "".join(f"<li>{html.escape(n)}</li>" for n in names) + "</ul></td>" for names in columns.values()
    )
    return f"<table><tr>{head}</tr><tr>{cells}</tr></table>"


def q(text: str) -> str:
    """Words as a string of the typesetter."""
    return json.dumps(text, ensure_ascii=False)


def as_pdf(made: Made, manner: Manner) -> bytes:
    hyphens = "true" if manner.hyphens else "false"
    out = [
        '#set document(title: "x", date: none)',
        f'#set page(paper: "a4", columns: {manner.columns}, header: [#{q("PEEL report: " + made.force)}],',
        "  footer: context [#counter(page).display()])",
        f'#set text(font: "Liberation Sans", size: 11pt, lang: "en", hyphenate: {hyphens})',
        f"#set par(justify: {hyphens})",
        '#show heading: set text(weight: "bold")',
        *(f"#show heading.where(level: {n}): set text(size: {size}pt)" for n, size in ((1, 22), (2, 17), (3, 13))),
    ]
    items: list[str] = []

    def close() -> None:
        if items:
            out.append("#list(" + ", ".join(f"[#{q(item)}]" for item in items) + ")")
            items.clear()

    for piece in pieces(made, manner):
        if piece.kind == "li":
            items.append(piece.text)
            continue
        close()
        if piece.kind == "title":
            out.append(f"#text(size: 28pt)[#{q(piece.text)}]\n")
        elif piece.kind == "h":
            out.append(f"#heading(level: {piece.level})[#{q(piece.text)}]")
        elif piece.kind == "statement" and manner.marked:
            out.append(f"#strong[#{q(piece.text)}]\n")
        elif piece.kind == "contents":
            out.append("#outline(depth: 2)\n#pagebreak()")
        elif piece.kind == "table":
            out.append(_pdf_table(made, manner))
        else:
            out.append(f"#{q(piece.text)}\n")
    close()
    return bytes(typst.compile("\n\n".join(out).encode()))


def _pdf_table(made: Made, manner: Manner) -> str:
    if manner.table == "none":
        return ""
    if manner.table == "rows" or manner.columns == 2:
        cells = "".join(f"[#{q(c.in_table)}], [{c.grade.label}], " for c in made.chapters if c.grade)
        return f"#table(columns: 2, column-gutter: 30pt, {cells})"
    columns = columns_of(made)
    head = "".join(f"[{grade.label}], " for grade in columns)
    depth = max(len(names) for names in columns.values())
    rows = "".join(f"[#{q(names[i] if i < len(names) else '')}], " for i in range(depth) for names in columns.values())
    return f"#table(columns: 5, inset: 8pt, {head}{rows})"
