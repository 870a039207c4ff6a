"""The chapter's page in a real browser: accessible on every width, no wider than a telephone, links lead somewhere."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright
from tests.chapter.made import made_chapter

from openpeel.inspection.evidence.audience import Audience
from openpeel.reports.chapter.page import chapter_page

from .conftest import ONLY_VIOLATIONS

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="module", params=[1280, 390], ids=["desk", "telephone"])
def page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine; install it to check the page in a browser")
    file: Path = tmp_path_factory.mktemp("page") / "chapter.html"
    file.write_text(chapter_page(made_chapter(Audience.INSPECTION_TEAM)), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        opened = browser.new_page(viewport={"width": request.param, "height": 800})
        opened.goto(file.as_uri())
        yield opened
        browser.close()


def test_no_fault_of_accessibility(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    result = Axe().run(page, options=ONLY_VIOLATIONS)
    assert result.violations_count == 0, result.generate_report()


def test_nothing_is_wider_than_the_screen(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_every_link_of_the_page_leads_somewhere(page: Page) -> None:
    lost = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1))"
        ".filter(name => !document.getElementById(name))"
    )
    assert lost == []


def test_a_sentence_leads_to_its_definition(page: Page) -> None:
    page.locator("section[aria-labelledby='cause-1'] sup a").first.click()
    assert page.url.endswith("#definition-1")
    assert page.locator("#definition-1").is_visible()


def test_nothing_is_fetched(page: Page) -> None:
    assert page.evaluate("performance.getEntriesByType('resource').length") == 0
