"""The share of stop and searches that found what was searched for."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.indicators import Better, Indicator, Share
from openpeel.language.standards import Review
from openpeel.units.stop_search import StopSearch

find_rate = Indicator(
    id="find-rate",
    says="Share of stop and searches whose outcome follows from finding what was searched for",
    why="Good grounds find things; a low share asks what the grounds were.",
    area=Area.TREATMENT_OF_THE_PUBLIC,
    characteristic="2.3",
    source="Records of stop and search: outcome linked to object of search",
    unit=StopSearch,
    measure=Share(of=StopSearch.found_object),
    better=Better.HIGHER,
    caveats=("Forces differ in whether they record that nothing was found; searches that do not say are shown apart.",),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 22), next=date(2027, 11, 22)),
)
