"""Signing in with a real browser, with and without JavaScript; and that what fails on a page is heard."""

from __future__ import annotations

from .conftest import Heard, SignedIn


def test_what_fails_on_a_page_is_heard_and_what_the_browser_gave_up_is_not(signed_in: SignedIn) -> None:
    page = signed_in("auditor")
    heard = Heard(page)
    page.goto("/access-log/")
    page.route("**/slow", lambda route: None)
    page.evaluate("void fetch('/slow')")
    page.goto("/password/")
    page.evaluate("fetch('/slow', {signal: AbortSignal.timeout(1)}).catch(() => null)")
    assert heard.faults == []
    page.evaluate("fetch('/no-such-page/')")
    assert [fault.split("/")[-2] for fault in heard.faults if fault.startswith("404")] == ["no-such-page"]
    page.route("**/dropped", lambda route: route.abort("connectionreset"))
    page.evaluate("fetch('/dropped').catch(() => null)")
    assert any(fault.startswith("net::ERR_CONNECTION_RESET") for fault in heard.faults)


def test_it_works_without_javascript(signed_in: SignedIn) -> None:
    page = signed_in("auditor", script=False, anew=True)
    page.get_by_role("link", name="Access log").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Access log"
    page.get_by_role("button", name="Sign out").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Sign in"


def test_a_wrong_password_leads_to_its_field(signed_in: SignedIn) -> None:
    page = signed_in("auditor")
    page.goto("/components/?send=1")
    page.get_by_role("link", name="Enter a name").click()
    assert page.evaluate("document.activeElement.id") == "id_name"
