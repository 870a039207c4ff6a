"""The share of contacts by other channels that are passed to another agency."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.indicators import Better, Indicator, Share
from openpeel.language.standards import Review
from openpeel.units.contact import Contact

contacts_referred = Indicator(
    id="contacts-referred",
    says="Share of contacts by other channels than the telephone that were referred to another agency",
    why="What is another agency's business is best dealt with there.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.3",
    source="Contacts by other channels",
    unit=Contact,
    measure=Share(of=Contact.is_referred),
    better=Better.NEUTRAL,
    by=(Contact.channel,),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
)
