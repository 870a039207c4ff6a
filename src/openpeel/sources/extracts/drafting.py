"""Drafting a mapping by looking at a file: what can be guessed is written, the rest is marked to be filled in.

Only headings and codes are written into the draft. Codes are not personal data; other values are never shown.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process, utils

from openpeel.errors import Refused
from openpeel.language.columns import Column, Flag, Moment, Number
from openpeel.language.tables import Table
from openpeel.records.catalogue import TABLES
from openpeel.sources.casting import FALSE, TRUE
from openpeel.sources.extracts.files import kind_of
from openpeel.sources.extracts.looking import Seen, look_at, read_to_look
from openpeel.sources.extracts.mapping import TO_FILL_IN, VERSION_COLUMNS, FileForm
from openpeel.sources.extracts.vocabulary import OTHER_NAMES, in_our_words
from openpeel.sources.headings import did_you_mean
from openpeel.sources.opening import check_readable
from openpeel.sources.workbench import Workbench

_LIKELY = 72
"""Likeness of names (0 to 100) from which a guess is made."""


@dataclass(frozen=True)
class Draft:
    """A drafted mapping."""

    text: str
    to_fill_in: int
    """How many places are left to the author."""


def draft_mapping(bench: Workbench, place: str, table_name: str | None, form: FileForm) -> Draft:
    """Look at the file (or database) ``place`` and draft a mapping; ``table_name`` None: guess the table too.

    Raises Refused where the file cannot be read, or there is no such table.
    """
    if table_name is not None and table_name not in TABLES:
        raise Refused(
            f"no table '{table_name}'{did_you_mean(table_name, TABLES)}", mend=f"the tables are {', '.join(TABLES)}"
        )
    if "://" not in place:
        check_readable(Path(place))
    form, raw = read_to_look(bench, place, form)
    seen = [look_at(bench, raw, heading) for heading in dict.fromkeys(raw.headings) if heading]
    if table_name is None:
        scores = {name: _score(table, seen) for name, table in TABLES.items()}
        table_name = max(scores, key=lambda name: scores[name])
        guessed = True
    else:
        guessed = False
    table = TABLES[table_name]
    text = "\n".join(_written(place, table, guessed, form, seen, _matched(table, seen))) + "\n"
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return Draft(text, sum(f'"{TO_FILL_IN}' in line for line in lines))


def _score(table: type[Table], seen: Sequence[Seen]) -> float:
    matched = _matched(table, seen)
    gain = sum(likeness for _, likeness in matched.values())
    missing = sum(1 for name in table.columns if table.declaration(name).required and name not in matched)
    return gain / 100 - missing


def _matched(table: type[Table], seen: Sequence[Seen]) -> dict[str, tuple[Seen, float]]:
    """Our columns with the column of the file that each is most like, best pairs first."""
    pairs = sorted(
        (
            (_likeness(name, column, one), name, place)
            for name, column in _columns(table).items()
            for place, one in enumerate(seen)
        ),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    matched: dict[str, tuple[Seen, float]] = {}
    taken: set[int] = set()
    for likeness, name, place in pairs:
        if likeness >= _LIKELY and name not in matched and place not in taken:
            matched[name] = (seen[place], likeness)
            taken.add(place)
    begins = table.name_of(table.begins)
    if begins not in matched:
        # A column that is only called 'date' or 'time' is of the thing itself.
        dates = [one for place, one in enumerate(seen) if place not in taken and one.moments]
        named = [one for one in dates if re.search("date|time", one.heading, re.IGNORECASE)]
        if named:
            matched[begins] = (named[0], _LIKELY)
    return matched


def _columns(table: type[Table]) -> dict[str, Column]:
    return {**table.columns, **dict.fromkeys(VERSION_COLUMNS, table.begins)}


def _likeness(name: str, column: Column, seen: Seen) -> float:
    """How like a file's column is to ours, by its name and by what it holds."""
    heading = in_our_words(seen.heading)
    plain = name.removesuffix("_at").removeprefix("is_").replace("_", " ")
    others = [in_our_words(other) for other in OTHER_NAMES.get(name, ())]
    if name in VERSION_COLUMNS:
        return 100.0 if seen.moments and heading in others else 0.0
    by_name = max(
        fuzz.token_sort_ratio(one, heading) for one in [plain, plain.removesuffix(" id"), in_our_words(plain), *others]
    )
    if isinstance(column, Moment):
        fits = bool(seen.moments)
    elif isinstance(column, Flag):
        fits = seen.is_flag or 0 < len(seen.codes) <= 3
    elif isinstance(column, Number):
        fits = seen.is_number
    elif column.codes:
        fits = bool(seen.codes)
        known = {code.casefold() for code in column.codes}
        if sum(code.casefold() in known for code in seen.codes) * 2 > len(seen.codes):
            by_name += 15
    else:
        fits = not seen.moments
    if not seen.filled:
        return float(by_name) - 10
    return float(by_name) + (8 if fits else -30)


def _written(
    place: str,
    table: type[Table],
    guessed: bool,
    form: FileForm,
    seen: Sequence[Seen],
    matched: Mapping[str, tuple[Seen, float]],
) -> list[str]:
    name = Path(place).name if "://" not in place else "the database"
    ours = {found.heading: column for column, (found, _) in matched.items()}
    lines = [
        f"# How {name} maps to a table of OpenPEEL. Drafted by looking at it: check every line.",
        f'# Places marked "{TO_FILL_IN}" must be filled in; then try: openpeel load ... --mapping ... --dry-run',
        "",
        f"table = {_toml(table.name)}" + ("  # guessed by the names of the columns" if guessed else ""),
        f"# {' '.join((table.__doc__ or '').split()).split('. ')[0].rstrip('.')}.",
        f'force = "{TO_FILL_IN}: the police force, such as wiltshire"',
        f'source = "{TO_FILL_IN}: the name of the system that this comes from"',
        "",
        "[file]",
        *_file_lines(place, form),
        "",
        "[extract]",
        "# full: every record of the source as it stood. window: every record that began in the period.",
        "# changes: records that were new or changed. Only the first two can show that a record was deleted.",
        f'kind = "{TO_FILL_IN}: full, window or changes"',
        "# The period that it covers and when it was taken, as dates without quotation marks (from = 2024-01-01), or",
        '# "file": the earliest and latest row, and the time at which the file was written.',
        f'from = "{TO_FILL_IN}: a date, or file"',
        f'to = "{TO_FILL_IN}: a date, or file"',
        f'at = "{TO_FILL_IN}: a date and time, or file"',
        "",
        "[times]",
        'zone = "Europe/London"  # of times without an offset; guessed',
        'ambiguous = "reject"  # a time that comes twice, as the clocks go back: earlier, later or reject',
    ]
    formats = [
        (column, found)
        for column, (found, _) in matched.items()
        if isinstance(_columns(table)[column], Moment) and found.moments and found.moments[0] != "ISO"
    ]
    if formats:
        lines += ["", "[times.formats]"]
        for column, found in formats:
            month_first = "%m/%d" in "".join(found.moments[1:]) and "%d/%m" in found.moments[0]
            comment = "  # the month-first reading fits too: check" if month_first else ""
            lines.append(f"{column} = {_toml(found.moments[0])}{comment}")
    lines += ["", "[columns]", '# theirs = ours; "" leaves a column out on purpose']
    for one in seen:
        if one.heading in ours:
            sure = "" if matched[ours[one.heading]][1] >= 100 else "  # guessed"
            lines.append(f"{_toml(one.heading)} = {_toml(ours[one.heading])}{sure}")
        else:
            lines.append(f'{_toml(one.heading)} = ""  # nothing like it found in the table')
    missing = [column for column in table.columns if column not in matched]
    needed = [column for column in missing if table.declaration(column).required]
    for column in needed:
        lines.append(
            f'"{TO_FILL_IN}: their name for {column}" = {_toml(column)}  # {table.declaration(column).description}'
        )
    optional = [column for column in missing if column not in needed]
    if optional:
        lines.append("# Not found, and the table can do without (the standards that need them will say 'unknown'):")
        lines += [f"#   {column}: {table.declaration(column).description}" for column in optional]
    for column, (found, _) in matched.items():
        lines += _code_lines(table, column, found)
    return lines


def _file_lines(place: str, form: FileForm) -> list[str]:
    lines = [f"kind = {_toml(kind_of(place, form))}"]
    plain = FileForm()
    for name in ("delimiter", "encoding", "may_lack_last_line_end", "sheet", "heading_row", "query"):
        value = getattr(form, name)
        if value != getattr(plain, name):
            lines.append(f"{name} = {_toml(value)}")
    lines.append('empty = []  # texts that stand for nothing, such as "NULL" or "N/A"')
    return lines


def _code_lines(table: type[Table], column: str, found: Seen) -> list[str]:
    declared = table.columns.get(column)
    if isinstance(declared, Flag):
        if found.is_flag or not found.codes:
            return []
        known: tuple[str, ...] = ("true", "false")
    elif declared is not None and declared.codes:
        known = tuple(declared.codes)
    else:
        return []
    if not found.codes:
        return ["", f"# {column}: too many or too rare values to be taken for codes; list them under [codes.{column}]"]
    unknown = [code for code in found.codes if code not in known]
    if not unknown:
        return []
    lines = ["", f"[codes.{column}]", f"# ours: {', '.join(known)}; \"\" for a code that means 'not recorded'"]
    for code in unknown:
        guess = _guessed_code(code, known)
        if guess is not None:
            lines.append(f"{_toml(code)} = {_toml(guess)}  # guessed")
        else:
            lines.append(f'{_toml(code)} = "{TO_FILL_IN}: one of ours"')
    return lines


def _guessed_code(code: str, known: Sequence[str]) -> str | None:
    if "true" in known and code.lower() in (*TRUE, *FALSE):
        return "true" if code.lower() in TRUE else "false"
    near = process.extractOne(code, known, scorer=fuzz.ratio, processor=utils.default_process)
    return near[0] if near is not None and near[1] >= 85 else None


def _toml(value: str | bool | int) -> str:
    """A TOML value; a JSON string is a basic TOML string."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
