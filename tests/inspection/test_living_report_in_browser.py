"""The living report's page in a real browser: accessible, no wider than a telephone, and its filter works."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright

from openpeel.inspection.living_report.build import Answer, classes_for, living_report
from openpeel.inspection.published_report.read import read_report
from openpeel.language.source_text import PEEL_2021_22
from openpeel.reports.living_report.page import living_report_page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine; install it to check the page in a browser")
    report = read_report(PEEL_2021_22.file)
    answer = Answer("dash-completed", "3 of 40 domestic abuse incidents had no assessment", "1 March 2031")
    living = living_report(report, classes_for(report, None), {answer.identifier: answer})
    file = tmp_path_factory.mktemp("page") / "living.html"
    file.write_text(living_report_page(living), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        opened = browser.new_page(viewport={"width": 390, "height": 800})
        opened.goto(Path(file).as_uri())
        yield opened
        browser.close()


ONE_OF_EACH_SHAPE = """() => {
  const seen = new Set()
  for (const sentence of document.querySelectorAll('.sentence')) {
    const parts = [sentence.parentElement, sentence, ...sentence.querySelectorAll('*')]
    const shape = parts.map(part => part.tagName + part.className).join()
    if (seen.has(shape)) sentence.remove()
    seen.add(shape)
  }
  return seen.size
}"""
"""What axe finds in a sentence it finds in the next of the same elements and classes in the same kind of place."""


def test_no_fault_of_accessibility(page: Page) -> None:
    identifiers = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    assert len(identifiers) == len(set(identifiers))
    assert page.evaluate(ONE_OF_EACH_SHAPE) > 20
    result = Axe().run(page)
    page.reload()
    assert result.violations_count == 0, result.generate_report()


def test_nothing_is_wider_than_a_telephone(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_filter_shows_one_class(page: Page) -> None:
    page.check("#show-audit")
    assert page.locator(".sentence.audit").first.is_visible()
    assert page.locator(".sentence.records:visible").count() == 0
    page.check("#show-all")
    assert page.locator(".sentence.records:visible").count() > 100
