"""From text to moments in UTC, in SQL: formats, days and months, local times and the nights when the clocks change."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from openpeel.language.columns import Precision
from openpeel.sources.casts import Cast, Fault
from openpeel.sources.workbench import quoted_name, quoted_text

LONDON = "Europe/London"

AMBIGUOUS = ("reject", "earlier", "later")
"""What a mapping may say of a local time that comes twice, in the night when the clocks go back."""


@dataclass(frozen=True)
class MomentFormat:
    """How a source writes moments.

    ``formats`` are strptime patterns, tried in turn; none means ISO 8601. Times without an offset are of ``zone``.
    """

    formats: tuple[str, ...] = ()
    zone: str = LONDON
    ambiguous: str = "reject"
    or_iso: bool = False
    """Accept ISO 8601 beside the formats: true dates of workbooks and Parquet files arrive so, whatever they show."""


ISO = MomentFormat()


def cast_moment(name: str, raw: str, coarsest: Precision, written: MomentFormat) -> Cast:
    """A moment, as naive UTC; a day or month becomes the first moment of a range, where ``coarsest`` allows it.

    Years outside 1900 to 2199 are faults: they come from slips of the keyboard and from dates that stand for 'never'.
    """
    forms = _pattern_forms(raw, written.formats)
    if written.or_iso or not forms:
        forms += _iso_forms(raw)
    form, at, utc = (quoted_name(f"{name} {step}") for step in ("form", "at", "utc"))
    zone = written.zone
    choose = " ".join(f"WHEN {found.test} THEN {number}" for number, found in enumerate(forms))
    read = " ".join(f"WHEN {number} THEN {found.value}" for number, found in enumerate(forms))
    convert: list[str] = []
    latest: list[str] = []
    faults: list[Fault] = []
    for number, found in enumerate(forms):
        here = f"{form} = {number}"
        if found.precision is not Precision.INSTANT:
            unit = "DAY" if found.precision is Precision.DAY else "MONTH"
            latest.append(f"WHEN {number} THEN {_utc(f'({at} + INTERVAL 1 {unit})', zone)} - INTERVAL 1 MICROSECOND")
            if not _allows(coarsest, found.precision):
                only = f"it gives only a day or month, and the table needs {_needs(coarsest)}"
                faults.append(Fault(here, quoted_text(only)))
        if found.has_offset:
            continue
        convert.append(f"WHEN {number} THEN {_utc(at, zone, written.ambiguous)}")
        if zone != "UTC" and found.precision is Precision.INSTANT:
            skipped = "'this local time does not exist: the clocks went forward over it'"
            faults.append(Fault(f"{here} AND {_back(at, zone)} <> {at}", skipped))
            if written.ambiguous == "reject":
                twice = "'this local time came twice, as the clocks went back (the mapping can say which is meant)'"
                faults.append(Fault(f"{here} AND {_comes_twice(at, zone)}", twice))
    faults.append(Fault(f"{raw} IS NOT NULL AND {utc} IS NULL", quoted_text(_not_a_moment(written))))
    faults.append(Fault(f"year({utc}) NOT BETWEEN 1900 AND 2199", "'its year is not between 1900 and 2199'"))
    return Cast(
        name,
        utc,
        tuple(faults),
        None if coarsest is Precision.INSTANT else _chosen(form, latest, utc),
        steps=(
            (form, f"CASE {choose} END"),
            (at, f"CASE {form} {read} END"),
            (utc, _chosen(form, convert, at)),
        ),
    )


def _chosen(form: str, branches: Sequence[str], otherwise: str) -> str:
    return f"CASE {form} {' '.join(branches)} ELSE {otherwise} END" if branches else otherwise


@dataclass(frozen=True)
class _Form:
    """One way in which a moment may be written."""

    test: str
    """SQL: true where the text is written so."""
    value: str
    """SQL: the moment in local time or, ``has_offset``, in UTC; NULL where there is no such day or time."""
    precision: Precision
    has_offset: bool = False


def _iso_forms(raw: str) -> tuple[_Form, ...]:
    day = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
    time = "[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?"
    offset = "(Z|[+-][0-9]{2}(:?[0-9]{2})?)"

    def written(pattern: str) -> str:
        return f"regexp_full_match({raw}, '{pattern}')"

    return (
        _Form(
            written(day + time + offset), f"timezone('UTC', TRY_CAST({raw} AS TIMESTAMPTZ))", Precision.INSTANT, True
        ),
        _Form(written(day + time), f"TRY_CAST({raw} AS TIMESTAMP)", Precision.INSTANT),
        _Form(written(day), f"TRY_CAST({raw} AS TIMESTAMP)", Precision.DAY),
        _Form(written("[0-9]{4}-[0-9]{2}"), f"TRY_CAST({raw} || '-01' AS TIMESTAMP)", Precision.MONTH),
    )


def _pattern_forms(raw: str, patterns: Sequence[str]) -> tuple[_Form, ...]:
    forms = []
    for pattern in patterns:
        parsed = f"try_strptime({raw}, {quoted_text(pattern)})"
        precision, has_offset = meaning_of(pattern)
        if has_offset:
            value = f"timezone('UTC', {parsed})"
        elif precision is Precision.INSTANT:
            value = parsed
        else:
            value = f"date_trunc('{precision.value}', {parsed})"
        forms.append(_Form(f"{parsed} IS NOT NULL", value, precision, has_offset))
    return tuple(forms)


def meaning_of(pattern: str) -> tuple[Precision, bool]:
    """How finely a strptime pattern tells the time, and whether with an offset from UTC."""
    directives = set(re.findall(r"%(?:%|-?([A-Za-z]))", pattern))
    if directives & set("HIXcs"):
        return Precision.INSTANT, "z" in directives
    return (Precision.DAY if directives & set("djx") else Precision.MONTH), False


def _not_a_moment(written: MomentFormat) -> str:
    if written.formats:
        return "it is not a real date and time in a format that the mapping gives"
    return "it is not a real date and time written as 2024-01-31 or 2024-01-31 23:59 (the mapping can give a format)"


def _needs(coarsest: Precision) -> str:
    return "a time of day" if coarsest is Precision.INSTANT else "a day"


def _allows(coarsest: Precision, precision: Precision) -> bool:
    order = (Precision.INSTANT, Precision.DAY, Precision.MONTH)
    return order.index(precision) <= order.index(coarsest)


def is_zone(zone: str) -> bool:
    """True where ``zone`` is a time zone of the IANA database, such as Europe/London."""
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _utc(local: str, zone: str, ambiguous: str = "later") -> str:
    """Local time to naive UTC. Of two moments with the same local time DuckDB takes the later."""
    if zone == "UTC":
        return local
    later = f"timezone('UTC', timezone({quoted_text(zone)}, {local}))"
    if ambiguous != "earlier":
        return later
    return f"CASE WHEN {_comes_twice(local, zone)} THEN {later} - INTERVAL 1 HOUR ELSE {later} END"


def _back(local: str, zone: str) -> str:
    return f"timezone({quoted_text(zone)}, timezone({quoted_text(zone)}, {local}))"


def _comes_twice(local: str, zone: str) -> str:
    """True where the moment an hour before has the same local time (all changes of clock in Britain are of an hour)."""
    return f"timezone({quoted_text(zone)}, timezone({quoted_text(zone)}, {local}) - INTERVAL 1 HOUR) = {local}"
