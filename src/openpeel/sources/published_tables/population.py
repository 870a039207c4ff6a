"""Who lives in each police force area: Census 2011 by ethnic group, mid-year estimates 2001 to 2020, and children.

The small tables beside this module (data/SOURCE.md) are made by `census_rows`, `estimate_rows` and
`residents.under_18_rows` from the tables as published; a test makes them again where the published tables are at hand.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from openpeel.errors import Refused
from openpeel.language.forces import FORCES, force_named

ETHNIC_GROUPS = ("White", "Black", "Asian", "Mixed", "Other")
"""The five broad groups of the Census 2011; Asian includes Chinese."""

CENSUS_2011 = "Census 2011"

_GROUP_COLUMN = re.compile(
    r"Ethnic Group: (?P<broad>[A-Z]\w+)(?:/[^:]*| ethnic group)?(?:: (?P<detail>[^;]+))?; measures: Value"
)

_CHANGED_SINCE_2016 = {
    # Local authorities formed or given a new code after the look-up of December 2016; each lies within one force.
    "E06000058": "dorset",  # Bournemouth, Christchurch and Poole
    "E06000059": "dorset",
    "E06000060": "thames-valley",  # Buckinghamshire
    "E06000061": "northamptonshire",  # North Northamptonshire
    "E06000062": "northamptonshire",  # West Northamptonshire
    "E07000244": "suffolk",  # East Suffolk
    "E07000245": "suffolk",  # West Suffolk
    "E07000246": "avon-and-somerset",  # Somerset West and Taunton
}


@dataclass(frozen=True)
class Population:
    """The residents of a force area on a census day or at mid-year.

    ``by_group`` holds the broad ethnic groups and ``by_detailed_group`` the 18 of the census; both are empty for a
    mid-year estimate, which is not made by ethnic group.
    """

    force: str
    total: int
    source: str
    by_group: Mapping[str, int]
    by_detailed_group: Mapping[str, int]

    @property
    def caveat(self) -> str | None:
        """What to say beside a rate on this denominator."""
        if self.force == "city-of-london":
            return "few live there and many come by day, so that no rate per resident is meaningful"
        return None


@cache
def population_by_force(year: int | None = None) -> Mapping[str, Population]:
    """Residents by force identifier: of the Census 2011 with ethnic groups, or the estimate for mid-``year``.

    Raises Refused for a year that the shipped table of estimates does not hold (2001 to 2020).
    """
    if year is None:
        return _census_2011()
    totals = {
        row["force"]: int(row["population"]) for row in _shipped("mid_year_estimates") if int(row["year"]) == year
    }
    if not totals:
        raise Refused(
            f"no mid-year population estimate for {year} is shipped",
            why="a rate needs the residents of its own time",
            mend="choose a year from 2001 to 2020, or hand over a table of populations",
        )
    return {force: Population(force, total, f"ONS mid-{year} estimate", {}, {}) for force, total in totals.items()}


@cache
def residents_under_18() -> Mapping[str, int]:
    """Residents under 18 in the middle of 2018 by force identifier."""
    return {row["force"]: int(row["under_18"]) for row in _shipped("mid_2018_under_18")}


def _census_2011() -> Mapping[str, Population]:
    by_group: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(ETHNIC_GROUPS, 0))
    by_detail: dict[str, dict[str, int]] = defaultdict(dict)
    for row in _shipped("census_2011_ethnic_group"):
        number = int(row["population"])
        by_group[row["force"]][row["ethnic_group"]] += number
        by_detail[row["force"]][row["detailed_ethnic_group"]] = number
    return {
        force.identifier: Population(
            force.identifier,
            sum(by_group[force.identifier].values()),
            CENSUS_2011,
            by_group[force.identifier],
            by_detail[force.identifier],
        )
        for force in FORCES
    }


def force_of_local_authority(code: str) -> str:
    """The force of a local authority by its code of 2011 to 2021. Raises Refused for a code that is in no force."""
    force = _CHANGED_SINCE_2016.get(code) or {row["code"]: row["force"] for row in _local_authorities()}.get(code)
    if force is None:
        raise Refused("a local authority lies in no known force area", where=code)
    return force


def population_of_local_authority(name: str) -> Mapping[str, int] | None:
    """Residents by broad ethnic group on census day 2011 of the authority of that name or code; none of another."""
    wanted = name.strip().casefold()
    for row in _local_authorities():
        if wanted in (row["code"].casefold(), row["name"].casefold()):
            return {group: int(row[group]) for group in ETHNIC_GROUPS}
    return None


@cache
def _local_authorities() -> list[dict[str, str]]:
    return _shipped("census_2011_local_authorities")


def local_authority_rows(published: Path, look_up: Path) -> Iterator[dict[str, str | int]]:
    """Rows of code, name, force and population by broad group, from the Census table by local authority."""
    with look_up.open(encoding="utf-8-sig", newline="") as stream:
        force_of = {row["LAD16CD"]: force_named(row["PFA16NM"]).identifier for row in csv.DictReader(stream)}
    with published.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            groups = dict.fromkeys(ETHNIC_GROUPS, 0)
            for column, text in row.items():
                match = _GROUP_COLUMN.fullmatch(column)
                if match and match["detail"] and match["broad"] != "All":
                    groups[match["broad"]] += int(text)
            code = row["geography code"]
            yield {"code": code, "name": row["geography"], "force": force_of[code], **groups}


def _shipped(name: str) -> list[dict[str, str]]:
    text = files("openpeel.sources.published_tables").joinpath("data", f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def census_rows(published: Path) -> Iterator[dict[str, str | int]]:
    """Rows of force, broad group, detailed group and population from the Census table by police force area.

    Raises Refused where the broad groups of a force do not add up to its published total.
    """
    with published.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            force = force_named(row["PFA16NM"]).identifier
            detailed = []
            for column, text in row.items():
                match = _GROUP_COLUMN.fullmatch(column)
                if match and match["detail"] and match["broad"] != "All":
                    detailed.append((match["broad"], match["detail"], int(text)))
            if sum(number for _, _, number in detailed) != int(
                row["Ethnic Group: All categories: Ethnic group; measures: Value"]
            ):
                raise Refused(
                    "the ethnic groups do not add up to the published total", where=f"{published.name}, {force}"
                )
            for broad, detail, number in detailed:
                yield {"force": force, "ethnic_group": broad, "detailed_ethnic_group": detail, "population": number}


def estimate_rows(estimates: Path, look_up: Path) -> Iterator[dict[str, str | int]]:
    """Rows of force, year and population from mid-year estimates by local authority and the look-up to forces.

    Scotland and Northern Ireland are left out. Raises Refused for an authority of England or Wales without a force.
    """
    with look_up.open(encoding="utf-8-sig", newline="") as stream:
        force_of = {row["LAD16CD"]: force_named(row["PFA16NM"]).identifier for row in csv.DictReader(stream)}
    force_of |= _CHANGED_SINCE_2016
    totals: dict[tuple[str, int], int] = defaultdict(int)
    with gzip.open(estimates, "rt", encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            code = row["code"].strip()  # some end in a no-break space
            if code[0] not in "EW":
                continue
            if code not in force_of:
                raise Refused("a local authority lies in no known force area", where=f"{estimates.name}, {code}")
            totals[force_of[code], int(row["year"])] += int(row["population"])
    for (force, year), population in sorted(totals.items()):
        yield {"force": force, "year": year, "population": population}
