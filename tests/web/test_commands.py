"""The commands that add people and serve the pages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


def _run(*arguments: object) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "openpeel.cli.main", *map(str, arguments)], capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done.returncode, " ".join((done.stdout + done.stderr).split())


def test_people_are_added_listed_and_ended(tmp_path: Path) -> None:
    code, said = _run("user", "add", "sgt.ashe", "--role", "supervisor", "--team", "North", "--data", tmp_path)
    assert code == 0
    assert "Password (shown once)" in said
    assert "There is" not in said
    assert "sgt.ashe" in _run("user", "list", "--csv", "--data", tmp_path)[1]
    assert _run("user", "end", "sgt.ashe", "--data", tmp_path)[0] == 0
    assert _run("user", "list", "--csv", "--data", tmp_path)[1].endswith("North,no")
    assert _run("user", "password", "sgt.ashe", "--data", tmp_path)[0] == 0
    assert _run("user", "list", "--csv", "--data", tmp_path)[1].endswith("North,yes")


def test_a_person_gets_another_role_and_other_teams(tmp_path: Path) -> None:
    _run("user", "add", "pc.moss", "--role", "officer", "--team", "North", "--force", "dorset", "--data", tmp_path)
    code, said = _run("user", "change", "pc.moss", "--role", "supervisor", "--team", "South", "--data", tmp_path)
    assert (code, said) == (0, "pc.moss is now: Supervisor, dorset, of South.")
    assert "supervisor,dorset,South,yes" in _run("user", "list", "--csv", "--data", tmp_path)[1]
    assert _run("user", "change", "pc.moss", "--role", "auditor", "--force", "", "--data", tmp_path)[1].endswith(
        "Auditor, every force, of every team."
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["user", "add", "pc.moss", "--role", "officer"], "sees the rows of their teams, and no team is given"),
        (["user", "end", "pc.mos"], "nobody of that name may sign in"),
        (["user", "change", "pc.mos", "--role", "auditor"], "nobody of that name may sign in"),
        (["serve"], "there are no records to show"),
        (["assessment", "out.json", "--force", "exampleshire"], "there are no records to show"),
        (["serve", "--address", "0.0.0.0"], "there are no records to show"),
    ],
)
def test_what_cannot_be_done_is_said_with_how_to_mend_it(tmp_path: Path, arguments: list[str], said: str) -> None:
    code, words = _run(*arguments, "--data", tmp_path)
    assert code == 2
    assert said in words
    assert "To mend it" in words
