"""The unit: one turn of the duty to meet a member of the control room's staff one to one."""

from __future__ import annotations

from openpeel.language.columns import latest_of
from openpeel.language.durations import days
from openpeel.language.facts import each
from openpeel.language.obligations import obligations
from openpeel.language.units import Unit
from openpeel.limits.staff import ONE_TO_ONE
from openpeel.records.staff import OneToOnes, StaffAbsences, StaffMembers, StaffPosts


class OneToOneOwed(Unit):
    """One turn of a manager's duty to meet a member of the control room's staff, from the post or last meeting on."""

    rows = obligations(
        tables=(StaffPosts, OneToOnes),
        start=(StaffPosts.staff_id, StaffPosts.held_since),
        act=(OneToOnes.staff_id, OneToOnes.held_at),
        start_counts=StaffPosts.post.is_in(
            "switchboard operator", "call handler", "dispatcher", "control room supervisor"
        ),
    )
    _posts = each(StaffPosts, by=StaffPosts.staff_id)

    staff_id = rows.person
    """Staff number of the member of staff."""
    opened_at = rows.opened_at
    """When this turn began: the post, or the last meeting."""
    met_at = rows.acted_at
    """When the next meeting was held; missing where none has been."""
    superseded_at = rows.superseded_at
    """When a new post in the control room began and opened a turn of its own."""
    interval_ends_at = ONE_TO_ONE.after(opened_at, deciding=opened_at, force=rows.force)
    """When the interval ends."""
    away_until = each(
        StaffAbsences,
        by=StaffAbsences.staff_id,
        where=StaffAbsences.kind.is_in("leave", "sickness", "other"),
        between=(StaffAbsences.away_since, opened_at, interval_ends_at),
        longest=days(60),
    ).latest(StaffAbsences.back_at)
    """When the last absence that began in the interval ends; missing if there was none."""
    due_at = latest_of(interval_ends_at, away_until)
    """When the meeting is due: at the end of the interval or, for somebody away then, on return."""
    post = _posts.last(StaffPosts.post, by=StaffPosts.held_since)
    """The post last held."""
    team = _posts.last(StaffPosts.team, by=StaffPosts.held_since)
    """The team of that post."""
    manager_id = _posts.last(StaffPosts.manager_id, by=StaffPosts.held_since)
    """Staff number of the line manager in that post."""
    post_ended_at = _posts.last(StaffPosts.ended_at, by=StaffPosts.held_since).only_if(
        _posts.last(StaffPosts.ended_at, by=StaffPosts.held_since) >= _posts.latest(StaffPosts.held_since)
    )
    """When the post last held ended; missing while it is held."""
    left_at = each(StaffMembers, by=StaffMembers.staff_id).only(StaffMembers.left_at)
    """When service ended; missing while it lasts."""
    begins = opened_at
