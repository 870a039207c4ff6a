"""What stands in a role of a definition: checked when it is made, for authors who run no type checker."""

from __future__ import annotations

import types
from dataclasses import fields
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from openpeel.language.columns import Flag, LanguageError, Moment
from openpeel.language.durations import Duration

_WORDS = {Flag: "a condition", str: "words", bool: "True or False", float: "a number", int: "a whole number"}


def check_roles(part: Any, name: str) -> None:
    """Raise LanguageError, with what to write instead, unless each field of ``part`` is of its annotated kind.

    ``part`` is a dataclass; ``name`` is what people know it by.
    """
    for role, kind in _kinds(part.__class__).items():
        value = getattr(part, role)
        if not _fits(value, kind):
            advice = _advice(value, kind)
            raise LanguageError(
                f"{name}: {role} is to be {_wanted(kind)}, and here it is {_given(value)}"
                + (f"; {advice}" if advice else "")
            )


@cache
def _kinds(part: type) -> dict[str, Any]:
    hints = get_type_hints(part)
    return {field.name: hints[field.name] for field in fields(part) if field.init}


def _fits(value: Any, kind: Any) -> bool:
    if kind is Any:
        return True
    origin, among = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return any(_fits(value, one) for one in among)
    if origin is tuple:
        return isinstance(value, tuple) and all(_fits(one, among[0]) for one in value)
    if origin is type:
        return isinstance(value, type) and issubclass(value, among[0])
    if kind in (int, float):
        return isinstance(value, int | kind) and not isinstance(value, bool)
    return isinstance(value, origin or kind)


def _wanted(kind: Any) -> str:
    origin, among = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return " or ".join(_wanted(one) for one in among if one is not type(None))
    if origin is tuple:
        return f"several, each {_wanted(among[0])}"
    if origin is type:
        return f"a {among[0].__name__}"
    named = (origin or kind).__name__
    return _WORDS.get(kind, f"an {named}" if named[0] in "AEIO" else f"a {named}")


def _given(value: Any) -> str:
    if value is None or isinstance(value, bool | int | float):
        return repr(value)
    if callable(value) and hasattr(value, "__name__"):
        return str(value.__name__)
    return _wanted(tuple[Any, ...] if isinstance(value, tuple) and not value else type(value))


def _advice(value: Any, kind: Any) -> str:
    """What to write instead, for the mistakes that are made."""
    wanted = get_args(kind) if get_origin(kind) in (Union, types.UnionType) else (kind,)
    if callable(value) and not isinstance(value, type):
        return "write () behind it"
    if any(get_origin(one) is tuple for one in wanted):
        return "write a comma after each, the last too, and brackets around: (a,) or (a, b)"
    if Flag in wanted:
        if isinstance(value, bool):
            return (
                "'is None' asks nothing of a column: write .is_missing(), or .is_present() of one that always is there"
            )
        return "write .is_present() to ask whether there is a value"
    if Moment in wanted:
        if isinstance(value, Flag):
            return "give the moment at which it was so: MOMENT.only_if(CONDITION)"
        if isinstance(value, Duration | int | float):
            return "begin with a moment: MOMENT + hours(24), or LIMIT.after(MOMENT, ...)"
    return ""
