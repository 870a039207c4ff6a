"""Human resources, duty planning and the training school: who serves, works, learns and meets."""

from __future__ import annotations

from datetime import date

from openpeel.records.loads import LoadKind
from openpeel.records.staff import (
    DrivingPermits,
    OneToOnes,
    Shifts,
    StaffAbsences,
    StaffMembers,
    StaffPosts,
    TrainingPlaces,
    Tutorships,
)
from openpeel.synthetic.systems.extract import ATTENDANCE_NOT_ENTERED, PERIOD, TO_THE_MINUTE, Extract
from openpeel.synthetic.times import Period, start_of

_EVER = Period(start_of(date(1990, 1, 1)), PERIOD.ends)

_POSTS = {
    "SWB": "switchboard operator",
    "CH": "call handler",
    "DISP": "dispatcher",
    "CRS": "control room supervisor",
    "RESP": "response officer",
    "NPT": "neighbourhood officer",
    "INV": "investigator",
    "PS": "sergeant",
    "INSP": "inspector",
    "MHP": "mental health practitioner",
}

_BOOKING = {
    "place_id": "Booking",
    "staff_id": "Collar",
    "course": "Course",
    "booked_at": "Booked",
    "planned_at": "Date",
    "entered_at": "Created",
}

_COURSES = {
    "THR": "thrive",
    "VUL": "vulnerability",
    "CPD-C": "call handling",
    "GH": "golden hour",
    "LEAD": "leadership",
    "RDR": "response driving",
    "SS": "stop and search",
    "OTH": "other",
}

EXTRACTS: tuple[Extract, ...] = (
    Extract(
        "staff.csv",
        "Officers and staff, from human resources",
        "human resources",
        StaffMembers,
        {
            "staff_id": "Collar",
            "joined_at": "Start",
            "left_at": "Leaver",
            "is_officer": "Officer",
            "probation_ends_at": "Probation To",
            "entered_at": "Created",
        },
        times=TO_THE_MINUTE,
        kind=LoadKind.FULL,
        period=_EVER,
    ),
    Extract(
        "posts.csv",
        "Posts held, from human resources",
        "human resources",
        StaffPosts,
        {
            "post_id": "Posting",
            "staff_id": "Collar",
            "post": "Role",
            "team": "Team",
            "district": "Area",
            "manager_id": "Line Mgr",
            "held_since": "From",
            "ended_at": "To",
            "entered_at": "Created",
        },
        {"post": _POSTS},
        times=TO_THE_MINUTE,
        kind=LoadKind.FULL,
        period=_EVER,
    ),
    Extract(
        "contact_centre_duties.csv",
        "Turns of duty in the contact centre, from duty planning",
        "duty planning",
        Shifts,
        {
            "shift_id": "Duty",
            "staff_id": "Collar",
            "post": "Role",
            "started_at": "On",
            "ended_at": "Off",
            "entered_at": "Booked Off",
        },
        {"post": _POSTS},
        times=TO_THE_MINUTE,
    ),
    Extract(
        "contact_centre_absences.csv",
        "Absences in the contact centre, from duty planning",
        "duty planning",
        StaffAbsences,
        {
            "absence_id": "Absence",
            "staff_id": "Collar",
            "kind": "Code",
            "away_since": "From",
            "back_at": "To",
            "entered_at": "Created",
        },
        {"kind": {"STU": "study", "TRG": "training", "AL": "leave", "SICK": "sickness", "OTH": "other"}},
        times=TO_THE_MINUTE,
    ),
    Extract(
        "training_to_2024-02.csv",
        "Places on courses, from the training school",
        "training school",
        TrainingPlaces,
        {**_BOOKING, "completed_at": "Completed", "cancelled_at": "Cancelled", "cancelled_because": "Reason"},
        {"course": _COURSES},
        times=TO_THE_MINUTE,
        kind=LoadKind.FULL,
        period=Period(_EVER.begins, ATTENDANCE_NOT_ENTERED.begins),
    ),
    Extract(
        "training_from_2024-03.csv",
        "Places on courses, from the training school, which had not yet entered who came",
        "training bookings",
        TrainingPlaces,
        _BOOKING,
        {"course": _COURSES},
        times=TO_THE_MINUTE,
        period=ATTENDANCE_NOT_ENTERED,
    ),
    Extract(
        "one_to_ones.csv",
        "One-to-one meetings in the contact centre, from human resources",
        "human resources",
        OneToOnes,
        {
            "meeting_id": "Meeting",
            "staff_id": "Collar",
            "manager_id": "Line Mgr",
            "held_at": "Held",
            "covered_wellbeing": "Wellbeing",
            "covered_development": "Development",
            "entered_at": "Created",
        },
        times=TO_THE_MINUTE,
    ),
    Extract(
        "tutors.csv",
        "Tutors of student officers, from the training school",
        "training school",
        Tutorships,
        {
            "tutorship_id": "Pairing",
            "student_id": "Student",
            "tutor_id": "Tutor",
            "tutored_since": "From",
            "ended_at": "To",
            "entered_at": "Created",
        },
        times=TO_THE_MINUTE,
        kind=LoadKind.FULL,
        period=_EVER,
    ),
    Extract(
        "driving_permits.csv",
        "Permits to drive, from the driving school",
        "driving school",
        DrivingPermits,
        {
            "permit_id": "Permit",
            "staff_id": "Collar",
            "level": "Class",
            "granted_at": "Granted",
            "expires_at": "Expires",
            "withdrawn_at": "Withdrawn",
            "entered_at": "Created",
        },
        {"level": {"B": "basic", "R": "response", "P": "pursuit"}},
        times=TO_THE_MINUTE,
        kind=LoadKind.FULL,
        period=_EVER,
    ),
)
