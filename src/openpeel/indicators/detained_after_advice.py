"""The share of mental health advice after which the person was detained."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.indicators import Better, Indicator, Share
from openpeel.language.standards import Review
from openpeel.units.mental_health_request import MentalHealthRequest

detained_after_advice = Indicator(
    id="detained-after-advice",
    says="Share of answered requests to a mental health practitioner after which the person was detained",
    why="Early advice may spare people detention, and officers the wait.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.2",
    source="Requests to mental health practitioners of the control room",
    unit=MentalHealthRequest,
    measure=Share(of=MentalHealthRequest.ended_in_detention, among=MentalHealthRequest.is_answered),
    better=Better.NEUTRAL,
    caveats=("Who would have been detained without advice is not known.",),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
)
