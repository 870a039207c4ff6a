"""Households of which it is on record that somebody in them is vulnerable, and whether that was looked up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from openpeel.records.first_contact import VulnerabilityRecords
from openpeel.synthetic.book import Book
from openpeel.synthetic.contact import Report
from openpeel.synthetic.first_contact.checks import HOUSEHOLD
from openpeel.synthetic.people.repeats import YEAR

MATTER = "looking up a household that is known for somebody vulnerable"


def tell(book: Book, reports: Sequence[Report]) -> None:
    """What is true of the check of the household is true of this matter too, where the household was known.

    It was where another log of the year before, of any of those who live there, says that somebody is vulnerable. The
    household is that of the caller, who is the first to be asked where they live.

    Report, line 337: ‘repeat callers (and others in their household who may also be vulnerable)’.
    """
    ends = book.period.ends
    recorded = {one.values["incident_id"] for one in book.rows.of(VulnerabilityRecords) if one.entered_at < ends}
    since: dict[str, datetime] = {}
    known = set()
    for report in sorted(reports, key=lambda one: (one.reported_at, one.incident_id)):
        household = report.reporter.home(report.reported_at).household
        if household in since and since[household] >= report.reported_at - YEAR:
            known.add(report.incident_id)
        if report.incident_id in recorded:
            since[household] = report.reported_at
    of_check = [truth for truth in book.truths if truth.matter == HOUSEHOLD.name and truth.key in known]
    book.write([], [replace(truth, matter=MATTER) for truth in of_check])
