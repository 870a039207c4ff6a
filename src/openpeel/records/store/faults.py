"""Faults of the machine, said so that a user can mend them."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from deltalake.exceptions import DeltaError

from openpeel.errors import OpenPeelError, Refused

_DISK_FULL = ("no space left", "os error 28", "disk full", "quota exceeded", "os error 122")
_READ_ONLY = ("read-only file system", "permission denied", "os error 30", "os error 13")


@contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Turn a full disk and a folder that may not be written into messages."""
    try:
        yield
    except OpenPeelError:
        raise
    except (OSError, duckdb.Error, DeltaError) as error:
        if is_disk_full(error):
            raise Refused(
                "the disk is full; nothing of this load was stored",
                where=str(folder),
                mend="free some space, then load the same files again",
            ) from error
        if _is_known(error, (errno.EROFS, errno.EACCES, errno.EPERM), _READ_ONLY):
            raise Refused(
                "the data folder cannot be written; nothing of this load was stored",
                where=str(folder),
                mend="give this user the right to write there, or name another folder with --data",
            ) from error
        raise


def is_disk_full(error: Exception) -> bool:
    """Whether ``error``, of Python, DuckDB or Delta Lake, says that the disk or this user's share of it is full."""
    return _is_known(error, (errno.ENOSPC, errno.EDQUOT), _DISK_FULL)


def _is_known(error: Exception, numbers: tuple[int, ...], words: tuple[str, ...]) -> bool:
    text = str(error).lower()
    return (isinstance(error, OSError) and error.errno in numbers) or any(said in text for said in words)
