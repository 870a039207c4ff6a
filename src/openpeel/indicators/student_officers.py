"""The share of resources sent that are led by student officers."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.indicators import Better, Indicator, Share
from openpeel.language.standards import Review
from openpeel.units.deployment import Deployment

student_officers = Indicator(
    id="student-officers",
    says="Share of community policing teams' resources led by a student officer",
    why="Students need tutors, and time away to study.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.3",
    source="Deployments; probation as it stood when it was sent",
    unit=Deployment,
    measure=Share(of=Deployment.is_student, among=Deployment.is_of_community_team),
    better=Better.NEUTRAL,
    caveats=("Deployments, not people: who is sent more often counts more.",),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
)
