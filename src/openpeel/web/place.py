"""Where the web's own state is: beside the store and the runs, in the data folder that a command names."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

DATABASE, SECRET = "web.sqlite3", "web-secret"
VARIABLE = "OPENPEEL_DATA"


def data_folder() -> Path:
    """The folder of the records, as ``--data`` named it."""
    return Path(os.environ.get(VARIABLE, "openpeel-data")).absolute()


def kept_secret(folder: Path) -> str:
    """The key that signs sessions, made once for each data folder; a passing one where there is no such folder."""
    file = folder / SECRET
    if not folder.is_dir():
        return secrets.token_urlsafe(50)
    try:
        # Of processes that start together, one makes it and all read the same.
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as new:
            new.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return file.read_text(encoding="ascii")
