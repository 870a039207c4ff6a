"""Running the command line as a user does."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

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
