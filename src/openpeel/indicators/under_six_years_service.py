"""The share of community policing duty done by officers with less than six years' service."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.indicators import Better, Indicator, Share
from openpeel.language.standards import Review
from openpeel.units.shift import Shift

under_six_years_service = Indicator(
    id="under-six-years-service",
    says="Share of turns of duty in community policing teams worked by officers with less than six years' service",
    why="Inexperienced teams need more supervision, not less.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.3",
    source="Shifts; service as it stood when the shift began",
    unit=Shift,
    measure=Share(of=Shift.has_under_six_years, among=Shift.is_of_community_team),
    better=Better.NEUTRAL,
    caveats=("Turns of duty, not people: who is away does not count.",),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
)
