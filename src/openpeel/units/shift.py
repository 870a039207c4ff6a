"""The unit: one turn of duty that somebody worked."""

from __future__ import annotations

from openpeel.language.durations import days
from openpeel.language.facts import each
from openpeel.language.units import Unit
from openpeel.records.staff import DrivingPermits, Shifts, StaffMembers, StaffPosts


class Shift(Unit):
    """One turn of duty: what somebody brought to it, as it stood when it began."""

    rows = Shifts
    _member = each(StaffMembers, by=StaffMembers.staff_id, to=Shifts.staff_id)
    _posts = each(StaffPosts, by=StaffPosts.staff_id, to=Shifts.staff_id)
    _permits = each(
        DrivingPermits,
        by=DrivingPermits.staff_id,
        to=Shifts.staff_id,
        where=DrivingPermits.level.is_in("response", "pursuit"),
    )

    shift_id = Shifts.shift_id
    """The turn's reference."""
    staff_id = Shifts.staff_id
    """Who worked it."""
    post = Shifts.post
    """As what."""
    started_at = Shifts.started_at
    """When it began."""
    team = _posts.last(StaffPosts.team, by=StaffPosts.held_since)
    """The team of the person's last post."""
    district = _posts.last(StaffPosts.district, by=StaffPosts.held_since)
    """The force's own district of that post."""
    is_of_community_team = post.is_in("response officer", "neighbourhood officer")
    """Whether it was worked in a community policing team, in response or neighbourhood."""
    has_under_six_years = _member.only(StaffMembers.joined_at) > started_at - days(2191)
    """Whether the person then had less than six years' service."""
    is_student = (_member.only(StaffMembers.probation_ends_at) > started_at).missing_is(False)
    """Whether the person was then a student officer; not so for whom no such time is recorded."""
    may_respond = (
        (_permits.earliest(DrivingPermits.granted_at) <= started_at)
        & (_permits.latest(DrivingPermits.expires_at) > started_at).missing_is(True)
        & ~(_permits.latest(DrivingPermits.withdrawn_at) <= started_at).missing_is(False)
    ).missing_is(False)
    """Whether the person then held a permit to drive to emergencies; not so for whom none is recorded."""
    begins = started_at
