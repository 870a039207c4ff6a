"""Drafting an indicator: a share of units, or a rate for each 1,000 residents."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from openpeel import library
from openpeel.cli.drafting.places import TO_FILL_IN, Draft, filled, house, installing, own_package, write_new
from openpeel.errors import Refused
from openpeel.language.columns import Flag
from openpeel.language.framework import CHARACTERISTICS, Area
from openpeel.language.units import Unit

MEASURES = ("share", "rate")


def draft_indicator(identifier: str, unit: type[Unit], area: Area, measure: str, folder: Path | None) -> Draft:
    """Write an indicator over ``unit``, in the house or in the package of ``folder``.

    Raises Refused where the identifier is taken or is none, and where a share has no fact that is true or false.
    """
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", identifier):
        raise Refused(
            f"'{identifier}' cannot name an indicator", mend="use lower-case words joined by hyphens: find-rate"
        )
    if identifier in library.indicators() or identifier in library.standards():
        raise Refused(f"there is an indicator or standard '{identifier}' already", mend="choose another name")
    flag = next((name for name, fact in unit.facts.items() if isinstance(fact, Flag)), None)
    if measure == "share" and flag is None:
        raise Refused(
            f"unit {unit.name} has no fact that is true or false, which a share needs",
            mend=f"add it first (openpeel new fact NAME --unit {unit.name}), or count with --measure rate",
        )
    topics = [topic for topic in CHARACTERISTICS.values() if topic.area is area]
    today = datetime.now(UTC).date()
    is_share = measure == "share"
    text = filled(
        "indicator",
        id=identifier,
        variable=identifier.replace("-", "_"),
        imports="Better, Indicator, Share" if is_share else "CENSUS_2011, Better, Indicator, Rate",
        module=unit.__module__,
        unit=unit.__name__,
        area=area.name,
        characteristics="\n".join(f"    # {topic.identifier} {topic.says}" for topic in topics),
        characteristic=topics[0].identifier if topics else TO_FILL_IN,
        hint="of= what is counted, among= of which units." if is_share else "counting= narrows what is counted.",
        measure=f"Share(of={unit.__name__}.{flag})" if is_share else "Rate(denominator=CENSUS_2011)",
        today=f"{today.year}, {today.month}, {today.day}",
        next_year=f"{today.year + 1}, {today.month}, {min(today.day, 28)}",
    )
    file = identifier.replace("-", "_") + ".py"
    if folder is not None:
        path = own_package(folder) / "indicators" / file
        return write_new(path, text, installing(folder), f"openpeel indicator {identifier}")
    return write_new(
        house() / "indicators" / file,
        text,
        f"openpeel indicator {identifier}",
        "raise INDICATORS_KNOWN in tests/registry/test_standards.py",
        "openpeel docs",
    )
