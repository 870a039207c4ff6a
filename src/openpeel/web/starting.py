"""Getting the web ready to be used from a data folder."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import django
from django.core.management import call_command

from openpeel.errors import Refused
from openpeel.web.frontend.build import is_built
from openpeel.web.place import VARIABLE, kept_secret


def prepare(data: Path, names: Sequence[str] = ()) -> None:
    """Set Django up on a data folder, and bring its database to today's form.

    ``names`` are those by which browsers on other machines reach this one. One process serves one folder.
    """
    os.environ[VARIABLE] = str(data.absolute())
    os.environ["OPENPEEL_WEB_NAMES"] = " ".join(names)
    os.environ["DJANGO_SETTINGS_MODULE"] = "openpeel.web.settings"
    data.mkdir(parents=True, exist_ok=True)
    kept_secret(data)
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)


def check_can_serve(data: Path) -> None:
    """Raise Refused where there is nothing to show, or the pages would be without their style."""
    check_has_runs(data)
    if not is_built():
        raise Refused(
            "the pages' stylesheet is not built",
            why="it comes from a package of the Government Digital Service and is not kept in our repository",
            mend="make serve builds it; so does: python -m openpeel.web.frontend.build",
        )


def check_has_runs(data: Path) -> None:
    """Raise Refused where a folder holds no records, or none were judged."""
    # Here, since they take a second and those who keep the people need neither.
    from openpeel.engine.runs import run_folders
    from openpeel.records.store import Store

    mend = "see the made force with 'openpeel demo', then: openpeel serve --data openpeel-data/demo/store"
    try:
        Store(data).snapshot()
    except Refused as refused:
        raise Refused("there are no records to show", where=str(data), mend=mend) from refused
    if not run_folders(data / "runs"):
        raise Refused(
            "nothing has been judged yet", where=str(data), mend=f"judge it with 'openpeel evaluate'; or {mend}"
        )
