"""From what a person typed to a value of a column, and back."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from openpeel.language.columns import Column, Declaration, Flag, Known, Moment, Number, Precision
from openpeel.language.periods import FOR_COMMANDS, LONDON, Written

CLOCKS_APART = timedelta(minutes=5)
"""How far the clock of who types may be before ours."""

LONGEST = 20_000
"""Characters that one text may have."""

DATE_OF_BIRTH = "date_of_birth"
"""The column of a day that records keep as text, since only the year may be known."""

TRUE, FALSE = {"yes", "y", "true", "t", "1"}, {"no", "n", "false", "f", "0"}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Characters that nobody types and that no workbook can hold."""
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)|(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_IN_WORDS = re.compile(r"(\d{1,2}) ([a-z]{3,9}) (\d{4})(?:,? (.*))?", re.ASCII | re.IGNORECASE)
_MONTHS = {
    name.casefold(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
}
_BIRTH = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
_TIME = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d))?", re.ASCII)


@dataclass(frozen=True)
class Fault:
    """Why a value cannot be taken; it never holds the value itself."""

    says: str


def declared(column: Column) -> Declaration:
    """What the table says of a column."""
    assert column.declaration is not None
    return column.declaration


def read_value(column: Column, typed: str) -> Any | Fault:
    """The value of ``typed`` as JSON keeps it: None where it is empty, a :class:`Fault` where it is none.

    Moments are read as local time: '31 March 2024, 18:05', '31/3/2024 18:05' or '2024-03-31 18:05'; a day alone where
    the column allows a day. A day of birth is read as a moment's day is; its year, or year and month, stays as it is.
    """
    text = _CONTROL.sub("", typed.replace("\r\n", "\n")).strip()
    if not text:
        return Fault("this is needed") if declared(column).required else None
    if isinstance(column, Moment):
        return _moment(text, declared(column).precision)
    if isinstance(column, Flag):
        return _flag(text)
    if isinstance(column, Number):
        return _number(text, declared(column))
    if column.name.endswith(f".{DATE_OF_BIRTH}"):
        text = _day_of_birth(text)
    codes = declared(column).codes
    if codes is not None and text not in codes:
        return Fault(f"choose one of: {', '.join(codes)}")
    return Fault(f"at most {LONGEST:,} characters can be kept") if len(text) > LONGEST else text


def still_to_come(column: Column, value: Any, now: datetime) -> Fault | None:
    """The fault of a moment that cannot have happened yet at ``now`` (naive UTC); None for what may be planned."""
    if value is None or not isinstance(column, Moment) or declared(column).known is Known.PLANNED:
        return None
    if len(value) == len("2024-03-31"):
        is_later = value > f"{now.replace(tzinfo=UTC).astimezone(LONDON):%Y-%m-%d}"
    else:
        is_later = datetime.fromisoformat(value) > (now + CLOCKS_APART).replace(tzinfo=UTC)
    return Fault("this is still to come: write when it happened, or leave it empty") if is_later else None


def cannot_be(name: str, column: Column, value: Any, now: datetime) -> Fault | None:
    """The fault of a moment still to come at ``now`` (naive UTC), or of a day of birth that is none."""
    if name == DATE_OF_BIRTH and value is not None:
        return _birth(value, now)
    return still_to_come(column, value, now)


def written_value(column: Column, value: Any, written: Written = FOR_COMMANDS) -> str:
    """A value as a person would type it; an empty string for None. :func:`read_value` reads it back."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(column, Moment):
        if len(value) == len("2024-03-31"):
            return written.day(date.fromisoformat(value))
        moment = datetime.fromisoformat(value).astimezone(UTC)
        # The hour that comes twice in autumn: as London's time alone it would be read as the first of the two.
        second = " GMT" if moment.astimezone(LONDON).fold else ""
        return written.moment(moment.replace(tzinfo=None)) + second
    return str(value)


def as_moment(value: datetime) -> str:
    """A moment (naive UTC) as an entry keeps it."""
    return value.replace(tzinfo=UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _moment(text: str, precision: Precision) -> str | Fault:
    zone = UTC if text.endswith(("Z", " GMT")) else LONDON
    local = _in_figures(text.removesuffix("Z").removesuffix(" GMT"))
    day, _, time = local.replace("T", " ").partition(" ")
    found = _DAY.fullmatch(day)
    if found is None:
        return Fault("write the day as 31 March 2024, 31/3/2024 or 2024-03-31")
    parts = [int(part) for part in found.groups() if part is not None]
    year, month, date = parts if found.group(1) else parts[::-1]
    clock: tuple[int, int, int]
    if not time.strip():
        if precision is Precision.INSTANT:
            return Fault("write the time behind the day: 31 March 2024, 18:05")
        clock = (0, 0, 0)
    elif (given := _TIME.fullmatch(time.strip())) is None:
        return Fault("write the time as 18:05")
    else:
        hour, minute, second = (int(part or 0) for part in given.groups())
        clock = (hour, minute, second)
    try:
        naive = datetime(year, month, date, *clock)  # noqa: DTZ001 - local or UTC is settled below
    except ValueError:
        return Fault("there is no such day or time")
    if not 1900 <= year <= 2200:
        return Fault("the year cannot be right")
    if not time.strip():
        return f"{naive:%Y-%m-%d}"
    moment = naive.replace(tzinfo=zone).astimezone(UTC)
    if zone is LONDON and moment.astimezone(LONDON).replace(tzinfo=None) != naive:
        return Fault("there was no such time: the clocks went forward that night")
    return as_moment(moment.replace(tzinfo=None))


def _in_figures(text: str) -> str:
    """A text with the month of its day in figures, where it is in words."""
    if (said := _IN_WORDS.fullmatch(text)) and said[2].casefold() in _MONTHS:
        return f"{said[1]}/{_MONTHS[said[2].casefold()]}/{said[3]} {said[4] or ''}".strip()
    return text


def _day_of_birth(text: str) -> str:
    """A day as records keep it, whichever way it is written; any other text as it is."""
    found = _DAY.fullmatch(_in_figures(text))
    if found is None or found[1]:
        return text
    return f"{found[6]}-{int(found[5]):02}-{int(found[4]):02}"


def _birth(text: str, now: datetime) -> Fault | None:
    """The fault of a day of birth; only its year, or year and month, where no more is known."""
    try:
        first = (
            date.fromisoformat(text + {4: "-01-01", 7: "-01"}.get(len(text), "")) if _BIRTH.fullmatch(text) else None
        )
    except ValueError:
        first = None
    if first is None:
        return Fault(
            "write the day as 28 February 2010, 28/2/2010 or 2010-02-28; where no more is known, 2010-02 or 2010"
        )
    if first > now.replace(tzinfo=UTC).astimezone(LONDON).date():
        return Fault("this is still to come")
    return None if first.year >= 1900 else Fault("the year cannot be right")


def _flag(text: str) -> bool | Fault:
    word = text.casefold()
    return word in TRUE if word in TRUE | FALSE else Fault("answer yes or no")


def _number(text: str, declaration: Declaration) -> float | Fault:
    try:
        number = float(text.replace(",", ""))
    except ValueError:
        return Fault("this is not a number")
    if number != number or number in (float("inf"), float("-inf")):
        return Fault("this is not a number")
    if declaration.lowest is not None and number < declaration.lowest:
        return Fault(f"this is below {declaration.lowest:g}, the least that makes sense")
    if declaration.highest is not None and number > declaration.highest:
        return Fault(f"this is above {declaration.highest:g}, the most that makes sense")
    return number
