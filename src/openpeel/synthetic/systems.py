"""The systems of the made force: what each hands over, under which headings and in which codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from openpeel.language.tables import Table
from openpeel.records.bail import BailExtensions, BailPeriods, ReleaseAssessments
from openpeel.records.calls import Calls
from openpeel.records.crimes import Crimes, InvestigationEvents, VictimNotifications
from openpeel.records.domestic_abuse import MaracConsiderations, RiskAssessments
from openpeel.records.incidents import IncidentPeople, Incidents
from openpeel.records.loads import LoadKind
from openpeel.records.sex_offenders import RegisteredSexOffenders, SexOffenderRiskLevels, SexOffenderVisits
from openpeel.records.stop_and_search import StopSearches, StopSearchOfficers
from openpeel.records.triage import TriageEntries
from openpeel.records.use_of_force import UseOfForceForms
from openpeel.synthetic.times import Period, start_of, utc

PERIOD = Period(start_of(date(2022, 4, 1)), start_of(date(2024, 4, 1)))
"""Two financial years, local time: long enough for 'the third incident in twelve months' to be known in the second."""

TRIAGE_LOST = Period(start_of(date(2023, 8, 1)), start_of(date(2023, 9, 1)))
"""When the triage system's records were lost, so that no extract covers them."""

ON_PAPER = Period(PERIOD.begins, start_of(date(2022, 10, 1)))
"""When searches were still recorded on paper forms, which did not ask for everything."""

OFFENDERS_SINCE = start_of(date(2021, 1, 1))
"""Since when the force holds its records of registered sex offenders."""

EXTRACTED_AT = utc(datetime.combine(date(2024, 4, 1), time(2, 0)))
"""When all extracts were read from their systems."""

TO_THE_SECOND = "%d/%m/%Y %H:%M:%S"
TO_THE_MINUTE = "%d/%m/%Y %H:%M"
ISO = "%Y-%m-%d %H:%M:%S"

ENTERED = "entered_at"
"""Stands among the columns of an extract for the time of entry."""


@dataclass(frozen=True)
class Extract:
    """One file that a system hands over."""

    file: str
    about: str
    """What it is, for the head of its mapping."""
    source: str
    table: type[Table]
    headings: Mapping[str, str]
    """The file's heading of each column of the table; ``entered_at`` is the time of entry."""
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """For a column with codes or a flag: the source's code and what it means."""
    times: str = TO_THE_SECOND
    kind: LoadKind = LoadKind.WINDOW
    period: Period = PERIOD

    @property
    def mapping(self) -> str:
        """The name of its mapping file."""
        return f"{self.file.rpartition('.')[0]}.toml"


_SEARCH_HEADINGS = {
    "record_key": "Form No",
    "search_reference": "Search Ref",
    "searched_at": "Date Time",
    "search_type": "Type",
    "object_of_search": "Object",
    "legislation": "Power",
    "outcome": "Outcome",
    "outcome_linked_to_object": "Linked",
    "self_defined_ethnicity": "SDE",
    "officer_defined_ethnicity": "ODE",
    "gender": "Sex",
    "age_range": "Age Band",
    "removed_more_than_outer_clothing": "JOG",
    "in_policing_operation": "Operation",
    "latitude": "Lat",
    "longitude": "Long",
    "grounds_recorded": "Grounds Y/N",
    "team": "Unit",
    "entered_at": "Input On",
}

_SEARCH_CODES = {
    "search_type": {"P": "Person search", "PV": "Person and Vehicle search", "V": "Vehicle search"},
    "officer_defined_ethnicity": {
        "IC1": "White",
        "IC3": "Black",
        "IC4": "Asian",
        "M": "Mixed",
        "IC9": "Other",
    },
    "gender": {"M": "Male", "F": "Female", "O": "Other"},
}

_TRIAGE_HEADINGS = {
    "entry_id": "Entry",
    "incident_id": "Log No",
    "element": "Element",
    "recorded_at": "Timestamp",
    "entered_at": "Saved",
}

_TRIAGE_CODES = {
    "element": {
        "T": "threat",
        "H": "harm",
        "R": "risk",
        "I": "investigation",
        "V": "vulnerability",
        "E": "engagement",
    }
}

_USE_OF_FORCE_CODES = {
    column: {"0": "not used", **codes}
    for column, codes in {
        "handcuffs": {"1": "compliant", "2": "non-compliant"},
        "baton": {"1": "drawn", "2": "used"},
        "irritant_spray": {"1": "drawn", "2": "used"},
        "conducted_energy_device": {
            "1": "drawn",
            "2": "aimed",
            "3": "arced",
            "4": "red-dot",
            "5": "drive-stun",
            "6": "angle-drive-stun",
            "7": "fired",
        },
        "attenuating_energy_projectile": {"1": "aimed", "2": "fired"},
        "dog": {"1": "deployed", "2": "bite"},
        "firearm": {"1": "aimed", "2": "fired"},
    }.items()
}

EXTRACTS: tuple[Extract, ...] = (
    Extract(
        "telephony.parquet",
        "Calls, from the telephony system's warehouse",
        "telephony",
        Calls,
        {
            "call_id": "call_ref",
            "line_dialled": "ddi",
            "presented_at": "presented",
            "answered_at": "answered",
            "abandoned_at": "abandoned",
            "ended_at": "cleared",
            "handler_id": "agent",
            "team": "agent_group",
            "incident_id": "log_no",
            "entered_at": "row_created",
        },
        {"line_dialled": {"E": "999", "N": "101", "SWB": "other"}},
        times=ISO,
    ),
    Extract(
        "command_and_control_logs.csv",
        "Incident logs, from command and control",
        "command and control",
        Incidents,
        {
            "incident_id": "Log No",
            "reported_at": "Created",
            "call_id": "Call Ref",
            "grade": "Grade",
            "opening_code": "Open Code",
            "is_domestic_abuse": "DA",
            "attended_at": "State 6",
            "closed_at": "Closed",
            "closing_code": "Close Code",
            "cancelled_at": "Cancelled",
            "team": "Owner",
            "district": "Area",
            "place": "Beat",
            "entered_at": "Saved",
        },
        {
            "grade": {"1": "emergency", "2": "priority", "3": "scheduled", "4": "no attendance"},
        },
    ),
    Extract(
        "command_and_control_persons.csv",
        "People linked to incident logs, from command and control",
        "command and control",
        IncidentPeople,
        {
            "link_id": "Link",
            "incident_id": "Log No",
            "person_id": "Nominal",
            "role": "Role",
            "linked_at": "Linked",
            "entered_at": "Saved",
        },
        {"role": {"VIC": "victim", "SUS": "suspect", "WIT": "witness", "INF": "caller"}},
    ),
    Extract(
        "thrive_to_2023-07.csv",
        "THRIVE entries, from the old triage screen",
        "triage",
        TriageEntries,
        _TRIAGE_HEADINGS,
        _TRIAGE_CODES,
        period=Period(PERIOD.begins, TRIAGE_LOST.begins),
    ),
    Extract(
        "thrive_from_2023-09.csv",
        "THRIVE entries, from the new triage screen; those of August 2023 were lost in between",
        "triage",
        TriageEntries,
        _TRIAGE_HEADINGS,
        _TRIAGE_CODES,
        period=Period(TRIAGE_LOST.ends, PERIOD.ends),
    ),
    Extract(
        "dash.csv",
        "DASH risk assessments, from the records management system",
        "records management",
        RiskAssessments,
        {
            "assessment_id": "Assessment",
            "incident_id": "Log No",
            "completed_at": "Date Completed",
            "instrument": "Form",
            "risk_level": "Risk",
            "officer_id": "Officer",
            "supervised_at": "Sgt Review",
            "entered_at": "Date Entered",
        },
        {
            "instrument": {"DASH": "dash", "DARA": "dara", "OTH": "other"},
            "risk_level": {"S": "standard", "M": "medium", "H": "high"},
        },
        times=TO_THE_MINUTE,
    ),
    Extract(
        "marac_log.xlsx",
        "Considerations for a MARAC, from the workbook that the co-ordinator keeps",
        "marac workbook",
        MaracConsiderations,
        {
            "consideration_id": "Ref",
            "incident_id": "Log",
            "considered_at": "Considered",
            "decision": "Referred?",
            "reason_recorded": "Reason given?",
            "entered_at": "Added",
        },
        {
            "decision": {"Yes": "referred", "No": "not referred"},
            "reason_recorded": {"Yes": "true", "No": "false"},
        },
        times=ISO,
    ),
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
    Extract(
        "offenders.csv",
        "Registered sex offenders, from the offender management system",
        "offender management",
        RegisteredSexOffenders,
        {
            "offender_id": "Nominal",
            "registered_at": "Managed From",
            "registration_ended_at": "Managed To",
            "reactively_managed_since": "Reactive From",
            "manager_id": "Manager",
            "team": "Team",
            "entered_at": "Created",
        },
        times=TO_THE_MINUTE,
        kind=LoadKind.FULL,
        period=Period(OFFENDERS_SINCE, PERIOD.ends),
    ),
    Extract(
        "offender_levels.csv",
        "Levels of risk of registered sex offenders, from the offender management system",
        "offender management",
        SexOffenderRiskLevels,
        {
            "level_id": "Decision",
            "offender_id": "Nominal",
            "level": "Level",
            "set_at": "Set",
            "entered_at": "Created",
        },
        {"level": {"VH": "very_high", "H": "high", "M": "medium", "L": "low"}},
        times=TO_THE_MINUTE,
        kind=LoadKind.FULL,
        period=Period(OFFENDERS_SINCE, PERIOD.ends),
    ),
    Extract(
        "offender_visits.csv",
        "Visits to registered sex offenders, from the offender management system",
        "offender management",
        SexOffenderVisits,
        {
            "visit_id": "Visit",
            "offender_id": "Nominal",
            "visited_at": "Visited",
            "officers_present": "Officers",
            "was_seen": "Seen",
            "single_crewed_reason": "Why Single",
            "entered_at": "Created",
        },
        times=TO_THE_MINUTE,
        kind=LoadKind.FULL,
        period=Period(OFFENDERS_SINCE, PERIOD.ends),
    ),
    Extract(
        "searches_paper_to_2022-09.csv",
        "Searches recorded on paper forms, typed in; the forms ask for neither handcuffs nor body-worn video",
        "stop and search",
        StopSearches,
        _SEARCH_HEADINGS,
        _SEARCH_CODES,
        times=TO_THE_MINUTE,
        period=ON_PAPER,
    ),
    Extract(
        "searches_from_2022-10.csv",
        "Searches recorded on the electronic form",
        "stop and search",
        StopSearches,
        {**_SEARCH_HEADINGS, "handcuffed": "Cuffs", "body_worn_video_used": "BWV"},
        _SEARCH_CODES,
        times=TO_THE_MINUTE,
        period=Period(ON_PAPER.ends, PERIOD.ends),
    ),
    Extract(
        "search_officers.csv",
        "Officers who took part in searches",
        "stop and search",
        StopSearchOfficers,
        {
            "record_id": "Line",
            "search_reference": "Search Ref",
            "officer_id": "Officer",
            "searched_at": "Date Time",
            "entered_at": "Input On",
        },
        times=TO_THE_MINUTE,
    ),
    Extract(
        "use_of_force.csv",
        "Use of force forms",
        "use of force",
        UseOfForceForms,
        {
            "form_id": "Form",
            "officer_id": "Officer",
            "used_at": "Incident Date",
            "completed_at": "Submitted",
            "search_reference": "Search Ref",
            "subject_compliant": "Compliant",
            "tactical_communications": "Tac Comms",
            "handcuffs": "Handcuffs",
            "unarmed_skills": "Unarmed",
            "ground_restraint": "Ground",
            "limb_or_body_restraints": "Limb Body",
            "baton": "Baton",
            "irritant_spray": "Spray",
            "spit_guard": "Spit Guard",
            "shield": "Shield",
            "conducted_energy_device": "CED",
            "attenuating_energy_projectile": "AEP",
            "dog": "Dog",
            "firearm": "Firearm",
            "other_tactic": "Other",
            "team": "Unit",
            "entered_at": "Saved",
        },
        _USE_OF_FORCE_CODES,
        times=TO_THE_MINUTE,
    ),
    Extract(
        "crimes.csv",
        "Recorded crimes, from the records management system",
        "records management",
        Crimes,
        {
            "crime_id": "Crime No",
            "incident_id": "Log No",
            "reported_at": "Reported",
            "recorded_at": "Recorded",
            "offence_group": "HO Group",
            "has_victim": "Victim",
            "victim_has_enhanced_rights": "Enhanced",
            "team": "Unit",
            "officer_id": "OIC",
            "entered_at": "Created",
        },
        {
            "offence_group": {
                "VAP": "violence against the person",
                "SEX": "sexual offences",
                "ROB": "robbery",
                "THEFT": "theft",
                "CDA": "criminal damage and arson",
                "DRUG": "drugs",
                "WEAP": "possession of weapons",
                "PO": "public order",
                "MISC": "miscellaneous",
                "FRAUD": "fraud",
            },
            "victim_has_enhanced_rights": {"E": "true", "S": "false"},
        },
        times=TO_THE_MINUTE,
    ),
    Extract(
        "investigation_steps.csv",
        "Steps in investigations, from the records management system",
        "records management",
        InvestigationEvents,
        {
            "event_id": "Step",
            "crime_id": "Crime No",
            "kind": "Kind",
            "happened_at": "Date",
            "entered_at": "Created",
        },
        {
            "kind": {
                "ARR": "arrest",
                "IUC": "interview under caution",
                "REL": "released",
                "BAIL": "bailed",
                "BCHG": "bail changed",
                "CHG": "charged",
                "NFA": "no further action",
                "FILED": "closed",
            }
        },
        times=TO_THE_MINUTE,
    ),
    Extract(
        "victim_contact.csv",
        "What victims were told, from the records management system",
        "records management",
        VictimNotifications,
        {
            "notification_id": "Contact",
            "event_id": "Step",
            "told_at": "Told",
            "channel": "How",
            "entered_at": "Created",
        },
        {"channel": {"TEL": "telephone", "PERS": "in person", "LETT": "letter", "ELEC": "electronic"}},
        times=TO_THE_MINUTE,
    ),
)
