"""`openpeel published`: what a table holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Openpeel = Callable[..., Any]

TABLE = """year_ending,force_name,legislation,reason_for_search_arrest,\
ethnic_group_self_defined,ethnicity_self_defined,searches,resultant_arrests
2019-03-31,Kent,Section 1 (PACE),Drugs,White,White British,100,NA
2018-03-31,Kent,Section 1 (PACE),Drugs,Not stated,Not Stated,20,NA
2019-03-31,British Transport Police,Section 1 (PACE),Drugs,White,White British,9,NA
"""


def test_a_table_by_force_is_summed_up(tmp_path: Path, run: Openpeel) -> None:
    path = tmp_path / "searches.csv"
    path.write_text(TABLE)
    shown = run("published", path)
    assert "2018-03-31 to 2019-03-31, 2 of them" in shown.words
    assert "ethnic group: White, Not stated" in shown.words
    assert "1 rows are of totals, regions or other bodies" in shown.words
    assert "2 cells are blank" in shown.words
    assert json.loads(run("published", path, "--json").out)[0]["forces"] == 1
    assert run("published", path, "--measure", "searches").code == 2


def test_a_national_table_is_printed_with_its_intervals(shared_data: Path, run: Openpeel) -> None:
    home_office = shared_data / "tables/home-office-ons-tables"
    perceptions = home_office / "fairness-perception-data.csv.gz"
    options = ("--measure", "ratpol3", "--where", "value=South West", "--where", "age=All adults")
    refused = run("published", perceptions, *options)
    assert refused.code == 2
    assert "choose age from" in refused.words
    shown = run("published", perceptions, "--measure", "ratpol3", "--where", "value=South West", "--where", "age=16-24")
    assert shown.code == 0
    assert " to " in shown.out
    ratios = run("published", home_office / "disparity_ratios.xlsx", "--where", "group=Black boys aged 10-17")
    assert "18.9" in ratios.out
    assert "how sure a ratio is cannot be told" in ratios.words


def test_another_table_is_refused(tmp_path: Path, run: Openpeel) -> None:
    path = tmp_path / "own.csv"
    path.write_text("a,b\n1,2\n")
    assert "no published table that is known" in run("published", path).words
