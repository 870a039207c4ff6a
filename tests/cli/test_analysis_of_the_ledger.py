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


def test_an_indicator_over_time_is_what_it_is_month_by_month(demo: Path, run: Openpeel) -> None:
    data = ("--data", demo / "store")
    crimes = ("crimes-per-1000", "--over", "month")
    shown = {
        row["month"]: row
        for row in json.loads(run("indicator", *crimes, *data, "--json").out)
        if row["force"] == "wiltshire"
    }
    followed = run("trend", "--indicator", "crimes-per-1000", "--force", "Wiltshire Police", *data, "--json")
    points = json.loads(followed.out)
    assert [(point["when"][:7], point["value"]) for point in points] == [
        (month, pytest.approx(row["rate"])) for month, row in shown.items()
    ]
    searches = {
        row["month"]: row
        for row in json.loads(run("indicator", "find-rate", "--over", "month", *data, "--json").out)
        if row["force"] == "south-wales"
    }
    shares = json.loads(run("trend", "--indicator", "find-rate", "--force", "south-wales", *data, "--json").out)
    assert [(point["when"][:7], point["n"]) for point in shares] == [
        (month, row["n"]) for month, row in searches.items()
    ]
    assert "name one with --force" in run("trend", "--indicator", "find-rate", *data).words
    assert "whole months" in run("trend", "--indicator", "find-rate", "--force", "wiltshire", *data).words
    both = run("trend", "--indicator", "find-rate", "--standard", "dash-completed", *data)
    assert both.code == 2
    assert "one thing is followed at a time" in both.words


def test_a_month_whose_end_the_records_do_not_tell_is_no_point(demo: Path, run: Openpeel) -> None:
    """Of such a month what was done is told and what was not is unknown: its rate would be a hundred per cent."""
    asked = ("trend", "--standard", "crime-reaches-outcome", "--force", "dorset", "--data", demo / "store")
    run("evaluate", "--standard", "crime-reaches-outcome", "--force", "dorset", "--data", demo / "store")
    months = json.loads(run(*asked, "--json").out)
    assert [month["when"][:7] for month in months] == ["2021-12", "2022-01"]
    assert "2022-02" in run(*asked).words
    handcuffs = ("--standard", "handcuffs-have-use-of-force-form", "--force", "exampleshire")
    run("evaluate", *handcuffs, "--data", demo / "store")
    followed = run("trend", *handcuffs, "--data", demo / "store")
    assert followed.code == 0
    assert "Left out" in followed.words


def test_without_a_file_or_a_standard_the_question_is_refused(tmp_path: Path, run: Openpeel) -> None:
    assert "name a FILE" in run("compare").words
    assert "name a FILE" in run("trend").words
    assert run("trend", "x.csv", "--standard", "dash-completed").code == 2
    assert run("compare", "x.csv", "--standard", "dash-completed").code == 2


def test_three_forces_of_the_demo_are_compared_without_a_funnel(demo: Path, run: Openpeel) -> None:
    data = ("--data", demo / "store")
    compared = run("compare", "--standard", "crime-reaches-outcome", "--focus", "wiltshire", *data)
    assert "lowest of 3 forces" in compared.words
    assert "there is no funnel" in compared.words
    assert "all were missed" in compared.words
    alone = run("compare", "--standard", "dash-completed", *data)
    assert alone.code == 2
    assert "only Exampleshire has cases" in alone.words
    assert "openpeel trend --standard dash-completed" in alone.words


def test_indicators_are_compared_as_they_are_shown_one_by_one(demo: Path, run: Openpeel) -> None:
    data = ("--data", demo / "store")
    shown = {row["force"]: row for row in json.loads(run("indicator", "searches-per-1000", *data, "--json").out)}
    compared = run("compare", "--indicator", "searches-per-1000", *data, "--json")
    for row in json.loads(compared.out):
        one = shown[force_named(row["name"]).identifier]
        assert (row["figure"], row["count"]) == (pytest.approx(one["rate"]), one["n"])
    assert "In no rank, for want of residents to divide by: Exampleshire." in compared.words
    assert "records are of different times" in compared.words
    shares = json.loads(run("compare", "--indicator", "find-rate", *data, "--json").out)
    rates = {row["force"]: row for row in json.loads(run("indicator", "find-rate", *data, "--json").out)}
    assert {row["name"]: row["size"] for row in shares} == {
        force_named(force).name: row["n"] for force, row in rates.items()
    }
    assert run("compare", "--indicator", "crimes-per-1000", "--standard", "dash-completed", *data).code == 2
