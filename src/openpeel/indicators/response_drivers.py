"""The share of response duty done by officers who may drive to emergencies."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.indicators import Better, Indicator, Share
from openpeel.language.standards import Review
from openpeel.units.shift import Shift

response_drivers = Indicator(
    id="response-drivers",
    says="Share of response officers' turns of duty worked by somebody with a permit to drive to emergencies",
    why="Officers who may not drive to emergencies cannot go alone.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.2",
    source="Shifts and driving permits, as they stood when the shift began",
    unit=Shift,
    measure=Share(of=Shift.may_respond, among=Shift.post == "response officer"),
    better=Better.HIGHER,
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
)
