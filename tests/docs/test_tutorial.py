"""The tutorial, followed to the letter: its files are written and its commands run, in a copy of the source."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.docs.fences import ROOT, Fence, fences

from openpeel import library

TUTORIAL = ROOT / "docs/tutorials/your-own-standard.md"

DONE_BEFORE = {"make demo", ". .venv/bin/activate"}
"""What a newcomer types that installs OpenPEEL and makes the demo: both are there for all tests."""


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory, made_demo: Path) -> Path:
    """A copy of the source to work in, the command ``openpeel`` that runs it, and the demo's folder."""
    folder = tmp_path_factory.mktemp("tutorial") / "clone"
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    command = folder / ".venv/bin/openpeel"
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m openpeel.cli.main "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    shutil.copytree(made_demo, folder / "openpeel-data/demo")
    return folder


def run(line: str, clone: Path) -> str:
    if line in DONE_BEFORE:
        return ""
    environment = {
        "PATH": f"{clone / '.venv/bin'}:{os.defpath}",
        "PYTHONPATH": str(clone / "src"),
        "HOME": str(clone.parent),
        "LANG": "C.UTF-8",
    }
    ended = subprocess.run(
        shlex.split(line), cwd=clone, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert ended.returncode == 0, f"{line}\n{ended.stdout}\n{ended.stderr}"
    return ended.stdout + ended.stderr


def rows(text: str) -> set[str]:
    """The lines of a printed table, whatever the width of its columns."""
    return {re.sub(r"\s+", " ", line).strip() for line in text.splitlines() if line.strip()}


def follow(block: Fence, clone: Path) -> str:
    """Do what a block says; the output of its commands."""
    how, _, name = block.about.partition("=")
    if how == "file":
        (clone / name).write_text(block.text, encoding="utf-8")
    elif how == "append":
        with (clone / name).open("a", encoding="utf-8") as file:
            file.write(block.text)
    elif block.language == "sh":
        return "\n".join(run(line, clone) for line in block.text.splitlines())
    else:
        pytest.fail(f"{TUTORIAL.name}, line {block.line}: the test does not know what to do with this block")
    return ""


@pytest.fixture(scope="module")
def followed(clone: Path) -> list[tuple[Fence, str]]:
    """Each block of the tutorial, with what the commands last run before its end printed."""
    printed = ""
    done = []
    for block in fences(TUTORIAL):
        if block.language != "text":
            printed = follow(block, clone)
        done.append((block, printed))
    return done


def test_the_tutorials_commands_print_what_it_says(followed: list[tuple[Fence, str]]) -> None:
    shown = [(block, printed) for block, printed in followed if block.language == "text"]
    assert len(shown) >= 5
    for block, printed in shown:
        missing = rows(block.text) - rows(printed)
        assert not missing, f"line {block.line}: {missing}\nnot in\n{printed}"


def test_what_the_tutorial_declares_is_not_in_the_library_already() -> None:
    """A second limit of a name takes the place of the first, for every standard that rests on it."""
    declared = {name for block in fences(TUTORIAL) for name in re.findall(r'^    id="(.+)"', block.text, re.MULTILINE)}
    assert len(declared) == 2
    assert not declared & {*library.limits(), *library.standards()}


def test_the_demo_prints_what_the_readme_says(made_demo: Path) -> None:
    printed = made_demo / "printed.txt"
    if not printed.exists():
        pytest.skip(f"what openpeel demo printed was not kept in {printed}")
    (shown,) = (block for block in fences(ROOT / "README.md") if block.language == "text")
    assert rows(shown.text) - {"..."} <= rows(printed.read_text(encoding="utf-8"))


def test_the_worklists_of_the_made_force_hold_cases(followed: list[tuple[Fence, str]]) -> None:
    _, printed = followed[1]
    assert "overdue" in printed
    assert "No case" not in printed
