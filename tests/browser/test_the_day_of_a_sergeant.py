"""The day of a sergeant in a real browser: what is open, given to somebody, looked at, noted and taken out."""

from __future__ import annotations

from .conftest import SignedIn, size


def test_the_day_of_a_sergeant(signed_in: SignedIn) -> None:
    page = signed_in("supervisor")
    # 1. What is open, from the first page.
    page.get_by_role("link", name="All that is open").click()
    page.wait_for_url("**/work/?when=all")
    # 2. Down the list by keyboard, without the mouse.
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator("tbody tr").nth(1).locator("a").first
    assert second.evaluate("one => one === document.activeElement")
    page.keyboard.press("x")
    assert page.locator("tbody input[type=checkbox]:checked").evaluate_all("all => all.length") == 1
    assert page.locator("tbody tr").nth(1).locator("input[type=checkbox]").is_checked()
    page.keyboard.press("g")
    assert page.evaluate("document.activeElement.name") == "to"
    page.get_by_role("heading", name="Work").click()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "search"
    # 3. In order of team, then back to what is due.
    page.get_by_role("link", name="Team").click()
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Team")
    # 4. Give the first case to a colleague.
    page.goto("/work/?when=all")
    reference = page.locator("tbody tr").first.locator("a").first.inner_text()
    page.locator("tbody input[type=checkbox]").first.check()
    page.get_by_label("Give the ticked cases to").select_option("supervisor")
    page.get_by_role("button", name="Give").click()
    assert "1 case was given" in page.get_by_role("alert").inner_text()
    # 5. Find it again among one's own.
    page.get_by_label("Given to", exact=True).select_option("supervisor")
    page.get_by_role("button", name="Filter").click()
    # 6. Open it, and see what is owed and where the records came from.
    page.locator("tbody").get_by_role("link", name=reference, exact=True).first.click()
    page.wait_for_url("**/cases/**")
    assert page.get_by_role("heading", name="What happened").is_visible()
    assert "line " in page.locator(".openpeel-time-line").inner_text()
    # 7. Note what was done; an empty note is answered beside its field.
    page.get_by_role("button", name="Add the note").click()
    assert page.get_by_role("link", name="Write the note first").is_visible()
    page.get_by_label("Add a note").fill("Rang her; she is safe.")
    page.get_by_role("button", name="Add the note").click()
    assert "Rang her; she is safe." in page.locator(".openpeel-note").inner_text()
    # 8. Take the list out, with a reason.
    page.goto("/work/?when=all")
    page.get_by_text("Take this list out as a file").click()
    page.get_by_label("Why you need this file").fill("Morning meeting")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download the list").click()
    assert taken.value.suggested_filename == "work.csv"
    # On a telephone each box says what it is for.
    label = page.locator(".openpeel-tick__label").first
    assert label.evaluate("one => one.offsetWidth") <= 1
    page.set_viewport_size(size("telephone"))
    assert label.inner_text().startswith("Choose")
    assert label.evaluate("one => one.offsetWidth") > 40
