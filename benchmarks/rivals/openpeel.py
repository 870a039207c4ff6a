"""OpenPEEL's own: the plan, compiled or kept from an earlier day, run over the opened records."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.force.records import JUDGED_AT, MadeRecords
from benchmarks.force.standards import STANDARDS
from openpeel.engine.clocks import as_known_on
from openpeel.engine.evaluation import open_records, run_plan, workplace
from openpeel.engine.plan_store import kept_plan


def main(folder: Path, ledger: Path) -> None:
    """Judge the records in ``folder``; write the ledger, and keep the plan beside it."""
    records = MadeRecords(folder)
    plan = kept_plan(
        ledger.parent / "plans", STANDARDS, as_at=as_known_on(JUDGED_AT), limits={}, coverage=records.coverage
    )
    with workplace(ledger.parent) as connection:
        open_records(connection, records, plan)
        run_plan(connection, plan, ledger, lambda message: None)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
