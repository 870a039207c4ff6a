"""The workforce planning system of the contact centre, in use since April 2023."""

from __future__ import annotations

from datetime import date

from openpeel.records.staff import StaffedHalfHours
from openpeel.synthetic.systems.extract import PERIOD, TO_THE_MINUTE, Extract
from openpeel.synthetic.times import Period, start_of

IN_USE = Period(start_of(date(2023, 4, 1)), PERIOD.ends)

EXTRACTS: tuple[Extract, ...] = (
    Extract(
        "contact_centre_half_hours.csv",
        "Half hours of the contact centre, from workforce planning",
        "workforce planning",
        StaffedHalfHours,
        {
            "interval_id": "Interval",
            "queue": "Queue",
            "began_at": "Start",
            "wanted": "Required",
            "on_duty": "Staffed",
            "offered": "Offered",
            "answered": "Handled",
            "entered_at": "Updated",
        },
        {"queue": {"CCC": "control room", "SWB": "switchboard"}},
        times=TO_THE_MINUTE,
        period=IN_USE,
    ),
)
