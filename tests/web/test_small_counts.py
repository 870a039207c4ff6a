"""Those who see no case see no small count: on no page, and by no subtraction on it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from openpeel import library
from openpeel.engine.tallies import Tally
from openpeel.inspection.evidence.audience import Audience
from openpeel.reports.chapter.showing import TOO_FEW, months_may_be_shown, threshold_of
from openpeel.reports.living_report.answers import figures_of, lists_of
from openpeel.statistics.disclosure import FEWEST_OUT_OF
from openpeel.statistics.possible_values import TOTAL, Key, possible_values
from openpeel.web import reads
from openpeel.web.accounts.models import User
from openpeel.web.figures import TALLY_COLUMNS, sort_key, tally_cells
from openpeel.web.roles import Role

from .conftest import SignIn

pytestmark = pytest.mark.django_db

COUNTED = ("n", "Late", "Overdue", "Pending", "Excused", "Unknown")


def page_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def rows_of(page: str) -> dict[str, dict[str, str]]:
    """The cells of the table of standards, by the standard's identifier."""
    titles = ["standard", *(column.title for column in TALLY_COLUMNS)]
    rows = {}
    for row in re.findall(r'<tr class="govuk-table__row"[^>]*>(.*?)</tr>', page, re.S):
        if found := re.search(r'href="/standards/([^/"]+)/"', row):
            cells = [
                re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)
            ]
            rows[found[1]] = dict(zip(titles, cells, strict=True))
    return rows


@pytest.fixture
def tallies(as_person: SignIn, data: Path) -> dict[str, Tally]:
    """The whole tallies, by standard."""
    as_person(Role.ANALYST, name="an.alyst")
    found = reads.figures_for(User.objects.get(name="an.alyst")).tallies(["force"])
    return {group.standard: tally for group, tally in found.items()}


@pytest.mark.parametrize("role", [Role.PANEL, Role.PARTNER, Role.COMMISSIONER, Role.PUBLIC])
def test_the_table_of_standards_gives_no_small_count_away(
    role: Role, as_person: SignIn, tallies: dict[str, Tally]
) -> None:
    page = page_of(as_person(role), "/standards/")
    assert "what would give them away are not shown" in page
    rows = rows_of(page)
    assert rows.keys() == tallies.keys()
    assert TOO_FEW in page
    for name, row in rows.items():
        tally, least = tallies[name], threshold_of(library.standard(name))
        shown = {title: None if row[title] == TOO_FEW else int(row[title].replace(",", "")) for title in COUNTED}
        for title, count in shown.items():
            assert count is None or count == 0 or count >= least, f"{name}: {title}"
            assert count is None or count == getattr(tally, title.lower())
        if row["Met"].endswith("%"):
            assert shown["n"] is not None
            assert shown["n"] >= FEWEST_OUT_OF
        met = tally.met if row["Met"].endswith("%") else 0 if row["Met"] == "none due" else None
        published: dict[Key, int | None] = {
            ("met",): met,
            ("late",): shown["Late"],
            ("overdue",): shown["Overdue"],
            (TOTAL,): shown["n"],
        }
        for low, high in possible_values(published).values():
            assert low < high or low >= least, f"{name}: a small count can be worked out"
        if shown["Unknown"] is None:
            assert not row["If unknown"]


def test_those_who_see_cases_see_every_count(as_person: SignIn, tallies: dict[str, Tally]) -> None:
    page = page_of(as_person(Role.ANALYST), "/standards/")
    assert TOO_FEW not in page
    assert "are not shown" not in page
    assert {name: int(row["Late"].replace(",", "")) for name, row in rows_of(page).items()} == {
        name: tally.late for name, tally in tallies.items()
    }


def test_the_other_pages_keep_the_same_counts_back(as_person: SignIn, tallies: dict[str, Tally]) -> None:
    """A standard with a small count: in words, on its own page, on the first page and in the chapter."""
    client = as_person(Role.PUBLIC)
    small = [
        name
        for name, tally in tallies.items()
        if 0 < tally.overdue < threshold_of(library.standard(name))
        and "{overdue}" in library.standard(name).shows.finding
    ]
    assert small
    first_page, chapter = page_of(client, "/"), page_of(client, "/chapter/")
    assert "what would give them away are not shown" in first_page
    assert "what would give them away are not shown" in chapter
    assert TOO_FEW in chapter
    for name in small:
        said = library.standard(name).shows.finding.split("{")[0]
        page = page_of(client, f"/standards/{name}/")
        assert said in page
        assert TOO_FEW in page
        assert f">{tallies[name].overdue}<" not in page


def test_small_counts_of_indicators_and_lists_are_kept_back_too(as_person: SignIn, data: Path) -> None:
    run = reads.pieces()[0].run
    snapshot, chapter = reads.snapshot_of(run), page_of(as_person(Role.PUBLIC), "/chapter/")
    for said, name in ((figures_of, "contacts-referred"), (lists_of, "calls-to-review")):
        whole = said(snapshot, run.as_at, "exampleshire", only={name})[name]
        public = said(snapshot, run.as_at, "exampleshire", Audience.PUBLIC, only={name})[name]
        assert TOO_FEW in public.says
        assert public.says in chapter
        assert whole.says not in chapter


def test_a_share_that_is_not_shown_has_no_place_on_the_first_page(as_person: SignIn, tallies: dict[str, Tally]) -> None:
    named = re.findall(r'href="/standards/([^/"]+)/"', page_of(as_person(Role.PANEL), "/"))
    assert named
    assert all(tallies[name].n >= FEWEST_OUT_OF for name in named)
    assert TOO_FEW not in re.findall(r"<td[^>]*>(.*?)</td>", page_of(as_person(Role.PANEL), "/"))[1:3]


def test_months_are_shown_where_none_gives_a_small_count_away(as_person: SignIn, tallies: dict[str, Tally]) -> None:
    public, analyst = as_person(Role.PUBLIC), as_person(Role.ANALYST)
    figures = reads.figures_for(User.objects.get(name="an.alyst"))
    closed = 0
    for name, tally in tallies.items():
        months = [(met, n) for _, met, n in figures.months(name, "exampleshire")]
        if len(months) > 2 and not months_may_be_shown(library.standard(name), tally, months, Audience.PUBLIC):
            closed += 1
            address = f"/standards/{name}/trend.svg?force=exampleshire"
            assert public.get(address).status_code == 404
            assert "Month due" not in page_of(public, f"/standards/{name}/")
            if closed == 1:
                assert analyst.get(address).status_code == 200
        if closed == 3:
            break
    assert closed == 3


def test_what_is_not_shown_cannot_be_told_from_the_order() -> None:
    one = library.standard("dash-completed")
    low, high = Tally(met=100, late=1, overdue=2), Tally(met=100, late=4, overdue=3)
    assert sort_key(one, low, "late", Audience.PUBLIC) == sort_key(one, high, "late", Audience.PUBLIC)
    assert sort_key(one, low, "late", Audience.FORCE) < sort_key(one, high, "late", Audience.FORCE)
    assert tally_cells(one, low, Audience.PUBLIC)[4:6] == (TOO_FEW, TOO_FEW)


@pytest.mark.parametrize(
    ("months", "may"),
    [
        ([(30, 60), (30, 60)], True),
        ([(60, 60), (0, 60)], True),
        ([(58, 60), (30, 60)], False),
        ([(5, 10), (50, 110)], False),
        ([(30, 60), (30, 57)], False),
    ],
)
def test_all_months_or_none(months: list[tuple[int, int]], may: bool) -> None:
    whole = Tally(met=60, late=60)
    assert months_may_be_shown(library.standard("dash-completed"), whole, months, Audience.PUBLIC) is may
    assert months_may_be_shown(library.standard("dash-completed"), whole, months, Audience.FORCE)
