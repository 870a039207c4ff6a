"""Rows as tables, JSON and comma-separated values, where what a spreadsheet would run as a formula is defused."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime

import pytest

from openpeel.cli.output import print_rows
from openpeel.reports.numbers_shown import NO_NUMBER, NO_SPAN, as_share, as_share_span


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ('=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'),
        ("+44 1380 735735", "'+44 1380 735735"),
        ("-see log", "'-see log"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        (-5, "-5"),
        (-0.5, "-0.5"),
        ("-12.5", "-12.5"),
        ("+3", "+3"),
        ("Team A", "Team A"),
        (None, ""),
        (datetime(2024, 1, 1, 9), "2024-01-01 09:00"),
    ],
)
def test_text_that_begins_like_a_formula_gets_an_apostrophe(
    value: object, cell: str, capsys: pytest.CaptureFixture[str]
) -> None:
    print_rows([{"x": value}], "csv")
    assert list(csv.reader(io.StringIO(capsys.readouterr().out, newline="")))[1:] == ([[cell]] if cell else [[""]])


def test_scripts_get_numbers_and_people_their_words(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        {"share": as_share(0.2655), "interval": as_share_span(0.231, 0.3014)},
        {"share": NO_NUMBER, "interval": NO_SPAN},
    ]
    print_rows(rows, "json")
    assert json.loads(capsys.readouterr().out) == [
        {"share": 0.2655, "interval low": 0.231, "interval high": 0.3014},
        {"share": None, "interval low": None, "interval high": None},
    ]
    print_rows(rows, "csv")
    assert capsys.readouterr().out == "share,interval low,interval high\n0.2655,0.231,0.3014\n,,\n"
    print_rows(rows, "table")
    assert "26.6%  23.1 to 30.1" in capsys.readouterr().out
