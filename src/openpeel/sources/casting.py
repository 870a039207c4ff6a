"""From text to typed values, in SQL: what each kind of column accepts, and what is said of a value that it does not.

Reasons name the fault and never the value: they may end in messages and logs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from openpeel.language.columns import Column, Flag, Moment, Number, Precision
from openpeel.language.tables import Table
from openpeel.sources.casts import Cast, Fault
from openpeel.sources.moments import ISO, MomentFormat, cast_moment
from openpeel.sources.workbench import quoted_name, quoted_text

TRUE = ("true", "t", "yes", "y", "1", "1.0")
FALSE = ("false", "f", "no", "n", "0", "0.0")
"""What counts as true or false where a mapping gives no codes, in any case."""


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
    is_number: bool = False,
) -> Cast:
    """Cast the SQL expression ``raw`` (trimmed text or NULL) to the column ``name`` of ``table``.

    ``codes`` maps the source's codes to the table's (of a flag: to 'true' and 'false'); a source may also write the
    table's own. ``is_number``: ``raw`` is a number already, no text.
    """
    column = table.columns[name]
    declaration = table.declaration(name)
    if isinstance(column, Moment):
        cast = cast_moment(name, raw, declaration.precision, moments)
    elif isinstance(column, Flag):
        cast = _cast_flag(name, raw, codes)
    elif isinstance(column, Number):
        cast = _cast_number(name, raw, declaration.lowest, declaration.highest, is_number)
    elif declaration.codes is not None:
        cast = _cast_code(name, raw, declaration.codes, codes)
    else:
        cast = Cast(name, raw)
    return required(cast, raw) if declaration.required else cast


def required(cast: Cast, raw: str) -> Cast:
    """The same, with an empty value as a fault."""
    missing = Fault(f"{raw} IS NULL", "'it is empty, and a row cannot be stored without it'")
    return replace(cast, faults=(missing, *cast.faults))


def missing_column(table: type[Table], name: str) -> Cast:
    """An empty column, for one that the source does not supply."""
    column: Column = table.columns[name]
    kinds: dict[type[Column], str] = {Moment: "TIMESTAMP", Flag: "BOOLEAN", Number: "DOUBLE"}
    empty = f"CAST(NULL AS {kinds.get(type(column), 'VARCHAR')})"
    ranged = isinstance(column, Moment) and table.declaration(name).precision is not Precision.INSTANT
    return Cast(name, empty, latest=empty if ranged else None)


def _cast_flag(name: str, raw: str, codes: Mapping[str, str] | None) -> Cast:
    text = f"lower({raw})" if codes is None else raw
    if codes is None:
        codes = {**dict.fromkeys(TRUE, "true"), **dict.fromkeys(FALSE, "false")}
        reason = "it is neither true nor false (yes, no, 1 and 0 are understood too)"
    else:
        reason = "its code is not one of those that the mapping gives for true and false"
    true, false = ([theirs for theirs, ours in codes.items() if ours == flag] for flag in ("true", "false"))
    value = f"CASE WHEN {_in(text, true)} THEN true WHEN {_in(text, false)} THEN false END"
    return Cast(name, value, (_unknown(text, list(codes), reason),))


def _cast_number(name: str, raw: str, lowest: float | None, highest: float | None, is_number: bool) -> Cast:
    number = quoted_name(f"{name} number")
    # The cast alone would take 'nan', 'inf', '1_000' and '+-1'. A regular expression would cost more than the cast.
    odd = f"NOT isfinite({number})"
    if not is_number:
        odd += f" OR contains({raw}, '_') OR contains({raw}, '+-') OR ({raw} IS NOT NULL AND {number} IS NULL)"
    faults = [Fault(odd, "'it is not a number'")]
    if lowest is not None:
        faults.append(Fault(f"{number} < {lowest!r}", f"'it is below {lowest:g}, the least that makes sense'"))
    if highest is not None:
        faults.append(Fault(f"{number} > {highest!r}", f"'it is above {highest:g}, the most that makes sense'"))
    return Cast(name, number, tuple(faults), steps=((number, f"TRY_CAST({raw} AS DOUBLE)"),))


def _cast_code(name: str, raw: str, ours: Mapping[str, str], mapped: Mapping[str, str] | None) -> Cast:
    known = {**{code: code for code in ours}, **(mapped or {})}
    # An empty target says that their code means 'not recorded'.
    pairs = " ".join(
        f"WHEN {quoted_text(theirs)} THEN {quoted_text(code) if code else 'NULL'}"
        for theirs, code in known.items()
        if theirs != code
    )
    value = f"CASE {raw} {pairs} ELSE {raw} END" if pairs else raw
    return Cast(name, value, (_unknown(raw, list(known), "its code is not one of those known"),))


def _unknown(value: str, known: Sequence[str], reason: str) -> Fault:
    return Fault(f"{value} IS NOT NULL AND NOT ({_in(value, known)})", quoted_text(reason))


def _in(value: str, texts: Sequence[str]) -> str:
    return f"{value} IN ({', '.join(quoted_text(text) for text in texts)})" if texts else "false"
