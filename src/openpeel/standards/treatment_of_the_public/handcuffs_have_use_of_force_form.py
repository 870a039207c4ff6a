"""Every officer who takes part in a search with handcuffs completes a use of force form."""

from datetime import date

from openpeel.language.framework import Area
from openpeel.language.source_text import PEEL_2021_22
from openpeel.language.standards import Deadline, Review, Shows, Standard
from openpeel.limits.use_of_powers import USE_OF_FORCE_FORM
from openpeel.units.search_officer import SearchOfficer

handcuffs_have_use_of_force_form = Standard(
    id="handcuffs-have-use-of-force-form",
    says="Where handcuffs are used in a stop and search, each officer completes a use of force form",
    why="Force that is not recorded cannot be shown to be justified, and unjustified force is unlawful.",
    area=Area.TREATMENT_OF_THE_PUBLIC,
    characteristic="2.4",
    source=PEEL_2021_22.at(
        "Engaging with and treating the public with fairness and respect",
        "Areas for improvement",
        "did not always complete use of force forms for a stop and search where they had used handcuffs",
    ),
    unit=SearchOfficer,
    applies=SearchOfficer.was_handcuffed,
    rule=Deadline(
        done=SearchOfficer.form_completed_at,
        due=USE_OF_FORCE_FORM.after(
            SearchOfficer.searched_at, deciding=SearchOfficer.searched_at, force=SearchOfficer.force
        ),
    ),
    shows=Shows(
        case=SearchOfficer.record_id,
        owner=SearchOfficer.team,
        worklist=(
            SearchOfficer.search_reference,
            SearchOfficer.officer_id,
            SearchOfficer.searched_at,
            SearchOfficer.form_completed_at,
        ),
        finding="For {overdue} of {n} officers' parts in searches with handcuffs there is no use of force form; {late} more "
        "forms were completed late.",
    ),
    review=Review(by="OpenPEEL maintainers", on=date(2026, 11, 22), next=date(2027, 11, 22)),
    examples_as_at="2024-02-01 00:00",
    examples="""
    case            | was_handcuffed | searched_at      | form_completed_at | covered | verdict
    same shift      | T              | 2024-01-01 22:00 | 2024-01-02 02:00  | T       | met
    a week later    | T              | 2024-01-01 22:00 | 2024-01-08 10:00  | T       | late
    no form         | T              | 2024-01-01 22:00 |                   | T       | overdue
    last night      | T              | 2024-01-31 22:00 |                   | T       | pending
    forms not there | T              | 2024-01-01 22:00 |                   | F       | unknown
    not recorded    |                | 2024-01-01 22:00 |                   | T       | unknown
    no handcuffs    | F              | 2024-01-01 22:00 |                   | T       | not applicable
    """,
)
