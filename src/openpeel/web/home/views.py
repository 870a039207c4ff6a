"""The first page: for those who act on cases what is due; for those who answer for a force what falls short."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from openpeel import library
from openpeel.engine.case_questions import Question
from openpeel.engine.tallies import Tally
from openpeel.engine.verdicts import Verdict
from openpeel.inspection.evidence.audience import Audience
from openpeel.language.standards import Standard
from openpeel.reports.chapter.showing import shown_of
from openpeel.web import reads
from openpeel.web.accounts.models import User, signed_in
from openpeel.web.assessments.which import audience_of
from openpeel.web.components.parts import Column, Link, Row, Table
from openpeel.web.figures import TALLY_COLUMNS, tally_cells, why_not_all
from openpeel.web.permissions import scope_of
from openpeel.web.roles import Power, Role
from openpeel.web.work.assignments import given_to
from openpeel.web.work.days import WHENS, question

MOST = 5
_PUBLISHED = (
    ("Read the assessment", "judgment"),
    ("What was recommended, and how far it is", "recommendations"),
    ("What the inspectorate wrote", "chapter"),
)
BEGIN_WITH: Mapping[Role, tuple[tuple[str, str], ...]] = {
    Role.CALL_HANDLER: (
        ("Look up who is calling", "people"),
        ("Whom to ring back", "list-call-back"),
        ("Report a missing person", "missing-new"),
    ),
    Role.OFFICER: (("My team's missing people", "missing"), ("Look a person up", "people")),
    Role.SUPERVISOR: (("My team's missing people", "missing"), ("Lists to work through", "lists")),
    Role.AUDITOR: (("Audits", "audits"), ("Who looked at what", "access-log")),
    Role.ANALYST: (("Every standard, over time and by team", "standards"), ("What was loaded", "loads")),
    Role.CHIEF_OFFICER: (
        ("What the evidence supports", "judgment"),
        ("What was recommended, and how far it is", "recommendations"),
    ),
    Role.INSPECTOR: (("Fieldwork", "fieldwork"), ("Audits", "audits"), ("What the evidence supports", "judgment")),
    Role.PARTNER: _PUBLISHED,
    Role.PANEL: _PUBLISHED,
    Role.COMMISSIONER: _PUBLISHED,
    Role.PUBLIC: _PUBLISHED,
}
"""What each role comes for, by the words and the route of a link."""
OVERDUE = [column.title for column in TALLY_COLUMNS].index("Overdue")


def home(request: HttpRequest) -> HttpResponse:
    """What needs doing, for the person who has signed in."""
    person = signed_in(request)
    audience = audience_of(person)
    context = {
        "cards": _cards(person) if person.kind.may(Power.WORK) else [],
        "begin_with": [Link(says, reverse(route)) for says, route in BEGIN_WITH[person.kind]],
        "short": _short(person, audience),
        "teams": _teams(person) if person.kind.may(Power.WORK) and scope_of(person).teams is None else None,
        "kept_back": why_not_all(library.standards().values(), audience),
        "as_at": reads.moment(scope_of(person)),
    }
    return render(request, "home/home.html", context)


def _cards(person: User) -> list[tuple[str, int, str]]:
    lists, now = reads.lists_for(person), reads.now_for(scope_of(person))
    own = given_to(person.name)
    given = Question(verdicts=(Verdict.OVERDUE, Verdict.PENDING), among=own)
    counts = lists.counts([question(when, now) for when in WHENS])
    cards = [
        (label, count, f"{reverse('work')}?when={when}")
        for (when, label), count in zip(WHENS.items(), counts, strict=True)
    ]
    mine = f"{reverse('work')}?when=all&given={person.name}"
    return [*cards, ("Given to you", lists.count(given) if own else 0, mine)]


def _short(person: User, audience: Audience) -> Table:
    """The standards that fall furthest short of their target; without one, of the whole."""
    known = library.standards()
    found = []
    for group, tally in reads.figures_for(person).tallies(["force"]).items():
        one = known[group.standard]
        wanted = max((target.at_least for target in one.targets), default=1.0)
        # A share that is not shown has no place in the order either: it would say between which others it lies.
        may_rank = shown_of(one, tally, audience).has_rate
        if may_rank and tally.rate is not None and tally.rate < wanted:
            found.append((wanted - tally.rate, one, group.force, tally))
    found.sort(key=lambda row: (-row[0], row[1].id))
    several = len({force for _, _, force, _ in found}) > 1
    return Table(
        "Furthest from what is asked",
        [
            Column("Standard"),
            *([Column("Force")] if several else []),
            *(Column(column.title, column.is_number) for column in TALLY_COLUMNS[:3]),
            Column("Overdue", is_number=True),
        ],
        [
            Row(
                (
                    Link(one.says, reverse("standard", args=[one.id])),
                    *([force] if several else []),
                    *_cells(one, tally, audience),
                )
            )
            for _, one, force, tally in found[:MOST]
        ],
        empty="Every standard that was judged is met as far as is asked.",
    )


def _teams(person: User) -> Table:
    """The teams that owe most, for those who see them all."""
    owed: dict[tuple[str, str], list[int]] = {}
    for group, tally in reads.figures_for(person).tallies(["force", "owner"]).items():
        if group.owner:
            counts = owed.setdefault((group.owner, group.force or ""), [0, 0])
            counts[0] += tally.overdue
            counts[1] += tally.pending
    several = len({force for _, force in owed}) > 1
    most = sorted(owed.items(), key=lambda one: (-one[1][0], -one[1][1], one[0]))[:MOST]
    return Table(
        "Who must act",
        (
            Column("Team"),
            *([Column("Force")] if several else []),
            Column("Overdue", is_number=True),
            Column("Pending", is_number=True),
        ),
        [
            Row(
                (
                    Link(team, f"{reverse('work')}?{urlencode({'when': 'overdue', 'team': team})}"),
                    *([force] if several else []),
                    *counts,
                )
            )
            for (team, force), counts in most
        ],
        empty="No team owes anything.",
    )


def _cells(standard: Standard, tally: Tally, audience: Audience) -> tuple[object, ...]:
    """The share, its interval, n, and what is overdue."""
    cells = tally_cells(standard, tally, audience)
    return (*cells[:3], cells[OVERDUE])
