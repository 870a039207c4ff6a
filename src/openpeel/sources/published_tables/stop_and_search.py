"""Stop and search records as data.police.uk publishes them, as far as the workbench of fairness needs them.

Rows have no identifier; two that are alike may be two people in one stop or one row twice, so none is dropped and their
number is told. Times of 00:00 and 23:00 mark rows that have only a date.
"""

from __future__ import annotations

import csv
import io
import math
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from statistics import median
from typing import IO, TextIO
from zoneinfo import ZoneInfo

from openpeel.errors import Refused
from openpeel.language.ethnicity import broad_group

LONDON = ZoneInfo("Europe/London")
SQUARE = (0.05, 0.08)
"""Height and width in degrees of the squares that stand for areas: about five kilometres in England and Wales."""

NEEDED = {"Type", "Date", "Self-defined ethnicity", "Officer-defined ethnicity", "Object of search", "Outcome"}
NOTHING_FOUND = ("a no further action disposal", "nothing found", "false")


@dataclass(frozen=True)
class Search:
    """One search of a person. Groups are broad; ``found`` is none where no outcome was supplied.

    ``moment`` is local time; ``has_time`` is false where the force gave only a date. ``square`` is the latitude and
    longitude of the middle of a square of about five kilometres, none where no place was given.
    """

    force: str
    moment: datetime
    has_time: bool
    self_defined: str | None
    officer_defined: str | None
    reason: str
    found: bool | None
    linked: bool | None
    square: tuple[float, float] | None

    @property
    def area(self) -> str | None:
        return None if self.square is None else f"{self.square[0]:.2f}, {self.square[1]:.2f}"

    @property
    def month(self) -> str:
        return f"{self.moment.year}-{self.moment.month:02d}"

    @property
    def time_of_day(self) -> str | None:
        """Six-hour parts of the day; none where only a date is known."""
        if not self.has_time:
            return None
        return ("night (0 to 6)", "morning (6 to 12)", "afternoon (12 to 18)", "evening (18 to 24)")[
            self.moment.hour // 6
        ]


@dataclass(frozen=True)
class Searches:
    """Searches of persons, and what a reader must know of the rows."""

    rows: tuple[Search, ...]
    vehicle_only: int
    alike: int


FAR_KILOMETRES = 60


def far_from_the_rest(rows: Sequence[Search]) -> float:
    """The share of placed searches over 60 kilometres from the median place: a large one hints at a mix of forces.

    A force as long as Devon and Cornwall has such searches of its own; none does where few are placed at all.
    """
    squares = [row.square for row in rows if row.square]
    if not squares:
        return 0.0
    north, east = median(lat for lat, _ in squares), median(lon for _, lon in squares)
    shrink = math.cos(math.radians(north))
    away = [111.2 * math.hypot(lat - north, (lon - east) * shrink) for lat, lon in squares]
    return sum(kilometres > FAR_KILOMETRES for kilometres in away) / len(away)


def is_stop_and_search(path: Path) -> bool:
    """Whether a file or archive has the columns of data.police.uk stop and search."""
    try:
        return any(set(reader.fieldnames or ()) >= NEEDED for _, reader in _readers(path))
    except (OSError, UnicodeDecodeError, zipfile.BadZipFile, csv.Error):
        return False


def read_searches(path: Path) -> Searches:
    """All searches of persons in a CSV file or an archive. Raises Refused where no file has the columns needed."""
    rows: list[Search] = []
    seen: Counter[tuple[str, ...]] = Counter()
    vehicles = 0
    known = False
    for name, reader in _readers(path):
        names = reader.fieldnames or ()
        if not set(names) >= NEEDED:
            continue
        known = True
        force = "-".join(Path(name).stem.removesuffix("-stop-and-search").split("-")[2:]) or "unknown"
        for fields in filter(None, reader.reader):
            where = f"{name}, line {reader.reader.line_num}"
            if len(fields) != len(names):
                raise Refused("a row has more or fewer fields than the headings", where=where)
            row = dict(zip(names, fields, strict=True))
            if row["Type"] == "Vehicle search":
                vehicles += 1
                continue
            row.pop("", None)  # South Wales numbers its rows, in a column without a name.
            seen[tuple(row.values())] += 1
            rows.append(_search(row, force, where))
    if not known:
        raise Refused("this is not stop and search as data.police.uk publishes it", where=path.name)
    return Searches(tuple(rows), vehicles, sum(times - 1 for times in seen.values()))


def _search(row: dict[str, str], force: str, where: str) -> Search:
    try:
        moment = datetime.fromisoformat(row["Date"])
    except ValueError:
        raise Refused("a row has no date that can be read", where=where) from None
    local = moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(LONDON)
    only_date = (moment.hour, moment.minute, moment.second) in ((0, 0, 0), (23, 0, 0))
    outcome = row["Outcome"].strip().casefold()
    latitude, longitude = row.get("Latitude", ""), row.get("Longitude", "")
    try:
        square = _square(latitude, longitude) if latitude and longitude else None
    except (ValueError, OverflowError):
        raise Refused("a row has a latitude or longitude that is no number", where=where) from None
    return Search(
        force,
        local,
        not only_date,
        broad_group(row["Self-defined ethnicity"]),
        broad_group(row["Officer-defined ethnicity"]),
        row["Object of search"] or "(not recorded)",
        None if not outcome else not outcome.startswith(NOTHING_FOUND),
        {"true": True, "1.0": True, "false": False, "0.0": False}.get(
            row.get("Outcome linked to object of search", "").casefold()
        ),
        square,
    )


@lru_cache(maxsize=50_000)  # Places are published as the nearest of few points.
def _square(latitude: str, longitude: str) -> tuple[float, float]:
    north, east = SQUARE
    return round(round(float(latitude) / north) * north, 4), round(round(float(longitude) / east) * east, 4)


def _readers(path: Path) -> Iterator[tuple[str, csv.DictReader[str]]]:
    if not path.is_file():
        raise Refused("there is no such file", where=str(path))
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            for name in sorted(archive.namelist()):
                if name.endswith(".csv"):
                    with archive.open(name) as raw:
                        yield name, csv.DictReader(_text(raw))
    elif path.suffix == ".csv":
        with path.open("rb") as raw:
            yield path.name, csv.DictReader(_text(raw))


def _text(raw: IO[bytes]) -> TextIO:
    return io.TextIOWrapper(raw, encoding="utf-8-sig", newline="")
