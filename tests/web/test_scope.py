"""Nobody sees, counts or takes out a row outside their scope: on every address, as Django knows them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

import duckdb
import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from openpeel import library
from openpeel.engine.runs import kept_runs
from openpeel.web.access_log.models import Access
from openpeel.web.journal import entries
from openpeel.web.permissions import power_of
from openpeel.web.roles import Power, Role

from .conftest import FORCE, SignIn

pytestmark = pytest.mark.django_db

OF_EACH_ROUTE = 3
"""How many addresses of each route are opened."""


@dataclass(frozen=True)
class Rows:
    """The rows of the ledger as SQL finds them, without our code for lists."""

    of_team: dict[str, set[tuple[str, str]]]
    """Kind and reference of the cases of which a team owns a row."""
    open_of: Counter[str]
    """How many rows of each team are overdue or pending."""
    by_standard: Counter[tuple[str, str]]
    """How many rows each team has, by standard."""


@pytest.fixture(scope="session")
def rows(judged: Path) -> Rows:
    (run,) = kept_runs(judged / "runs")
    found = Rows({}, Counter(), Counter())
    for number, one in enumerate(run.standards):
        standard = library.standard(one.id)
        case = standard.facts_shown()[0]
        listed = duckdb.execute(
            f'select l.owner, s."{case}"::varchar, l.verdict in (3, 4) from read_parquet(?) l '
            "left join read_parquet(?) s on s.row = l.unit where l.standard = ?",
            [str(run.ledger), str(run.folder / f"shown-{one.unit}.parquet"), number],
        ).fetchall()
        for owner, reference, is_open in listed:
            if owner is not None:
                found.of_team.setdefault(owner, set()).add((one.unit, reference))
                found.open_of[owner] += is_open
                found.by_standard[one.id, owner] += 1
    return found


@pytest.fixture(scope="session")
def two_teams(rows: Rows) -> tuple[str, str]:
    """Two teams with most cases of their own, of one kind of work."""
    first, second = [team for team, _ in rows.open_of.most_common() if "Response" in team][:2]
    return first, second


def routes(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the web, with its names of parameters in angle brackets."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, before + str(pattern.pattern))
        else:
            yield before + str(pattern.pattern), pattern


def _addresses(rows: Rows, teams: tuple[str, str]) -> Iterator[str]:
    """Each route's addresses, with standards and with cases of both teams in place of parameters."""
    cases = [case for team in teams for case in sorted(rows.of_team[team])[:2]]
    for route, _ in routes():
        if "<" not in route:
            yield f"/{route}"
        elif "<slug:identifier>" in route:
            yield from (f"/{route}".replace("<slug:identifier>", name) for name in list(library.standards())[:3])
        elif "<str:kind>/<str:reference>" in route:
            for kind, reference in cases:
                own = quote(quote(reference, safe=""))
                yield f"/{route}".replace("<str:kind>/<str:reference>", f"{kind}/{own}")


def _crawl(client: Client, begin: list[str]) -> Iterator[tuple[str, int, str]]:
    """Open addresses, and those that their pages link to, a few of each route."""
    waiting, seen, opened = list(begin), set(begin), Counter[str]()
    while waiting:
        address = waiting.pop(0)
        name = resolve(urlsplit(address).path).view_name
        given = address in begin
        if name in ("sign-out",) or (opened[name] >= OF_EACH_ROUTE and not given):
            continue
        opened[name] += not given
        answer = client.get(address)
        is_text = "text/" in answer.get("Content-Type", "")
        text = answer.content.decode() if is_text else ""
        yield address, answer.status_code, unescape(text)
        for link in re.findall(r'(?:href|src)="([^"#]+)"', text):
            target = urljoin(address, unescape(link))
            if not target.startswith(("/static/", "http", "mailto:")) and target not in seen:
                seen.add(target)
                waiting.append(target)


def _named(text: str, reference: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(reference)}(?![\w-])", text) is not None


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.CALL_HANDLER])
def test_no_page_names_a_case_of_another_team(
    role: Role, as_person: SignIn, data: Path, rows: Rows, two_teams: tuple[str, str]
) -> None:
    own, other = two_teams
    foreign = {reference for _, reference in rows.of_team[other] - rows.of_team[own]}
    assert len(foreign) > 20
    client = as_person(role, teams=[own])
    opened = Counter[int]()
    for address, status, text in _crawl(client, list(dict.fromkeys(_addresses(rows, two_teams)))):
        opened[status] += 1
        assert status in (200, 302, 403, 404, 405), address
        words = set(re.findall(r"[\w-]+", text))
        shown = foreign & words
        # A page that says that there is no such case does not say more than its address did.
        assert not shown or status == 404, f"{address} names {len(shown)} cases of another team"
    assert opened[200] > 10
    assert opened[404] >= 2


def test_counts_are_of_the_own_team(as_person: SignIn, data: Path, rows: Rows, two_teams: tuple[str, str]) -> None:
    for team in two_teams:
        client = as_person(Role.SUPERVISOR, teams=[team])
        assert f"{rows.open_of[team]:,} cases." in client.get("/work/?when=all").content.decode()
        for name in library.standards():
            if own := rows.by_standard[name, team]:
                assert f"{own:,} cases." in client.get(f"/standards/{name}/").content.decode()


def test_what_is_taken_out_is_of_the_own_team(
    as_person: SignIn, data: Path, rows: Rows, two_teams: tuple[str, str]
) -> None:
    own, other = two_teams
    client = as_person(Role.SUPERVISOR, teams=[own])
    taken = client.post(f"/work/export/?when=all&team={quote(other)}", {"why": "meeting"}).content.decode()
    assert len(taken.splitlines()) == 1 + rows.open_of[own]
    assert other not in taken
    name = next(name for (name, team), n in rows.by_standard.items() if team == own and n > 5)
    taken = client.post(f"/standards/{name}/", {"why": "meeting"}).content.decode()
    assert len(taken.splitlines()) == 1 + rows.by_standard[name, own]
    kept = Access.objects.filter(action="exported").order_by("number")
    assert [(one.rows, one.why) for one in kept] == [
        (rows.open_of[own], "meeting"),
        (rows.by_standard[name, own], "meeting"),
    ]


def test_a_case_of_another_team_cannot_be_given_or_noted(
    as_person: SignIn, data: Path, rows: Rows, two_teams: tuple[str, str]
) -> None:
    own, other = two_teams
    kind, reference = sorted(rows.of_team[other] - rows.of_team[own])[0]
    client = as_person(Role.SUPERVISOR, teams=[own], name="sgt.ashe")
    name = f"{kind}/{FORCE}/{reference}"
    client.post("/work/assign/", {"case": [name], "to": "sgt.ashe"})
    assert entries.current("assignments") == {}
    answer = client.post(f"/cases/{kind}/{quote(quote(reference, safe=''))}/", {"text": "seen"})
    assert answer.status_code == 404
    assert entries.current("notes") == {}


@pytest.mark.parametrize("role", [Role.PARTNER, Role.PUBLIC])
def test_those_who_see_figures_only_see_no_case(role: Role, as_person: SignIn, data: Path, rows: Rows) -> None:
    every = {reference for cases in rows.of_team.values() for _, reference in cases}
    client = as_person(role)
    statuses = Counter[int]()
    teams = (sorted(rows.of_team)[0], sorted(rows.of_team)[1])
    for address, status, text in _crawl(client, list(dict.fromkeys(_addresses(rows, teams)))):
        statuses[status] += 1
        assert not every & set(re.findall(r"[\w-]+", text)), address
    assert statuses[200] > 5
    page = client.get("/standards/dash-completed/").content.decode()
    assert "cases." not in page
    assert "95% interval" in page


def test_a_person_of_another_force_sees_nothing_of_this_one(as_person: SignIn, data: Path) -> None:
    client = as_person(Role.CHIEF_OFFICER, force="elsewhere")
    for address in ("/", "/work/?when=all", "/standards/", "/standards/dash-completed/", "/chapter/", "/loads/"):
        assert FORCE not in client.get(address).content.decode(), address


def test_every_page_but_signing_in_needs_a_person(
    client: Client, data: Path, rows: Rows, two_teams: tuple[str, str]
) -> None:
    for address in _addresses(rows, two_teams):
        answer = client.get(address)
        if not address.startswith("/sign-"):
            assert answer.status_code == 302, address
            assert answer["Location"].startswith("/sign-in/"), address


def test_whoever_sees_a_case_is_in_the_access_log(
    as_person: SignIn, data: Path, rows: Rows, two_teams: tuple[str, str]
) -> None:
    own, _ = two_teams
    every = {reference for _, reference in rows.of_team[own]}
    client = as_person(Role.OFFICER, teams=[own])
    named = 0
    addresses = list(dict.fromkeys(_addresses(rows, two_teams)))
    before = 0
    for address, status, text in _crawl(client, addresses):
        shown = every & set(re.findall(r"[\w-]+", text))
        logged = Access.objects.count()
        if status == 200 and shown:
            named += 1
            assert logged > before, f"{address} shows {len(shown)} cases and wrote nothing"
        before = logged
    assert named > 3


def test_views_that_show_cases_say_which_power_they_need() -> None:
    guarded = {pattern.name: power_of(pattern.callback) for _, pattern in routes()}
    assert guarded["work"] is guarded["case"] is Power.WORK
    assert guarded["work-export"] is Power.EXPORT
