"""Where drafts are written: the house's own folders, or a package of the user's own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from string import Template

import openpeel
from openpeel.errors import Refused
from openpeel.language.tables import snake_case

TO_FILL_IN = "FILL IN"
"""Marks the places that a draft leaves to its author."""

_TEMPLATES = Path(__file__).parent / "templates"
LONGEST_LINE = 120


@dataclass(frozen=True)
class Draft:
    """A file that was written, and what its author does next."""

    path: Path
    to_fill_in: int
    then: tuple[str, ...]


def filled(template: str, **values: str) -> str:
    """The text of a template with its $names filled."""
    return Template((_TEMPLATES / f"{template}.txt").read_text(encoding="utf-8")).substitute(values)


def write_new(path: Path, text: str, *then: str) -> Draft:
    """Write a file that must not be there yet, with the folders above it. Raises Refused where it is."""
    if path.exists():
        raise Refused(f"{path} exists already", why="your own work might be lost", mend="choose another name")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Refused(f"the draft cannot be written: {error.strerror}", where=str(path)) from None
    return Draft(path, text.count(TO_FILL_IN), then)


def house() -> Path:
    """The folder of OpenPEEL's own source in a clone. Raises Refused where it was installed without one."""
    source = Path(openpeel.__file__).resolve().parent
    if source.parent.name != "src":
        raise Refused(
            "OpenPEEL is installed here without its source",
            why="a definition written among its installed files would be lost with the next version",
            mend="put it in a package of your own (--folder FOLDER), or work in a clone",
        )
    return source


def installing(folder: Path) -> str:
    """The command by which what a package of the user's own holds becomes known, as a step of a draft."""
    return f"python -m pip install --no-deps --no-build-isolation --editable {folder}   (once)"


ROOMS = ("standards", "indicators", "limits", "units", "tables", "sources")
"""What a package of the user's own can hold."""


def own_package(folder: Path) -> Path:
    """The source folder of the user's own package in ``folder``; it is set up where there is none.

    Its entry points name a package for each of :data:`ROOMS`, so that OpenPEEL finds what they hold once the package is
    installed.
    """
    project = folder.resolve().name
    package = re.sub(r"\W+", "_", project).lower()
    if not package.isidentifier():
        raise Refused(f"'{project}' cannot name a package", mend="use letters, digits and hyphens, a letter first")
    source = folder / "src" / package
    if not (folder / "pyproject.toml").exists():
        write_new(folder / "pyproject.toml", filled("pyproject", project=project, package=package))
    ensure_package(source, f"Standards of {project}, and what they rest on.")
    for room in ROOMS:
        ensure_package(source / room, f"The {room} of {project}.")
    return source


def ensure_package(folder: Path, docstring: str = "") -> None:
    """Make ``folder`` a Python package if it is none."""
    if not (folder / "__init__.py").exists():
        write_new(folder / "__init__.py", f'"""{docstring}"""\n' if docstring else "")


def checked_name(name: str, what: str) -> str:
    """``name`` if it can name a table, unit, fact or source. Raises Refused where it cannot."""
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name):
        raise Refused(
            f"'{name}' cannot name a {what}", mend="use lower-case words joined by underscores: risk_assessment"
        )
    # A table or unit is called by what its class is.
    if what in ("table", "unit") and (called := snake_case(class_name(name))) != name:
        raise Refused(f"'{name}' cannot name a {what}", mend=f"write a number as a word of its own: {called}")
    return name


def class_name(name: str) -> str:
    """'risk_assessment' to 'RiskAssessment'."""
    return "".join(word.capitalize() for word in name.split("_"))


def docstring(text: str, indent: int = 4) -> str:
    """``text`` as a docstring of its own, indented, in lines that are not too long."""
    quotes = '"""'
    lines, line = [], quotes
    for word in text.split():
        if indent + len(line) + 1 + len(word) + len(quotes) > LONGEST_LINE:
            lines.append(line)
            line = word
        else:
            line += word if line == quotes else f" {word}"
    return "\n".join(" " * indent + one for one in [*lines, line + quotes])
