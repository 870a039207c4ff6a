"""Drafting a limit, or a force's own value of one that the library has."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from openpeel import library
from openpeel.cli.drafting.places import Draft, filled, house, installing, own_package, write_new
from openpeel.cli.lengths import HOW_TO_WRITE, length_named
from openpeel.errors import Refused


def draft_limit(identifier: str, value: str, force: str | None, folder: Path | None) -> Draft:
    """Write a limit with ``value`` (a number, or a length of time in words), in the house or in a package of one's own.

    With ``force`` the draft is that force's own value of a limit that there is. Raises Refused where the identifier is
    taken, or for an own value is not; where the value cannot be read; and for an own value without ``folder``.
    """
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", identifier):
        raise Refused(f"'{identifier}' cannot name a limit", mend="use lower-case words joined by hyphens: pick-up-101")
    if force is None and identifier in library.limits():
        raise Refused(
            f"there is a limit '{identifier}' already",
            mend="see docs/reference/limits.md; for a force's own value of it give --force and --folder",
        )
    written, durations = _value(value)
    today = datetime.now(UTC).date()
    words = {
        "id": identifier,
        "constant": identifier.replace("-", "_").upper(),
        "value": written,
        "durations": f"from openpeel.language.durations import {durations}\n" if durations else "",
        "since": f"{today.year}, 1, 1",
    }
    file = identifier.replace("-", "_") + ".py"
    if force is not None:
        library.limit(identifier)
        if folder is None:
            raise Refused(
                "a force's own value belongs in a package of its own", mend="name its folder: --folder our-standards"
            )
        path = own_package(folder) / "limits" / f"own_{file}"
        text = filled("own_values", force=force, **{**words, "constant": f"OWN_{words['constant']}"})
        return write_new(path, text, installing(folder), "openpeel show STANDARD lists it among the standard's limits")
    used = f"{words['constant']}.after(start, deciding=start, force=Unit.force)" if durations else "...amount(...)"
    root = house() if folder is None else own_package(folder)
    then = "openpeel docs" if folder is None else installing(folder)
    return write_new(root / "limits" / file, filled("limit", **words), f"use it in a standard or fact: {used}", then)


def _value(text: str) -> tuple[str, str]:
    """A value as it is written in code, and the function that it needs."""
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return text, ""
    try:
        length = length_named(text)
    except ValueError as error:
        raise Refused(f"'{text}' is no value of a limit: {error}") from None
    if length is None:
        raise Refused(f"'{text}' is no value of a limit", mend=f"write a number, or {HOW_TO_WRITE}")
    make, amount = length
    return f"{make.__name__}({amount})", make.__name__
