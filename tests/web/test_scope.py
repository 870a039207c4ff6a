"""Nobody sees, counts or takes out a row outside their scope: on every address, as Django knows them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import duckdb
import pytest
from django.test import Client
from django.urls import resolve, reverse

from openpeel import library
from openpeel.engine.runs import kept_runs
from openpeel.identity.current import current_rows
from openpeel.inspection.example import example_assessment
from openpeel.records.people import PersonLinks
from openpeel.records.store import Store
from openpeel.web.access_log.models import Access
from openpeel.web.journal import entries
from openpeel.web.roles import Power, Role

from .conftest import FORCE, SignIn
from .test_powers import ROUTES, routes

pytestmark = pytest.mark.django_db

FOLLOWED = 1
"""How many addresses of each route are opened because a page links to them, beside those that are given."""

SAME_VIEW = {"list-call-back": "list", "call-back": "list"}
"""Routes that show by the view of another what that shows; the list of call-backs takes long to work out."""


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


@dataclass(frozen=True)
class Kept:
    """What people entered about two teams, and whom the records know: by name of parameter."""

    values: dict[str, tuple[str, ...]]
    foreign: tuple[str, ...]
    """What no page may show to the first team."""


@pytest.fixture
def kept(
    db: None, linked: Path, settings: Any, as_person: SignIn, rows: Rows, two_teams: tuple[str, str], shared_person: str
) -> Kept:
    """A report of a missing person for each team, an audit, and a person whose records are of both."""
    settings.DATA = linked
    reports = ("M240331-OWN001", "M240331-OTH002")
    for reference, team in zip(reports, two_teams, strict=True):
        data = {
            "force": FORCE,
            "team": team,
            "reported_at": "2024-03-31T17:05:00Z",
            "full_name": f"Zebedee of {reference}",
            "actions": {"A1": {"kind": "enquiry", "set_at": "2024-03-31T17:30:00Z"}},
        }
        entries.save(register="missing-people", entry=reference, data=data, base=0, by="sgt.ashe")
    auditor = as_person(Role.AUDITOR, name="auditor-one")
    as_person(Role.AUDITOR, name="auditor-two")
    draw = {
        "title": "Calls of March",
        "questions": "calls",
        "standard": "thrive-at-outset",
        "force": FORCE,
        "size": "4",
        "way": "random",
        "seed": "7",
        "reviewers": ["auditor-one", "auditor-two"],
    }
    audit = auditor.post("/audits/new", draw).headers["Location"].split("/")[2]
    household = re.search(r"/households/([^/]+)/", auditor.get(f"/people/{shared_person}/").content.decode())
    assessment = example_assessment()
    return Kept(
        {
            "entry": reports,
            "audit": (audit,),
            "person": (shared_person,),
            "household": (household[1],) if household else (),
            "fieldwork/<str:name>/change": (assessment.evidence[0].id,),
            "fieldwork/follow/<str:name>/": (assessment.commitments[0].id,),
            "judgment/causes/<str:name>/": (assessment.causes[0].id,),
            "recommendations/<str:name>/": (assessment.recommendations.items[0].id,),
        },
        foreign=(reports[1], f"Zebedee of {reports[1]}"),
    )


@pytest.fixture(scope="session")
def shared_person(linked: Path, rows: Rows, two_teams: tuple[str, str]) -> str:
    """A person of whom records of both teams speak, with a household."""
    own, other = ({reference for kind, reference in rows.of_team[team] if kind == "incident"} for team in two_teams)
    of: dict[str, set[str]] = {}
    homes: set[str] = set()
    for row in current_rows(Store(linked).snapshot(), PersonLinks, FORCE, "detail_id").to_pylist():
        of.setdefault(row["person_id"], set()).add(row["incident_id"])
        if row["household_id"]:
            homes.add(row["person_id"])
    return next(
        person for person, known in of.items() if person in homes and known & (own - other) and known & (other - own)
    )


def _addresses(rows: Rows, teams: tuple[str, str], kept: Kept) -> list[str]:
    """Each route's addresses, with standards, cases of both teams and what people entered in place of parameters."""
    cases = tuple(
        f"{kind}/{quote(quote(reference, safe=''))}"
        for team in teams
        for kind, reference in sorted(rows.of_team[team])[:1]
    )
    found = []
    for route, pattern in routes():
        if pattern.name in SAME_VIEW:
            continue
        values = {
            **kept.values,
            "kind/reference": cases,
            "identifier": tuple(library.lists() if route.startswith("lists/") else library.standards())[-2:],
            "name": kept.values.get(route, ()),
            "number": ("1",),
            "part": ("actions",),
            "reference": ("A1",),
            "question": ("courteous",),
        }
        asked = route.replace("<str:kind>/<str:reference>", "<str:kind/reference>")
        names = re.findall(r"<\w+:([\w/]+)>", asked)
        assert all(values.get(name) for name in names), f"nothing stands for the parameters of {route}"
        for chosen in product(*(values[name] for name in names)):
            address = asked
            for value in chosen:
                before, _, behind = address.partition("<")
                address = before + value + behind.partition(">")[2]
            found.append(f"/{address}")
    return list(dict.fromkeys(found))


def _crawl(client: Client, begin: list[str]) -> Iterator[tuple[str, int, str]]:
    """Open addresses, and those that their pages link to, a few of each route."""
    waiting, seen, opened = list(begin), set(begin), Counter[str]()
    while waiting:
        address = waiting.pop(0)
        name = resolve(urlsplit(address).path).view_name
        given = address in begin
        if name == "sign-out" or name in SAME_VIEW or (opened[name] >= FOLLOWED and not given):
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


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.CALL_HANDLER])
def test_no_page_names_a_case_of_another_team_and_those_of_the_own_are_logged(
    role: Role, as_person: SignIn, rows: Rows, two_teams: tuple[str, str], kept: Kept
) -> None:
    own, other = two_teams
    every = {reference for _, reference in rows.of_team[own]}
    foreign = {reference for _, reference in rows.of_team[other] - rows.of_team[own]} - every
    assert len(foreign) > 20
    client = as_person(role, teams=[own])
    opened, named, before = Counter[int](), 0, Access.objects.count()
    for address, status, text in _crawl(client, _addresses(rows, two_teams, kept)):
        opened[status] += 1
        assert status in (200, 302, 403, 404, 405), address
        words = set(re.findall(r"[\w-]+", text))
        # A page that says that there is no such case does not say more than its address did.
        if status != 404:
            if _looks_people_up(address):
                # Who calls again is known by the records of every team; their cases stay closed.
                assert not foreign & set(re.findall(r"[\w-]+", " ".join(re.findall(r'href="([^"]+)"', text)))), address
            else:
                assert not foreign & words, f"{address} names {len(foreign & words)} cases of another team"
            assert not [one for one in kept.foreign if one in text], address
        logged = Access.objects.count()
        if status == 200 and every & words:
            named += 1
            assert logged > before, f"{address} shows {len(every & words)} cases and wrote nothing"
        before = logged
    assert opened[200] > 20
    assert opened[404] >= 2
    assert named > 3


def _looks_people_up(address: str) -> bool:
    match = resolve(urlsplit(address).path)
    return ROUTES[str(match.route)].powers == {Power.LOOK_UP_PEOPLE}


def test_routes_that_are_not_opened_show_by_the_view_of_another() -> None:
    view = {pattern.name: pattern.callback for _, pattern in routes()}
    assert view["list-call-back"] is view["list"]
    assert reverse("call-back") == "/call-back/"


def test_counts_are_of_the_own_team(as_person: SignIn, data: Path, rows: Rows, two_teams: tuple[str, str]) -> None:
    for team in two_teams:
        client = as_person(Role.SUPERVISOR, teams=[team])
        assert f"{rows.open_of[team]:,} cases." in client.get("/work/?when=all").content.decode()
    # Of each standard once: which team it is makes no difference to its page.
    for name in library.standards():
        if own := rows.by_standard[name, team]:
            assert f"{own:,} cases." in client.get(f"/standards/{name}/").content.decode()


def test_what_is_taken_out_is_of_the_own_team(
    as_person: SignIn, data: Path, rows: Rows, two_teams: tuple[str, str]
) -> None:
    own, other = two_teams
    client = as_person(Role.SUPERVISOR, teams=[own])
    taken = client.post(f"/work/?when=all&team={quote(other)}", {"why": "meeting"}).content.decode()
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


def test_those_who_see_figures_only_see_no_case(
    as_person: SignIn, rows: Rows, two_teams: tuple[str, str], kept: Kept
) -> None:
    """One role for the four: tests/web/test_powers.py holds that they have the same powers, which are none."""
    every = {reference for cases in rows.of_team.values() for _, reference in cases}
    client = as_person(Role.PUBLIC)
    statuses = Counter[int]()
    for address, status, text in _crawl(client, _addresses(rows, two_teams, kept)):
        statuses[status] += 1
        assert not every & set(re.findall(r"[\w-]+", text)), address
        assert "Zebedee" not in text, address
    assert statuses[200] > 5
    page = client.get("/standards/dash-completed/").content.decode()
    assert 'id="cases"' not in page
    assert "95% interval" in page


@pytest.mark.parametrize("role", [Role.CHIEF_OFFICER, Role.AUDITOR, Role.INSPECTOR])
def test_a_person_of_another_force_sees_nothing_of_this_one(
    role: Role, as_person: SignIn, rows: Rows, two_teams: tuple[str, str], kept: Kept
) -> None:
    """They may open every address that their role may, and find nothing there, whatever the address names."""
    every = {reference for cases in rows.of_team.values() for _, reference in cases}
    client = as_person(role, force="elsewhere")
    for address in _addresses(rows, two_teams, kept):
        if address != "/sign-out/":
            for asked in (address, f"{address}?force={FORCE}"):
                answer = client.get(asked)
                text = answer.content.decode() if "text/" in answer.get("Content-Type", "") else ""
                # 409: nothing of the person's own force was judged, and the forces that there are are named.
                assert answer.status_code in (200, 302, 403, 404, 405, 409), asked
                assert not every & set(re.findall(r"[\w-]+", text)), asked
                assert "Zebedee" not in text, asked
                assert FORCE not in re.sub(r'value="[^"]*"|\?[^"\s]*', "", text) or answer.status_code in (404, 409), (
                    asked
                )
