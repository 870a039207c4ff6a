"""Everything that the made force's systems hand over."""

from __future__ import annotations

from dataclasses import replace

from openpeel.records.loads import LoadKind
from openpeel.synthetic.systems import (
    command_and_control,
    custody,
    digital_desk,
    fleet,
    human_resources,
    marac_workbook,
    missing_people,
    offender_management,
    records_management,
    stop_and_search,
    telephony,
    triage,
    use_of_force,
    workforce_planning,
)
from openpeel.synthetic.systems.extract import PERIOD, Extract
from openpeel.synthetic.times import Period

EXTRACTS: tuple[Extract, ...] = (
    *telephony.EXTRACTS,
    *digital_desk.EXTRACTS,
    *command_and_control.EXTRACTS,
    *triage.EXTRACTS,
    *missing_people.EXTRACTS,
    *records_management.EXTRACTS,
    *marac_workbook.EXTRACTS,
    *custody.EXTRACTS,
    *offender_management.EXTRACTS,
    *stop_and_search.EXTRACTS,
    *use_of_force.EXTRACTS,
    *human_resources.EXTRACTS,
    *workforce_planning.EXTRACTS,
    *fleet.EXTRACTS,
)


def extracts_of(period: Period) -> tuple[Extract, ...]:
    """What the systems hand over of a period: each extract as far as it reaches into it."""
    return tuple(found for extract in EXTRACTS if (found := _within(extract, period)).period.begins < found.period.ends)


def _within(extract: Extract, period: Period) -> Extract:
    begins, ends = extract.period.begins, extract.period.ends
    if extract.kind is LoadKind.WINDOW:
        # A system that was there at the beginning of the usual period was there before it.
        begins = period.begins if begins == PERIOD.begins else max(begins, period.begins)
    return replace(extract, period=Period(begins, period.ends if ends == PERIOD.ends else min(ends, period.ends)))
