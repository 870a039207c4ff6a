"""The share of resources sent that are led by officers with less than six years' service."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.indicators import Better, Indicator, Share
from openpeel.language.standards import Review
from openpeel.units.deployment import Deployment

under_six_years_service = Indicator(
    id="under-six-years-service",
    says="Share of community policing teams' resources led by an officer with less than six years' service",
    why="Inexperienced teams need more supervision, not less.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.3",
    source="Deployments; service as it stood when it was sent",
    unit=Deployment,
    measure=Share(of=Deployment.has_under_six_years, among=Deployment.is_of_community_team),
    better=Better.NEUTRAL,
    caveats=("Deployments, not people: who is sent more often counts more.",),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
)
