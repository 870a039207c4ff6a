"""What every test may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("openpeel", deadline=None)
settings.load_profile("openpeel")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real public data, too large for the repository; CI has it."""
    folder = Path(os.environ.get("OPENPEEL_SHARED_DATA", "../shared/data")).resolve()
    if not folder.is_dir():
        pytest.skip(f"the real public data is not at {folder}; set OPENPEEL_SHARED_DATA to its folder")
    return folder
