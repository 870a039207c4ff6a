"""JSON by its schema, CSV rows, the workbook: all say what was read."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from openpyxl import load_workbook

from openpeel.inspection.published_report.export import (
    as_data,
    figure_rows,
    item_rows,
    judgment_rows,
    schema,
    write_workbook,
)
from openpeel.inspection.published_report.read import read_report
from openpeel.inspection.published_report.structure import Report
from openpeel.language.source_text import PEEL_2021_22


@pytest.fixture(scope="module")
def report() -> Report:
    return read_report(PEEL_2021_22.file)


def test_json_fits_the_schema(report: Report) -> None:
    data = json.loads(json.dumps(as_data(report)))
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.Draft202012Validator(schema(), format_checker=jsonschema.FormatChecker()).validate(data)
    assert len(data["chapters"]) == len(report.chapters)
    assert data["chapters"][6]["causes_of_concern"][0]["recommendations"][0]["due"]["latest"] == "2022-10-31"


def test_the_schema_refuses_what_is_left_out_or_put_in(report: Report) -> None:
    data = as_data(report)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({key: value for key, value in data.items() if key != "unread"}, schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**data, "score": 7}, schema())


def test_rows(report: Report) -> None:
    rows = item_rows(report)
    kinds = [row["kind"] for row in rows]
    assert [kinds.count(k) for k in ("cause of concern", "recommendation", "area for improvement")] == [3, 14, 18]
    assert len({tuple(row) for row in rows}) == 1
    assert len(judgment_rows(report)) == 9
    assert len(figure_rows(report)) == len(report.figures)


def test_workbook(report: Report, tmp_path: Path) -> None:
    """Words that begin as a formula does stay words."""
    first = report.chapters[0]
    changed = replace(report, notes=('=HYPERLINK("x")',), chapters=(replace(first, title="=1+1"), *report.chapters[1:]))
    file = tmp_path / "report.xlsx"
    write_workbook(changed, file)
    book = load_workbook(file)
    assert book.sheetnames == ["Report", "Judgments", "Items", "Figures", "Charts", "Terms", "Paragraphs"]
    assert book["Items"].max_row == len(item_rows(report)) + 1
    assert book["Paragraphs"].max_row == len(report.paragraphs) + 1
    cells = [cell for row in book["Report"].iter_rows() for cell in row]
    assert '=HYPERLINK("x")' in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
