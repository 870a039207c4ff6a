"""Everything that the made force's systems hand over."""

from openpeel.synthetic.systems import (
    command_and_control,
    custody,
    digital_desk,
    fleet,
    human_resources,
    marac_workbook,
    missing_people,
    offender_management,
    records_management,
    stop_and_search,
    telephony,
    triage,
    use_of_force,
)
from openpeel.synthetic.systems.extract import Extract

EXTRACTS: tuple[Extract, ...] = (
    *telephony.EXTRACTS,
    *digital_desk.EXTRACTS,
    *command_and_control.EXTRACTS,
    *triage.EXTRACTS,
    *missing_people.EXTRACTS,
    *records_management.EXTRACTS,
    *marac_workbook.EXTRACTS,
    *custody.EXTRACTS,
    *offender_management.EXTRACTS,
    *stop_and_search.EXTRACTS,
    *use_of_force.EXTRACTS,
    *human_resources.EXTRACTS,
    *fleet.EXTRACTS,
)
