"""What every test may use."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from openpeel.cli.main import SEARCHES_FOR_RUBBISH

settings.register_profile("openpeel", deadline=None)
settings.load_profile("openpeel")


def pytest_collection_finish() -> None:
    """Spare the search for rubbish what stays to the end: the modules and thousands of tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SEARCHES_FOR_RUBBISH)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real public data, too large for the repository; CI has it."""
    folder = Path(os.environ.get("OPENPEEL_SHARED_DATA", "../shared/data")).resolve()
    if not folder.is_dir():
        pytest.skip(f"the real public data is not at {folder}; set OPENPEEL_SHARED_DATA to its folder")
    return folder


@pytest.fixture(scope="session")
def made_demo(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder that ``openpeel demo`` leaves, one for all test processes: to read and to copy, not to change.

    It is made by the first process that needs it, unless OPENPEEL_TESTS_DEMO names one. What the command printed is in
    its file ``printed.txt``, which a named folder may lack.
    """
    if kept := os.environ.get("OPENPEEL_TESTS_DEMO"):
        return Path(kept)
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
            (beside / "printed.txt").write_text(finished.stdout, encoding="utf-8")
            beside.rename(made)
    return made


@pytest.fixture(scope="session")
def demo(made_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demo's folder, of this test process alone: real records and a made force, judged."""
    folder = tmp_path_factory.mktemp("demo") / "demo"
    shutil.copytree(made_demo, folder)
    return folder
