"""Officers and staff: posts, shifts, training, one-to-one meetings, absences, permits to drive; and the vehicles."""

from openpeel.language.columns import Precision, code, flag, moment, number, text
from openpeel.language.tables import Table

POSTS = {
    "switchboard operator": "Answers the switchboard",
    "call handler": "Answers emergency and other calls in the control room",
    "dispatcher": "Sends officers",
    "control room supervisor": "Supervises the control room",
    "response officer": "Responds to incidents",
    "neighbourhood officer": "Works with a community on its problems",
    "investigator": "Investigates crimes",
    "sergeant": "Supervises a team",
    "inspector": "Leads a shift or area",
    "mental health practitioner": "Advises control room and officers; employed by health services",
}

COURSES = {
    "thrive": "Structured assessment of threat, harm and risk",
    "vulnerability": "Seeing and recording vulnerability",
    "call handling": "Continuous professional development of call handlers",
    "golden hour": "First actions of an investigation, for supervisors",
    "leadership": "Leading inexperienced staff",
    "response driving": "Driving to emergencies",
    "stop and search": "Fair and effective use of stop and search",
    "other": "Any other course",
}

ABSENCES = {
    "study": "Protected learning of a student officer",
    "training": "Other training",
    "leave": "Leave",
    "sickness": "Sickness",
    "other": "Anything else",
}

PERMITS = {
    "basic": "Within the law of the road",
    "response": "To emergencies",
    "pursuit": "Pursuit",
}

QUEUES = {
    "control room": "Calls to call handlers",
    "switchboard": "Calls to switchboard operators",
}


class StaffMembers(Table):
    """A police officer or member of police staff."""

    staff_id = text("Staff number", key=True)
    joined_at = moment("When service began", required=True, precision=Precision.DAY)
    left_at = moment("When service ended; empty while it lasts", precision=Precision.DAY)
    is_officer = flag("True for a police officer, false for police staff")
    probation_ends_at = moment("When the time as a student officer ends; empty if it never was", planned=True)
    begins = joined_at


class StaffPosts(Table):
    """A post held by a member of staff from one day to another."""

    post_id = text("The posting's reference", key=True)
    staff_id = text("Who holds it", required=True)
    post = code("The post", POSTS, required=True)
    team = text("The team or shift")
    district = text("The force's own district")
    manager_id = text("Staff number of the line manager")
    held_since = moment("From when it was held", required=True)
    ended_at = moment("Until when it was held; empty while it is")
    begins = held_since


class Shifts(Table):
    """A turn of duty that was worked."""

    shift_id = text("The turn's reference", key=True)
    staff_id = text("Who worked it", required=True)
    post = code("As what", POSTS)
    started_at = moment("When it began", required=True)
    ended_at = moment("When it ended")
    begins = started_at


class TrainingPlaces(Table):
    """A member of staff's place on a course on a day."""

    place_id = text("The place's reference", key=True)
    staff_id = text("Whose place it is", required=True)
    course = code("The course", COURSES, required=True)
    booked_at = moment("When the place was booked", required=True)
    planned_at = moment("When it is to take place", planned=True)
    completed_at = moment("When it was completed; empty if it was not")
    cancelled_at = moment("When it was cancelled or the person withdrawn; empty if not")
    cancelled_because = text("Why it was cancelled")
    begins = booked_at


class OneToOnes(Table):
    """A one-to-one meeting of a member of staff with their manager."""

    meeting_id = text("The meeting's reference", key=True)
    staff_id = text("The member of staff", required=True)
    manager_id = text("The manager")
    held_at = moment("When it was held", required=True)
    covered_wellbeing = flag("True if wellbeing was spoken of")
    covered_development = flag("True if training and development were spoken of")
    begins = held_at


class StaffAbsences(Table):
    """A time away from a team's duties."""

    absence_id = text("The absence's reference", key=True)
    staff_id = text("Who is away", required=True)
    kind = code("What for", ABSENCES, required=True)
    away_since = moment("From when the person is away", required=True)
    back_at = moment("When the person is back", planned=True)
    begins = away_since


class Tutorships(Table):
    """A student officer's tutor from one day to another."""

    tutorship_id = text("The tutorship's reference", key=True)
    student_id = text("Staff number of the student officer", required=True)
    tutor_id = text("Staff number of the tutor", required=True)
    tutored_since = moment("When it began", required=True)
    ended_at = moment("When it ended; empty while it lasts")
    begins = tutored_since


class DrivingPermits(Table):
    """A permit to drive police vehicles."""

    permit_id = text("The permit's reference", key=True)
    staff_id = text("Who holds it", required=True)
    level = code("What it allows", PERMITS, required=True)
    granted_at = moment("From when it holds", required=True)
    expires_at = moment("When it has to be renewed", planned=True)
    withdrawn_at = moment("When it was withdrawn; empty if it was not")
    begins = granted_at


class Vehicles(Table):
    """A vehicle of a response fleet."""

    vehicle_id = text("The vehicle's reference", key=True)
    in_service_at = moment("When it entered service", required=True)
    out_of_service_at = moment("When it left service for good; empty while it serves")
    district = text("The district where it is kept")
    begins = in_service_at


class VehiclesOffRoad(Table):
    """A time in which a vehicle could not be used."""

    period_id = text("The period's reference", key=True)
    vehicle_id = text("The vehicle", required=True)
    off_road_at = moment("From when it could not be used", required=True)
    back_at = moment("When it could be used again; empty while it cannot")
    reason = text("Why it could not be used")
    begins = off_road_at


class StaffedHalfHours(Table):
    """Half an hour of a queue of the contact centre: who was wanted and there, and what came in."""

    interval_id = text("The half hour's reference", key=True)
    queue = code("The queue", QUEUES, required=True)
    began_at = moment("When it began", required=True)
    wanted = number("How many were wanted on duty, by the force's own forecast of calls; empty if none was kept")
    on_duty = number("How many were on duty")
    offered = number("How many calls came in")
    answered = number("How many of these were answered, in this half hour or later")
    begins = began_at


class FleetDays(Table):
    """The morning state of a district's response vehicles."""

    state_id = text("The morning state's reference", key=True)
    taken_at = moment("When it was taken", required=True)
    district = text("The district where they are kept")
    held = number("How many vehicles the district has")
    fit = number("How many of them can be used; empty if that was not written down")
    wanted = number("How many are wanted, by the force's own plan")
    begins = taken_at
