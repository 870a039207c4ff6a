"""How long it takes to open one case: its facts, and the source rows behind them.

    python -m benchmarks.open_case DATA [--kinds incident call ...] [--cases 5]

DATA is a data folder with a run, such as that of the demo. Opens cases of each kind of its newest runs in two ways:
step by step, as pages and the command do, and in one statement over all units, as judging does. Prints seconds of the
processor, as ratios in one run: to compile (once in a data folder), to open the records (once in a process) and to read
one more case. Then `openpeel case` as a process of its own, from its start to its end, with the plan kept.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import duckdb
import ibis

from openpeel import library
from openpeel.engine.case_plans import kept_case_plan
from openpeel.engine.cases import CaseReader
from openpeel.engine.evaluation import Calendars, Needs, needs_of, provide
from openpeel.engine.frames import build_frame
from openpeel.engine.history import coverage_as_at
from openpeel.engine.runs import PLANS, Run, open_run, run_folders
from openpeel.engine.steps import to_sql
from openpeel.language.standards import Standard
from openpeel.language.units import Unit
from openpeel.records.store import Store

Result = TypeVar("Result")


def main() -> None:
    """Open the cases, print the table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("data", type=Path)
    asked.add_argument("--kinds", nargs="*", default=())
    asked.add_argument("--cases", type=int, default=5)
    options = asked.parse_args()
    print(f"{'seconds of the processor':<26}{'step by step':^32}{'in one statement':^24}")
    print(f"{'kind':<26}{'compile':>10}{'open':>10}{'read':>10}{'compile':>12}{'read':>10}{'ratio':>9}{'command':>10}")
    done: set[str] = set()
    for kind, run, standards in _judged(options.data):
        units = _some(run, standards, options.cases)
        if units and kind not in done and kind in (options.kinds or [kind]):
            done.add(kind)
            print(f"{kind:<26}{_figures(options.data, run, library.unit(kind), standards, units)}", flush=True)


def _judged(data: Path) -> Iterator[tuple[str, Run, list[Standard]]]:
    """Each kind of unit that a run judged, with the standards; the newest run first."""
    known = library.standards()
    for folder in run_folders(data / "runs"):
        run = open_run(folder)
        by_kind: dict[str, list[Standard]] = {}
        for judged in run.standards:
            if judged.id in known:
                by_kind.setdefault(judged.unit, []).append(known[judged.id])
        for kind, standards in by_kind.items():
            yield kind, run, standards


def _some(run: Run, standards: Sequence[Standard], number: int) -> list[int]:
    numbers = ", ".join(str(run.number(standard.id)) for standard in standards)
    with duckdb.connect() as connection:
        rows = connection.execute(
            f"select distinct unit from read_parquet('{run.ledger}') where standard in ({numbers}) "
            f"order by hash(unit) limit {number}"
        ).fetchall()
    return [unit for (unit,) in rows]


def _figures(data: Path, run: Run, unit: type[Unit], standards: Sequence[Standard], units: Sequence[int]) -> str:
    names = sorted({name for one in standards for name in (*one.facts_used(), *one.facts_shown())})
    compiled, _ = _timed(lambda: kept_case_plan(None, unit, tuple(names), run.as_at.question, of_few=True))
    reader = CaseReader(Store(data).snapshot(run.snapshot), run.as_at, data / "runs" / PLANS)
    reader.cases(unit, names, units[:1])
    # The plan is kept by now, and the process has what it keeps.
    again = CaseReader(Store(data).snapshot(run.snapshot), run.as_at, data / "runs" / PLANS)
    first, _ = _timed(lambda: again.cases(unit, names, units[:1]))
    read = _middle(lambda number: again.cases(unit, names, [number]), units)
    whole_compiled, whole = _in_one_statement(data, run, unit, names, units)
    command = _command(data, run, standards[0], again.facts(unit, names, units[:1])[units[0]])
    return (
        f"{compiled:>10.2f}{first - read:>10.2f}{read:>10.2f}{whole_compiled:>12.2f}{whole:>10.2f}"
        f"{whole / read:>9.1f}{command:>10.2f}"
    )


def _in_one_statement(
    data: Path, run: Run, unit: type[Unit], names: Sequence[str], units: Sequence[int]
) -> tuple[float, float]:
    """To compile, and to read one more case, from all units in one statement and the links of all in another."""
    calendars = Calendars({})

    def compiled() -> tuple[str, str, Needs]:
        frame = build_frame(
            unit,
            frozenset(names),
            [],
            question=run.as_at.question,
            limits={},
            rests=[],
            calendar_of=calendars.of,
        )
        pairs = [link.pairs().select("unit", "row", link=ibis.literal(n)) for n, link in enumerate(frame.links)]
        return to_sql(frame.expression), to_sql(ibis.union(*pairs)) if pairs else "", needs_of([frame], calendars)

    seconds, (facts, pairs, needs) = _timed(compiled)
    snapshot = Store(data).snapshot(run.snapshot)
    with duckdb.connect() as connection:
        provide(connection, snapshot, needs, run.as_at, coverage_as_at(snapshot.coverage, run.as_at))

        def read(number: int) -> None:
            connection.execute(f"select * from ({facts}) where row = {number}").fetchall()
            if pairs:
                connection.execute(f"select distinct link, row from ({pairs}) where unit = {number}").fetchall()

        return seconds, _middle(read, units)


def _command(data: Path, run: Run, standard: Standard, facts: dict[str, object]) -> float:
    """`openpeel case` of one case as a process of its own."""
    name = str(facts[standard.facts_shown()[0]])
    asked = ["case", standard.id, name, "--run", run.id, "--data", str(data), "--json"]
    process = subprocess.Popen([sys.executable, "-m", "openpeel.cli.main", *asked], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 2):
        raise SystemExit(f"openpeel {' '.join(asked)} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def _middle(read: Callable[[int], object], units: Sequence[int]) -> float:
    return statistics.median(_timed(partial(read, unit))[0] for unit in units)


def _timed(work: Callable[[], Result]) -> tuple[float, Result]:
    begun = time.process_time()
    result = work()
    return time.process_time() - begun, result


if __name__ == "__main__":
    main()
