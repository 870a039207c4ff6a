"""Definitions in packages: ours, and those that others install beside us and name by entry points."""

from __future__ import annotations

import importlib
import pkgutil
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType
from typing import Any

import openpeel.language
from openpeel.errors import Refused
from openpeel.language.spelling import near


def modules_of(package: ModuleType) -> Iterator[ModuleType]:
    """Every module within a package, imported."""
    for found in pkgutil.walk_packages(package.__path__, prefix=package.__name__ + "."):
        yield _imported(partial(importlib.import_module, found.name))


def _imported(load: Callable[[], Any]) -> Any:
    """What is loaded; an author's mistake in a definition is refused with the file and line where it stands."""
    try:
        return load()
    except (TypeError, AttributeError, NameError, SyntaxError) as error:
        advice = near(error.name, vars(error.obj)) if isinstance(error, AttributeError) and error.name else ""
        raise Refused(
            f"a definition cannot be read: {error}",
            where=_place(error),
            mend=f"did you mean {advice}?" if advice else None,
        ) from error


def _place(error: Exception) -> str | None:
    """The file and line of the definition in which an error arose; not where the language noticed it."""
    if isinstance(error, SyntaxError):
        return f"{error.filename}, line {error.lineno}"
    language = str(Path(openpeel.language.__path__[0]))
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).suffix == ".py"]
    own = [frame for frame in frames if not frame.filename.startswith((language, __file__, "<"))]
    return f"{own[-1].filename}, line {own[-1].lineno}" if own else None


def installed_modules(group: str) -> Iterator[ModuleType]:
    """What the entry points of ``group`` name in installed packages: modules, and those within them."""
    for module in installed(group).values():
        yield module
        if hasattr(module, "__path__"):
            yield from modules_of(module)


def installed(group: str) -> dict[str, Any]:
    """What the entry points of ``group`` name in installed packages, by the names that they give it."""
    entries = sorted(entry_points(group=group), key=lambda entry: entry.name)
    return {entry.name: _imported(entry.load) for entry in entries}
