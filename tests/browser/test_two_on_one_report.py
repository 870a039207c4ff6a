"""Two browsers on one missing person report at once: a conflict is shown and settled, and nothing is lost."""

from __future__ import annotations

from playwright.sync_api import Page

from .conftest import SignedIn, assert_accessible_on_every_width


def _change(page: Page, **values: str) -> None:
    for name, value in values.items():
        page.locator(f"[name={name}]").fill(value)


def test_two_browsers_change_one_report_at_once(signed_in: SignedIn) -> None:
    sergeant, officer = signed_in("supervisor"), signed_in("officer")
    sergeant.goto("/missing/new")
    _change(sergeant, full_name="Robin Example")
    sergeant.get_by_role("button", name="Save").click()
    sergeant.wait_for_url("**/missing/M*/")
    report = sergeant.url
    # Both open the same form, and write different things in one field and one thing each elsewhere.
    for page in (sergeant, officer):
        page.goto(f"{report}edit")
    _change(sergeant, circumstances="Last seen by the river", owner_id="E5001")
    _change(officer, circumstances="Last seen at the station", date_of_birth="2011-05-06")
    sergeant.get_by_role("button", name="Save").click()
    assert "Kept: the report changed" in sergeant.get_by_role("alert").inner_text()
    officer.get_by_role("button", name="Save").click()
    # The second is shown both, and says what is to stand.
    assert officer.get_by_text("supervisor changed the same while you were writing").is_visible()
    assert_accessible_on_every_width(officer)
    for said in ("Last seen by the river", "Last seen at the station"):
        assert not officer.get_by_label(said).is_checked()
    officer.get_by_role("button", name="Save").click()
    assert officer.get_by_text("Choose which of the two is to stand").is_visible()
    assert_accessible_on_every_width(officer)
    # Going back loses nothing: what was typed is offered beside what is kept, and can be filled in.
    officer.goto(f"{report}edit")
    assert (
        officer.get_by_role("region", name="What you typed", exact=True)
        .get_by_text("Last seen at the station")
        .is_visible()
    )
    assert_accessible_on_every_width(officer)
    officer.get_by_role("button", name="Fill in what I typed").click()
    assert officer.locator("[name=circumstances]").input_value() == "Last seen at the station"
    assert officer.locator("[name=owner_id]").input_value() == "E5001"
    officer.get_by_role("button", name="Save").click()
    assert "Kept: the report changed" in officer.get_by_role("alert").inner_text()
    sergeant.goto(report)
    shown = sergeant.locator("main").inner_text()
    for kept in ("Robin Example", "Last seen at the station", "E5001", "2011-05-06"):
        assert kept in shown
    # What did not stand is in the history, from which it can be put back.
    sergeant.get_by_role("link", name="History").click()
    history = sergeant.locator("main").inner_text()
    assert "Last seen by the river" in history
    assert [f"Revision {number}" in history for number in (1, 2, 3)] == [True] * 3
