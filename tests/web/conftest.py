"""Real views on a real store: the made force, judged once for all tests of the web."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from filelock import FileLock

from openpeel import library
from openpeel.engine.clocks import as_happened_by
from openpeel.engine.runs import PLANS, evaluate
from openpeel.identity.working_out import work_out
from openpeel.inspection.assessment.file import FOLDER, write_assessment
from openpeel.inspection.example import example_assessment
from openpeel.records.store import Store
from openpeel.sources.extracts.checking import read_mapping
from openpeel.sources.loading import prepare
from openpeel.sources.workbench import workbench
from openpeel.synthetic.force import make
from openpeel.web.accounts.models import User
from openpeel.web.roles import Role

FORCE = "exampleshire"
PASSWORD = "a long password of the tests"
SCALE = 0.1
"""Of the made force: every scenario occurs at any."""

SignIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def quick_hashes(settings: Any) -> None:
    """Passwords are hashed in no time: as they are kept for people it takes a third of a second, on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def judged(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A data folder with the records of the made force and one run; made by the first of the test processes.

    No test writes into it: see ``own_data``.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    folder = shared / "judged"
    with FileLock(shared / "judged.lock"):
        if not folder.exists():
            with tempfile.TemporaryDirectory(dir=shared) as beside:
                store = Path(beside) / "store"
                _judge(store, Path(beside) / "made")
                store.rename(folder)
    return folder


def _judge(data: Path, made: Path) -> None:
    store = Store(data)
    with workbench() as bench:
        staged = [
            file
            for extract, mapping in make(made, scale=SCALE).extracts
            for file in prepare(bench, [str(extract)], read_mapping(mapping), lambda *_: None).files
        ]
        store.load(staged)
    if demo := os.environ.get("OPENPEEL_TESTS_DEMO"):
        # To compile the standards takes longer than to judge these records; the demo has compiled them.
        shutil.copytree(Path(demo) / "store" / "runs" / PLANS, data / "runs" / PLANS)
    evaluate(
        store.snapshot(),
        list(library.standards().values()),
        as_happened_by(datetime(2024, 4, 1), (FORCE,)),
        runs=data / "runs",
    )


@pytest.fixture(scope="session")
def linked(judged: Path) -> Path:
    """The judged records with who is who worked out, and an assessment; no test writes into it."""
    folder = judged.with_name("linked")
    with FileLock(folder.with_suffix(".lock")):
        if not folder.exists():
            with tempfile.TemporaryDirectory(dir=judged.parent) as beside:
                own = Path(beside) / "store"
                shutil.copytree(judged, own, copy_function=os.link)
                work_out(Store(own), [FORCE], lambda _: None)
                (own / FOLDER).mkdir()
                write_assessment(example_assessment(), own / FOLDER / "responding.json")
                own.rename(folder)
    return folder


@pytest.fixture
def data(judged: Path, settings: pytest.FixtureRequest) -> Path:
    """The folder that the views read, one for all tests, so that what pages keep of it is worked out once."""
    settings.DATA = judged  # type: ignore[attr-defined]
    return judged


@pytest.fixture
def own_data(judged: Path, tmp_path: Path, settings: pytest.FixtureRequest) -> Path:
    """The folder that the views read, where a test writes into it."""
    own = tmp_path / "data"
    shutil.copytree(judged, own, copy_function=os.link)
    settings.DATA = own  # type: ignore[attr-defined]
    return own


@pytest.fixture
def as_person(db: None) -> SignIn:
    """A browser in which a person of a role has signed in: ``as_person(Role.OFFICER, teams=['Response North'])``."""

    def sign_in(role: Role, *, force: str = FORCE, teams: list[str] | None = None, name: str = "") -> Client:
        person = User.objects.add(
            name or f"{role.value}-{User.objects.count()}", PASSWORD, role=role.value, force=force, teams=teams or []
        )
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
