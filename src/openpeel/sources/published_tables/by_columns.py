"""Published tables with one row for each force, period and group: each is a `Form`, known by its columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from openpeel.errors import Refused
from openpeel.sources.published_tables.cells import Cell, as_figure, header_row, text_of
from openpeel.sources.published_tables.table import (
    Gathering,
    Kind,
    Meant,
    PublishedTable,
    cells_under,
    period_end_in,
    period_end_of,
    unless_named,
)

HOME_OFFICE = "Home Office, Open Government Licence v3.0"
ONS = "Office for National Statistics, Open Government Licence v3.0"


@dataclass(frozen=True)
class Form:
    """How one published table is laid out.

    ``measures`` gives the name of what each column of numbers counts; ``groups`` the columns that divide it.
    ``also`` names columns that are there and not taken. ``period`` names the column of the period, or is none where
    the label of the table tells it. ``once_per`` names the groups over which a measure's number is repeated, so
    that it is taken once. ``under_regions`` says that rows of regions head those of their forces, so that of two
    rows of one name the later is the force. ``ends`` is the last day of a table that does not tell it. ``kinds``
    and ``meant`` are as in `PublishedTable`.
    """

    title: str
    source: str
    force: str
    measures: Mapping[str, str]
    groups: Mapping[str, str] = field(default_factory=dict)
    period: str | None = None
    caveats: tuple[str, ...] = ()
    once_per: Mapping[str, str] = field(default_factory=dict)
    also: frozenset[str] = frozenset()
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    meant: Meant = dict
    under_regions: bool = False
    ends: date | None = None

    @property
    def columns(self) -> set[str]:
        return {self.force, *self.measures, *self.groups, *([self.period] if self.period else [])}


CED = {
    "total": "CED uses",
    "total non-discharge": "CED uses without discharge",
    "drawn": "CED drawn",
    "aimed": "CED aimed",
    "red-dot": "CED red-dotted",
    "arced": "CED arced",
    "total discharge": "CED discharges",
    "drive stun": "CED drive-stunned",
    "fired": "CED fired",
    "angled drive stun": "CED angled drive-stunned",
}
"""Conducted energy devices (Taser); each use is counted by the highest level that it reached."""

FULL_TIME = {"full-time equivalents": Kind.STOCK}

FORMS = (
    Form(
        "Stop and search by legislation, reason and self-defined ethnicity",
        f"{HOME_OFFICE}: Police powers and procedures, stop and search open data",
        "force_name",
        {"searches": "searches", "resultant_arrests": "resultant arrests"},
        {
            "legislation": "legislation",
            "reason_for_search_arrest": "reason",
            "ethnic_group_self_defined": "ethnic group",
            "ethnicity_self_defined": "ethnicity",
        },
        "year_ending",
    ),
    Form(
        "Arrests by offence group, ethnic group, age and sex",
        f"{HOME_OFFICE}: Police powers and procedures, arrests open data",
        "force_name",
        {"arrests": "arrests"},
        {"offence_group": "offence group", "ethnic_group": "ethnic group", "age_group": "age", "sex": "sex"},
        "year_ending",
    ),
    Form(
        "Crime outcomes by offence and quarter",
        f"{HOME_OFFICE}: Crime outcomes open data",
        "force_name",
        {
            "force_outcomes_recorded_in_quarter": "outcomes recorded",
            "force_outcomes_for_offences_recorded_in_quarter": "outcomes of offences recorded in the quarter",
        },
        {
            "outcome_group": "outcome group",
            "outcome_type": "outcome type",
            "outcome_description": "outcome",
            "offence_group": "offence group",
            "financial_quarter": "quarter",
        },
        "financial_year",
        caveats=("forces code outcomes differently: a rank by outcome may show coding, not policing",),
    ),
    Form(
        "Crime Severity Score",
        f"{ONS}: Crime Severity Score (experimental statistics)",
        "code",  # not the name: West Midlands is a region and a force
        {"severity_score": "severity score"},
        {"offence_group": "offence group"},
        "year_ending",
        caveats=("a score is a weighted rate, not a count: it has no Poisson interval",),
        kinds={"severity score": Kind.FIGURE},
        meant=unless_named({"offence group": "Total recorded crime"}),
    ),
    Form(
        "Police workforce by rank, worker type and sex",
        f"{HOME_OFFICE}: Police workforce open data",
        "force_name",
        {"total_headcount": "headcount", "total_fte": "full-time equivalents"},
        {"worker_type": "worker type", "rank_description": "rank", "sex": "sex"},
        "date",
        kinds={**FULL_TIME, "headcount": Kind.STOCK},
    ),
    Form(
        "Police officers (full-time equivalents)",
        f"{HOME_OFFICE}: Police workforce statistics",
        "force_name",
        {"officers": "full-time equivalents"},
        {},
        "date",
        kinds=FULL_TIME,
    ),
    Form(
        "Police officers (full-time equivalents) by year",
        f"{HOME_OFFICE}: Police workforce statistics",
        "force_name",
        {"officers": "full-time equivalents"},
        {},
        "year",
        kinds=FULL_TIME,
    ),
    Form(
        "Roadside breath tests by month",
        f"{HOME_OFFICE}: Police powers and procedures, breath tests open data",
        "force",
        {"tests": "breath tests", "count": "breath tests by result"},
        {"type": "result", "month": "month", "quarter": "quarter"},
        "year",
        once_per={"breath tests": "result"},
    ),
    Form(
        "Use of force incidents",
        f"{HOME_OFFICE}: Police use of force statistics (experimental statistics)",
        "police force",
        {"total": "incidents"},
        {"region": "region"},
        caveats=(
            "each officer files a form of their own, and forces differ in how completely: more may be better recorded",
        ),
    ),
    Form(
        "Use of CED (Taser) by type",
        f"{HOME_OFFICE}: Police use of force statistics (experimental statistics)",
        "police force",
        CED,
        {"region": "region"},
        "financial year",
    ),
    Form(
        "Use of CED (Taser) by type, one period",
        f"{HOME_OFFICE}: Police use of Taser and use of force statistics (experimental statistics)",
        "police force",
        CED,
        {"region": "region"},
        also=frozenset({"not stated"}),
    ),
    Form(
        "Use of CED (Taser) by type and region, one calendar year",
        f"{HOME_OFFICE}: Police use of Taser statistics",
        "police force/region",
        CED,
        also=frozenset(
            {
                "not stated",
                "proportion of taser ® x26 use - non-discharge",
                "proportion of taser ® x26 use - discharge",
            }
        ),
        under_regions=True,
    ),
    Form(
        "Use of CED (Taser) by type, 2004 to 2010 together",
        f"{HOME_OFFICE}: Police use of Taser statistics",
        "force",
        {
            "total used": "CED uses",
            "drawn": "CED drawn",
            "aimed": "CED aimed",
            "red dot": "CED red-dotted",
            "arced": "CED arced",
            "discharges": "CED discharges",
            "drive-stuns": "CED drive-stunned",
        },
        caveats=(
            "all uses since 2004 together, not a year's; forces began with the device at different times",
            "the table does not name its last month: March 2010 is taken, where its companion by quarter ends",
        ),
        also=frozenset({"not stated"}),
        ends=date(2010, 3, 31),
    ),
)


def read(cells: Sequence[Sequence[Cell]], label: str) -> PublishedTable | None:
    """The figures of a table in one of `FORMS`, or none where its columns are of none of them."""
    for form in FORMS:
        top = header_row(cells, form.columns, within=6)
        if top is None:
            continue
        header = [text_of(cell).lower() for cell in cells[top]]
        if not form.period and set(header) - form.columns - form.also - {""}:
            continue  # without a column of periods only the exact columns are this table
        return _gathered(form, header, cells, top, label)
    return None


def title_above(cells: Sequence[Sequence[Cell]], top: int) -> str:
    """The words that stand over a table's header."""
    return " ".join(text_of(cell) for row in cells[:top] for cell in row if text_of(cell))


def _gathered(form: Form, header: list[str], cells: Sequence[Sequence[Cell]], top: int, label: str) -> PublishedTable:
    gathering = Gathering()
    period_of: dict[str, date] = {}
    taken: set[tuple[object, ...]] = set()
    whole = form.ends or (None if form.period else _end_of_all(form, title_above(cells, top), label))
    below = enumerate(cells_under(header, cells[top + 1 :]), start=top + 2)
    named = [(line, row, text_of(row[form.force])) for line, row in below]
    last_of = {name: line for line, _, name in named}
    for line, row, name in named:
        force = gathering.force(name)
        if force is None or (form.under_regions and line != last_of[name]):
            continue
        words = text_of(row[form.period]) if form.period else ""
        if words not in period_of:
            period_of[words] = whole or _period_end(form, words, label)
        groups = {name: text for column, name in form.groups.items() if (text := text_of(row[column]))}
        for column, measure in form.measures.items():
            if measure in form.once_per:
                own = {name: text for name, text in groups.items() if name != form.once_per[measure]}
                key = (force, words, measure, *own.items())
                if key in taken:
                    continue
                taken.add(key)
            else:
                own = groups
            try:
                value = as_figure(row[column])
            except ValueError:
                raise Refused(f"a cell of column '{column}' is no number", where=f"{label}, row {line}") from None
            gathering.add(force, period_of[words], measure, value, own)
    return gathering.table(form.title, form.source, form.caveats, kinds=form.kinds, meant=form.meant)


def _end_of_all(form: Form, words_above: str, label: str) -> date:
    year = re.match(r"20\d\d\b", label) if form.under_regions else None
    if year:
        return date(int(year[0]), 12, 31)
    return period_end_in(words_above) or period_end_of(label, label)


def _period_end(form: Form, words: str, label: str) -> date:
    if form.period == "year" and words.isdigit():
        return date(int(words), 12, 31)
    if form.period == "date":
        first = date.fromisoformat(words)  # tables of the workforce name the month by its first day
        return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return period_end_of(words, label)
