"""Lists of cases, and people across the records: for those who may see them, with every look in the access log."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from tests.web.conftest import FORCE, SignIn

from openpeel import library
from openpeel.identity.current import current_rows
from openpeel.records.people import PersonDetails, PersonLinks
from openpeel.records.store import Store
from openpeel.web.access_log.models import Access
from openpeel.web.permissions import Scope
from openpeel.web.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def handler(as_person: SignIn, linked: Path, settings: pytest.FixtureRequest) -> Client:
    settings.DATA = linked  # type: ignore[attr-defined]
    return as_person(Role.CALL_HANDLER, teams=["Contact A"])


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def count(client: Client, address: str) -> int:
    """How many cases a list says that it has."""
    found = re.search(r"<p[^>]*>([\d,]+) cases?\b", page(client, address))
    assert found is not None
    return int(found.group(1).replace(",", ""))


def test_each_list_says_why_a_case_is_where_it_is(as_person: SignIn, handler: Client) -> None:
    analyst = as_person(Role.ANALYST)
    assert all(one.says in page(analyst, "/lists/") for one in library.lists().values())
    shown = page(analyst, "/lists/missing-children-mis-recorded/")
    assert "What ranks them, in order" in shown
    assert re.search(r"/cases/\w+/", shown)
    assert analyst.get("/call-back/").status_code == 302
    assert analyst.get("/lists/nonsense/").status_code == 404


def test_a_list_shows_a_team_its_own_cases_only(as_person: SignIn, handler: Client) -> None:
    address = "/lists/calls-to-review/"
    whole = count(as_person(Role.ANALYST), address)
    own = count(handler, address)
    other = count(as_person(Role.OFFICER, teams=["nobody's team"]), address)
    assert whole > own >= 0
    assert other == 0
    assert count(as_person(Role.ANALYST, force="dorset"), address) == 0


def test_a_list_goes_back_beyond_its_time_where_that_is_asked_for(as_person: SignIn, handler: Client) -> None:
    lost = "/lists/call-back/"
    assert "Show those of longer ago too" in page(handler, lost)
    assert count(handler, f"{lost}?whole=yes") > count(handler, lost)
    shown = page(handler, f"{lost}?whole=yes")
    assert not re.search(r"/cases/\w+/", shown), "no standard of this run judged these calls: they have no page"


def test_what_no_team_owns_stands_in_every_team_s_list() -> None:
    of_team = Scope(frozenset({FORCE}), frozenset({"Contact A"}), sees_cases=True)
    assert of_team.lists(FORCE, None)
    assert of_team.lists(FORCE, "Contact A")
    assert not of_team.lists(FORCE, "Contact B")
    assert not of_team.lists("dorset", None)
    assert not of_team.holds(FORCE, None)
    assert not Scope(None, None, sees_cases=False).lists(FORCE, None)


def test_a_caller_is_looked_up_and_followed(handler: Client, linked: Path) -> None:
    snapshot = Store(linked).snapshot()
    links = {row["detail_id"]: row for row in current_rows(snapshot, PersonLinks, FORCE, "detail_id").to_pylist()}
    detail = next(
        row
        for row in current_rows(snapshot, PersonDetails, FORCE, "detail_id").to_pylist()
        if all(row[name] for name in ("given_name", "family_name", "telephone"))
        and links[row["detail_id"]]["household_id"]
    )
    link = links[detail["detail_id"]]
    said = {name: detail[name] for name in ("given_name", "family_name", "telephone")}
    shown = handler.post("/people/", said, follow=True).content.decode()
    assert link["person_id"] in shown
    assert "given name; family name; telephone" in shown
    assert detail["family_name"].title() in shown
    history = page(handler, f"/people/{link['person_id']}/")
    assert f", {Role.CALL_HANDLER.label}, Contact A" in history, "the header says who has signed in"
    assert detail["family_name"] in history
    assert link["household_id"] in history
    assert "Who has been described here" in page(handler, f"/households/{link['household_id']}/")
    search, *others = Access.objects.order_by("number")
    assert search.action == "searched"
    assert not any(str(value) in entry.what for entry in (search, *others) for value in said.values())


def test_a_search_for_nothing_says_so(handler: Client) -> None:
    assert "at least one thing" in handler.post("/people/", {}).content.decode()
    assert "Nobody is known" in handler.post("/people/", {"family_name": "Qqxz"}, follow=True).content.decode()


def test_who_goes_back_finds_the_search_again_and_nobody_else_does(as_person: SignIn, handler: Client) -> None:
    address = handler.post("/people/", {"family_name": "Qqxz"}).headers["Location"]
    assert "Qqxz" not in address
    for _ in range(2):
        assert 'value="Qqxz"' in page(handler, address)
    for client, asked in ((as_person(Role.OFFICER), address), (handler, "/people/"), (handler, f"{address}x")):
        assert "Qqxz" not in page(client, asked)
    assert Access.objects.filter(action="searched", what="people by family name").count() == 2
    handler.post("/sign-out/")
    assert handler.get(address).status_code == 302


def test_a_person_of_several_teams_is_followed_and_only_own_cases_open(
    as_person: SignIn, handler: Client, linked: Path
) -> None:
    links = current_rows(Store(linked).snapshot(), PersonLinks, FORCE, "detail_id").to_pylist()
    person = next(row["person_id"] for row in links if row["incident_id"])
    for client in (as_person(Role.OFFICER, teams=["nobody's team"]), as_person(Role.AUDITOR)):
        shown = page(client, f"/people/{person}/?force={FORCE}")
        opened = [unescape(link) for link in re.findall(r'href="(/cases/[^"]+)"', shown)]
        assert all(client.get(link).status_code == 200 for link in opened[:1])
        assert "In the records" in shown
        households = re.findall(r'href="(/households/[^"]+)"', shown)
        assert all(f"?force={FORCE}" in link for link in households)
    assert opened


def test_a_team_without_cases_gets_no_link_to_one(as_person: SignIn, handler: Client, linked: Path) -> None:
    links = current_rows(Store(linked).snapshot(), PersonLinks, FORCE, "detail_id").to_pylist()
    person, incident = next((row["person_id"], row["incident_id"]) for row in links if row["incident_id"])
    shown = page(as_person(Role.OFFICER, teams=["nobody's team"]), f"/people/{person}/")
    assert incident in shown or "In the records" in shown
    assert "/cases/" not in shown


def test_the_force_of_a_page_stays_in_its_links(as_person: SignIn, handler: Client, linked: Path) -> None:
    everywhere = as_person(Role.AUDITOR, force="")
    links = current_rows(Store(linked).snapshot(), PersonLinks, FORCE, "detail_id").to_pylist()
    household = next(row["household_id"] for row in links if row["household_id"])
    for address in (f"/households/{household}/?force={FORCE}", f"/people/{links[0]['person_id']}/?force={FORCE}"):
        found = re.findall(r'href="(/(?:people|households|cases)/[^"]*)"', page(everywhere, address))
        assert len([link for link in found if link != "/people/"]) > 1
        assert all(f"force={FORCE}" in link for link in found if link != "/people/")
    assert Access.objects.filter(force=FORCE).count() == 2


def test_people_are_looked_up_by_those_who_answer_them(as_person: SignIn, handler: Client) -> None:
    for role in (Role.COMMISSIONER, Role.ANALYST, Role.CHIEF_OFFICER):
        assert as_person(role).get("/people/").status_code == 403
    for address in ("/people/nobody/", "/households/nowhere/"):
        assert handler.get(address).status_code == 404
        assert handler.get(f"{address}?force=dorset").status_code == 404
