"""A real browser on a real server of the made force: what ``make browser-tests`` runs."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Request,
    Response,
    StorageState,
    ViewportSize,
    sync_playwright,
)

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PASSWORD = "a long password of the tests"
FORCE = "exampleshire"
WIDTHS = {"desktop": 1280, "telephone": 390}
ONLY_VIOLATIONS = {"resultTypes": ["violations"]}
"""Every rule is run; what holds is not written out, which takes most of the time on a chapter."""
PATIENCE = 120_000
"""Milliseconds after which a page is given up; a busy machine is no fault of the pages."""


PEOPLE = """
import sys
from pathlib import Path
from openpeel.web.starting import prepare
prepare(Path(sys.argv[1]))
from django.contrib.auth.hashers import make_password
from openpeel.web.accounts.models import User
for name in ("auditor-two", "auditor-three"):
    User.objects.create(name=name, role="auditor", force="exampleshire", teams=[])
User.objects.update(password=make_password(sys.argv[2]))
"""
"""Gives the demo's people a password that the tests know, and adds those without whom no audit can be read by two and
settled by a third."""


@pytest.fixture(scope="session")
def people(demo: Path) -> Path:
    """The data folder of the demo, with people whose password the tests know."""
    subprocess.run([sys.executable, "-c", PEOPLE, str(demo / "store"), PASSWORD], check=True)
    return demo / "store"


@pytest.fixture(scope="session")
def address(people: Path) -> Iterator[str]:
    """Where ``openpeel serve`` answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "openpeel.cli.main", "serve", "--data", str(people), "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    place = f"http://127.0.0.1:{port}"
    try:
        _wait_for(place, server)
        yield place
    finally:
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=30)


def _wait_for(place: str, server: subprocess.Popen[str]) -> None:
    last = time.monotonic() + 60
    while time.monotonic() < last:
        if server.poll() is not None:
            raise AssertionError(server.communicate()[1])
        try:
            with urlopen(f"{place}/sign-in/") as answer:
                if answer.status == 200:
                    return
        except URLError:
            os.sched_yield()
    raise AssertionError("the server did not answer within a minute")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser; without one, the tests say what to install."""
    if CHROMIUM is None:
        pytest.fail("these tests need Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


SignedIn = Callable[..., Page]


def size(width: str) -> ViewportSize:
    """The window of a desk or a telephone."""
    return {"width": WIDTHS[width], "height": 900}


@pytest.fixture(scope="session")
def sessions() -> dict[str, StorageState]:
    """The cookies of those who have signed in, by name: once is enough for all tests."""
    return {}


@pytest.fixture
def signed_in(chromium: Browser, address: str, sessions: dict[str, StorageState]) -> Iterator[SignedIn]:
    """Open a page in which a person of the demo has signed in: ``signed_in('auditor', width='telephone')``.

    It stands at the first page. ``anew`` signs in on its own, so that the test may sign out.
    """
    contexts: list[BrowserContext] = []

    def open_page(name: str, *, width: str = "desktop", script: bool = True, anew: bool = False) -> Page:
        context = chromium.new_context(
            viewport=size(width),
            base_url=address,
            java_script_enabled=script,
            storage_state=None if anew else sessions.get(name),
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        if not anew and name in sessions:
            page.goto("/")
            return page
        page.goto("/sign-in/")
        page.get_by_label("Name").fill(name)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"{address}/")
        if not anew:
            sessions[name] = context.storage_state()
        return page

    yield open_page
    for context in contexts:
        context.close()


class Heard:
    """What went wrong on the pages that were opened: errors of their scripts, answers of 400 and more, and requests
    that failed. A request that the browser itself gave up, as it does with a picture when it goes on to the next page,
    is no fault: what a server drops, or a rule forbids, has other names."""

    def __init__(self, page: Page) -> None:
        self.faults: list[str] = []
        page.on("console", lambda message: self.faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("response", self._answered)
        page.on("requestfailed", self._failed)

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"{response.status} {response.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"{request.failure} {request.url}")


def assert_accessible_on_every_width(page: Page) -> None:
    """As :func:`assert_accessible`, at a desk and on a telephone."""
    for width in ("telephone", "desktop"):
        page.set_viewport_size(size(width))
        assert_accessible(page)


def assert_accessible(page: Page) -> None:
    """No violation of axe's rules, no name twice, and no page wider than its window."""
    result = Axe().run(page, options=ONLY_VIOLATIONS)
    assert result.violations_count == 0, f"{page.url}\n{result.generate_report()}"
    same = page.evaluate(
        "[...document.querySelectorAll('[id]')].map(one => one.id).filter((id, at, all) => all.indexOf(id) !== at)"
    )
    assert same == [], f"{page.url} has two elements called {same}"
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} pixels wider than its window"
