"""The pages of commands, as their --help has it, and of exit codes."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from itertools import pairwise

import click

from openpeel.cli import exits
from openpeel.cli.main import openpeel
from openpeel.cli.reference.markdown import one_line, page, table

WIDTH = 100

OPENING = """\
What `openpeel COMMAND --help` says. Every command that prints rows has `--json` and `--csv`; those that need records
take `--data FOLDER`, or the environment variable `OPENPEEL_DATA`. What a command's end means to a script:
[exit codes](exit-codes.md)."""

EXITS = """\
With what the command line ends, for scripts to rely on. Messages go to standard error, results to standard output."""


def write() -> str:
    """The page of commands."""
    return page("Commands", OPENING, [_section(path, context) for path, context in commands()])


def commands() -> Iterator[tuple[str, click.Context]]:
    """Every command and sub-command with its full name, such as 'openpeel new mapping'."""
    yield from _within("openpeel", openpeel, None)


def _within(path: str, command: click.Command, parent: click.Context | None) -> Iterator[tuple[str, click.Context]]:
    name = path.rpartition(" ")[2]
    settings = {**command.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    context = click.Context(command, info_name=name, parent=parent, **settings)
    yield path, context
    if isinstance(command, click.Group):
        for one in command.list_commands(context):
            inner = command.get_command(context, one)
            if inner is not None:
                yield from _within(f"{path} {one}", inner, context)


def _section(path: str, context: click.Context) -> str:
    return f"## {path}\n\n```text\n{context.get_help().rstrip()}\n```"


def write_exits() -> str:
    """The page of exit codes, from the texts below their names in :mod:`openpeel.cli.exits`."""
    body = ast.parse(inspect.getsource(exits)).body
    rows = []
    for statement, following in pairwise(body):
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            assert isinstance(following, ast.Expr)
            assert isinstance(following.value, ast.Constant)
            name = statement.targets[0].id
            rows.append([str(getattr(exits, name)), f"`{name}`", one_line(str(following.value.value))])
    return page("Exit codes", EXITS, [table(["code", "name", "meaning"], sorted(rows, key=lambda row: int(row[0])))])
