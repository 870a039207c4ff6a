"""The share of resources sent that are led by officers who may drive to emergencies."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.indicators import Better, Indicator, Share
from openpeel.language.standards import Review
from openpeel.units.deployment import Deployment

response_drivers = Indicator(
    id="response-drivers",
    says="Share of response officers' resources led by somebody with a permit to drive to emergencies",
    why="Officers who may not drive to emergencies cannot go alone.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.2",
    source="Deployments and driving permits, as they stood when it was sent",
    unit=Deployment,
    measure=Share(of=Deployment.may_respond, among=Deployment.post == "response officer"),
    better=Better.HIGHER,
    caveats=("A vehicle often carries two: only the officer in charge is known.",),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
)
