"""`openpeel make-force`: a force of any size and period, and clear answers to what cannot be made."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run

TWO_DAYS = ("--from", "2024-03-01", "--to", "2024-03-02")


def test_a_force_is_made_and_loaded_and_can_be_judged(tmp_path: Path, run: Run) -> None:
    made = run("make-force", tmp_path / "force", *TWO_DAYS, "--load-into", tmp_path / "store")
    assert made.code == 0
    assert "0 rows were set aside" in made.out
    assert (tmp_path / "force" / "extracts" / "telephony.parquet").exists()
    assert (tmp_path / "force" / "truth" / "people.csv").exists()
    judged = run(
        "evaluate", "--data", tmp_path / "store", "--as-happened-by", "2024-03-02", "--standard", "calls-999-answered"
    )
    assert judged.code == 0
    assert "exampleshire" in judged.out


def test_the_same_words_make_the_same_files_and_another_seed_others(tmp_path: Path, run: Run) -> None:
    for name, seed in (("a", "1"), ("b", "1"), ("c", "2")):
        assert run("make-force", tmp_path / name, *TWO_DAYS, "--scale", "0.2", "--seed", seed).code == 0
    first, again, other = (
        {file.name: file.read_bytes() for file in (tmp_path / name).rglob("*.*")} for name in ("a", "b", "c")
    )
    assert first == again
    assert first.keys() >= {"nominals.csv", "telephony.parquet", "truth.csv"}
    assert first["nominals.csv"] != other["nominals.csv"]


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path, run: Run) -> None:
    (tmp_path / "kept.txt").write_text("mine")
    refused = run("make-force", tmp_path, *TWO_DAYS)
    assert refused.code == 2
    assert "is not empty" in refused.err
    assert [file.name for file in tmp_path.iterdir()] == ["kept.txt"]


def test_days_and_sizes_that_make_no_sense_are_refused_in_words(tmp_path: Path, run: Run) -> None:
    assert (
        "must come after the first"
        in run("make-force", tmp_path / "a", "--from", "2024-03-02", "--to", "2024-03-01").err
    )
    assert "five years at most" in run("make-force", tmp_path / "a", "--from", "2011-01-01").err
    assert "records can begin" in run("make-force", tmp_path / "a", "--from", "1999-01-01", "--to", "1999-02-01").err
    assert run("make-force", tmp_path / "a", "--scale", "0").code == 2
    assert run("make-force", tmp_path / "a", "--from", "yesterday").code == 2
    assert not (tmp_path / "a").exists()
