"""The share of incidents reported by another channel than the telephone."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.indicators import Better, Indicator, Share
from openpeel.language.standards import Review
from openpeel.units.incident import Incident

reports_by_other_channels = Indicator(
    id="reports-by-other-channels",
    says="Share of incidents reported online, by message, at a counter or by another agency",
    why="Channels that people trust take demand off the telephone.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.3",
    source="Incident logs that stand",
    unit=Incident,
    measure=Share(of=Incident.came_by_other_channel, among=~Incident.is_cancelled),
    better=Better.NEUTRAL,
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
)
