"""Fifty people work on one missing person report at once: of a thousand saves none is lost."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from pathlib import Path

from openpeel.capture.checking import faults_of
from openpeel.capture.missing_people import missing_people

PROCESSES, THREADS, SAVES = 2, 25, 20
ROWS = 2
"""Rows that each writer adds, and then changes again and again."""

WRITERS = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from openpeel.web.starting import prepare
prepare(Path(sys.argv[1]))
from django.db import connection
from openpeel.web.journal.entries import Conflict, latest, save

def keep(data, base, writer):
    return save(register="missing-people", entry="M1", data=data, base=base, by=writer)

def write(writer):
    for number in range(int(sys.argv[4])):
        # What the form showed when it was opened.
        seen = latest("missing-people", "M1")
        own = {"kind": "enquiry", "set_at": "2024-03-31T18:30:00Z", "owner_id": writer, "result": f"{number:02}"}
        actions = {**seen.data.get("actions", {}), f"{writer}-{number % int(sys.argv[5])}": own}
        data, base = {**seen.data, "actions": actions}, seen.number
        if number == 0:
            # Everyone says once who owns it now, so that they clash, and insists.
            data["owner_id"] = writer
        while isinstance(done := keep(data, base, writer), Conflict):
            data, base = {**done.merged, "owner_id": writer}, done.current.number
    connection.close()

with ThreadPoolExecutor(int(sys.argv[3])) as people:
    list(people.map(write, [f"E{sys.argv[2]}{number}" for number in range(int(sys.argv[3]))]))
"""

BEGIN = """
import sys
from pathlib import Path
from openpeel.web.starting import prepare
prepare(Path(sys.argv[1]))
from openpeel.web.journal.entries import save
save(register="missing-people", entry="M1", base=0, by="E0", data={"reported_at": "2024-03-31T18:05:00Z", "force": "x"})
"""

READ = """
import json, sys
from pathlib import Path
from openpeel.web.starting import prepare
prepare(Path(sys.argv[1]))
from openpeel.web.journal.entries import history
print(json.dumps([[one.number, one.by, one.data] for one in history("missing-people", "M1")]))
"""


def python(script: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def finished(process: subprocess.Popen[str]) -> str:
    out, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors
    return out


def test_fifty_writers_and_a_thousand_saves_lose_nothing(tmp_path: Path) -> None:
    finished(python(BEGIN, str(tmp_path)))
    sizes = [str(size) for size in (THREADS, SAVES, ROWS)]
    writing = [python(WRITERS, str(tmp_path), str(one), *sizes) for one in range(PROCESSES)]
    for process in writing:
        finished(process)
    revisions = json.loads(finished(python(READ, str(tmp_path))))
    total = PROCESSES * THREADS * SAVES
    assert [number for number, _, _ in revisions] == list(range(1, total + 2))
    newest = revisions[-1][2]
    assert len(newest["actions"]) == PROCESSES * THREADS * ROWS
    assert faults_of(missing_people, newest) == []
    # Every save is in some revision, and nothing that a revision held was dropped or set back by a later one.
    saved = {(own, row["result"]) for _, _, data in revisions for own, row in data.get("actions", {}).items()}
    assert len(saved) == total
    for (_, _, before), (_, _, after) in itertools.pairwise(revisions):
        for own, row in before.get("actions", {}).items():
            assert row["result"] <= after["actions"][own]["result"]
