"""openpeel serve: the pages, in a browser."""

from __future__ import annotations

import socket
from pathlib import Path

import click

from openpeel.cli.data_option import data_option
from openpeel.errors import Refused


@click.command()
@data_option
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Listen on this port.")
@click.option(
    "--address", default="127.0.0.1", show_default=True, help="Listen on this address; by default this machine only."
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="A name by which browsers on other machines reach this one, over https through a proxy; may be given again.",
)
def serve(data: Path, port: int, address: str, names: tuple[str, ...]) -> None:
    """Show chapters, standards, cases and work in a browser, from the records and runs in a folder.

    Nothing else needs to run: what people enter is kept in the file web.sqlite3 beside the records. People sign in
    (see: openpeel user). For other machines put a proxy with https before it, and name the host with --name.

    \b
    Examples:
      openpeel serve --data openpeel-data/demo/store
      openpeel serve --port 8080
      openpeel serve --address 0.0.0.0 --name peel.force.example
    """
    from openpeel.web.starting import check_can_serve, prepare

    check_can_serve(data)
    if address not in ("127.0.0.1", "localhost", "::1") and not names:
        raise Refused(
            "other machines could reach this address, and no host name is given",
            why="without https, passwords and people's data would cross the network in the open",
            mend="put a proxy with https before it and give its name: --name HOST; or leave --address out",
        )
    _check_free(address, port)
    prepare(data, names)
    from granian import Granian
    from granian.constants import Interfaces

    from openpeel.web.accounts.models import User

    if not User.objects.exists():
        click.echo(
            "Nobody can sign in yet: openpeel user add NAME --role supervisor --team TEAM adds a person.", err=True
        )
    click.echo(f"OpenPEEL is at http://{address}:{port}/  (Ctrl+C stops it)")
    Granian(
        "openpeel.web.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=4,
        log_enabled=False,
    ).serve()


def _check_free(address: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((address, port))
        except OSError as error:
            raise Refused(
                f"cannot listen on {address}, port {port}: {error.strerror}",
                mend="stop what listens there, or choose another: --port",
            ) from error
