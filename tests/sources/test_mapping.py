"""A mapping is checked whole, and every fault is told at once."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from openpeel.errors import Refused
from openpeel.records.calls import Calls
from openpeel.records.loads import LoadKind
from openpeel.sources.extracts.checking import read_mapping
from openpeel.sources.extracts.mapping import ExtractMapping

GOOD = """
table = "calls"
force = "Wiltshire Police"
source = "Telephony"
[extract]
kind = "window"
from = 2024-07-01
to = 2024-08-01T00:00:00Z
at = "file"
[times]
zone = "Europe/London"
[times.formats]
presented_at = "%d/%m/%Y %H:%M:%S"
answered_at = ["%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M"]
[columns]
"Ref" = "call_id"
"Line" = "line_dialled"
"Start" = "presented_at"
"Answer" = "answered_at"
"Colour" = ""
[codes.line_dialled]
EMERG = "999"
"""


def read(tmp_path: Path, text: str) -> ExtractMapping:
    path = tmp_path / "calls.toml"
    path.write_text(text, encoding="utf-8")
    return read_mapping(path)


def test_a_good_mapping(tmp_path: Path) -> None:
    mapping = read(tmp_path, GOOD)
    assert mapping.table is Calls
    assert mapping.force == "wiltshire"
    assert mapping.period.kind is LoadKind.WINDOW
    assert mapping.period.begins == datetime(2024, 6, 30, 23)  # midnight in London
    assert mapping.period.ends == datetime(2024, 8, 1)
    assert mapping.period.extracted_at is None
    assert mapping.formats["answered_at"] == ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M")
    assert mapping.codes == {"line_dialled": {"EMERG": "999"}}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"calls"', '"call"', "no table 'call' (did you mean 'call_legs' or 'calls'"),
        ('"Wiltshire Police"', '"Wilshire"', "not one of the 43 territorial forces"),
        ('source = "Telephony"', "", "'source' is missing"),
        ('source = "Telephony"', 'sauce = "Telephony"', "knows no 'sauce' (did you mean 'source'"),
        ('kind = "window"', 'kind = "widow"', "kind 'widow' is not known (did you mean 'window'"),
        ('at = "file"', 'at = "now"', "'at' must be given"),
        ("from = 2024-07-01", "from = 2024-09-01", "'from' must be before 'to'"),
        ('at = "file"', "at = 2024-07-15", "'at' is before 'to'"),
        ("Europe/London", "Europe/Lundon", "must be a time zone"),
        ('zone = "Europe/London"', 'ambiguous = "both"', "ambiguous must be"),
        ('"%d/%m/%Y %H:%M:%S"\na', '"day/month"\na', "'day/month' is not a format"),
        ("presented_at = ", "presented = ", "'presented' is not a column of table calls (did you mean 'presented_at'"),
        ("presented_at = ", "team = ", "'team' is not a moment"),
        ('"presented_at"', '"presented"', "no column 'presented' in table calls (did you mean 'presented_at'"),
        ('"Ref" = "call_id"', '"Ref" = ""', "table calls needs 'call_id'"),
        ('"Colour" = ""', '"Colour" = "call_id"', "'Ref' and 'Colour' are both mapped to 'call_id'"),
        ('"Colour" = ""', '"Colour" = 3', "'Colour' must name one of our columns"),
        ('"999"', '"99"', "'99' is not one of our codes (did you mean '999'"),
        ("codes.line_dialled", "codes.team", "'team' has no codes"),
        ("codes.line_dialled", "codes.line_dialed", "did you mean 'line_dialled'"),
        ("[extract]", "[file]\nkind = 'csvv'\n[extract]", "kind 'csvv' is not known (did you mean 'csv'"),
        ("[extract]", "[file]\nkind = 'sqlite'\n[extract]", "query is missing"),
        ("[extract]", "[file]\nencoding = 'latin-99'\n[extract]", "encoding 'latin-99' is not known"),
        ("[extract]", "[file]\ndelimiter = '||'\n[extract]", "delimiter must be one character"),
        ("[extract]", "[file]\nheading_row = 'three'\n[extract]", "heading_row must be a whole number"),
        ('"Telephony"', '"FILL IN: the name"', "'source' is still to be filled in"),
        ('"Colour" = ""', '"Colour" = "FILL IN"', "'Colour' is still to be filled in"),
    ],
)
def test_a_fault(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert old in GOOD
    with pytest.raises(Refused) as refused:
        read(tmp_path, GOOD.replace(old, new, 1))
    assert words in refused.value.what


def test_all_faults_at_once(tmp_path: Path) -> None:
    text = GOOD.replace('"presented_at"', '"presented"').replace("widow", "window").replace('"999"', '"99"')
    with pytest.raises(Refused, match="has 3 faults") as refused:
        read(tmp_path, text)
    assert refused.value.what.count("\n  - ") == 3


def test_not_toml(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"not valid TOML.*line 1"):
        read(tmp_path, "Incident No = incident_id")


def test_no_mapping(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="there is no mapping file"):
        read_mapping(tmp_path / "gone.toml")


def test_the_mapping_of_the_how_to_is_good(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs/how-to/load-an-extract.md").read_text(encoding="utf-8")
    mapping = read(tmp_path, page.split("```toml\n")[1].split("```")[0])
    assert mapping.columns["Last Modified"] == "entered_at"
    assert mapping.file.encoding == "windows-1252"
