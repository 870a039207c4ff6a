"""The workbook that the co-ordinator of the MARAC keeps: what it hands over."""

from __future__ import annotations

from openpeel.records.domestic_abuse import MaracConsiderations
from openpeel.synthetic.systems.extract import ISO, Extract

EXTRACTS: tuple[Extract, ...] = (
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
)
