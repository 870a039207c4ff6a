"""openpeel user: the people who may sign in to the pages."""

from __future__ import annotations

from pathlib import Path

import click

from openpeel.cli.data_option import data_option
from openpeel.cli.output import format_options, print_rows

ROLES = (
    "call-handler",
    "officer",
    "supervisor",
    "auditor",
    "analyst",
    "chief-officer",
    "inspector",
    "partner",
    "panel",
    "commissioner",
    "public",
)
"""Named here too, so that help needs no web; a test holds them to be the same."""


@click.group()
def user() -> None:
    """Add, change, list and end the people who may sign in to the pages (openpeel serve)."""


@user.command()
@click.argument("name")
@click.option("--role", required=True, type=click.Choice(ROLES), help="What the person may do and see.")
@click.option("--full-name", default="", help="As colleagues know them.")
@click.option("--force", default="", help="Only rows of this force; without, of every force of the store.")
@click.option("--team", "teams", multiple=True, help="A team whose rows the person sees; may be given again.")
@click.option("--ask-password", is_flag=True, help="Ask for the password, instead of making one and printing it.")
@data_option
def add(
    name: str, role: str, full_name: str, force: str, teams: tuple[str, ...], ask_password: bool, data: Path
) -> None:
    """Add a person. The password is printed once; only its hash is kept.

    \b
    Examples:
      openpeel user add sgt.ashe --role supervisor --force exampleshire --team 'Response North'
      openpeel user add auditor --role auditor --ask-password
    """
    _prepared(data)
    from openpeel.web.accounts.adding import add_person, new_password
    from openpeel.web.roles import Role

    password = click.prompt("Password", hide_input=True, confirmation_prompt=True) if ask_password else new_password()
    add_person(name, password, Role(role), full_name=full_name, force=force, teams=teams)
    click.echo(f"{name} may sign in as: {Role(role).label}.")
    if not ask_password:
        click.echo(f"Password (shown once): {password}")


@user.command()
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), help="What the person may do and see from now on.")
@click.option("--full-name", help="As colleagues know them.")
@click.option("--force", help="Only rows of this force; an empty text: of every force of the store.")
@click.option("--team", "teams", multiple=True, help="In place of the former teams; may be given again.")
@data_option
def change(
    name: str, role: str | None, full_name: str | None, force: str | None, teams: tuple[str, ...], data: Path
) -> None:
    """Give a person another role, force or teams, from their next page on. What is not given stays.

    \b
    Example:
      openpeel user change sgt.ashe --team 'Response South A' --team 'Response South B'
    """
    _prepared(data)
    from openpeel.web.accounts.adding import change_person
    from openpeel.web.roles import Role

    asked = None if role is None else Role(role)
    one = change_person(name, role=asked, full_name=full_name, force=force, teams=teams or None)
    sees = "of every team" if one.kind.powers.of_whole_force else f"of {', '.join(one.teams)}"
    click.echo(f"{name} is now: {one.kind.label}, {one.force or 'every force'}, {sees}.")


@user.command("list")
@data_option
@format_options
def list_people(data: Path, output_format: str) -> None:
    """List the people who may sign in."""
    _prepared(data)
    from openpeel.web.accounts.models import User

    rows = [
        {
            "name": one.name,
            "full name": one.full_name,
            "role": one.role,
            "force": one.force or "every",
            "teams": ", ".join(one.teams) or ("all" if one.kind.powers.of_whole_force else "none"),
            "may sign in": "yes" if one.is_active else "no",
        }
        for one in User.objects.order_by("name")
    ]
    print_rows(rows, output_format, title="People", empty="Nobody may sign in yet: openpeel user add.")


@user.command()
@click.argument("name")
@data_option
def password(name: str, data: Path) -> None:
    """Give a person a new password, and let them sign in again if that was ended."""
    _prepared(data)
    from openpeel.web.accounts.adding import new_password, person

    one = person(name)
    made = new_password()
    one.set_password(made)
    one.is_active = True
    one.save()
    click.echo(f"Password of {name} (shown once): {made}")


@user.command()
@click.argument("name")
@data_option
def end(name: str, data: Path) -> None:
    """Let a person no longer sign in. What they entered stays, under their name."""
    _prepared(data)
    from openpeel.web.accounts.adding import person

    one = person(name)
    one.is_active = False
    one.save()
    click.echo(f"{name} may no longer sign in; openpeel user password lets them again.")


def _prepared(data: Path) -> None:
    from openpeel.web.starting import prepare

    prepare(data)
