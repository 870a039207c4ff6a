"""The command `openpeel`: one file for each sub-command, imported only when it is called."""

from __future__ import annotations

import gc
import importlib
import sys

import click

from openpeel import __version__
from openpeel.cli.exits import FAULT_OF_USE, STOPPED
from openpeel.errors import OpenPeelError

COMMANDS: dict[str, tuple[str, str]] = {
    # name: (module:object, one line for the list), in the order in which the list shows them
    "demo": ("openpeel.cli.demo:demo", "See it all at work: real police records and a made force."),
    "load": ("openpeel.cli.load:load", "Load records: archives of data.police.uk, or extracts by a mapping."),
    "identify": ("openpeel.cli.identify:identify", "Work out who is who: people and households across the records."),
    "coverage": ("openpeel.cli.coverage:coverage", "Show what the loaded records hold, and where they have gaps."),
    "quarantine": ("openpeel.cli.quarantine:quarantine", "Show the rows that loads set aside, and why."),
    "evaluate": ("openpeel.cli.evaluate:evaluate", "Judge the records by the standards."),
    "worklist": ("openpeel.cli.worklist:worklist", "List the cases of a standard that fall short or soon will."),
    "show": ("openpeel.cli.show:show", "Show a standard: its rule, limits, examples and figures."),
    "case": ("openpeel.cli.case:case", "Open one case: verdicts, facts and the source rows behind them."),
    "whatif": ("openpeel.cli.whatif:whatif", "Judge by another limit, and list the cases whose verdict changes."),
    "indicator": ("openpeel.cli.indicator:indicator", "Work out an indicator by force, with its interval."),
    "list": ("openpeel.cli.list_cases:list_cases", "List cases to work through, ranked by reasons that are shown."),
    "trend": ("openpeel.cli.trend:trend", "Follow a figure over time by a control chart."),
    "compare": ("openpeel.cli.compare:compare", "Set forces side by side: rates, ranks with their range, funnel."),
    "published": ("openpeel.cli.published:published", "Show what a published table holds."),
    "disparity": ("openpeel.cli.disparity:disparity", "Weigh a difference between groups, with its caveats."),
    "publish": ("openpeel.cli.publish:publish", "Make a table safe to publish: suppression and rounding."),
    "read-report": ("openpeel.cli.read_report:read_report", "Read a published inspection report into data."),
    "living-report": ("openpeel.cli.living_report:living_report", "Write a report with what tests each sentence."),
    "recommendations": ("openpeel.cli.recommendations:recommendations", "Keep the register of recommendations."),
    "assessment": ("openpeel.cli.assessment:assessment", "Write what people entered in the browser into a file."),
    "evidence": ("openpeel.cli.evidence:evidence", "List the evidence on an area, from records and from people."),
    "argue": ("openpeel.cli.argue:argue", "Argue which grades the evidence on an area supports, and why."),
    "chapter": ("openpeel.cli.chapter:chapter", "Write the chapter on an area, as HTML and as tagged PDF."),
    "serve": ("openpeel.cli.serve:serve", "Show chapters, standards, cases and work in a browser."),
    "user": ("openpeel.cli.user:user", "Add, list and end the people who may sign in to the pages."),
    "make-force": ("openpeel.cli.make_force:make_force", "Make the records of a made force, to try things on."),
    "new": ("openpeel.cli.new:new", "Draft a new standard, fact, unit, table, source or mapping."),
    "docs": ("openpeel.cli.docs:docs", "Write the generated reference anew, or check that it is current."),
    "doctor": ("openpeel.cli.doctor:doctor", "Check this machine and the data folder, and say how to mend faults."),
}


SEARCHES_FOR_RUBBISH = (20_000, 50, 100)
"""After how many new objects, and how many searches of the younger ones. Most of what is made stays to the end, above
all the expressions of a plan: to search after every 700 objects, as Python does unasked, takes a sixth of the time."""


class LazyGroup(click.Group):
    """Lists every command at once, and imports the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[name][0].partition(":")
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="openpeel")
def openpeel() -> None:
    """Judge a police force's own records by standards of good policing."""


def main() -> None:
    """Run the command line; end with an exit code, never with a traceback for a fault that a user can mend."""
    gc.set_threshold(*SEARCHES_FOR_RUBBISH)
    try:
        openpeel.main(standalone_mode=False)
    except OpenPeelError as error:
        click.echo(f"openpeel: {error}", err=True)
        sys.exit(FAULT_OF_USE)
    except click.ClickException as error:
        error.show()
        sys.exit(FAULT_OF_USE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("openpeel: stopped.", err=True)
        sys.exit(STOPPED)
    except BrokenPipeError:
        # The reader of a pipe (head, less) has gone: say nothing, and let Python's own flush at exit find no pipe.
        sys.stdout = None
        sys.exit(0)
    except Exception as error:
        if "interrupt" in str(error).lower():
            click.echo("openpeel: stopped.", err=True)
            sys.exit(STOPPED)
        if (said := _fault_of_machine(error)) is None:
            raise
        click.echo(f"openpeel: {said}", err=True)
        sys.exit(FAULT_OF_USE)


def _fault_of_machine(error: Exception) -> OpenPeelError | None:
    """What a user can mend: a full disk, a file, memory. None for what only a programmer can."""
    is_of_engine = type(error).__module__.endswith("duckdb")
    if not is_of_engine and not isinstance(error, OSError):
        return None
    from openpeel.records.store.faults import is_disk_full

    places = [error.filename, error.filename2] if isinstance(error, OSError) else []
    where = " and ".join(str(place) for place in places if place is not None) or None
    if is_disk_full(error):
        return OpenPeelError(
            "the disk is full",
            where=where,
            why="what this command was writing may not be whole; records and runs kept before stand as they were",
            mend="free some space, then give the same command again",
        )
    if isinstance(error, OSError):
        return OpenPeelError(
            f"a file or folder cannot be read or written: {error.strerror or type(error).__name__}",
            where=where,
            mend="see that it is there, and may be read and written",
        )
    # The engine's own errors may hold values of records: only their kind is said.
    return OpenPeelError(
        f"the records could not be worked through ({type(error).__name__})",
        why="nothing was changed",
        mend="see that memory and disk have room, and that openpeel doctor finds nothing wrong",
    )


if __name__ == "__main__":
    main()
