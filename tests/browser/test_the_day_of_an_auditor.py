"""The day of an auditor in a real browser: a sample, read by two who do not see each other, settled and closed."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
from playwright.sync_api import Page

from .conftest import SignedIn, assert_accessible_on_every_width


def _answer(page: Page, answer: str, **others: str) -> None:
    """Give one answer to every question but some; every 'no' with its reason."""
    for group in page.locator("fieldset").all():
        question = group.locator("input").first.get_attribute("name")
        assert question
        said = others.get(question.replace("-", "_"), answer)
        group.locator(f"input[value='{said}']").check()
        if said == "no":
            page.locator(f"[name='{question}-why']").fill("nothing of the kind is in the log")


def _fill_in(page: Page, answer: str, folder: Path) -> None:
    """Take one's cases out as a workbook, answer what is open there, and bring it in."""
    with page.expect_download() as taken:
        page.get_by_role("link", name="Take your cases out as a workbook").click()
    book = openpyxl.load_workbook(BytesIO(taken.value.path().read_bytes()))
    sheet = book["Answers"]
    columns = {cell.value: number for number, cell in enumerate(sheet[1], start=1)}
    for row in range(3, sheet.max_row + 1):
        if not sheet.cell(row, columns["answer"]).value:
            sheet.cell(row, columns["answer"]).value = answer
    book.save(folder / "answers.xlsx")
    page.get_by_role("link", name="Bring a workbook in").click()
    page.get_by_label("Workbook").set_input_files(folder / "answers.xlsx")
    page.get_by_role("button", name="Bring in").click()


def test_the_day_of_an_auditor(signed_in: SignedIn, tmp_path: Path) -> None:
    page = signed_in("auditor")
    # 1. Draw a sample; what is missing is said beside its field, and the rest is still there.
    page.get_by_role("link", name="Audits").first.click()
    page.get_by_role("button", name="Draw a sample").click()
    page.get_by_label("Number of cases").fill("3")
    page.get_by_label("Number to draw by").fill("7")
    for reviewer in ("A made auditor", "auditor-two"):
        page.get_by_label(reviewer).check()
    page.get_by_role("button", name="Draw").click()
    assert page.get_by_role("link", name="Give the audit a title").is_visible()
    page.get_by_label("Title").fill("Calls, first contact")
    page.get_by_role("button", name="Draw").click()
    assert "3 cases were drawn" in page.get_by_role("alert").inner_text()
    audit = page.url
    # 2. Read the first case: what the records say, and from which rows.
    page.goto(f"{audit}cases/1/")
    assert "The records say:" in page.locator("main").inner_text()
    page.locator("summary", has_text="Rows behind what the records say").click()
    assert "line " in page.locator("details table").inner_text()
    # 3. Answer; a question that is left open keeps it from being finished.
    page.get_by_role("button", name="Finish").click()
    assert page.get_by_role("alert").get_by_role("link").first.inner_text().startswith("Answer before you finish")
    _answer(page, "yes")
    page.get_by_role("button", name="Finish").click()
    page.wait_for_url("**/cases/2/")
    # 4. Answer the others away from the browser.
    page.goto(audit)
    _fill_in(page, "yes", tmp_path)
    assert "Answers about 2 cases were taken in" in page.get_by_text("were taken in").inner_text()
    # 5. The second reviewer does not see those answers before giving their own.
    other = signed_in("auditor-two")
    other.goto(f"{audit}cases/1/")
    assert "A made auditor" not in other.locator("main").inner_text()
    _answer(other, "yes", grade_right="no")
    other.get_by_role("button", name="Finish").click()
    other.goto(f"{audit}cases/1/")
    assert other.locator("th", has_text="auditor-two").count()
    assert other.locator("thead th").count() == 5
    other.goto(audit)
    _fill_in(other, "yes", tmp_path)
    # 6. A third settles what they differ on; before that it cannot be closed.
    third = signed_in("auditor-three")
    third.goto(audit)
    assert third.get_by_text("1 difference is not settled").is_visible()
    third.get_by_role("link", name="Settle").click()
    assert_accessible_on_every_width(third)
    third.get_by_label("Yes", exact=True).check()
    third.locator("[name=reason]").fill("The log says why the grade is right")
    third.get_by_role("button", name="Settle").click()
    # 7. What was found, with its interval.
    found = third.get_by_role("region", name="What was found").locator("tr", has_text="Was the grade right")
    assert "3 of 3" in found.inner_text()
    assert " to 100%" in found.inner_text()
    assert "67%" in found.inner_text()
    # 8. Close it: it is evidence of the argument.
    third.get_by_role("button", name="Close the audit").click()
    third.get_by_role("link", name="the judgment").click()
    third.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
    evidence = third.locator("tr", has_text="Was the grade right for the risk").first.inner_text()
    assert "Of 3 cases read in the audit, 3 were found to answer" in evidence
