"""The day of an inspector in a real browser: from the chapter to a case, from what people say to a judgment."""

from __future__ import annotations

from .conftest import SignedIn

SAYS = "Call handlers say that nobody has listened to their calls with them since the summer."


def test_the_day_of_an_inspector(signed_in: SignedIn) -> None:
    page = signed_in("inspector")
    # 1. From a sentence of the chapter to the standard that tests it.
    page.get_by_role("link", name="Chapter").first.click()
    page.locator(".openpeel-answer a").first.click()
    assert page.url.split("/")[-3] == "standards"
    # 2. The standard's cases, narrowed to those that fell short.
    page.goto("/standards/thrive-at-outset/")
    page.get_by_label("Verdict").select_option("overdue")
    page.get_by_role("button", name="Filter").click()
    assert set(page.locator("#cases ~ .openpeel-table .govuk-tag").all_inner_texts()) == {"overdue"}
    # 3. A case: what happened, in which order, from which rows.
    page.locator("#cases ~ .openpeel-table tbody a").first.click()
    page.wait_for_url("**/cases/**")
    assert "line " in page.locator(".openpeel-time-line").inner_text()
    # 4. Keep fieldwork; what is missing is said beside its field and nothing typed is lost.
    page.get_by_role("link", name="Fieldwork").first.click()
    page.get_by_role("button", name="Add evidence").click()
    page.get_by_label("Basis").select_option("focus group")
    page.get_by_label("What was found").fill(SAYS)
    page.get_by_label("What it bears on").select_option("4.3")
    page.get_by_label("Against it").check()
    page.get_by_label("Found on").fill("2024-03-12")
    page.get_by_label("Role only").check()
    page.get_by_label("Source: role").fill("call handlers")
    page.get_by_label("What it weighs").select_option("some")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Say why it weighs that").click()
    page.keyboard.type("Two groups said so unasked")
    assert page.get_by_label("What was found").input_value() == SAYS
    page.get_by_role("button", name="Save").click()
    assert SAYS in page.get_by_role("region", name="Evidence").inner_text()
    # 5. The argument counts it, and says what the evidence supports.
    page.get_by_role("link", name="Judgment").first.click()
    supported = page.locator(".govuk-body-l strong").first.inner_text()
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
    assert page.locator("tr", has_text=SAYS).first.is_visible()
    # 6. Judge by name, with a reason; without one it is not kept.
    page.get_by_label("Inadequate").check()
    page.get_by_label("Your post").fill("HM Inspector")
    page.get_by_role("button", name="Decide").click()
    page.get_by_role("link", name="Say why").click()
    page.keyboard.type("Risk is not seen at the first contact")
    page.get_by_role("button", name="Decide").click()
    judged = page.get_by_role("region", name="Judgments").locator("tbody tr").first.inner_text()
    assert "Inadequate" in judged
    assert supported in judged
    # 7. The cause of concern, and what its recommendations wait for.
    causes = page.get_by_role("region", name="Causes of concern")
    causes.get_by_role("link", name="Decide").first.click()
    page.get_by_label("Issued", exact=True).check()
    page.get_by_label("Why").fill("It is systemic: it shows on every shift")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Recommendations").first.click()
    page.get_by_role("region", name="Recommendations").locator("tbody a").first.click()
    page.locator("[name=event]").select_option("PROGRESS")
    page.locator("[name=on]").fill("2024-03-20")
    page.locator("[name=text]").fill("The script was put on every desk")
    page.get_by_role("button", name="Save").click()
    assert "The script was put on every desk" in page.get_by_role("region", name="What happened").inner_text()
    # 8. The chapter as it would be published.
    page.get_by_role("link", name="Judgment").first.click()
    page.get_by_role("link", name="The chapter", exact=True).click()
    shown = page.locator("body").inner_text()
    assert "Responding to the public" in shown
    assert "Inadequate" in shown
