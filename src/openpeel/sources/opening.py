"""Opening what a user hands over: a file, a folder or a zip archive, none of them trusted.

A zip archive is never unpacked by its own names or sizes: each member is copied, one at a time, under a name of ours
into a folder of ours, and the copy stops when it grows past what an honest archive could hold.
"""

from __future__ import annotations

import contextlib
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from openpeel.errors import Refused

MOST_BYTES = 2 * 1024**3
"""A member that unpacks to more than this (2 GiB) is refused; a whole police.uk month of one force has under 60 MB."""

MOST_EXPANSION = 200
"""A member that unpacks to more than this many times its packed size is refused. Real months expand 3 to 16 times."""

SMALL = 4 * 1024**2
"""Below this size (4 MiB) expansion is not looked at: a short file of equal rows packs very small."""

MOST_MEMBERS = 200_000
"""A whole archive of data.police.uk has about 5,000 files."""

_CHUNK = 1024**2

_DRIVE = re.compile("[A-Za-z]:")


@dataclass(frozen=True)
class Member:
    """One file that was handed over, by itself, in a folder or in an archive."""

    name: str
    """Path within what was handed over, as the user knows it."""
    modified: datetime | None
    """When it was written, in local time as its folder or archive says."""
    size: int
    """Its bytes, unpacked, as its folder or archive says: enough to share out work by, and no more."""
    copy_to: Callable[[Path], Path]
    """Give a path at which it can be read; a member of an archive is copied into the folder given,
    which is made then."""


@contextlib.contextmanager
def opened(path: Path) -> Iterator[list[Member]]:
    """The files of ``path`` in order of name: the file itself, those of a folder, or those of a zip archive.

    Raises Refused where nothing is there, it cannot be read, or the archive is damaged or hostile.
    """
    if path.is_dir():
        yield [_on_disk(file, str(file.relative_to(path))) for file in sorted(path.rglob("*")) if file.is_file()]
        return
    check_readable(path)
    with path.open("rb") as file:
        start = file.read(4)
    if not start.startswith(b"PK"):
        if path.suffix.lower() == ".zip":
            raise Refused(
                f"{path.name} is not a zip archive, though its name ends in .zip",
                where=str(path),
                mend="download it again; a saved web page or a part of a download often hides behind such a name",
            )
        yield [_on_disk(path, path.name)]
        return
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError):
        raise Refused(
            f"{path.name} is a damaged zip archive: its end, where the list of files stands, is missing or broken",
            where=str(path),
            why="a download that was cut off looks like this; part of its files would be lost",
            mend="download it again, and compare its size with that at the source",
        ) from None
    with archive:
        yield [_in_archive(archive, entry, path) for entry in _checked(archive, path)]


def check_readable(path: Path) -> None:
    """Raise Refused where ``path`` is not a file that can be read, or is empty."""
    try:
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except IsADirectoryError:
        raise Refused(f"{path} is a folder", mend=f"name the files in it: {path}/*.csv") from None
    except FileNotFoundError:
        raise Refused(f"there is no file or folder {path}", mend="check the path") from None
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror or error}") from None
    if size == 0:
        raise Refused(
            f"{path.name} is empty",
            where=str(path),
            why="an empty extract would look like a force with no records",
            mend="run the extract again",
        )


def _on_disk(path: Path, name: str) -> Member:
    def checked(_folder: Path) -> Path:
        check_readable(path)
        return path

    status = path.stat()
    return Member(name, datetime.fromtimestamp(status.st_mtime), status.st_size, checked)  # noqa: DTZ006


def _checked(archive: zipfile.ZipFile, path: Path) -> list[zipfile.ZipInfo]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MOST_MEMBERS:
        raise Refused(f"{path.name} holds {len(entries):,} files; more than {MOST_MEMBERS:,} are refused")
    names: set[str] = set()
    for entry in entries:
        # ZipInfo replaces the system's own separator; a backslash is one on other systems.
        parts = PurePosixPath(entry.filename.replace("\\", "/"))
        if (
            parts.is_absolute()
            or ".." in parts.parts
            or _DRIVE.match(entry.filename)
            or stat.S_ISLNK(entry.external_attr >> 16)
        ):
            raise Refused(
                f"{path.name} holds a file whose path leads out of the archive",
                where=f"{path}: {entry.filename[:200]!r}",
                why="an honest archive holds no such path; unpacked, it would overwrite other files",
                mend="download the archive again from its publisher, and delete this one",
            )
        if entry.flag_bits & 0x1:
            raise Refused(
                f"{path.name} is locked by a password", where=f"{path}: {entry.filename}", mend="unpack it first"
            )
        if entry.filename in names:
            raise Refused(
                f"{path.name} holds two files of the same name",
                where=f"{path}: {entry.filename}",
                why="nothing says which of the two counts",
            )
        names.add(entry.filename)
    return sorted(entries, key=lambda entry: entry.filename)


def _in_archive(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path) -> Member:
    def copy_to(folder: Path) -> Path:
        folder.mkdir(exist_ok=True)
        target = folder / "member"
        most = min(MOST_BYTES, max(SMALL, entry.compress_size * MOST_EXPANSION))
        written = 0
        try:
            with archive.open(entry) as packed, target.open("wb") as unpacked:
                while chunk := packed.read(_CHUNK):
                    written += len(chunk)
                    if written > most:
                        raise Refused(
                            f"{path.name} holds a file that unpacks to more than {most:,} bytes "
                            f"from {entry.compress_size:,}",
                            where=f"{path}: {entry.filename}",
                            why=f"files that grow more than {MOST_EXPANSION} times, or beyond {MOST_BYTES:,} bytes, "
                            "are made to fill a disk",
                            mend="if you trust it, unpack it yourself and load the folder",
                        )
                    unpacked.write(chunk)
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError):
            raise Refused(
                f"{path.name} is damaged: a file in it does not match its checksum",
                where=f"{path}: {entry.filename}",
                why="some of its rows may be missing or wrong",
                mend="download it again",
            ) from None
        return target

    modified = None
    with contextlib.suppress(ValueError):
        modified = datetime(*entry.date_time)  # noqa: DTZ001
    return Member(entry.filename, modified, entry.file_size, copy_to)
