"""Bad input as a user meets it: one clear message, nothing half-loaded, nothing lost, no personal value shown."""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from openpeel.errors import Refused
from openpeel.records.incidents import Incidents
from openpeel.records.store import Store
from openpeel.sources.police_uk.sample import archives

SECRET = "Xanthippe Quillfeather"
"""A name that stands in rows and must never be shown."""

HEADINGS = "Incident No,Reported,Attended,Grade,DA,Place"
GOOD = ("A1,2024-01-10 10:00,2024-01-10 10:20,G1,Y,", "A2,2024-01-11 11:00,,G2,N,")

MAPPING = """
table = "incidents"
force = "wiltshire"
source = "Command and control"
[file]
kind = "csv"
[extract]
kind = "full"
from = 2024-01-01
to = 2024-12-01
at = 2024-12-02T06:00:00
[columns]
"Incident No" = "incident_id"
"Reported" = "reported_at"
"Attended" = "attended_at"
"Grade" = "grade"
"DA" = "is_domestic_abuse"
"Place" = "place"
[codes.grade]
G1 = "emergency"
G2 = "priority"
"""


class Desk:
    """A folder with a mapping, a place for the extract, and a data folder."""

    def __init__(self, folder: Path, run: Callable[..., Any]) -> None:
        self.folder, self._run = folder, run
        self.data = folder / "data"
        self.mapping = folder / "incidents.toml"
        self.mapping.write_text(MAPPING, encoding="utf-8")

    def write(self, *rows: str, headings: str = HEADINGS, name: str = "incidents.csv") -> Path:
        path = self.folder / name
        path.write_text("\n".join((headings, *rows)) + "\n", encoding="utf-8")
        return path

    def load(self, path: Path, *options: object) -> Any:
        return self._run("load", path, "--mapping", self.mapping, "--data", self.data, *options)

    def refuses(self, path: Path, *words: str) -> None:
        """The load is refused with a message that holds ``words``, and the store is not even begun."""
        ran = self.load(path)
        assert ran.code == 2, ran.words
        for word in words:
            assert word in ran.words
        assert SECRET not in ran.words
        assert self.is_empty()

    def sets_aside(self, path: Path, count: int, *words: str, stored: int = len(GOOD)) -> list[Any]:
        """The load stores ``stored`` rows and sets ``count`` aside, for a reason that holds ``words``."""
        ran = self.load(path)
        assert ran.code == 3, ran.words
        assert SECRET not in ran.words
        listed = self._run("quarantine", "--data", self.data, "--json")
        assert SECRET not in listed.words
        reasons = json.loads(listed.out)
        assert len(reasons) == count
        for word in words:
            assert any(word in row["reason"] for row in reasons), reasons
        assert self.stored() == stored
        return Store(self.data).quarantine()

    def is_empty(self) -> bool:
        with pytest.raises(Refused, match="no records yet"):
            Store(self.data).snapshot()
        return True

    def stored(self) -> int:
        files = Store(self.data).snapshot().files(Incidents)
        found = duckdb.execute("SELECT count(*) FROM read_parquet(?) WHERE known_to IS NULL", [files]).fetchone()
        assert found is not None
        return int(found[0])


@pytest.fixture
def desk(tmp_path: Path, run: Callable[..., Any]) -> Desk:
    return Desk(tmp_path, run)


class TestAFaultOfTheFile:
    def test_good_rows_load(self, desk: Desk) -> None:
        assert desk.load(desk.write(*GOOD)).code == 0
        assert desk.stored() == 2

    def test_no_such_file(self, desk: Desk) -> None:
        desk.refuses(desk.folder / "gone.csv", "there is no file or folder", "gone.csv")

    def test_empty_file(self, desk: Desk) -> None:
        path = desk.folder / "incidents.csv"
        path.touch()
        desk.refuses(path, "incidents.csv is empty")

    def test_headings_only(self, desk: Desk) -> None:
        desk.refuses(desk.write(), "has headings and no row below them")

    def test_cut_off_within_a_row(self, desk: Desk) -> None:
        path = desk.write(*GOOD)
        path.write_bytes(path.read_bytes()[:-9])
        desk.refuses(path, "breaks off in its last line", "may_lack_last_line_end")

    def test_cut_off_within_a_quotation(self, desk: Desk) -> None:
        path = desk.write(*GOOD, f'A3,2024-01-12 10:00,,G1,Y,"{SECRET}')
        desk.refuses(path, "ends inside a quotation that began in line 4")

    def test_wrong_encoding(self, desk: Desk) -> None:
        path = desk.write(*GOOD, "A3,2024-01-12 10:00,,G1,Y,Café")
        path.write_bytes(path.read_text(encoding="utf-8").encode("cp1252"))
        desk.refuses(path, "not written in the encoding utf-8", "line 4", "windows-1252")
        desk.mapping.write_text(MAPPING.replace('kind = "csv"', 'kind = "csv"\nencoding = "windows-1252"'))
        assert desk.load(path).code == 0

    def test_a_workbook_named_csv(self, desk: Desk) -> None:
        path = desk.folder / "incidents.csv"
        path.write_bytes(b"PK\x03\x04\x00\x00\xff" * 20)
        desk.refuses(path, "not a text file", "a workbook")

    def test_a_folder(self, desk: Desk) -> None:
        path = desk.folder / "extracts"
        path.mkdir()
        desk.refuses(path, "extracts is a folder", "name the files")

    def test_another_mark_between_columns(self, desk: Desk) -> None:
        path = desk.write(*(row.replace(",", ";") for row in GOOD), headings=HEADINGS.replace(",", ";"))
        desk.refuses(path, "has no columns 'Incident No'", 'delimiter = ";"')

    def test_a_missing_column_is_named_with_the_nearest(self, desk: Desk) -> None:
        path = desk.write("A1,2024-01-10 10:00,,G1,", headings="Incident No,Reported at,Attended,Grade,DA")
        desk.refuses(path, "has no columns 'Reported' (did you mean 'Reported at'", "'Place'")

    def test_two_columns_of_one_name(self, desk: Desk) -> None:
        desk.refuses(desk.write("A1,x,y,G1,Y,p,q", headings=HEADINGS + ",Grade"), "more than one column 'Grade'")

    def test_no_mapping(self, desk: Desk, run: Callable[..., Any]) -> None:
        ran = run("load", desk.write(*GOOD), "--data", desk.data)
        assert ran.code == 2
        assert "openpeel new mapping incidents.csv" in ran.words

    def test_faults_of_the_mapping_are_told_at_once_before_the_file_is_opened(self, desk: Desk) -> None:
        desk.mapping.write_text(
            MAPPING.replace('"reported_at"', '"reported"').replace('"emergency"', '"emergancy"').replace("full", "ful")
        )
        desk.refuses(
            desk.folder / "not-there.csv",
            "has 4 faults",
            "no column 'reported' in table incidents (did you mean 'reported_at'?)",
            "'emergancy' is not one of our codes (did you mean 'emergency'?)",
            "kind 'ful' is not known (did you mean 'full'?)",
            "table incidents needs 'reported_at'",
        )

    def test_a_period_that_ends_after_the_extract(self, desk: Desk) -> None:
        desk.mapping.write_text(MAPPING.replace("at = 2024-12-02T06:00:00", "at = 2024-11-02"))
        desk.refuses(desk.write(*GOOD), "'at' is before 'to'")


class TestArchives:
    def refused(self, run: Callable[..., Any], path: Path, tmp_path: Path, *words: str) -> None:
        ran = run("load", path, "--data", tmp_path / "data")
        assert ran.code == 2, ran.words
        for word in words:
            assert word in ran.words
        assert not (tmp_path / "data").exists()

    def test_truncated_zip(self, run: Callable[..., Any], tmp_path: Path) -> None:
        path = tmp_path / "2024-06.zip"
        path.write_bytes(archives()[-1].read_bytes()[:1500])
        self.refused(run, path, tmp_path, "damaged zip archive", "cut off", "download it again")

    def test_damaged_member(self, run: Callable[..., Any], tmp_path: Path) -> None:
        content = bytearray(archives()[-1].read_bytes())
        content[600] ^= 0xFF
        path = tmp_path / "2024-06.zip"
        path.write_bytes(content)
        self.refused(run, path, tmp_path, "damaged", "2024-06-wiltshire-stop-and-search.csv")

    def test_not_a_zip(self, run: Callable[..., Any], tmp_path: Path) -> None:
        path = tmp_path / "2024-06.zip"
        path.write_text("<html>Sign in</html>")
        self.refused(run, path, tmp_path, "is not a zip archive")

    @pytest.mark.parametrize(
        "name", ["../2024-06-wiltshire-street.csv", "/etc/2024-06-wiltshire-street.csv", "a\\..\\..\\x.csv"]
    )
    def test_a_path_that_climbs_out(self, run: Callable[..., Any], tmp_path: Path, name: str) -> None:
        path = tmp_path / "archive.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name, "Crime ID\n1\n")
        self.refused(run, path, tmp_path, "leads out of the archive")
        assert sorted(tmp_path.iterdir()) == [path]

    def test_a_bomb(self, run: Callable[..., Any], tmp_path: Path) -> None:
        path = tmp_path / "archive.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("2024-06-wiltshire-street.csv", b"0" * 50_000_000)
        self.refused(run, path, tmp_path, "unpacks to more than", "made to fill a disk")

    def test_one_bad_month_refuses_the_whole_archive(self, run: Callable[..., Any], tmp_path: Path) -> None:
        folder = tmp_path / "months"
        with zipfile.ZipFile(archives()[-1]) as archive:
            archive.extractall(folder)
        good = next(folder.rglob("*.csv"))
        text = good.read_text(encoding="utf-8")
        (folder / "2024-07-wiltshire-stop-and-search.csv").write_text(text.replace("Date", "Datum", 1))
        self.refused(run, folder, tmp_path, "2024-07-wiltshire-stop-and-search.csv has no column 'Date'")

    def test_an_archive_of_something_else(self, run: Callable[..., Any], tmp_path: Path) -> None:
        path = tmp_path / "photos.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("cat.jpg", "meow")
        self.refused(run, path, tmp_path, "holds no file of data.police.uk")


class TestAFaultOfARow:
    def test_wrong_types_and_impossible_dates(self, desk: Desk) -> None:
        rows = (
            f"B1,2024-02-30 10:00,,G1,Y,{SECRET}",
            f"B2,yesterday,,G1,Y,{SECRET}",
            f"B3,2024-01-10,,G1,Y,{SECRET}",
            f"B4,2024-01-10 10:00,,G1,perhaps,{SECRET}",
            f",2024-01-10 10:00,,G1,Y,{SECRET}",
            f"B6,0224-01-10 10:00,,G1,Y,{SECRET}",
        )
        kept = desk.sets_aside(
            desk.write(*GOOD, *rows),
            len(rows),
            "not a real date and time",
            "only a day or month",
            "neither true nor false",
            "it is empty",
            "year is not between",
        )
        assert [row.text for row in kept] == list(rows)
        assert [row.line for row in kept] == [4, 5, 6, 7, 8, 9]

    def test_unknown_codes(self, desk: Desk) -> None:
        desk.sets_aside(desk.write(*GOOD, f"B1,2024-01-10 10:00,,{SECRET},Y,"), 1, "not one of those known")

    def test_local_times_that_do_not_exist_or_come_twice(self, desk: Desk) -> None:
        path = desk.write(*GOOD, "B1,2024-03-31 01:30,,G1,Y,", "B2,2024-10-27 01:30,,G1,Y,")
        desk.sets_aside(path, 2, "does not exist: the clocks went forward", "came twice, as the clocks went back")

    @pytest.mark.parametrize(("choice", "utc"), [("earlier", "2024-10-27 00:30:00"), ("later", "2024-10-27 01:30:00")])
    def test_a_mapping_says_which_of_two_times_is_meant(self, desk: Desk, choice: str, utc: str) -> None:
        desk.mapping.write_text(f'{MAPPING}[times]\nambiguous = "{choice}"\n')
        assert desk.load(desk.write("B2,2024-10-27 01:30,,G1,Y,")).code == 0
        files = Store(desk.data).snapshot().files(Incidents)
        assert str(duckdb.execute("SELECT reported_at FROM read_parquet(?)", [files]).fetchall()[0][0]) == utc

    def test_too_few_and_too_many_fields(self, desk: Desk) -> None:
        rows = ("B1,2024-01-10 10:00", f"B2,2024-01-10 10:00,,G1,Y,p,{SECRET}")
        kept = desk.sets_aside(
            desk.write(GOOD[0], *rows, GOOD[1]), 2, "has 2 fields where the headings have 6", "7 fields"
        )
        assert [(row.line, row.text) for row in kept] == [(3, rows[0]), (4, rows[1])]

    def test_a_key_twice_with_different_content(self, desk: Desk) -> None:
        path = desk.write(*GOOD, "B1,2024-01-10 10:00,,G1,Y,", f"B1,2024-01-10 10:00,,G2,Y,{SECRET}")
        desk.sets_aside(path, 2, "more than once in the file, with different content")

    def test_a_key_twice_with_the_same_content_is_kept_once(self, desk: Desk) -> None:
        ran = desk.load(desk.write(*GOOD, GOOD[0]))
        assert ran.code == 0
        assert desk.stored() == 2

    def test_100_mib_in_one_field(self, desk: Desk) -> None:
        long = "x" * (100 * 1024**2)
        path = desk.write(GOOD[0], f"B1,2024-01-10 10:00,,G1,Y,{long}", GOOD[1])
        kept = desk.sets_aside(path, 1, "a field has more than 1,048,576 characters")
        assert kept[0].text.endswith(long)

    def test_a_stray_quotation_mark(self, desk: Desk) -> None:
        path = desk.write(GOOD[0], f'B1,2024-01-10 10:00,,G1,Y,"The "{SECRET}" Inn', GOOD[1])
        desk.sets_aside(path, 1, "a quotation mark stands in the midst of a field")

    def test_a_dry_run_says_the_same_and_stores_nothing(self, desk: Desk) -> None:
        ran = desk.load(desk.write(*GOOD, f"B1,2024-02-30 10:00,,G1,Y,{SECRET}"), "--dry-run")
        assert ran.code == 3
        assert "line 4: reported_at: it is not a real date" in ran.words
        assert SECRET not in ran.words
        assert desk.is_empty()

    def test_a_dry_run_sees_keys_that_come_twice(self, desk: Desk) -> None:
        ran = desk.load(desk.write(*GOOD, GOOD[0], GOOD[1].replace("Y", "N").replace("G2", "G1")), "--dry-run")
        assert ran.code == 3
        assert "exact repeats within a file would be kept once: 1." in ran.words
        assert "2 rows would be set aside" in ran.words
        assert "the key comes more than once in the file, with different content" in ran.words
        assert desk.is_empty()


class TestWhatIsNoFault:
    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
    def test_byte_order_mark(self, desk: Desk, encoding: str) -> None:
        path = desk.write(*GOOD)
        path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
        assert desk.load(path).code == 0
        assert desk.stored() == 2

    @pytest.mark.parametrize("line_end", [b"\r\n", b"\r"])
    def test_line_ends(self, desk: Desk, line_end: bytes) -> None:
        path = desk.write(*GOOD)
        path.write_bytes(path.read_bytes().replace(b"\n", line_end))
        assert desk.load(path).code == 0
        assert desk.stored() == 2

    def test_extra_and_reordered_columns(self, desk: Desk) -> None:
        rows = ("Y,G1,A1,2024-01-10 10:00,,,7", "N,G2,A2,2024-01-11 10:00,,,8")
        ran = desk.load(desk.write(*rows, headings="DA,Grade,Incident No,Reported,Attended,Place,Shoe size"))
        assert ran.code == 0
        assert "not taken: Shoe size" in ran.words
        assert desk.stored() == 2

    def test_no_end_of_the_last_line_where_the_mapping_allows_it(self, desk: Desk) -> None:
        desk.mapping.write_text(MAPPING.replace('kind = "csv"', 'kind = "csv"\nmay_lack_last_line_end = true'))
        path = desk.write(*GOOD)
        path.write_bytes(path.read_bytes()[:-1])
        assert desk.load(path).code == 0
        assert desk.stored() == 2

    def test_the_same_file_twice_changes_nothing(self, desk: Desk) -> None:
        path = desk.write(*GOOD)
        assert desk.load(path).code == 0
        before = Store(desk.data).snapshot().identifier
        again = desk.load(path)
        assert again.code == 0
        assert "nothing changed" in again.words
        assert Store(desk.data).snapshot().identifier == before


def _without_the_right_to_write_everywhere() -> None:
    """Take from the child what lets root write in spite of permissions (CAP_DAC_OVERRIDE)."""
    ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)


def test_a_read_only_data_folder(desk: Desk) -> None:
    desk.data.mkdir()
    desk.data.chmod(0o555)
    command = [sys.executable, "-m", "openpeel.cli.main", "load", desk.write(*GOOD)]
    command += ["--mapping", desk.mapping, "--data", desk.data]
    ran = subprocess.run(
        list(map(str, command)),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=_without_the_right_to_write_everywhere,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert ran.returncode == 2, ran.stderr
    assert "the data folder cannot be written" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert not list(desk.data.iterdir())
