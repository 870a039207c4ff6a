"""A package whose definitions cannot be imported: the message names the file, the line and what was meant."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from openpeel.errors import Refused
from openpeel.language.packages import modules_of

FAULTS = [
    ("from openpeel.units.calls import Call", 1, "did you mean 'call'"),
    ("from openpeel.units.call import Cal", 1, "'Call'"),
    ("from openpeel.units.call import Call\n\ndone = Call.answerd_at", 3, "did you mean 'answered_at'"),
    ("from openpeel.language.framework import Area\n\narea = Area.WORK_FORCE", 3, "did you mean 'WORKFORCE'"),
    ("wait = hours(24)", 1, "from openpeel.language.durations import hours"),
    ("from datetime import date\n\non = date(2024, 13, 1)", 3, "month must be in 1..12"),
    ("rule = {}['deadline']", 1, "deadline"),
    ("rule = (", 1, "never closed"),
]


@pytest.mark.parametrize(("source", "line", "says"), FAULTS)
def test_a_definition_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, line: int, says: str
) -> None:
    package = tmp_path / f"package_of_{tmp_path.name.replace('-', '_')}"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "wrong.py").write_text(source, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(Refused) as refused:
        list(modules_of(importlib.import_module(package.name)))
    assert refused.value.where == f"{package / 'wrong.py'}, line {line}"
    assert says in str(refused.value)
