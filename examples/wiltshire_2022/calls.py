"""Made records with the counted figures of the report: 18 of 51 calls without THRIVE, advice in 20 of 30.

    python examples/wiltshire_2022/calls.py examples/wiltshire_2022/calls

The report gives the counts and no records. These records are made up to have the counts, and nothing else about them
is the report's: they bear the name of the made force, so that nobody takes them for records of a real one.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

CALLS = 51
WITHOUT_THRIVE = 18
WITH_EVIDENCE = 30
TOLD_HOW_TO_KEEP_IT = 20

BEGINS = datetime.fromisoformat("2021-11-01")
ELEMENTS = ("threat", "harm", "risk", "investigation", "vulnerability", "engagement")
OFFENCES = ("violence against the person", "sexual offences", "theft")

HEAD = """\
# {about}.
# Made up to have the counts of a published report; no record is about any person or place.
table = "{table}"
force = "exampleshire"
source = "made for the example"

[extract]
kind = "window"
from = 2021-11-01
to = 2021-12-01
at = 2021-12-02

[times]
zone = "Europe/London"

[columns]
"""


def main(folder: Path) -> None:
    """Write four tables, each with its mapping."""
    folder.mkdir(parents=True, exist_ok=True)
    calls, logs, entries, advice = [], [], [], []
    for number in range(CALLS):
        log, presented = f"L{number + 1:03d}", BEGINS + timedelta(hours=14 * number + 9, minutes=7 * number)
        answered, ended = presented + timedelta(seconds=6), presented + timedelta(minutes=10)
        calls.append((f"C{number + 1:03d}", "101", presented, answered, ended, log))
        offence = OFFENCES[number % 3] if number % 17 < 10 else ""
        logs.append((log, answered + timedelta(seconds=30), f"C{number + 1:03d}", "priority", offence, "N"))
        # Where there was an assessment, it was completed at the end of the call.
        if number % 17 < 11:
            for place, element in enumerate(ELEMENTS):
                moment = ended - timedelta(seconds=40 - 5 * place)
                entries.append((f"{log}/{place + 1}", log, element, moment))
        if offence and number % 3 != 1:
            advice.append((f"{log}/A", log, "evidence preservation", ended - timedelta(minutes=1), "Y", ""))
    _write(
        folder,
        "calls",
        "Calls",
        ("call_id", "line_dialled", "presented_at", "answered_at", "ended_at", "incident_id"),
        calls,
    )
    _write(
        folder,
        "incidents",
        "Incident logs",
        ("incident_id", "reported_at", "call_id", "grade", "offence_group", "is_domestic_abuse"),
        logs,
    )
    _write(
        folder, "triage_entries", "Entries of THRIVE", ("entry_id", "incident_id", "element", "recorded_at"), entries
    )
    _write(
        folder,
        "advice_records",
        "Advice to callers",
        ("advice_id", "incident_id", "kind", "recorded_at", "was_given", "reason_not_given"),
        advice,
    )


def _write(folder: Path, table: str, about: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    with (folder / f"{table}.csv").open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(columns)
        writer.writerows(rows)
    mapping = HEAD.format(about=about, table=table) + "".join(f'{column} = "{column}"\n' for column in columns)
    (folder / f"{table}.toml").write_text(mapping, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
