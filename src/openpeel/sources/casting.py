"""From text to typed values, in SQL: what each kind of column accepts, and what is said of a value that it does not.

Reasons name the fault and never the value: they may end in messages and logs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from openpeel.language.columns import Column, Flag, Moment, Number, Precision
from openpeel.language.tables import Table
from openpeel.sources.workbench import quoted_text

LONDON = "Europe/London"

AMBIGUOUS = ("reject", "earlier", "later")
"""What a mapping may say of a local time that comes twice, in the night when the clocks go back."""

_MICROSECOND = "INTERVAL 1 MICROSECOND"

TRUE = ("true", "t", "yes", "y", "1", "1.0")
FALSE = ("false", "f", "no", "n", "0", "0.0")
"""What counts as true or false where a mapping gives no codes, in any case."""


@dataclass(frozen=True)
class Cast:
    """SQL over the raw rows for one column: its value, and why it cannot be stored (NULL where it can)."""

    name: str
    value: str
    fault: str = "NULL"
    latest: str | None = None
    """For a ranged moment: the latest moment that the value can stand for."""


@dataclass(frozen=True)
class MomentFormat:
    """How a source writes moments.

    ``formats`` are strptime patterns, tried in turn; none means ISO 8601. Times without an offset are of ``zone``.
    """

    formats: tuple[str, ...] = ()
    zone: str = LONDON
    ambiguous: str = "reject"


ISO = MomentFormat()


def trimmed(raw: str, empty: Sequence[str] = ()) -> str:
    """``raw`` without spaces around it; NULL where nothing is left, or what is left is one of ``empty``."""
    value = f"nullif(trim({raw}, ' \t\n\r\u00a0'), '')"
    if empty:
        listed = ", ".join(quoted_text(text) for text in empty)
        value = f"(CASE WHEN {value} IN ({listed}) THEN NULL ELSE {value} END)"
    return value


def cast_column(
    table: type[Table],
    name: str,
    raw: str,
    *,
    codes: Mapping[str, str] | None = None,
    moments: MomentFormat = ISO,
) -> Cast:
    """Cast the SQL expression ``raw`` (trimmed text or NULL) to the column ``name`` of ``table``.

    ``codes`` maps the source's codes to the table's (of a flag: to 'true' and 'false'); a source may also write the
    table's own.
    """
    column = table.columns[name]
    declaration = table.declaration(name)
    if isinstance(column, Moment):
        cast = cast_moment(name, raw, declaration.precision, moments)
    elif isinstance(column, Flag):
        cast = _cast_flag(name, raw, codes)
    elif isinstance(column, Number):
        cast = _cast_number(name, raw, declaration.lowest, declaration.highest)
    elif declaration.codes is not None:
        cast = _cast_code(name, raw, declaration.codes, codes)
    else:
        cast = Cast(name, raw)
    return required(cast, raw) if declaration.required else cast


def required(cast: Cast, raw: str) -> Cast:
    """The same, with an empty value as a fault."""
    missing = "'it is empty, and a row cannot be stored without it'"
    return Cast(cast.name, cast.value, f"CASE WHEN {raw} IS NULL THEN {missing} ELSE {cast.fault} END", cast.latest)


def missing_column(table: type[Table], name: str) -> Cast:
    """An empty column, for one that the source does not supply."""
    column: Column = table.columns[name]
    kinds: dict[type[Column], str] = {Moment: "TIMESTAMP", Flag: "BOOLEAN", Number: "DOUBLE"}
    empty = f"CAST(NULL AS {kinds.get(type(column), 'VARCHAR')})"
    ranged = isinstance(column, Moment) and table.declaration(name).precision is not Precision.INSTANT
    return Cast(name, empty, latest=empty if ranged else None)


def _cast_flag(name: str, raw: str, codes: Mapping[str, str] | None) -> Cast:
    if codes is not None:
        true = [theirs for theirs, ours in codes.items() if ours == "true"]
        false = [theirs for theirs, ours in codes.items() if ours == "false"]
        value = f"CASE WHEN {_in(raw, true)} THEN true WHEN {_in(raw, false)} THEN false END"
        reason = "'its code is not one of those that the mapping gives for true and false'"
    else:
        value = f"CASE WHEN {_in(f'lower({raw})', TRUE)} THEN true WHEN {_in(f'lower({raw})', FALSE)} THEN false END"
        reason = "'it is neither true nor false (yes, no, 1 and 0 are understood too)'"
    return Cast(name, value, f"CASE WHEN {raw} IS NOT NULL AND ({value}) IS NULL THEN {reason} END")


def _cast_number(name: str, raw: str, lowest: float | None, highest: float | None) -> Cast:
    # The cast alone would take 'nan', 'inf', '1_000' and hexadecimal numbers.
    plain = f"regexp_full_match({raw}, '[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?')"
    value = f"CASE WHEN {plain} THEN TRY_CAST({raw} AS DOUBLE) END"
    tests = [f"WHEN {raw} IS NULL THEN NULL", f"WHEN ({value}) IS NULL OR isinf({value}) THEN 'it is not a number'"]
    if lowest is not None:
        tests.append(f"WHEN ({value}) < {lowest!r} THEN 'it is below {lowest:g}, the least that makes sense'")
    if highest is not None:
        tests.append(f"WHEN ({value}) > {highest!r} THEN 'it is above {highest:g}, the most that makes sense'")
    return Cast(name, value, f"CASE {' '.join(tests)} END")


def _cast_code(name: str, raw: str, ours: Mapping[str, str], mapped: Mapping[str, str] | None) -> Cast:
    known = {**{code: code for code in ours}, **(mapped or {})}
    # An empty target says that their code means 'not recorded'.
    pairs = " ".join(
        f"WHEN {quoted_text(theirs)} THEN {quoted_text(code) if code else 'NULL'}"
        for theirs, code in known.items()
        if theirs != code
    )
    value = f"CASE {raw} {pairs} ELSE {raw} END" if pairs else raw
    fault = f"CASE WHEN {raw} IS NOT NULL AND NOT ({_in(raw, list(known))}) THEN 'its code is not one of those known'  END"
    return Cast(name, value, fault)


def _in(value: str, texts: Sequence[str]) -> str:
    return f"{value} IN ({', '.join(quoted_text(text) for text in texts)})" if texts else "false"


def cast_moment(name: str, raw: str, coarsest: Precision, written: MomentFormat) -> Cast:
    """A moment, as naive UTC; given as a day or month, it becomes the first moment of a range where ``coarsest`` allows.

    Years outside 1900 to 2199 are faults: they come from slips of the keyboard and from dates that stand for 'never'.
    """
    if written.formats:
        parsed = [(_strptime(raw, pattern), *_meaning(pattern)) for pattern in written.formats]
    else:
        parsed = _iso(raw)
    local: list[str] = []
    exact: list[str] = []
    spans: list[tuple[str, Precision]] = []
    for value, precision, has_offset in parsed:
        if has_offset:
            exact.append(f"timezone('UTC', {value})")
        elif precision is Precision.INSTANT:
            local.append(value)
        else:
            spans.append((value, precision))
    zone = written.zone
    wall = f"coalesce({', '.join(local)})" if local else "CAST(NULL AS TIMESTAMP)"
    instant = _utc(wall, zone, written.ambiguous)
    starts = [instant, *exact] if local else exact
    ends = list(starts)
    for value, precision in spans:
        step = "INTERVAL 1 DAY" if precision is Precision.DAY else "INTERVAL 1 MONTH"
        start = f"date_trunc('{'day' if precision is Precision.DAY else 'month'}', {value})"
        starts.append(_midnight(start, zone))
        ends.append(f"{_midnight(f'({start} + {step})', zone)} - {_MICROSECOND}")
    first = f"coalesce({', '.join(starts)})"
    faults = [f"WHEN {raw} IS NULL THEN NULL"]
    if local and zone != "UTC":
        faults.append(
            f"WHEN {wall} IS NOT NULL AND {_back(wall, zone)} <> {wall} THEN "
            "'this local time does not exist: the clocks went forward over it'"
        )
        if written.ambiguous == "reject":
            faults.append(
                f"WHEN {wall} IS NOT NULL AND {_comes_twice(wall, zone)} THEN "
                "'this local time came twice, as the clocks went back (the mapping can say which is meant)'"
            )
    too_coarse = [value for value, precision in spans if not _allows(coarsest, precision)]
    if too_coarse:
        faults.append(
            f"WHEN coalesce({', '.join(too_coarse)}) IS NOT NULL THEN "
            f"'it gives only a day or month, and the table needs {_needs(coarsest)}'"
        )
    faults.append(f"WHEN {first} IS NULL THEN {quoted_text(_not_a_moment(written))}")
    faults.append(f"WHEN year({first}) NOT BETWEEN 1900 AND 2199 THEN 'its year is not between 1900 and 2199'")
    latest = None if coarsest is Precision.INSTANT else f"coalesce({', '.join(ends)})"
    return Cast(name, first, f"CASE {' '.join(faults)} END", latest)


def _not_a_moment(written: MomentFormat) -> str:
    if written.formats:
        return "it is not a real date and time in a format that the mapping gives"
    return "it is not a real date and time written as 2024-01-31 or 2024-01-31 23:59 (the mapping can give a format)"


def _needs(coarsest: Precision) -> str:
    return "a time of day" if coarsest is Precision.INSTANT else "a day"


def _allows(coarsest: Precision, precision: Precision) -> bool:
    order = (Precision.INSTANT, Precision.DAY, Precision.MONTH)
    return order.index(precision) <= order.index(coarsest)


def _iso(raw: str) -> list[tuple[str, Precision, bool]]:
    day = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
    # 24:00 is left to fail: DuckDB would take it for a fault of its own.
    time = "[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]{1,9})?)?"
    full = f"replace({raw}, ',', '.')"

    def where(pattern: str, value: str) -> str:
        return f"CASE WHEN regexp_full_match({raw}, '{pattern}') THEN {value} END"

    return [
        (where(day + time, f"TRY_CAST({full} AS TIMESTAMP)"), Precision.INSTANT, False),
        (where(f"{day}{time}(Z|[+-][0-9]{{2}}(:?[0-9]{{2}})?)", f"TRY_CAST({full} AS TIMESTAMPTZ)"), Precision.INSTANT, True),
        (where(day, f"TRY_CAST({raw} AS TIMESTAMP)"), Precision.DAY, False),
        (where("[0-9]{4}-[0-9]{2}", f"TRY_CAST({raw} || '-01' AS TIMESTAMP)"), Precision.MONTH, False),
    ]


def _strptime(raw: str, pattern: str) -> str:
    return f"try_strptime({raw}, {quoted_text(pattern)})"


def _meaning(pattern: str) -> tuple[Precision, bool]:
    """How finely a strptime pattern tells the time, and whether with an offset from UTC."""
    directives = {character for mark, character in zip(pattern, pattern[1:], strict=False) if mark == "%"}
    if directives & set("HIXcs"):
        return Precision.INSTANT, "z" in directives
    return (Precision.DAY if directives & set("djx") else Precision.MONTH), False


def check_zone(zone: str) -> bool:
    """True where ``zone`` is a time zone of the IANA database, such as Europe/London."""
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _utc(wall: str, zone: str, ambiguous: str) -> str:
    """Local time to naive UTC. Of two moments with the same local time DuckDB takes the later."""
    if zone == "UTC":
        return wall
    later = _plain_utc(wall, zone)
    if ambiguous != "earlier":
        return later
    return f"CASE WHEN {_comes_twice(wall, zone)} THEN {later} - INTERVAL 1 HOUR ELSE {later} END"


def _plain_utc(wall: str, zone: str) -> str:
    return f"timezone('UTC', timezone({quoted_text(zone)}, {wall}))"


def _midnight(start: str, zone: str) -> str:
    return start if zone == "UTC" else _plain_utc(start, zone)


def _back(wall: str, zone: str) -> str:
    return f"timezone({quoted_text(zone)}, timezone({quoted_text(zone)}, {wall}))"


def _comes_twice(wall: str, zone: str) -> str:
    """True where the moment an hour before has the same local time (all changes of clock in Britain are of an hour)."""
    return f"timezone({quoted_text(zone)}, timezone({quoted_text(zone)}, {wall}) - INTERVAL 1 HOUR) = {wall}"
