"""A workbench for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from openpeel.sources.workbench import Workbench, workbench


@pytest.fixture
def bench() -> Iterator[Workbench]:
    with workbench() as opened:
        yield opened
