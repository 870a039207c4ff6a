"""The analyst's commands on judged records."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from openpeel.language.forces import force_named

Openpeel = Callable[..., Any]


@pytest.fixture
def store(shared_data: Path, tmp_path: Path, run: Openpeel) -> Path:
    """The five forces of the south west, judged."""
    data = tmp_path / "store"
    archive = shared_data / "police-uk/south-west-2021-03-to-2022-03.zip"
    assert run("load", archive, "--data", data).code in (0, 3)
    assert run("evaluate", "--standard", "crime-reaches-outcome", "--data", data).code == 0
    return data


def test_a_standard_over_time_and_between_forces_adds_up_to_its_evaluation(store: Path, run: Openpeel) -> None:
    evaluated = run("evaluate", "--standard", "crime-reaches-outcome", "--data", store, "--json")
    rates = {row["force"]: row["n"] for row in json.loads(evaluated.out)}
    compared = run("compare", "--standard", "crime-reaches-outcome", "--focus", "wiltshire", "--data", store, "--json")
    assert {row["name"]: row["size"] for row in json.loads(compared.out)} == {
        force_named(force).name: n for force, n in rates.items()
    }
    followed = run("trend", "--standard", "crime-reaches-outcome", "--force", "wiltshire", "--data", store, "--json")
    months = json.loads(followed.out)
    assert 0 < sum(row["n"] for row in months) <= rates["wiltshire"]
    assert months == sorted(months, key=lambda row: row["when"])


def test_without_a_file_or_a_standard_the_question_is_refused(tmp_path: Path, run: Openpeel) -> None:
    assert "name a FILE" in run("compare").words
    assert "name a FILE" in run("trend").words
    assert run("trend", "x.csv", "--standard", "dash-completed").code == 2
    assert run("compare", "x.csv", "--standard", "dash-completed").code == 2
