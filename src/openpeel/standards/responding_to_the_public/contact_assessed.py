"""The risk of a contact by another channel is assessed in time."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Deadline, Review, Shows, Standard
from openpeel.limits.contact import CONTACT_ASSESSED
from openpeel.units.contact import Contact

contact_assessed = Standard(
    id="contact-assessed",
    says="The risk of a contact online, by message or at a counter is first assessed within the time set",
    why="Who writes instead of ringing may be unable to speak.",
    area=Area.RESPONDING_TO_THE_PUBLIC,
    characteristic="4.1",
    source=PEEL_2021_22.at(
        "Responding to the public",
        "The force should develop the ways in which the public can contact the force",
        "managed and appropriately risk assessed in a timely manner",
    ),
    unit=Contact,
    applies=Contact.received_at.is_present(),
    rule=Deadline(
        done=Contact.assessed_at,
        due=CONTACT_ASSESSED.after(Contact.received_at, deciding=Contact.received_at, force=Contact.force),
    ),
    shows=Shows(
        case=Contact.contact_id,
        owner=Contact.team,
        worklist=(
            Contact.channel,
            Contact.purpose,
            Contact.received_at,
            Contact.assessed_at,
            Contact.answered_at,
        ),
        finding="Of {n} contacts by other channels than the telephone, the risk of {met} was assessed in time ({rate}), of {late} late and of {overdue} never.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 25), next=date(2027, 11, 25)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case          | received_at      | assessed_at      | covered | verdict
    in time       | 2024-01-01 10:00 | 2024-01-01 10:30 | T       | met
    to the minute | 2024-01-01 10:00 | 2024-01-01 11:00 | T       | met
    next day      | 2024-01-01 22:00 | 2024-01-02 09:00 | T       | late
    never         | 2024-01-01 10:00 |                  | T       | overdue
    just received | 2024-01-31 23:30 |                  | T       | pending
    not loaded    | 2024-01-01 10:00 |                  | F       | unknown
    """,
)
