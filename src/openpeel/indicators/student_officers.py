"""The share of community policing duty done by student officers."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.indicators import Better, Indicator, Share
from openpeel.language.standards import Review
from openpeel.units.shift import Shift

student_officers = Indicator(
    id="student-officers",
    says="Share of turns of duty in community policing teams worked by student officers",
    why="Students need tutors, and time away to study.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.3",
    source="Shifts; probation as it stood when the shift began",
    unit=Shift,
    measure=Share(of=Shift.is_student, among=Shift.is_of_community_team),
    better=Better.NEUTRAL,
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
)
