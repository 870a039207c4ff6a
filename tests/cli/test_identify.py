"""openpeel identify as a user runs it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.identity.made import Records, described

from openpeel.sources.police_uk.sample import archives

ANN: dict[str, Any] = {
    "given_name": "Annabella",
    "family_name": "Quillfeather",
    "date_of_birth": "1984-03-09",
    "email": "a@example.org",
}


def test_links_are_stored_once(tmp_path: Path, run: Callable[..., Any]) -> None:
    data = Records(tmp_path).load([described("a", **ANN), described("b", 2, **ANN), described("c", 3)]).store.folder
    dry = run("identify", "--data", data, "--dry-run", "--json")
    assert dry.code == 0, dry.words
    (row,) = json.loads(dry.out)
    assert (row["descriptions"], row["people"], row["same details"], row["alone"]) == (3, 2, 2, 1)
    first = run("identify", "--data", data)
    assert first.code == 0
    assert "Quillfeather" not in first.words + dry.words
    assert "nothing changed" in run("identify", "--data", data).err


def test_nobody_described(tmp_path: Path, run: Callable[..., Any]) -> None:
    assert run("load", archives()[-1], "--data", tmp_path).code == 0
    ran = run("identify", "--data", tmp_path)
    assert ran.code == 2
    assert "no descriptions of people are loaded" in ran.words
    assert run("identify", "--data", tmp_path, "--force", "wiltshir").code == 2
