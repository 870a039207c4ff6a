"""Rows as comma-separated values: what a spreadsheet would run as a formula is defused."""

from __future__ import annotations

import csv
import io
from datetime import datetime

import pytest

from openpeel.cli.output import print_rows


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
