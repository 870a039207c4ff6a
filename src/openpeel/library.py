"""Finding what there is: standards, indicators, lists, units and limits, ours and those of installed packages."""

from __future__ import annotations

import importlib
import pkgutil
import traceback
from collections.abc import Callable, Iterator
from functools import cache, partial
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType
from typing import TypeVar

import openpeel.indicators
import openpeel.language
import openpeel.limits
import openpeel.lists
import openpeel.standards
import openpeel.units
from openpeel.errors import Refused
from openpeel.language.indicators import Indicator
from openpeel.language.limits import Limit
from openpeel.language.lists import CaseList
from openpeel.language.spelling import near
from openpeel.language.standards import Standard
from openpeel.language.units import Unit

Kind = TypeVar("Kind", Standard, Indicator, Limit, CaseList)
Named = TypeVar("Named")


@cache
def standards() -> dict[str, Standard]:
    """All standards by identifier, in order of identifier. Raises Refused where two have the same."""
    return _collected(Standard, openpeel.standards, "openpeel.standards")


@cache
def indicators() -> dict[str, Indicator]:
    """All indicators by identifier, in order of identifier. Raises Refused where two have the same."""
    return _collected(Indicator, openpeel.indicators, "openpeel.indicators")


@cache
def lists() -> dict[str, CaseList]:
    """All lists of cases by identifier, in order of identifier. Raises Refused where two have the same."""
    return _collected(CaseList, openpeel.lists, "openpeel.lists")


@cache
def limits() -> dict[str, Limit]:
    """All limits by identifier, in order of identifier. Raises Refused where two have the same."""
    return _collected(Limit, openpeel.limits, "openpeel.limits")


@cache
def units() -> dict[str, type[Unit]]:
    """All units by name, in order of name."""
    found: dict[str, type[Unit]] = {}
    for module in [*_modules(openpeel.units), *_installed("openpeel.units")]:
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, Unit) and value.__module__ == module.__name__:
                found[value.name] = value
    return dict(sorted(found.items()))


def standard(identifier: str) -> Standard:
    """The standard of that identifier. Raises Refused, with the nearest ones, where there is none."""
    return _named(standards(), identifier, "standard")


def indicator(identifier: str) -> Indicator:
    """The indicator of that identifier. Raises Refused, with the nearest ones, where there is none."""
    return _named(indicators(), identifier, "indicator")


def case_list(identifier: str) -> CaseList:
    """The list of that identifier. Raises Refused, with the nearest ones, where there is none."""
    return _named(lists(), identifier, "list")


def limit(identifier: str) -> Limit:
    """The limit of that identifier. Raises Refused, with the nearest ones, where there is none."""
    return _named(limits(), identifier, "limit")


def unit(name: str) -> type[Unit]:
    """The unit of that name. Raises Refused, with the nearest ones, where there is none."""
    return _named(units(), name, "unit")


def _named(found: dict[str, Named], identifier: str, what: str) -> Named:
    if identifier not in found:
        advice = near(identifier, found)
        raise Refused(
            f"there is no {what} '{identifier}'",
            mend=f"did you mean {advice}?" if advice else f"the {what}s are: {', '.join(found)}",
        )
    return found[identifier]


def _collected(kind: type[Kind], package: ModuleType, group: str) -> dict[str, Kind]:
    found: dict[str, Kind] = {}
    for module in [*_modules(package), *_installed(group)]:
        for value in vars(module).values():
            if isinstance(value, kind) and found.setdefault(value.id, value) is not value:
                raise Refused(f"two {kind.__name__.lower()}s are called '{value.id}'", where=module.__name__)
    return dict(sorted(found.items()))


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(package.__path__, prefix=package.__name__ + "."):
        yield _imported(partial(importlib.import_module, found.name))


def _imported(load: Callable[[], ModuleType]) -> ModuleType:
    """The module; what an author may get wrong in a definition is refused with the file and line where it stands."""
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


def _installed(group: str) -> Iterator[ModuleType]:
    for entry in sorted(entry_points(group=group), key=lambda entry: entry.name):
        module = _imported(entry.load)
        yield module
        if hasattr(module, "__path__"):
            yield from _modules(module)
