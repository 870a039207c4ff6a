"""Definitions in packages: ours, and those that others install beside us and name by entry points."""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import entry_points
from types import ModuleType
from typing import Any

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
    except (TypeError, AttributeError, NameError, SyntaxError, ImportError, LookupError, ValueError) as error:
        raise Refused(f"a definition cannot be read: {_said(error)}", where=_place(error), mend=_mend(error)) from error


def _said(error: Exception) -> str:
    if isinstance(error, AttributeError) and error.name:
        what = error.obj.__name__ if isinstance(error.obj, type | ModuleType) else f"a {type(error.obj).__name__}"
        return f"{what} has no '{error.name}'"
    return error.msg if isinstance(error, SyntaxError | ImportError) else str(error)


def _mend(error: Exception) -> str | None:
    """The names nearest to one that there is not, or where one that was not imported lies."""
    name, known = "", list[str]()
    if isinstance(error, AttributeError) and error.name:
        name, known = error.name, dir(error.obj)
    elif isinstance(error, ModuleNotFoundError) and error.name:
        package, _, name = error.name.rpartition(".")
        known = [module.name for module in pkgutil.iter_modules(getattr(sys.modules.get(package), "__path__", ()))]
    elif isinstance(error, ImportError) and (found := re.search("cannot import name '(.+?)'", error.msg)):
        name, known = found[1], dir(sys.modules.get(error.name or ""))
    elif isinstance(error, NameError):
        return _import_of(error.name)
    advice = near(name, [one for one in known if not one.startswith("_")])
    return f"did you mean {advice}?" if advice else None


def _import_of(name: str | None) -> str | None:
    """The import of a name that a module of the language defines."""
    for place, module in sys.modules.items():
        if place.startswith("openpeel.language.") and name in vars(module):
            return f"from {getattr(vars(module)[name], '__module__', place)} import {name}"
    return None


def _place(error: Exception) -> str | None:
    """The file and line of the definition in which an error arose; not where the language noticed it."""
    if isinstance(error, SyntaxError):
        return f"{error.filename}, line {error.lineno}"
    frames = traceback.extract_tb(error.__traceback__)
    definitions = [frame.filename for frame in frames if frame.name == "<module>"]
    own = [frame for frame in frames if definitions and frame.filename == definitions[-1]]
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
