"""Every page in a real browser: accessible, within the window at a desk and on a telephone, and with nothing broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import URLResolver, get_resolver, resolve
from playwright.sync_api import Browser, Page

from openpeel.identity.current import current_rows
from openpeel.records.people import PersonDetails, PersonLinks
from openpeel.records.store import Store

from .conftest import FORCE, PATIENCE, Heard, SignedIn, assert_accessible_on_every_width

NO_PAGES = {
    "sign-out": "it leads to signing in",
    "call-back": "it leads to the list",
    "list-call-back": "a list like the others",
    "chapter-pdf": "a file",
    "missing-export": "a file",
    "audit-export": "a file",
    "standard-trend": "a picture, which stands on the page of its standard",
    "work-assign": "a button",
    "typed-throw-away": "a button",
    "audit-close": "a button",
    "missing-hand-over": "a button",
    "missing-part-remove": "a button",
    "missing-put-back": "a button",
    "audit-settle": "looked at in the day of an auditor",
    "sign-in": "looked at before anybody has signed in",
}
"""Addresses that are no page, or whose page another test looks at."""

BY_PLACE = {
    "auditor": ["/", "/components/", "/components/?send=1", "/access-log/", "/password/", "/audits/"],
    "chief-officer": ["/work/?when=all", "/work/?when=all&search=nothing-like-it", "/loads/", "/quarantine/"],
    "inspector": [
        "/",
        "/chapter/",
        "/standards/",
        "/standards/thrive-at-outset/",
        "/lists/",
        "/lists/missing-children-mis-recorded/",
        "/people/",
        "/audits/new",
        "/fieldwork/",
        "/fieldwork/new",
        "/fieldwork/too-early/new",
        "/fieldwork/promises/new",
        "/judgment/",
        "/recommendations/",
        "/chapter/print",
    ],
    "supervisor": ["/", "/work/", "/missing/", "/missing/?status=everyone", "/missing/new", "/missing/import"],
    "public": ["/", "/chapter/", "/standards/"],
}
"""Places that anybody of the role can type."""


def _looked_at(page: Page, heard: Heard, address: str) -> str:
    """Look at a page, with all that can be opened on it open; the name of its address."""
    page.goto(address)
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
    assert_accessible_on_every_width(page)
    assert heard.faults == [], address
    return _name(address)


def _name(address: str) -> str:
    path = "/" + address.partition("//")[2].partition("/")[2] if "//" in address else address
    return str(resolve(path.partition("?")[0]).view_name)


def _routes(resolver: URLResolver | None = None) -> set[str]:
    found: set[str] = set()
    for pattern in (resolver or get_resolver()).url_patterns:
        found |= _routes(pattern) if isinstance(pattern, URLResolver) else {str(pattern.name)}
    return found


def _link(page: Page, start: str) -> str:
    """The first address on a page that begins so."""
    address = page.locator(f"main a[href^='{start}']").first.get_attribute("href")
    assert address, f"{page.url} leads to no {start}"
    return address


@pytest.fixture(scope="module")
def seen() -> set[str]:
    """The names of the addresses that were looked at."""
    return set()


@pytest.mark.parametrize("role", BY_PLACE)
def test_pages_that_a_role_comes_to(signed_in: SignedIn, seen: set[str], role: str) -> None:
    page = signed_in(role)
    heard = Heard(page)
    seen |= {_looked_at(page, heard, place) for place in BY_PLACE[role]}


def test_signing_in(chromium: Browser, address: str) -> None:
    page = chromium.new_page(base_url=address)
    page.set_default_timeout(PATIENCE)
    page.goto("/sign-in/")
    assert_accessible_on_every_width(page)
    page.get_by_label("Name").fill("nobody")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    assert_accessible_on_every_width(page)
    page.close()


def test_pages_below_them(signed_in: SignedIn, seen: set[str]) -> None:
    page = signed_in("inspector")
    heard = Heard(page)
    for start, place in (("/cases/", "/standards/thrive-at-outset/"), ("/recommendations/", "/recommendations/")):
        page.goto(place)
        seen.add(_looked_at(page, heard, _link(page, start)))
    page.goto("/judgment/")
    seen.add(_looked_at(page, heard, _link(page, "/judgment/causes/")))
    page.goto("/fieldwork/")
    followed, changed = _link(page, "/fieldwork/follow/"), page.locator("main a[href*='/change']").first
    address = changed.get_attribute("href")
    assert address
    seen |= {_looked_at(page, heard, followed), _looked_at(page, heard, address)}


def test_a_report_of_the_register(signed_in: SignedIn, seen: set[str]) -> None:
    page = signed_in("supervisor")
    heard = Heard(page)
    page.goto("/missing/new")
    page.locator("[name=full_name]").fill("Robin Example")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/missing/M*/")
    report = page.url
    page.goto(f"{report}risk/new")
    page.locator("[name=level]").select_option("high")
    page.locator("[name=reason]").fill("Alone, and without medicine")
    page.get_by_role("button", name="Save").click()
    assert "Kept" in page.get_by_role("alert").inner_text()
    rows = page.locator("main a[href*='/risk/']").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    row = next(one for one in rows if not one.endswith("/new"))
    for address in (report, f"{report}edit", f"{report}history", f"{report}actions/new", row, "/missing/"):
        seen.add(_looked_at(page, heard, address))


def test_an_audit(signed_in: SignedIn, seen: set[str]) -> None:
    page = signed_in("inspector")
    heard = Heard(page)
    page.goto("/audits/new")
    page.get_by_label("Title").fill("Every page")
    page.get_by_label("Number of cases").fill("2")
    page.get_by_label("A made inspector").check()
    page.get_by_label("auditor-two").check()
    page.get_by_role("button", name="Draw").click()
    audit = page.url
    for address in (audit, f"{audit}cases/1/", f"{audit}bring-in", "/audits/"):
        seen.add(_looked_at(page, heard, address))


def test_a_person_and_a_household(signed_in: SignedIn, seen: set[str], people: Path) -> None:
    snapshot = Store(people).snapshot()
    links = {row["detail_id"]: row for row in current_rows(snapshot, PersonLinks, FORCE, "detail_id").to_pylist()}
    detail = next(
        row
        for row in current_rows(snapshot, PersonDetails, FORCE, "detail_id").to_pylist()
        if row["family_name"] and row["postcode"] and links[row["detail_id"]]["household_id"]
    )
    page = signed_in("inspector")
    heard = Heard(page)
    page.goto("/people/")
    page.get_by_label("Family name").fill(detail["family_name"])
    page.get_by_label("Postcode").fill(detail["postcode"])
    page.get_by_role("button", name="Look up").click()
    assert_accessible_on_every_width(page)
    seen.add(_looked_at(page, heard, _link(page, "/people/")))
    seen.add(_looked_at(page, heard, _link(page, "/households/")))


def test_no_page_was_left_out(seen: set[str]) -> None:
    assert _routes() - seen - NO_PAGES.keys() == set()
