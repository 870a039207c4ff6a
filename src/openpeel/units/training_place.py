"""The unit: one place of a member of staff on a course."""

from __future__ import annotations

from openpeel.language.facts import each
from openpeel.language.units import Unit
from openpeel.records.staff import StaffMembers, StaffPosts, TrainingPlaces


class TrainingPlace(Unit):
    """One place of a member of staff on a course on a day."""

    rows = TrainingPlaces
    _posts = each(StaffPosts, by=StaffPosts.staff_id, to=TrainingPlaces.staff_id)

    place_id = TrainingPlaces.place_id
    """The place's reference."""
    staff_id = TrainingPlaces.staff_id
    """Whose place it is."""
    course = TrainingPlaces.course
    """The course."""
    booked_at = TrainingPlaces.booked_at
    """When the place was booked."""
    planned_at = TrainingPlaces.planned_at
    """When it is to take place."""
    completed_at = TrainingPlaces.completed_at
    """When it was completed; missing if it was not."""
    cancelled_at = TrainingPlaces.cancelled_at
    """When it was cancelled or the person withdrawn; missing if not."""
    cancelled_because = TrainingPlaces.cancelled_because
    """Why it was cancelled."""
    post = _posts.last(StaffPosts.post, by=StaffPosts.held_since)
    """The post that the person last held."""
    team = _posts.last(StaffPosts.team, by=StaffPosts.held_since)
    """The team of that post."""
    left_at = each(StaffMembers, by=StaffMembers.staff_id, to=TrainingPlaces.staff_id).only(StaffMembers.left_at)
    """When the person's service ended; missing while it lasts."""
    begins = booked_at
