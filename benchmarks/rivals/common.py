"""What the hand-written versions share: where the records lie, and the bank holidays of England and Wales."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from deltalake import DeltaTable

FILES = (
    "incidents",
    "incident_people",
    "risk_assessments",
    "victim_updates",
    "referrals",
    "bail_periods",
    "bail_extensions",
    "searches",
    "search_officers",
    "force_forms",
    "offenders",
    "offender_levels",
    "visits",
)


def files_of(folder: Path, table: str) -> list[str]:
    """The Parquet files of a table, as Delta's log has them."""
    return list(DeltaTable(folder / "tables" / table).file_uris())


def bank_holidays() -> list[date]:
    """Those of 2020 to 2025, written out."""
    return [date.fromisoformat(day) for day in _HOLIDAYS.split()]


_HOLIDAYS = """
2020-01-01 2020-04-10 2020-04-13 2020-05-08 2020-05-25 2020-08-31 2020-12-25 2020-12-28
2021-01-01 2021-04-02 2021-04-05 2021-05-03 2021-05-31 2021-08-30 2021-12-27 2021-12-28
2022-01-03 2022-04-15 2022-04-18 2022-05-02 2022-06-02 2022-06-03 2022-08-29 2022-09-19 2022-12-26 2022-12-27
2023-01-02 2023-04-07 2023-04-10 2023-05-01 2023-05-08 2023-05-29 2023-08-28 2023-12-25 2023-12-26
2024-01-01 2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 2024-12-26
2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26
"""
