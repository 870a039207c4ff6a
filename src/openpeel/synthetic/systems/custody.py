"""The custody system: what it hands over."""

from __future__ import annotations

from openpeel.records.bail import BailExtensions, BailPeriods, ReleaseAssessments
from openpeel.synthetic.systems.extract import TO_THE_MINUTE, Extract

EXTRACTS: tuple[Extract, ...] = (
    Extract(
        "custody_bail.csv",
        "Releases on pre-charge bail, from the custody system",
        "custody",
        BailPeriods,
        {
            "bail_id": "Bail Ref",
            "arrest_id": "Custody Ref",
            "suspect_id": "DP Nominal",
            "crime_id": "Crime No",
            "arrested_at": "Arrest",
            "bailed_at": "Released",
            "ends_at": "Return",
            "has_conditions": "Conditions",
            "resolved_at": "Disposal Date",
            "resolution": "Disposal",
            "team": "Unit",
            "officer_id": "OIC",
            "entered_at": "Created",
        },
        {
            "resolution": {
                "CHG": "charged",
                "NFA": "no further action",
                "RUI": "released under investigation",
                "OTH": "other",
            },
        },
        times=TO_THE_MINUTE,
    ),
    Extract(
        "custody_bail_extensions.csv",
        "Extensions of pre-charge bail, from the custody system",
        "custody",
        BailExtensions,
        {
            "extension_id": "Ext Ref",
            "bail_id": "Bail Ref",
            "authorised_at": "Authorised",
            "authorised_by_rank": "Rank",
            "new_ends_at": "New Return",
            "entered_at": "Created",
        },
        {
            "authorised_by_rank": {
                "PS": "custody officer",
                "INSP": "inspector",
                "SUPT": "superintendent",
                "ACC": "assistant chief constable",
                "MC": "magistrates",
            }
        },
        times=TO_THE_MINUTE,
    ),
    Extract(
        "custody_release_assessments.csv",
        "Assessments before release under investigation, from the custody system",
        "custody",
        ReleaseAssessments,
        {
            "assessment_id": "Assessment",
            "bail_id": "Bail Ref",
            "assessed_at": "Assessed",
            "rationale_recorded": "Rationale",
            "officer_id": "Officer",
            "entered_at": "Created",
        },
        times=TO_THE_MINUTE,
    ),
)
