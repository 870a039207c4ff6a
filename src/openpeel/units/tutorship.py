"""The unit: one tutorship of a student officer."""

from __future__ import annotations

from openpeel.language.facts import each
from openpeel.language.units import Unit
from openpeel.limits.staff import TUTOR_SERVICE
from openpeel.records.staff import StaffMembers, StaffPosts, Tutorships


class Tutorship(Unit):
    """One student officer's time with one tutor."""

    rows = Tutorships
    _tutor = each(StaffMembers, by=StaffMembers.staff_id, to=Tutorships.tutor_id)
    _posts = each(StaffPosts, by=StaffPosts.staff_id, to=Tutorships.student_id)

    tutorship_id = Tutorships.tutorship_id
    """The tutorship's reference."""
    student_id = Tutorships.student_id
    """Staff number of the student officer."""
    tutor_id = Tutorships.tutor_id
    """Staff number of the tutor."""
    tutored_since = Tutorships.tutored_since
    """When it began."""
    ended_at = Tutorships.ended_at
    """When it ended; missing while it lasts."""
    tutor_joined_at = _tutor.only(StaffMembers.joined_at)
    """When the tutor's service began."""
    tutor_is_experienced = (
        TUTOR_SERVICE.after(tutor_joined_at, deciding=tutored_since, force=Tutorships.force) <= tutored_since
    )
    """Whether the tutor had served long enough when it began."""
    team = _posts.last(StaffPosts.team, by=StaffPosts.held_since)
    """The student's team."""
    begins = tutored_since
