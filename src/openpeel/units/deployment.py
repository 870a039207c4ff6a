"""The unit: one resource sent to an incident."""

from __future__ import annotations

from openpeel.language.durations import days
from openpeel.language.facts import each
from openpeel.language.units import Unit
from openpeel.records.response import Deployments
from openpeel.records.staff import DrivingPermits, StaffMembers, StaffPosts


class Deployment(Unit):
    """One resource sent to an incident: what the officer in charge brought to it, as it stood then."""

    rows = Deployments
    _member = each(StaffMembers, by=StaffMembers.staff_id, to=Deployments.officer_id)
    _posts = each(StaffPosts, by=StaffPosts.staff_id, to=Deployments.officer_id)
    _permits = each(
        DrivingPermits,
        by=DrivingPermits.staff_id,
        to=Deployments.officer_id,
        where=DrivingPermits.level.is_in("response", "pursuit"),
    )

    deployment_id = Deployments.deployment_id
    """The deployment's reference."""
    incident_id = Deployments.incident_id
    """The incident."""
    officer_id = Deployments.officer_id
    """Staff number of the officer in charge."""
    assigned_at = Deployments.assigned_at
    """When it was sent."""
    arrived_at = Deployments.arrived_at
    """When it arrived; missing if it did not."""
    post = _posts.last(StaffPosts.post, by=StaffPosts.held_since)
    """The post that the officer last held."""
    team = _posts.last(StaffPosts.team, by=StaffPosts.held_since)
    """The team of that post."""
    district = _posts.last(StaffPosts.district, by=StaffPosts.held_since)
    """The force's own district of that post."""
    is_of_community_team = post.is_in("response officer", "neighbourhood officer")
    """Whether the officer is of a community policing team, in response or neighbourhood."""
    has_under_six_years = _member.only(StaffMembers.joined_at) > assigned_at - days(2191)
    """Whether the officer then had less than six years' service."""
    is_student = (_member.only(StaffMembers.probation_ends_at) > assigned_at).missing_is(False)
    """Whether it was then a student officer; not so for whom no such time is recorded."""
    may_respond = (
        (_permits.earliest(DrivingPermits.granted_at) <= assigned_at)
        & (_permits.latest(DrivingPermits.expires_at) > assigned_at).missing_is(True)
        & ~(_permits.latest(DrivingPermits.withdrawn_at) <= assigned_at).missing_is(False)
    ).missing_is(False)
    """Whether the officer then held a permit to drive to emergencies; not so for whom none is recorded."""
    begins = assigned_at
