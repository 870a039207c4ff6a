"""What a system of the made force hands over: a file, its headings, codes and times; and what the records cover."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from openpeel.language.tables import Table
from openpeel.records.loads import LoadKind
from openpeel.synthetic.times import Period, start_of

PERIOD = Period(start_of(date(2022, 4, 1)), start_of(date(2024, 4, 1)))
"""Two financial years, local time: long enough for 'the third incident in twelve months' to be known in the second."""

TRIAGE_LOST = Period(start_of(date(2023, 8, 1)), start_of(date(2023, 9, 1)))
"""When the triage system's records were lost, so that no extract covers them."""

ON_PAPER = Period(PERIOD.begins, start_of(date(2022, 10, 1)))
"""When searches were still recorded on paper forms, which did not ask for everything."""

OLD_TELEPHONY = Period(PERIOD.begins, start_of(date(2022, 7, 1)))
"""When the switchboard's old system kept neither who was calling nor what was asked about risk."""

ATTENDANCE_NOT_ENTERED = Period(start_of(date(2024, 3, 1)), PERIOD.ends)
"""When the training school took bookings for courses of which nobody had yet entered who had come."""

OFFENDERS_SINCE = start_of(date(2021, 1, 1))
"""Since when the force holds its records of registered sex offenders."""

TO_THE_SECOND = "%d/%m/%Y %H:%M:%S"
TO_THE_MINUTE = "%d/%m/%Y %H:%M"
ISO = "%Y-%m-%d %H:%M:%S"

ENTERED = "entered_at"
"""Stands among the columns of an extract for the time of entry."""


def extracted_at(period: Period) -> datetime:
    """When all extracts were read from their systems: in the night after the period."""
    return period.ends + timedelta(hours=2)


@dataclass(frozen=True)
class Extract:
    """One file that a system hands over."""

    file: str
    about: str
    """What it is, for the head of its mapping."""
    source: str
    table: type[Table]
    headings: Mapping[str, str]
    """The file's heading of each column of the table; ``entered_at`` is the time of entry."""
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """For a column with codes or a flag: the source's code and what it means."""
    times: str = TO_THE_SECOND
    kind: LoadKind = LoadKind.WINDOW
    period: Period = PERIOD

    @property
    def mapping(self) -> str:
        """The name of its mapping file."""
        return f"{self.file.rpartition('.')[0]}.toml"


OFFENCE_CODES = {
    "VAP": "violence against the person",
    "SEX": "sexual offences",
    "ROB": "robbery",
    "THEFT": "theft",
    "CDA": "criminal damage and arson",
    "DRUG": "drugs",
    "WEAP": "possession of weapons",
    "PO": "public order",
    "MISC": "miscellaneous",
    "FRAUD": "fraud",
}
"""The Home Office groups of offences, as the systems abbreviate them."""
