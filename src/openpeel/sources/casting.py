"""From text to typed values, in SQL: what each kind of column accepts, and what is said of a value that it does not.

Reasons name the fault and never the value: they may end in messages and logs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from openpeel.language.columns import Column, Flag, Moment, Number, Precision
from openpeel.language.tables import Table
from openpeel.sources.workbench import quoted_name, quoted_text

LONDON = "Europe/London"

AMBIGUOUS = ("reject", "earlier", "later")
"""What a mapping may say of a local time that comes twice, in the night when the clocks go back."""

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
    steps: tuple[tuple[str, str], ...] = ()
    """Values worked out first, each once (name, SQL); a later step and the rest may use the names of earlier ones."""


@dataclass(frozen=True)
class MomentFormat:
    """How a source writes moments.

    ``formats`` are strptime patterns, tried in turn; none means ISO 8601. Times without an offset are of ``zone``.
    """

    formats: tuple[str, ...] = ()
    zone: str = LONDON
    ambiguous: str = "reject"


ISO = MomentFormat()


def without(text: str, nothing: Sequence[str]) -> str:
    """``text``, with NULL in place of each of the texts that stand for nothing."""
    return f"CASE WHEN {_in(text, nothing)} THEN NULL ELSE {text} END" if nothing else text


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
    return replace(cast, fault=f"CASE WHEN {raw} IS NULL THEN {missing} ELSE {cast.fault} END")


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
    plain = f"regexp_full_match({raw}, '[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?')"
    number = quoted_name(f"{name} number")
    tests = [f"WHEN {raw} IS NULL THEN NULL", f"WHEN {number} IS NULL OR isinf({number}) THEN 'it is not a number'"]
    if lowest is not None:
        tests.append(f"WHEN {number} < {lowest!r} THEN 'it is below {lowest:g}, the least that makes sense'")
    if highest is not None:
        tests.append(f"WHEN {number} > {highest!r} THEN 'it is above {highest:g}, the most that makes sense'")
    step = (number, f"CASE WHEN {plain} THEN TRY_CAST({raw} AS DOUBLE) END")
    return Cast(name, number, f"CASE {' '.join(tests)} END", steps=(step,))


def _cast_code(name: str, raw: str, ours: Mapping[str, str], mapped: Mapping[str, str] | None) -> Cast:
    known = {**{code: code for code in ours}, **(mapped or {})}
    # An empty target says that their code means 'not recorded'.
    pairs = " ".join(
        f"WHEN {quoted_text(theirs)} THEN {quoted_text(code) if code else 'NULL'}"
        for theirs, code in known.items()
        if theirs != code
    )
    value = f"CASE {raw} {pairs} ELSE {raw} END" if pairs else raw
    fault = (
        f"CASE WHEN {raw} IS NOT NULL AND NOT ({_in(raw, list(known))}) THEN 'its code is not one of those known'  END"
    )
    return Cast(name, value, fault)


def _in(value: str, texts: Sequence[str]) -> str:
    return f"{value} IN ({', '.join(quoted_text(text) for text in texts)})" if texts else "false"


def cast_moment(name: str, raw: str, coarsest: Precision, written: MomentFormat) -> Cast:
    """A moment, as naive UTC; given as a day or month, it becomes the first moment of a range where ``coarsest`` allows.

    Years outside 1900 to 2199 are faults: they come from slips of the keyboard and from dates that stand for 'never'.
    """
    forms = _pattern_forms(raw, written.formats) if written.formats else _iso_forms(raw)
    form, at, utc = (quoted_name(f"{name} {step}") for step in ("form", "at", "utc"))
    zone = written.zone
    choose = " ".join(f"WHEN {found.test} THEN {number}" for number, found in enumerate(forms))
    read = " ".join(f"WHEN {number} THEN {found.value}" for number, found in enumerate(forms))
    convert: list[str] = []
    latest: list[str] = []
    faults = [f"WHEN {raw} IS NULL THEN NULL"]
    for number, found in enumerate(forms):
        here = f"{form} = {number}"
        if found.precision is not Precision.INSTANT:
            unit = "DAY" if found.precision is Precision.DAY else "MONTH"
            latest.append(f"WHEN {number} THEN {_utc(f'({at} + INTERVAL 1 {unit})', zone)} - INTERVAL 1 MICROSECOND")
            if not _allows(coarsest, found.precision):
                faults.append(
                    f"WHEN {here} THEN 'it gives only a day or month, and the table needs {_needs(coarsest)}'"
                )
        if found.has_offset:
            continue
        convert.append(f"WHEN {number} THEN {_utc(at, zone, written.ambiguous)}")
        if zone != "UTC" and found.precision is Precision.INSTANT:
            faults.append(
                f"WHEN {here} AND {_back(at, zone)} <> {at} THEN "
                "'this local time does not exist: the clocks went forward over it'"
            )
            if written.ambiguous == "reject":
                faults.append(
                    f"WHEN {here} AND {_comes_twice(at, zone)} THEN "
                    "'this local time came twice, as the clocks went back (the mapping can say which is meant)'"
                )
    faults.append(f"WHEN {utc} IS NULL THEN {quoted_text(_not_a_moment(written))}")
    faults.append(f"WHEN year({utc}) NOT BETWEEN 1900 AND 2199 THEN 'its year is not between 1900 and 2199'")
    return Cast(
        name,
        utc,
        f"CASE {' '.join(faults)} END",
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
    directives = {character for mark, character in zip(pattern, pattern[1:], strict=False) if mark == "%"}
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
