"""The journal: every save is kept, none is lost where several people write, and nothing is ever changed."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from openpeel.errors import Refused
from openpeel.web.append_only import NeverChanged
from openpeel.web.journal import entries
from openpeel.web.journal.entries import Conflict, Saved, save
from openpeel.web.journal.models import Revision

pytestmark = pytest.mark.django_db


def _save(data: dict[str, object], base: int, by: str = "sgt.ashe", why: str = "") -> Saved | Conflict:
    return save(register="missing-people", entry="m1", data=data, base=base, by=by, why=why)


def test_a_first_save_and_the_next() -> None:
    assert _save({"risk": "medium"}, 0) == Saved(1, {"risk": "medium"})
    assert _save({"risk": "high"}, 1, why="found to be 12") == Saved(2, {"risk": "high"})
    assert [one.data["risk"] for one in entries.history("missing-people", "m1")] == ["medium", "high"]
    newest = entries.current("missing-people")["m1"]
    assert (newest.number, newest.by, newest.why, newest.base) == (2, "sgt.ashe", "found to be 12", 1)
    assert list(entries.current("missing-people", risk="high")) == ["m1"]
    assert entries.current("missing-people", risk="medium") == {}, "it said so before, and does no longer"


def test_what_two_people_changed_in_different_fields_is_merged() -> None:
    _save({"risk": "medium", "seen": "park", "told": []}, 0)
    _save({"risk": "high", "seen": "park", "told": []}, 1, "first")
    saved = _save({"risk": "medium", "seen": "station", "told": []}, 1, "second")
    assert saved == Saved(3, {"risk": "high", "seen": "station", "told": []}, ("risk",))


def test_what_two_people_changed_in_the_same_field_is_shown_and_settled() -> None:
    _save({"risk": "medium", "seen": "park"}, 0)
    _save({"risk": "high", "seen": "park"}, 1, "first")
    found = _save({"risk": "low", "seen": "station"}, 1, "second")
    assert isinstance(found, Conflict)
    clash = found.clashes[0]
    assert (clash.field, clash.base, clash.theirs, clash.ours) == ("risk", "medium", "high", "low")
    assert found.merged == {"risk": "high", "seen": "station"}
    assert (found.current.number, found.current.by) == (2, "first")
    assert Revision.objects.count() == 2
    assert _save({**found.merged, "risk": "low"}, found.current.number, "second") == Saved(
        3, {"risk": "low", "seen": "station"}
    )


def test_the_same_form_sent_twice_makes_one_revision() -> None:
    _save({"risk": "medium"}, 0)
    assert _save({"risk": "medium"}, 0) == Saved(1, {"risk": "medium"})
    assert Revision.objects.count() == 1


def test_a_revision_that_never_was_is_refused() -> None:
    with pytest.raises(Refused, match="no such revision"):
        _save({"risk": "medium"}, 4)


def test_the_journal_as_it_was() -> None:
    _save({"risk": "medium"}, 0)
    first = entries.history("missing-people", "m1")[0].at
    _save({"risk": "high"}, 1)
    save(register="notes", entry="n1", data={"text": "rang back"}, base=0, by="pc.moss")
    assert [one.data for one in entries.as_at(first)] == [{"risk": "medium"}]
    assert entries.as_at(first - timedelta(microseconds=1)) == []
    assert {one.register for one in entries.as_at(first + timedelta(days=1))} == {"missing-people", "notes"}


def test_nothing_is_changed_or_removed_by_code() -> None:
    _save({"risk": "medium"}, 0)
    revision = Revision.objects.get()
    with pytest.raises(NeverChanged):
        revision.save()
    with pytest.raises(NeverChanged):
        revision.delete()
    with pytest.raises(NeverChanged):
        Revision.objects.update(by="another")
    with pytest.raises(NeverChanged):
        Revision.objects.all().delete()


@pytest.mark.parametrize("change", ["update journal_revision set number = 9", "delete from journal_revision"])
def test_nothing_is_changed_or_removed_past_our_code(change: str) -> None:
    _save({"risk": "medium"}, 0)
    with pytest.raises(DatabaseError, match="kept for good"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert Revision.objects.get().number == 1


WRITER = """
import sys
from pathlib import Path
from openpeel.web.starting import prepare
prepare(Path(sys.argv[1]))
from openpeel.web.journal.entries import Conflict, latest, save
writer, saves = sys.argv[2], int(sys.argv[3])
for number in range(saves):
    before = latest("missing-people", "m1")
    data = dict(before.data) if before else {}
    data[writer] = number
    data["last"] = writer
    base = before.number if before else 0
    while isinstance(done := save(register="missing-people", entry="m1", data=data, base=base, by=writer), Conflict):
        data, base = {**done.merged, "last": writer}, done.current.number
"""


def test_processes_that_write_one_entry_at_once_lose_nothing(tmp_path: Path) -> None:
    writers, saves = 4, 25
    subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from openpeel.web.starting import prepare; "
            "prepare(Path(sys.argv[1]))",
            str(tmp_path),
        ],
        check=True,
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO")}
    running = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), f"w{number}", str(saves)], env=environment)
        for number in range(writers)
    ]
    assert [one.wait() for one in running] == [0] * writers
    import sqlite3

    with sqlite3.connect(tmp_path / "web.sqlite3") as kept:
        rows = kept.execute("select number, by, data from journal_revision order by number").fetchall()
    assert [number for number, _, _ in rows] == list(range(1, writers * saves + 1))
    import json

    last = json.loads(rows[-1][2])
    assert {name: last[name] for name in last if name != "last"} == {f"w{n}": saves - 1 for n in range(writers)}
    for number in range(writers):
        own = [json.loads(data)[f"w{number}"] for _, by, data in rows if by == f"w{number}"]
        assert own == list(range(saves))
