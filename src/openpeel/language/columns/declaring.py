"""Declaring the columns of a table, each kind by a function of its own."""

from __future__ import annotations

from collections.abc import Mapping

from openpeel.language.columns.declaration import Declaration, Known, LanguageError, Precision
from openpeel.language.columns.kinds import Flag, Number, Text
from openpeel.language.columns.moments import Moment


def text(
    description: str,
    *,
    key: bool = False,
    required: bool = False,
    sensitive: bool = False,
    known_with: Moment | None = None,
    current_only: bool = False,
) -> Text:
    """Declare a column of words: ``sensitive`` marks personal data, ``key`` (part of) the record's identity."""
    known = _known(known_with, current_only)
    return Text(
        None,
        declaration=Declaration(
            description, key=key, required=required or key, sensitive=sensitive, known=known, known_with=known_with
        ),
    )


def code(
    description: str,
    codes: Mapping[str, str],
    *,
    required: bool = False,
    sensitive: bool = False,
    known_with: Moment | None = None,
    current_only: bool = False,
) -> Text:
    """Declare a column with one of ``codes`` (code: what it means)."""
    if not isinstance(codes, Mapping):
        raise LanguageError('the codes of a column say what each means: {"urgent": "Officers go at once"}')
    known = _known(known_with, current_only)
    return Text(
        None,
        declaration=Declaration(
            description, required=required, sensitive=sensitive, codes=codes, known=known, known_with=known_with
        ),
        codes=codes,
    )


def flag(
    description: str,
    *,
    required: bool = False,
    sensitive: bool = False,
    known_with: Moment | None = None,
    current_only: bool = False,
) -> Flag:
    """Declare a column that is true, false or not known."""
    known = _known(known_with, current_only)
    return Flag(
        None,
        declaration=Declaration(
            description, required=required, sensitive=sensitive, known=known, known_with=known_with
        ),
    )


def number(
    description: str,
    *,
    required: bool = False,
    sensitive: bool = False,
    lowest: float | None = None,
    highest: float | None = None,
    known_with: Moment | None = None,
    current_only: bool = False,
) -> Number:
    """Declare a column of decimal numbers, between ``lowest`` and ``highest`` where given."""
    known = _known(known_with, current_only)
    return Number(
        None,
        declaration=Declaration(
            description,
            required=required,
            sensitive=sensitive,
            lowest=lowest,
            highest=highest,
            known=known,
            known_with=known_with,
        ),
    )


def moment(
    description: str,
    *,
    required: bool = False,
    planned: bool = False,
    precision: Precision = Precision.INSTANT,
) -> Moment:
    """Declare a column of moments: of what happened or, if ``planned``, of what is to come (a hearing, a bail end).

    ``precision`` is the coarsest that a source may give; a value may always be finer.
    """
    known = Known.PLANNED if planned else Known.HAPPENED
    return Moment(None, declaration=Declaration(description, required=required, precision=precision, known=known))


def _known(known_with: Moment | None, current_only: bool) -> Known:
    if known_with is not None:
        return Known.WITH_COLUMN
    return Known.CURRENT_ONLY if current_only else Known.WITH_ROW
