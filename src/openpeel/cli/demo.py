"""openpeel demo: the whole way, on real police records and a made force."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console

from openpeel import library
from openpeel.cli.demo_chapter import write_demo_chapter
from openpeel.cli.demo_screen import show
from openpeel.cli.judging import runs_folder
from openpeel.cli.made_files import staged
from openpeel.engine.clocks import as_happened_by
from openpeel.engine.measures import count
from openpeel.engine.runs import Run, evaluate
from openpeel.errors import Refused
from openpeel.identity.working_out import work_out
from openpeel.language.obligations import Obligations
from openpeel.language.periods import period_named
from openpeel.language.standards import Standard
from openpeel.records.store import Snapshot, Store
from openpeel.reports.first_page.contents import Part, part_of
from openpeel.reports.first_page.page import write_page
from openpeel.reports.indicator_figures import figure
from openpeel.sources.loading import prepare
from openpeel.sources.police_uk.sample import CREDIT, archives
from openpeel.sources.workbench import workbench
from openpeel.synthetic.force import make
from openpeel.web.demo_people import add_demo_people

MARK = "made-by-openpeel-demo"
"""A file of this name marks a folder that the demo made, and may make anew."""

PUBLIC = (
    "Real records: crime and stop and search as published",
    "Crimes and outcomes of Wiltshire, Dorset and Gloucestershire from November 2021 to January 2022; stop and "
    "searches of South Wales in the same months and of Wiltshire in June 2024: other places and dates, not to be "
    "compared with each other.",
    "Only months are published of crimes, so that many cases cannot be told: a crime of November with an outcome in "
    "December may have had it within the month, or after. Outcomes later than January are not in the sample.",
)
MADE = (
    "A made force: Exampleshire Constabulary",
    "Nothing here is about any person or place. The records were made up with the faults that the inspection report of "
    "2022 describes, to show the standards that published records cannot test.",
    "Its records begin in April 2022, so that for a year nobody can say whether an incident is a victim's third or "
    "fifth in 12 months; its searches were on paper until September 2022, on forms that did not ask about handcuffs.",
)
WITH_CASES = (
    "crime-reaches-outcome",
    "dash-completed",
    "bail-not-lapsed",
    "sex-offender-visited",
    "marac-considered",
    "handcuffs-have-use-of-force-form",
)


@click.command()
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default="openpeel-data/demo",
    show_default=True,
    help="Folder for the demo's records and page; made anew each time.",
)
def demo(data: Path) -> None:
    """Load real police records and a made force, judge both, say what stands out, and write a page about the rest.

    The real records are a small sample that ships with OpenPEEL (data.police.uk, Open Government Licence v3.0). The
    records of the made force, its mappings and the page are left in the folder, to look at and to try things on.

    \b
    Examples:
      openpeel demo
      openpeel worklist dash-completed --data openpeel-data/demo/store
    """
    _make_room(data)
    say = Console(stderr=True)
    store = Store(data / "store")
    with say.status("making the records of a force") as status:
        made = make(data / "made")
        status.update("loading")
        with workbench() as bench:
            public = store.load(prepare(bench, [str(path) for path in archives()], None, lambda *_: None).files)
            extracts = store.load(staged(bench, made.extracts))
        work_out(store, ["exampleshire"], lambda doing: status.update(f"who is who: {doing}"))
        snapshot = store.snapshot()
        runs = runs_folder(data / "store")
        status.update("judging")
        own = [force for force in snapshot.forces() if force != "exampleshire"]
        run_public = evaluate(
            snapshot, _with_records(snapshot, own), as_happened_by(period_named("2024-06-30")[1], tuple(own)), runs=runs
        )
        run_made = evaluate(
            snapshot,
            list(library.standards().values()),
            as_happened_by(period_named("2024-03-31")[1], ("exampleshire",)),
            runs=runs,
        )
        status.update("writing the page")
        real, exampleshire = _part(PUBLIC, run_public, snapshot), _part(MADE, run_made, snapshot)
        page = data / "page.html"
        indicators = [
            (indicator, [figure(indicator, counted) for counted in count(snapshot, indicator, run_public.as_at)])
            for indicator in library.indicators().values()
        ]
        status.update("adding people who may sign in")
        password = add_demo_people(data / "store", run_made, "exampleshire")
        status.update("writing the chapter")
        chapter = write_demo_chapter(data, data / "store")
        write_page(
            page, title="What the records show", parts=[real, exampleshire], indicators=indicators, credit=CREDIT
        )
    loaded = public.totals.new + extracts.totals.new
    set_aside = public.rejected + extracts.rejected
    click.echo(f"Loaded {loaded:,} records of {len(snapshot.forces())} forces; {set_aside} rows were set aside.\n")
    show(real, exampleshire, chapter.argument)
    click.echo(f"\nEvery standard, with the cases behind it: {page}")
    click.echo(f"The chapter of the made force, argued from its records: {chapter.html} and {chapter.pdf.name}")
    click.echo(f"In the browser: make serve, or {_own_name()} serve --data {data / 'store'}")
    click.echo(f"  Sign in as supervisor, auditor or inspector with the password {password}")
    click.echo("Go on with:")
    click.echo(f"  {_own_name()} worklist dash-completed --data {data / 'store'}")
    click.echo(f"  {_own_name()} argue --assessment {chapter.assessment} --data {data / 'store'}")


def _own_name() -> str:
    """How the user can call this command again: by its name, or by its path where it is not on the search path."""
    if shutil.which("openpeel"):
        return "openpeel"
    place = Path(sys.argv[0])
    return str(place.relative_to(Path.cwd())) if place.is_relative_to(Path.cwd()) else str(place)


def _with_records(snapshot: Snapshot, forces: Sequence[str]) -> list[Standard]:
    """The standards of whose units these forces have records; the others would take as long, and have no case."""
    loaded = {coverage.table for coverage in snapshot.coverage if coverage.force in forces}
    return [standard for standard in library.standards().values() if _base(standard) in loaded]


def _base(standard: Standard) -> str:
    rows = standard.unit.rows
    return (rows.start if isinstance(rows, Obligations) else rows).name


def _part(words: tuple[str, str, str], run: Run, snapshot: Snapshot) -> Part:
    return part_of(*words, run, snapshot, library.standards(), WITH_CASES)


def _make_room(data: Path) -> None:
    if data.exists() and any(data.iterdir()) and not (data / MARK).exists():
        raise Refused(
            "this folder was not made by the demo, which would empty it", where=str(data), mend="name another: --data"
        )
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    (data / MARK).write_text("openpeel demo makes this folder anew each time.\n", encoding="utf-8")
