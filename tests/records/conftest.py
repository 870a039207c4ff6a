"""What every test of the store may use."""

from __future__ import annotations

from pathlib import Path

import pytest

from openpeel.records.store import Store
from tests.records.made import Stager


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    return Store(tmp_path / "data")


@pytest.fixture
def stage(tmp_path: Path) -> Stager:
    """Makes staged files."""
    return Stager(tmp_path)
