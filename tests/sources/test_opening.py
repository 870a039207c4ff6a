"""What is handed over is never trusted: sizes, paths and kinds of entry."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

from openpeel.errors import Refused
from openpeel.sources import opening
from openpeel.sources.opening import opened


def archive(tmp_path: Path, *entries: tuple[zipfile.ZipInfo | str, bytes]) -> Path:
    path = tmp_path / "archive.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for entry, content in entries:
            made.writestr(entry, content)
    return path


def test_a_member_is_copied_under_a_name_of_ours(tmp_path: Path) -> None:
    path = archive(tmp_path, ("deep/down/../x.csv".replace("../", ""), b"1"), ("a.csv", b"2"))
    (tmp_path / "out").mkdir()
    with opened(path) as members:
        assert [member.name for member in members] == ["a.csv", "deep/down/x.csv"]
        copied = members[1].copy_to(tmp_path / "out")
        assert copied.parent == tmp_path / "out"
        assert copied.read_bytes() == b"1"


@pytest.mark.parametrize("name", ["../x", "a/../../x", "/x", "..\\x", "C:\\x", "c:x"])
def test_paths_that_lead_out(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match="leads out of the archive"), opened(archive(tmp_path, (name, b"1"))):
        pass


def test_links(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("2024-06-wiltshire-street.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with pytest.raises(Refused, match="leads out of the archive"), opened(archive(tmp_path, (link, b"/etc/passwd"))):
        pass


def test_a_stated_size_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_BYTES", 1_000_000)
    path = archive(tmp_path, ("x.csv", bytes(range(256)) * 8_000))
    with opened(path) as members, pytest.raises(Refused, match="unpacks to more than 1,000,000 bytes"):
        members[0].copy_to(tmp_path)
    assert (tmp_path / "member").stat().st_size <= 1_000_000


def test_real_archives_stay_far_below_the_limits(shared_data: Path) -> None:
    for path in (shared_data / "police-uk").glob("*.zip"):
        for entry in zipfile.ZipFile(path).infolist():
            assert entry.file_size < opening.MOST_BYTES / 100
            assert entry.file_size < entry.compress_size * opening.MOST_EXPANSION / 5
