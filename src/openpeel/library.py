"""Finding what there is: standards, indicators, lists, units and limits, ours and those of installed packages."""

from __future__ import annotations

from functools import cache
from types import ModuleType
from typing import TypeVar

import openpeel.indicators
import openpeel.limits
import openpeel.lists
import openpeel.standards
import openpeel.units
from openpeel.errors import Refused
from openpeel.language.columns import LanguageError
from openpeel.language.indicators import Indicator
from openpeel.language.limits import Limit, OwnValues
from openpeel.language.lists import CaseList
from openpeel.language.packages import installed_modules, modules_of
from openpeel.language.spelling import near
from openpeel.language.standards import Standard
from openpeel.language.units import Unit

Kind = TypeVar("Kind", Standard, Indicator, Limit, CaseList)
Named = TypeVar("Named")


@cache
def standards() -> dict[str, Standard]:
    """All standards by identifier, in order of identifier. Raises Refused where two have the same."""
    limits()
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
    """All limits by identifier, with the own values that installed packages give; in order of identifier.

    Raises Refused where two have the same, or own values are of a limit that there is not.
    """
    found = _collected(Limit, openpeel.limits, "openpeel.limits")
    given = {id(value): value for module in installed_modules("openpeel.limits") for value in vars(module).values()}
    for own in given.values():
        if isinstance(own, OwnValues):
            try:
                _named(found, own.limit, "limit").add_own(own)
            except LanguageError as error:
                raise Refused(f"own values do not fit limit {own.limit}: {error}") from error
    return found


@cache
def units() -> dict[str, type[Unit]]:
    """All units by name, in order of name."""
    found: dict[str, type[Unit]] = {}
    for module in [*modules_of(openpeel.units), *installed_modules("openpeel.units")]:
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
    for module in [*modules_of(package), *installed_modules(group)]:
        for value in vars(module).values():
            if isinstance(value, kind) and found.setdefault(value.id, value) is not value:
                raise Refused(f"two {kind.__name__.lower()}s are called '{value.id}'", where=module.__name__)
    return dict(sorted(found.items()))
