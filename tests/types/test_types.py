"""The type checker finds a wrong definition before any data is read: it is run, on wrong files and on a right one."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
WRONG = sorted((HERE / "wrong").glob("*.py"))


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[int, str]]]:
    """What mypy reports of each file: line and message. One run for all of them."""
    cache = tmp_path_factory.mktemp("mypy")
    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file", str(ROOT / "pyproject.toml"), "--cache-dir", str(cache),
         "--no-pretty", "--hide-error-codes", "--no-error-summary", "--follow-imports", "silent",
         *map(str, WRONG), str(HERE / "right.py")],
        cwd=ROOT,
        env={"MYPYPATH": str(ROOT / "src"), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert not run.stderr, run.stderr
    found: dict[str, list[tuple[int, str]]] = {}
    for line in run.stdout.splitlines():
        match = re.fullmatch(r"(.+?\.py):(\d+): error: (.+)", line)
        if match:
            found.setdefault(Path(match[1]).name, []).append((int(match[2]), match[3]))
    return found


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_the_error_is_found_on_its_line_and_no_other(path: Path, reported: dict[str, list[tuple[int, str]]]) -> None:
    wanted = [
        (number, line.partition("# error: ")[2])
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if "# error: " in line
    ]
    assert len(wanted) == 1
    found = reported.get(path.name, [])
    assert [number for number, _ in found] == [wanted[0][0]]
    assert found[0][1].startswith(wanted[0][1])


def test_the_right_file_passes(reported: dict[str, list[tuple[int, str]]]) -> None:
    assert "right.py" not in reported
    assert set(reported) == {path.name for path in WRONG}
