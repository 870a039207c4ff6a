"""Signing in with a real browser, with and without JavaScript; the gallery and the access log for everyone."""

from __future__ import annotations

import pytest

from .conftest import SignedIn, assert_accessible


@pytest.mark.parametrize("width", ["desktop", "telephone"])
@pytest.mark.parametrize("place", ["/", "/components/", "/components/?send=1", "/access-log/", "/password/"])
def test_pages_are_accessible_and_fit(signed_in: SignedIn, width: str, place: str) -> None:
    page = signed_in("auditor", width=width)
    broken: list[str] = []
    page.on("console", lambda message: broken.append(message.text) if message.type == "error" else None)
    page.on("requestfailed", lambda request: broken.append(request.url))
    page.goto(place)
    assert_accessible(page)
    assert broken == []


def test_it_works_without_javascript(signed_in: SignedIn) -> None:
    page = signed_in("auditor", script=False)
    page.get_by_role("link", name="Access log").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Access log"
    page.get_by_role("button", name="Sign out").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Sign in"


def test_a_wrong_password_leads_to_its_field(signed_in: SignedIn) -> None:
    page = signed_in("auditor")
    page.goto("/components/?send=1")
    page.get_by_role("link", name="Enter a name").click()
    assert page.evaluate("document.activeElement.id") == "id_name"
