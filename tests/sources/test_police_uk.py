"""Archives of data.police.uk, real and made to show one trait."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from openpeel.errors import Refused
from openpeel.records.loads import LoadKind, StagedFile
from openpeel.sources.loading import Prepared, prepare
from openpeel.sources.police_uk.archive import contents
from openpeel.sources.police_uk.row_keys import digests
from openpeel.sources.police_uk.sample import archives
from openpeel.sources.workbench import Workbench

STREET = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context"
)
SEARCH = (
    "Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,"
    "Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,Outcome,"
    "Outcome linked to object of search,Removal of more than just outer clothing"
)


def read(bench: Workbench, place: Path) -> Prepared:
    return prepare(bench, [str(place)], None, lambda done, total: None)


def staged(bench: Workbench, tmp_path: Path, name: str, lines: Sequence[str]) -> StagedFile:
    path = tmp_path / name
    path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8", newline="")
    return read(bench, path).files[0]


def rows(file: StagedFile) -> list[dict[str, Any]]:
    found = pq.read_table(file.rows, filters=[("file", "=", file.number)]).drop_columns("file")
    return sorted(found.to_pylist(), key=lambda row: row["line"])


def count(file: StagedFile) -> int:
    return len(rows(file))


def asb(place: str = "On or near High Street", month: str = "2021-06") -> str:
    return (
        f",{month},Dorset Police,Dorset Police,-1.88,50.76,{place},E01015301,Bournemouth 001A,Anti-social behaviour,,"
    )


def search(date: str, linked: str = "", clothing: str = "False") -> str:
    return (
        f"Person search,{date},,,51.5,-2.0,Male,,Other ethnic group - Not stated,White,"
        f"Misuse of Drugs Act 1971 (section 23),Controlled drugs,Arrest,{linked},{clothing}"
    )


class TestRealArchives:
    def test_the_sample_loads_whole(self, bench: Workbench) -> None:
        counts: dict[tuple[str, str], int] = {}
        for archive in archives():
            assert archive.stat().st_size < 2 * 1024**2
            prepared = read(bench, archive)
            assert not prepared.notes
            for file in prepared.files:
                assert not file.rejected
                key = (file.table.name, file.coverage.force)
                counts[key] = counts.get(key, 0) + count(file)
        assert counts == {
            ("published_crimes", "dorset"): 15_861,
            ("published_crimes", "gloucestershire"): 15_744,
            ("published_crimes", "wiltshire"): 13_054,
            ("published_outcomes", "dorset"): 18_363,
            ("published_outcomes", "gloucestershire"): 11_818,
            ("published_outcomes", "wiltshire"): 11_252,
            ("stop_searches", "south-wales"): 3_681,
            ("stop_searches", "wiltshire"): 142,
        }

    def test_every_row_has_the_key_of_its_line(self, bench: Workbench) -> None:
        archive = next(archive for archive in archives() if archive.name.startswith("wiltshire-2021"))
        with zipfile.ZipFile(archive) as packed:
            lines = {name: packed.read(name).splitlines(keepends=True) for name in packed.namelist()}
        for file in read(bench, archive).files:
            found = rows(file)
            expected = [f"{digest:x}" for digest in digests(lines[file.file][row["line"] - 1] for row in found)]
            assert [str(row["record_key"]).split("-")[2] for row in found] == expected
            texts = [lines[file.file][row["line"] - 1].decode().split(",")[0] for row in found]
            assert [row["crime_id"] or "" for row in found] == texts

    def test_every_row_of_every_year_is_kept(self, bench: Workbench, shared_data: Path) -> None:
        archive = shared_data / "police-uk" / "stop-and-search-south-wales-2019-04-to-2022-03.zip"
        files = read(bench, archive).files
        assert sum(count(file) for file in files) == 74_627
        found = [row for file in files for row in rows(file)]
        assert len({row["record_key"] for row in found}) == 74_627
        by_day = sum(row["searched_at__latest"] - row["searched_at"] > timedelta(hours=20) for row in found)
        assert by_day == 10_432
        for file in files:
            assert all(file.coverage.begins <= row["searched_at"] < file.coverage.ends for row in rows(file))

    def test_a_folder_gives_the_same_as_the_archive(self, bench: Workbench, tmp_path: Path) -> None:
        archive = archives()[-1]
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(tmp_path / "any" / "folder" / "will do")
        from_folder, from_zip = read(bench, tmp_path).files[0], read(bench, archive).files[0]
        assert rows(from_folder) == rows(from_zip)
        assert from_folder.content_hash == from_zip.content_hash
        assert from_folder.coverage == from_zip.coverage


class TestCrimes:
    def test_blank_crime_ids_and_equal_rows_have_keys_of_their_own(self, bench: Workbench, tmp_path: Path) -> None:
        lines = [STREET, asb(), asb(), asb("On or near Low Street")]
        found = rows(staged(bench, tmp_path, "2021-06-dorset-street.csv", lines))
        keys = [str(row["record_key"]) for row in found]
        assert len(set(keys)) == 3
        assert all(row["crime_id"] is None for row in found)
        assert [key.rpartition("-")[0] for key in keys[:2]] == [keys[0].rpartition("-")[0]] * 2
        assert [key.rpartition("-")[2] for key in keys] == ["1", "2", "1"]

    def test_keys_do_not_hang_on_the_order_of_rows_or_columns(self, bench: Workbench, tmp_path: Path) -> None:
        first = rows(
            staged(bench, tmp_path, "2021-06-dorset-street.csv", [STREET, asb(), asb("On or near Low Street")])
        )
        turned = [",".join(reversed(line.split(","))) for line in (STREET, asb("On or near Low Street"), asb())]
        second = rows(staged(bench, tmp_path, "2021-06-dorset-street.csv", turned))
        assert {row["record_key"] for row in first} == {row["record_key"] for row in second}

    @pytest.mark.parametrize("form", ["unix line ends", "quoted", "reversed", "without context"])
    def test_keys_do_not_hang_on_the_form_of_the_file(self, bench: Workbench, tmp_path: Path, form: str) -> None:
        lines = [STREET, asb(), asb("On or near é"), asb()]
        usual = rows(staged(bench, tmp_path, "2021-06-dorset-street.csv", lines))
        end = "\r\n"
        if form == "unix line ends":
            end = "\n"
        elif form == "quoted":
            lines = [line.replace(",2021-06,", ',"2021-06",') for line in lines]
        elif form == "reversed":
            lines = [",".join(reversed(line.split(","))) for line in lines]
        else:
            lines = [line.rpartition(",")[0] for line in lines]
        path = tmp_path / "2021-06-dorset-street.csv"
        path.write_text(end.join(lines) + end, encoding="utf-8", newline="")
        assert rows(read(bench, path).files[0]) == usual

    def test_a_crime_is_dated_by_its_month_in_london(self, bench: Workbench, tmp_path: Path) -> None:
        file = staged(bench, tmp_path, "2021-06-dorset-street.csv", [STREET, asb()])
        row = rows(file)[0]
        assert row["month"] == datetime(2021, 5, 31, 23)
        assert row["month__latest"] == datetime(2021, 6, 30, 22, 59, 59, 999_999)
        assert (file.coverage.begins, file.coverage.ends) == (datetime(2021, 5, 31, 23), datetime(2021, 6, 30, 23))
        assert file.coverage.kind is LoadKind.WINDOW
        assert file.coverage.force == "dorset"

    def test_no_location_is_none(self, bench: Workbench, tmp_path: Path) -> None:
        line = ",2021-06,Dorset Police,Dorset Police,,,No Location,,,Anti-social behaviour,,"
        row = rows(staged(bench, tmp_path, "2021-06-dorset-street.csv", [STREET, line]))[0]
        assert row["location"] is row["longitude"] is row["latitude"] is row["lsoa_code"] is None

    def test_rows_that_cannot_be(self, bench: Workbench, tmp_path: Path) -> None:
        lines = [
            STREET,
            asb(),
            asb(month="2021-07"),
            asb().replace("-1.88", "181"),
            asb().replace("social", "antisocial"),
        ]
        file = staged(bench, tmp_path, "2021-06-dorset-street.csv", lines)
        assert [(row.line, row.column) for row in file.rejected] == [(3, "month"), (4, "longitude"), (5, "crime_type")]
        assert [row.text for row in file.rejected] == lines[2:]

    @pytest.mark.parametrize(
        "written",
        [
            "-1.5",
            " -1.5 ",
            '"-1.5"',
            "",
            "+1",
            "1e1",
            ".5",
            "nan",
            "inf",
            "1e999",
            "181",
            "1_8",
            "+-1",
            "0x1",
            "1d",
            "a",
            "--1",
        ],
    )
    def test_a_number_is_the_same_however_it_is_read(self, bench: Workbench, tmp_path: Path, written: str) -> None:
        """As a number where that tells the same, as text where an underscore stands anywhere in the file."""
        name, lines = (
            "2021-06-dorset-street.csv",
            [STREET, asb(), asb().replace("-1.88", written), asb("On or near Mill")],
        )
        as_number = staged(bench, tmp_path, name, lines)
        as_text = staged(bench, tmp_path, name, [*lines, asb("On or near Old_Mill")])
        assert [row["longitude"] for row in rows(as_number)] == [row["longitude"] for row in rows(as_text)][:-1]
        assert as_number.rejected == as_text.rejected
        is_odd = written in ("nan", "inf", "1e999", "181", "1_8", "+-1", "0x1", "1d", "a", "--1")
        assert [row.line for row in as_number.rejected] == [3] * is_odd


class TestFilesReadTogether:
    """Files of one kind are read as one; it makes no difference."""

    @pytest.mark.parametrize("with_broken", [False, True])
    def test_each_is_read_as_if_alone(self, bench: Workbench, tmp_path: Path, with_broken: bool) -> None:
        def crime(month: int, place: str = "On or near High Street") -> str:
            return asb(place, f"2021-{month:02}")

        files = {
            1: ("\r\n", [STREET, crime(1), crime(1), crime(2), crime(1, "On or near Low Street")]),
            2: ("\n", [STREET, crime(2), crime(2, "On or near é"), crime(2), crime(2).replace("-1.88", "181")]),
            3: ("\r\n", [",".join(reversed(line.split(","))) for line in (STREET, crime(3), crime(3))]),
            4: ("\n", [STREET, crime(4)]),
        }
        if with_broken:
            files[5] = ("\n", [STREET, crime(5, '"On or\nnear"'), crime(5), "too,short", crime(5)])
            files[6] = ("\r\n", [STREET, crime(6), "", crime(6)])
            files[7] = ("\r\n", [STREET, crime(7), crime(7)])
        alone: list[StagedFile] = []
        for month, (end, lines) in files.items():
            path = tmp_path / f"2021-{month:02}-dorset-street.csv"
            path.write_text(end.join(lines) + end, encoding="utf-8", newline="")
            alone += read(bench, path).files
        together = read(bench, tmp_path).files
        assert len({file.rows for file in together}) == (5 if with_broken else 2)
        assert [rows(file) for file in together] == [rows(file) for file in alone]
        assert [file.rejected for file in together] == [file.rejected for file in alone]
        assert [len(file.rejected) for file in together][:4] == [1, 1, 0, 0]
        assert [(file.coverage, file.content_hash) for file in together] == [
            (file.coverage, file.content_hash) for file in alone
        ]


class TestSearches:
    @pytest.mark.parametrize(
        ("written", "first", "latest"),
        [
            # Summer: local midnight, so a date only.
            ("2021-06-09T23:00:00+00:00", datetime(2021, 6, 9, 23), datetime(2021, 6, 10, 22, 59, 59, 999_999)),
            ("2021-06-10T13:05:00+00:00", datetime(2021, 6, 10, 13, 5), datetime(2021, 6, 10, 13, 5)),
            # Midnight in UTC is one in the morning.
            ("2021-06-10T00:00:00+00:00", datetime(2021, 6, 10), datetime(2021, 6, 10)),
            # After the month's local end by less than an hour: local time passed off as UTC.
            ("2021-06-30T23:30:00+00:00", datetime(2021, 6, 30, 22, 30), datetime(2021, 6, 30, 23, 30)),
        ],
    )
    def test_moments(self, bench: Workbench, tmp_path: Path, written: str, first: datetime, latest: datetime) -> None:
        file = staged(bench, tmp_path, "2021-06-dorset-stop-and-search.csv", [SEARCH, search(written)])
        row = rows(file)[0]
        assert (row["searched_at"], row["searched_at__latest"]) == (first, latest)

    def test_winter_midnight_is_a_date_only(self, bench: Workbench, tmp_path: Path) -> None:
        lines = [SEARCH, search("2021-12-10T00:00:00+00:00")]
        row = rows(staged(bench, tmp_path, "2021-12-dorset-stop-and-search.csv", lines))[0]
        assert row["searched_at__latest"] == datetime(2021, 12, 10, 23, 59, 59, 999_999)

    def test_another_months_search_is_set_aside(self, bench: Workbench, tmp_path: Path) -> None:
        lines = [SEARCH, search("2021-06-10T13:05:00+00:00"), search("2021-07-10T13:05:00+00:00")]
        file = staged(bench, tmp_path, "2021-06-dorset-stop-and-search.csv", lines)
        assert [row.reason for row in file.rejected] == ["its time lies outside the month of the file"]

    def test_flags_in_every_spelling(self, bench: Workbench, tmp_path: Path) -> None:
        spellings = ["True", "False", "1.0", "0.0", ""]
        lines = [SEARCH, *(search("2021-06-10T13:05:00+00:00", linked) for linked in spellings)]
        file = staged(bench, tmp_path, "2021-06-dorset-stop-and-search.csv", lines)
        assert [row["outcome_linked_to_object"] for row in rows(file)] == [True, False, True, False, None]

    def test_a_column_without_a_name_only_numbers_the_rows(self, bench: Workbench, tmp_path: Path) -> None:
        plain = staged(
            bench, tmp_path, "2021-06-dorset-stop-and-search.csv", [SEARCH, search("2021-06-10T13:05:00+00:00")]
        )
        keys = [row["record_key"] for row in rows(plain)]
        lines = ["," + SEARCH, "17," + search("2021-06-10T13:05:00+00:00")]
        numbered = staged(bench, tmp_path, "2021-06-dorset-stop-and-search.csv", lines)
        assert [row["record_key"] for row in rows(numbered)] == keys

    def test_what_the_site_does_not_publish_is_not_covered(self, bench: Workbench, tmp_path: Path) -> None:
        lines = [SEARCH, search("2021-06-10T13:05:00+00:00")]
        file = staged(bench, tmp_path, "2021-06-dorset-stop-and-search.csv", lines)
        assert "outcome" in file.coverage.columns
        assert not file.coverage.columns & {"handcuffed", "grounds_recorded", "team"}


class TestFiles:
    def test_other_bodies_and_strangers_are_named(self, bench: Workbench, tmp_path: Path) -> None:
        shutil.copy(archives()[-1], tmp_path / "whole.zip")
        with zipfile.ZipFile(tmp_path / "whole.zip", "a") as archive:
            archive.writestr("2024-06/2024-06-btp-street.csv", STREET + "\r\n")
            archive.writestr("readme.txt", "hello")
        notes = " ".join(read(bench, tmp_path / "whole.zip").notes)
        assert "not territorial forces of England and Wales: btp" in notes
        assert "not of data.police.uk: readme.txt" in notes

    def test_a_month_of_headings_only_leaves_the_others(self, bench: Workbench, tmp_path: Path) -> None:
        (tmp_path / "2021-05-dorset-street.csv").write_text(f"{STREET}\r\n", newline="")
        (tmp_path / "2021-06-dorset-street.csv").write_text(f"{STREET}\r\n{asb()}\r\n", newline="")
        prepared = read(bench, tmp_path)
        assert [file.file for file in prepared.files] == ["2021-06-dorset-street.csv"]
        (note,) = prepared.notes
        assert "dorset street 2021-05" in note
        assert "not covered" in note

    def test_headings_only_and_nothing_else_are_refused(self, bench: Workbench, tmp_path: Path) -> None:
        (tmp_path / "2021-05-dorset-street.csv").write_text(f"{STREET}\r\n", newline="")
        with pytest.raises(Refused, match="no row in any file"):
            read(bench, tmp_path)

    @pytest.mark.parametrize("text", [STREET, f"{STREET[:40]}\n"], ids=["cut off at a line", "cut off and ended"])
    def test_headings_that_may_be_cut_off_are_refused(self, bench: Workbench, tmp_path: Path, text: str) -> None:
        (tmp_path / "2021-05-dorset-street.csv").write_text(text, newline="")
        (tmp_path / "2021-06-dorset-street.csv").write_text(f"{STREET}\r\n{asb()}\r\n", newline="")
        with pytest.raises(Refused, match="2021-05-dorset-street"):
            read(bench, tmp_path)

    def test_one_month_twice_is_refused(self, bench: Workbench, tmp_path: Path) -> None:
        for folder in ("a", "b"):
            (tmp_path / folder).mkdir()
            (tmp_path / folder / "2021-06-dorset-street.csv").write_text(f"{STREET}\n{asb()}\n")
        with pytest.raises(Refused, match="two files are of the same force, month and kind"):
            read(bench, tmp_path)

    def test_names(self) -> None:
        assert contents([]).files == ()

    def test_a_heading_that_changed_is_refused_with_the_nearest(self, bench: Workbench, tmp_path: Path) -> None:
        with pytest.raises(Refused, match=r"no column 'Crime type' \(did you mean 'Crime Type'"):
            staged(bench, tmp_path, "2021-06-dorset-street.csv", [STREET.replace("Crime type", "Crime Type"), asb()])
