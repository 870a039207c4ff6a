"""The unit: one turn of the duty to train a supervisor in the golden hour."""

from __future__ import annotations

from openpeel.language.durations import days
from openpeel.language.facts import each
from openpeel.language.obligations import obligations
from openpeel.language.units import Unit
from openpeel.limits.staff import GOLDEN_HOUR_TRAINED_WITHIN
from openpeel.records.staff import StaffMembers, StaffPosts, TrainingPlaces


class GoldenHourTrainingOwed(Unit):
    """One turn of the duty to train whoever leads officers in the golden hour, from the post or the last course on."""

    rows = obligations(
        tables=(StaffPosts, TrainingPlaces),
        start=(StaffPosts.staff_id, StaffPosts.held_since),
        act=(TrainingPlaces.staff_id, TrainingPlaces.completed_at),
        start_counts=StaffPosts.post.is_in("sergeant", "inspector"),
        act_counts=TrainingPlaces.course == "golden hour",
    )
    _posts = each(StaffPosts, by=StaffPosts.staff_id)
    _before = each(
        TrainingPlaces,
        by=TrainingPlaces.staff_id,
        where=(TrainingPlaces.course == "golden hour") & TrainingPlaces.completed_at.is_present().missing_is(False),
        between=(TrainingPlaces.completed_at, rows.opened_at - days(731), rows.opened_at),
        longest=days(731),
    )

    staff_id = rows.person
    """Staff number of the member of staff."""
    opened_at = rows.opened_at
    """When this turn began: the post, or the last course."""
    trained_at = rows.acted_at
    """When the next course was completed; missing where none has been."""
    superseded_at = rows.superseded_at
    """When a new post as a supervisor began and opened a turn of its own."""
    trained_before_at = _before.latest(TrainingPlaces.completed_at)
    """When the course was last completed before, within two years."""
    due_at = GOLDEN_HOUR_TRAINED_WITHIN.after(
        trained_before_at.or_else(opened_at),
        deciding=opened_at,
        force=rows.force,
        category=trained_before_at.is_present().missing_is(False).choose("trained", "new"),
    )
    """When the course is due: sooner for somebody who is new than for somebody who was trained."""
    post = _posts.last(StaffPosts.post, by=StaffPosts.held_since)
    """The post last held."""
    team = _posts.last(StaffPosts.team, by=StaffPosts.held_since)
    """The team of that post."""
    left_at = each(StaffMembers, by=StaffMembers.staff_id).only(StaffMembers.left_at)
    """When service ended; missing while it lasts."""
    post_ended_at = _posts.last(StaffPosts.ended_at, by=StaffPosts.held_since).only_if(
        _posts.last(StaffPosts.ended_at, by=StaffPosts.held_since) >= _posts.latest(StaffPosts.held_since)
    )
    """When the post last held ended; missing while it is held."""
    begins = opened_at
