"""Pre-charge bail does not lapse into release under investigation without a risk assessment and a rationale."""

from datetime import date

from openpeel.language.columns import earliest_of
from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Deadline, Review, Shows, Standard
from openpeel.units.bail_period import BailPeriod

bail_not_lapsed = Standard(
    id="bail-not-lapsed",
    says="Before pre-charge bail ends, it is extended, the case is decided, or release under investigation is justified by a "
    "risk assessment with a recorded rationale",
    why="Bail that lapses takes its conditions with it, and with them the victim's protection.",
    area=Area.MANAGING_OFFENDERS,
    characteristic="7.1",
    critical=True,
    source=PEEL_2021_22.at(
        "Managing offenders and suspects",
        "Areas for improvement",
        "had defaulted to RUI without an adequate risk assessment or recorded rationale",
    ),
    unit=BailPeriod,
    applies=BailPeriod.bailed_at.is_present(),
    rule=Deadline(
        done=earliest_of(BailPeriod.resolved_at, BailPeriod.extended_at, BailPeriod.release_assessed_at),
        due=BailPeriod.ends_at,
    ),
    shows=Shows(
        case=BailPeriod.bail_id,
        owner=BailPeriod.team,
        worklist=(BailPeriod.arrested_at, BailPeriod.ends_at, BailPeriod.has_conditions, BailPeriod.resolution),
        finding="{overdue} of {n} periods of bail ended in release under investigation with neither a risk assessment nor a "
        "rationale; in {late} more it came after bail had ended.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 22), next=date(2027, 11, 22)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case             | bailed_at        | ends_at                | resolved_at      | extended_at      | release_assessed_at | covered | verdict
    charged          | 2023-06-01 18:00 | 2023-09-01 22:59:59.99 | 2023-08-01 10:00 |                  |                     | T       | met
    extended         | 2023-06-01 18:00 | 2023-09-01 22:59:59.99 |                  | 2023-08-30 10:00 |                     | T       | met
    assessed         | 2023-06-01 18:00 | 2023-09-01 22:59:59.99 |                  |                  | 2023-09-01 12:00    | T       | met
    decided late     | 2023-06-01 18:00 | 2023-09-01 22:59:59.99 | 2023-09-20 10:00 |                  |                     | T       | late
    lapsed           | 2023-06-01 18:00 | 2023-09-01 22:59:59.99 |                  |                  |                     | T       | overdue
    still on bail    | 2024-01-10 18:00 | 2024-04-10 22:59:59.99 |                  |                  |                     | T       | pending
    not loaded       | 2023-06-01 18:00 | 2023-09-01 22:59:59.99 |                  |                  |                     | F       | unknown
    no resolution    | 2023-06-01 18:00 | 2023-09-01 22:59:59.99 | 2023-08-01 10:00? |                  |                     | T       | unknown
    no rationale     | 2023-06-01 18:00 | 2023-09-01 22:59:59.99 |                  |                  | 2023-09-01 12:00?   | T       | unknown
    arrest not known | 2023-06-01 18:00 |                        |                  |                  |                     | T       | unknown
    """,
)
