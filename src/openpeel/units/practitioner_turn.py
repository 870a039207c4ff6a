"""The unit: one turn of duty of a mental health practitioner of the control room."""

from __future__ import annotations

from openpeel.language.durations import hours, minutes
from openpeel.language.facts import each
from openpeel.language.units import Unit
from openpeel.limits.response import PRACTITIONER_BOOKED_OFF
from openpeel.records.staff import Shifts


class PractitionerTurn(Unit):
    """One turn of duty of a mental health practitioner of the control room, and who was on duty as it ended."""

    rows = Shifts
    where = Shifts.post == "mental health practitioner"
    _lasting = each(
        Shifts,
        by=Shifts.post,
        to=Shifts.post,
        where=(Shifts.post == "mental health practitioner") & Shifts.ended_at.is_present(),
        between=(Shifts.ended_at, Shifts.ended_at + minutes(1), Shifts.ended_at + hours(24)),
        longest=hours(24),
    )

    shift_id = Shifts.shift_id
    """The turn's reference."""
    staff_id = Shifts.staff_id
    """Who worked it."""
    post = Shifts.post
    """As what."""
    started_at = Shifts.started_at
    """When it began."""
    ended_at = Shifts.ended_at
    """When it ended; missing while it lasts."""
    next_from = _lasting.earliest(Shifts.started_at)
    """From when somebody was on duty who stayed longer; missing where nobody was within a day."""
    known_by = PRACTITIONER_BOOKED_OFF.after(ended_at, deciding=ended_at, force=Shifts.force)
    """By when the turn of whoever took over has been entered."""
    left_alone_at = known_by.only_if(~next_from.only_if(next_from <= ended_at).is_present())
    """When it is certain that nobody was on duty who stayed longer; missing where somebody was."""
    begins = started_at
