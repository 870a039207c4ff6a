"""openpeel doctor: check the machine and the data folder."""

from __future__ import annotations

import importlib.metadata
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from openpeel.cli.data_option import data_option
from openpeel.cli.exits import FAULT_OF_USE
from openpeel.cli.output import format_options, print_rows
from openpeel.records.store.health import Check, State, checks


@click.command()
@data_option
@format_options
def doctor(data: Path, output_format: str) -> None:
    """Check this machine and the data folder, and say how to mend what is wrong. Changes nothing.

    It looks at Python, the libraries, the free disk, the right to write, whether a load is running, whether manifests
    and tables agree, and for what a load left behind that was killed.

    \b
    Examples:
      openpeel doctor
      openpeel doctor --data /srv/openpeel --json

    \b
    Exit codes: 0 all is well (notes included); 2 something is at fault.
    """
    found = [*_machine(), *checks(data)]
    rows = [
        {"check": check.name, "state": check.state.value, "what was found": check.says, "to mend it": check.mend}
        for check in found
    ]
    print_rows(rows, output_format)
    if any(check.state is State.FAULT for check in found):
        sys.exit(FAULT_OF_USE)


def _machine() -> Iterator[Check]:
    # An older Python does not come this far: pip refuses to install OpenPEEL on it, and so does make.
    yield Check("Python", State.GOOD, ".".join(str(number) for number in sys.version_info[:3]))
    yield _libraries()


def _libraries() -> Check:
    wanted: list[str] = []
    try:
        requirements = importlib.metadata.requires("openpeel") or []
    except importlib.metadata.PackageNotFoundError:
        mend = "install OpenPEEL with pip, or work through make, which does it"
        return Check("libraries", State.NOTE, "OpenPEEL is not installed as a package, so they cannot be told", mend)
    for requirement in requirements:
        name = requirement.split(";")[0]
        for sign in "[<>=!~ ":
            name = name.split(sign)[0]
        try:
            installed = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            wanted.append(f"{name} (missing)")
            continue
        exact = requirement.split("==")[1].split(";")[0].strip() if "==" in requirement else None
        if exact is not None and installed != exact:
            wanted.append(f"{name} {installed} (needs {exact})")
    if wanted:
        mend = "pip install --require-hashes -r requirements/openpeel.txt"
        return Check("libraries", State.FAULT, "; ".join(wanted), mend)
    return Check("libraries", State.GOOD, f"all {len(requirements)} are there")
