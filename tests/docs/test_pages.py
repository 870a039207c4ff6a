"""The documentation holds together: links lead somewhere, commands exist, everything is in the reference."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest
from tests.docs.fences import PAGES, ROOT, fences

from openpeel import library
from openpeel.cli.reference.commands import commands
from openpeel.records.catalogue import TABLES

REFERENCE = ROOT / "docs/reference"
EVERYWHERE = [*PAGES, *REFERENCE.glob("*.md")]


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def without_fences(path: Path) -> str:
    return re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


@cache
def anchors(path: Path) -> frozenset[str]:
    """The addresses of a page's headings, as code hosts make them."""
    found = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return frozenset(re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found)


@pytest.mark.parametrize("path", EVERYWHERE, ids=named)
def test_every_link_leads_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", without_fences(path)):
        if target.startswith("https://"):
            continue
        name, _, place = target.partition("#")
        page = (path.parent / name).resolve() if name else path
        assert page.exists(), f"{named(path)} links to {target}, which is not there"
        assert not place or place in anchors(page), f"{named(path)} links to {target}; the page has no such heading"


def commands_named(path: Path) -> Iterator[tuple[str, str]]:
    """Each `openpeel ...` of a page, with where it stands."""
    for fence in fences(path):
        if fence.language in ("sh", "console"):
            for line in fence.text.splitlines():
                if re.match(r"(\$ )?openpeel ", line):
                    yield f"line {fence.line} and on", line.removeprefix("$ ")
    for found in re.findall(r"`(openpeel [^`]+)`", without_fences(path)):
        yield "in its text", " ".join(found.split())


@cache
def known() -> dict[str, click.Command]:
    return {name: context.command for name, context in commands()}


def fault_of(line: str) -> str | None:
    """What is wrong with a command line; None where it can be run as far as names and options go."""
    words = [
        word for word in shlex.split(line.split(" > ")[0].split(" | ")[0].rstrip(" \\"), comments=True) if word != "..."
    ]
    place, rest = "openpeel", words[1:]
    while rest and f"{place} {rest[0]}" in known():
        place, rest = f"{place} {rest[0]}", rest[1:]
    command = known()[place]
    if isinstance(command, click.Group) and rest and not rest[0].startswith("-") and rest[0] != "COMMAND":
        return f"there is no command '{place} {rest[0]}'"
    options = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    strange = [word for word in rest if word.startswith("--") and word.partition("=")[0] not in {*options, "--help"}]
    return f"{place} has no option {', '.join(strange)}" if strange else None


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_every_command_that_a_page_names_exists_with_its_options(path: Path) -> None:
    faults = [f"{where}: {line}: {fault}" for where, line in commands_named(path) if (fault := fault_of(line))]
    assert not faults, f"{named(path)}\n" + "\n".join(faults)


def test_every_command_that_help_names_exists_with_its_options() -> None:
    faults = []
    for name, command in known().items():
        for line in (command.help or "").splitlines():
            if line.strip().startswith("openpeel ") and (fault := fault_of(line.strip())):
                faults.append(f"{name}: {line.strip()}: {fault}")
    assert not faults, "\n".join(faults)


def test_a_command_that_does_not_exist_is_noticed() -> None:
    assert fault_of("openpeel judge --all") == "there is no command 'openpeel judge'"
    assert fault_of("openpeel evaluate --alll") == "openpeel evaluate has no option --alll"
    assert fault_of("openpeel new standard x --unit call --area workforce") is None


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("tables.md", list(TABLES)),
        ("units.md", list(library.units())),
        ("standards.md", list(library.standards())),
        ("indicators.md", list(library.indicators())),
        ("lists.md", list(library.lists())),
        ("limits.md", list(library.limits())),
    ],
)
def test_everything_has_its_place_in_the_reference(page: str, wanted: list[str]) -> None:
    assert wanted
    assert set(wanted) <= anchors(REFERENCE / page), "write the reference anew: openpeel docs"


def test_every_command_has_its_place_in_the_reference() -> None:
    text = (REFERENCE / "commands.md").read_text(encoding="utf-8")
    assert [name for name in known() if f"## {name}\n" not in text] == []
    assert [name for name, command in known().items() if not command.help] == []


def test_what_is_not_verified_is_not_called_official() -> None:
    text = (REFERENCE / "limits.md").read_text(encoding="utf-8")
    for limit in library.limits().values():
        section = text.partition(f"\n## {limit.id}\n")[2].partition("\n## ")[0]
        for value in limit.values:
            rows = [line for line in section.splitlines() if value.source in line and f"| {value.since} |" in line]
            assert rows
            assert all(("| official: " in row) == value.verified.is_official for row in rows)


def test_every_page_is_in_the_index() -> None:
    index = (ROOT / "docs/README.md").read_text(encoding="utf-8")
    pages = [path for path in PAGES if path.parent.parent.name == "docs" and path.parent.name != "decisions"]
    names = [f"({path.parent.name}/{path.name})" for path in [*pages, *REFERENCE.glob("*.md")]]
    assert names
    assert [name for name in names if name not in index] == []


def test_every_decision_is_listed() -> None:
    listed = (ROOT / "docs/decisions/README.md").read_text(encoding="utf-8")
    decisions = sorted((ROOT / "docs/decisions").glob("0*.md"))
    assert [path.name for path in decisions if f"({path.name})" not in listed] == []


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_no_word_that_makes_the_reader_feel_slow(path: Path) -> None:
    found = re.findall(r"\b(simply|obviously|of course|trivially)\b", without_fences(path), re.IGNORECASE)
    assert found == []
