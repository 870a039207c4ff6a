"""The triage screen: what it hands over."""

from __future__ import annotations

from openpeel.language.tables import Table
from openpeel.records.first_contact import AdviceRecords, ContactChecks, VulnerabilityRecords
from openpeel.records.triage import TriageEntries
from openpeel.synthetic.systems.extract import PERIOD, TRIAGE_LOST, Extract
from openpeel.synthetic.times import Period
from openpeel.synthetic.triage import LEVELS_SINCE

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

_OLD = Period(PERIOD.begins, TRIAGE_LOST.begins)
_NEW = Period(TRIAGE_LOST.ends, PERIOD.ends)

_SCREENS: tuple[tuple[str, str, type[Table], dict[str, str], dict[str, dict[str, str]]], ...] = (
    (
        "checks",
        "Checks made while a caller is on the line",
        ContactChecks,
        {
            "check_id": "Check",
            "incident_id": "Log No",
            "kind": "Search",
            "made_at": "Timestamp",
            "made_by": "Operator",
            "found": "Trace",
            "entered_at": "Saved",
        },
        {
            "kind": {
                "CLI": "repeat caller",
                "VIC": "repeat victim",
                "OCC": "household",
                "WM": "warning markers",
            }
        },
    ),
    (
        "vulnerability",
        "Records that somebody is vulnerable",
        VulnerabilityRecords,
        {
            "record_id": "Marker",
            "incident_id": "Log No",
            "kind": "Reason",
            "recorded_at": "Timestamp",
            "recorded_by": "Operator",
            "entered_at": "Saved",
        },
        {
            "kind": {
                "CH": "child",
                "OP": "older person",
                "MH": "mental health",
                "DIS": "disability",
                "DA": "domestic abuse",
                "RV": "repeat victim",
                "HC": "hate",
                "OTH": "other",
            }
        },
    ),
    (
        "advice",
        "Advice to callers",
        AdviceRecords,
        {
            "advice_id": "Advice",
            "incident_id": "Log No",
            "kind": "Script",
            "recorded_at": "Timestamp",
            "was_given": "Given",
            "reason_not_given": "If Not Why",
            "recorded_by": "Operator",
            "entered_at": "Saved",
        },
        {"kind": {"EVI": "evidence preservation", "CPA": "crime prevention", "SAF": "safety"}},
    ),
)
"""Screens that moved to the new system with THRIVE, and lost the same month."""

EXTRACTS: tuple[Extract, ...] = (
    Extract(
        "thrive_to_2022-09.csv",
        "THRIVE entries, from the old triage screen, which kept that each element was considered, not how high it was",
        "triage",
        TriageEntries,
        _TRIAGE_HEADINGS,
        _TRIAGE_CODES,
        period=Period(PERIOD.begins, LEVELS_SINCE),
    ),
    Extract(
        "thrive_to_2023-07.csv",
        "THRIVE entries, from the old triage screen",
        "triage",
        TriageEntries,
        {**_TRIAGE_HEADINGS, "recorded_by": "Operator", "level": "H/M/L"},
        {**_TRIAGE_CODES, "level": {"H": "high", "M": "medium", "L": "low"}},
        period=Period(LEVELS_SINCE, TRIAGE_LOST.begins),
    ),
    Extract(
        "thrive_from_2023-09.csv",
        "THRIVE entries, from the new triage screen; those of August 2023 were lost in between",
        "triage",
        TriageEntries,
        {**_TRIAGE_HEADINGS, "recorded_by": "Operator", "level": "H/M/L"},
        {**_TRIAGE_CODES, "level": {"H": "high", "M": "medium", "L": "low"}},
        period=_NEW,
    ),
    *(
        Extract(
            f"{file}_{when}.csv",
            f"{about}, from the {age} triage screen",
            "triage",
            table,
            headings,
            codes,
            period=period,
        )
        for file, about, table, headings, codes in _SCREENS
        for when, age, period in (("to_2023-07", "old", _OLD), ("from_2023-09", "new", _NEW))
    ),
)
