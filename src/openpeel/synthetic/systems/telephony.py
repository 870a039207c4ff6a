"""The telephony system: what it hands over."""

from __future__ import annotations

from openpeel.records.calls import CallLegs, Calls
from openpeel.synthetic.systems.extract import ISO, OLD_TELEPHONY, PERIOD, Extract
from openpeel.synthetic.times import Period

_LEG_HEADINGS = {
    "leg_id": "segment_ref",
    "call_id": "call_ref",
    "stage": "queue",
    "queued_at": "queue_in",
    "answered_at": "answered",
    "abandoned_at": "abandoned",
    "transferred_at": "transferred",
    "ended_at": "segment_end",
    "handler_id": "agent",
    "team": "agent_group",
    "entered_at": "row_created",
}

_LEG_CODES = {
    "stage": {"SWB": "switchboard", "CCC": "control room", "CCC2": "second queue", "EXT": "other department"},
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
            "purpose": "wrap_code",
            "crime_id": "crime_no",
            "calling_number": "cli",
            "entered_at": "row_created",
        },
        {
            "line_dialled": {"E": "999", "N": "101", "SWB": "other"},
            "purpose": {
                "CRM": "crime",
                "INC": "incident",
                "CFP": "concern for a person",
                "MIS": "missing person",
                "UPD": "update on a case",
                "DIS": "disclosure request",
                "INF": "information",
                "OAG": "other agency's business",
                "OTH": "other",
            },
        },
        times=ISO,
    ),
    Extract(
        "telephony_legs_to_2022-06.parquet",
        "Legs of calls, from the old switchboard, which kept neither details nor questions of risk",
        "telephony",
        CallLegs,
        _LEG_HEADINGS,
        _LEG_CODES,
        times=ISO,
        period=OLD_TELEPHONY,
    ),
    Extract(
        "telephony_legs_from_2022-07.parquet",
        "Legs of calls, from the telephony system's warehouse",
        "telephony",
        CallLegs,
        {**_LEG_HEADINGS, "details_recorded_at": "details_saved", "risk_asked_at": "risk_saved"},
        _LEG_CODES,
        times=ISO,
        period=Period(OLD_TELEPHONY.ends, PERIOD.ends),
    ),
)
