"""Running the command line as a user does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock

from openpeel.cli.main import main


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def words(self) -> str:
        """Everything it printed, on one line."""
        return " ".join((self.out + " " + self.err).split())


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``openpeel`` with arguments; any exception but its own exit fails the test, as a traceback would."""

    def run(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["openpeel", *map(str, arguments)])
        capsys.readouterr()
        code = 0
        try:
            main()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
        printed = capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        return Ran(code, printed.out, printed.err)

    return run


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder that ``openpeel demo`` leaves: real records and a made force, judged.

    It is made by the first of the test processes that needs it, unless OPENPEEL_TESTS_DEMO names the folder that
    ``make demo`` left; each process has a copy of its own.
    """
    folder = tmp_path_factory.mktemp("demo") / "demo"
    if kept := os.environ.get("OPENPEEL_TESTS_DEMO"):
        shutil.copytree(kept, folder)
        return folder
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    made = shared / "demo-made"
    with FileLock(shared / "demo-made.lock"):
        if not made.exists():
            # Made under another name, so that no other process takes it half made.
            beside = shared / "demo-in-the-making"
            command = [sys.executable, "-m", "openpeel.cli.main", "demo", "--data", str(beside)]
            finished = subprocess.run(command, capture_output=True, text=True, check=False)
            assert finished.returncode == 0, finished.stderr
            beside.rename(made)
    shutil.copytree(made, folder)
    return folder
