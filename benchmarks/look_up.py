"""How long it takes to look up a caller among a million people, in the form in which the web asks.

    python -m benchmarks.look_up [--people 1000000] [--questions 1000]

Makes the copy that is searched (under benchmarks/work), then asks with what a caller may have said, half of the family
names with a letter amiss. Beside it, the same questions to the same SQLite file by a query over its columns without
keys, as a ratio in one run.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from openpeel.identity.details import Profile
from openpeel.identity.look_up import Caller, People
from openpeel.identity.names import normalised_name
from openpeel.identity.people_copy import Known, copy_path, write_copy
from openpeel.identity.weights import untrained

WORK = Path(__file__).parent / "work"
FORCE = "benchmark"
BEGINS = (
    "b",
    "c",
    "d",
    "f",
    "g",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "w",
    "br",
    "cl",
    "gr",
    "sh",
    "st",
    "th",
)
ENDS = (
    "ackett", "adley", "ambry", "arrow", "atch", "avis", "ayton", "eckham", "edge", "elling", "enford", "ester",
    "ickley", "iddle", "imber", "indley", "ington", "oakes",
)  # fmt: skip
GIVEN = (
    "james", "mary", "robert", "patricia", "john", "jennifer", "aisha", "mohammed", "olivia", "thomas", "susan",
    "harpreet", "wei", "katarzyna", "joao", "fatima",
)  # fmt: skip
STREETS = ("high street", "mill lane", "station road", "church close", "elm grove", "park avenue")

ASKED = {
    "number alone": ("telephone",),
    "number and given name": ("telephone", "given_name"),
    "whole name": ("given_name", "family_name"),
    "name and date of birth": ("given_name", "family_name", "date_of_birth"),
    "family name and postcode": ("family_name", "postcode"),
    "family name alone": ("family_name",),
    "house and street": ("address",),
    "everything": ("telephone", "given_name", "family_name", "date_of_birth", "address", "postcode"),
}
"""What is asked with."""


def caller(number: int) -> Caller:
    """One of the made people, always the same for a number."""
    dice = random.Random(number)
    return Caller(
        telephone=f"07{dice.randrange(10**9):09}",
        given_name=dice.choice(GIVEN),
        # Some names are common, and most are not.
        family_name=dice.choice(BEGINS[: 1 + int(dice.expovariate(0.2)) % len(BEGINS)]) + dice.choice(ENDS),
        date_of_birth=f"{dice.randint(1935, 2018)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}",
        address=f"{dice.randint(1, 250)} {dice.choice(STREETS)}",
        postcode=f"SN{dice.randint(1, 40)} {dice.randint(1, 9)}{dice.choice('ABDEFGHJ')}{dice.choice('LNPQRSTU')}",
    )


def profile(number: int) -> Profile:
    """The same as it is compared; made directly, since reading a million numbers is not what is measured."""
    said = caller(number)
    telephone = f"+44{(said.telephone or '')[1:]}"
    home = f"{said.address}, {said.postcode}"
    given, family = normalised_name(said.given_name), normalised_name(said.family_name)
    return Profile(given, family, said.date_of_birth, telephone, None, home, said.postcode)


def make_copy(people: int) -> float:
    """Make the copy; returns seconds of the processor."""
    begun = time.process_time()
    start = datetime(2026, 1, 1)
    weights = untrained((profile(number) for number in range(people)), 1e-6)
    known = (
        Known(f"P-{number}", f"D-{number}", start - timedelta(minutes=number), 1, profile(number))
        for number in range(people)
    )
    write_copy(copy_path(WORK, FORCE), known, weights, weights.terms, f"{people} people")
    return time.process_time() - begun


def said(number: int, items: Sequence[str], dice: random.Random) -> Caller:
    """What a made person says of themselves; half the time with a letter of the family name amiss."""
    own = {name: getattr(caller(number), name) for name in items}
    name = own.get("family_name")
    if name and dice.random() < 0.5:
        at = dice.randrange(1, len(name) - 1)
        own["family_name"] = name[:at] + name[at + 1 :]
    return Caller(**own)


def without_keys(connection: sqlite3.Connection, asked: Caller) -> int:
    """The same question by a query over the columns, as one would ask without keys; for spelling as it is."""
    own = {
        "telephone": asked.telephone and f"+44{asked.telephone[1:]}",
        "given": asked.given_name,
        "family": asked.family_name,
        "born": asked.date_of_birth,
        "postcode": asked.postcode,
    }
    terms = [f"({name} = :{name})" for name, value in own.items() if value is not None] or ["home LIKE :home"]
    own["home"] = f"{asked.address},%"
    order = " + ".join(terms)
    query = f"SELECT person_id FROM people WHERE {' OR '.join(terms)} ORDER BY {order} DESC LIMIT 10"
    return len(connection.execute(query, own).fetchall())


def main() -> None:
    """Make, ask and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--questions", type=int, default=1_000, help="for each way of asking")
    chosen = parser.parse_args()
    path = copy_path(WORK, FORCE)
    made = make_copy(chosen.people)
    size = path.stat().st_size / 2**20
    print(f"{chosen.people:,} people: copy made in {made:.0f} s of the processor, {size:,.0f} MiB\n")
    print("| asked with | in the first ten | ms: p50, p95, p99, most | processor, ms: p50, p99 | without keys, times |")
    print("|---|---|---|---|---|")
    scan = sqlite3.connect(path)
    for name, items in ASKED.items():
        dice = random.Random(name)
        wall: list[float] = []
        processor: list[float] = []
        ratios: list[float] = []
        found = 0
        with People(WORK, FORCE) as people:
            for number in (dice.randrange(chosen.people) for _ in range(chosen.questions)):
                asked = said(number, items, dice)
                before = time.perf_counter(), time.process_time()
                answer = people.look_up(asked)
                wall.append(1000 * (time.perf_counter() - before[0]))
                processor.append(1000 * (time.process_time() - before[1]))
                found += f"P-{number}" in {one.person_id for one in answer.people}
                if len(ratios) < 10:
                    begun = time.process_time()
                    without_keys(scan, asked)
                    ratios.append(1000 * (time.process_time() - begun) / max(processor[-1], 0.001))
        cuts, own = statistics.quantiles(wall, n=100), statistics.quantiles(processor, n=100)
        print(
            f"| {name} | {100 * found / chosen.questions:.1f}% | {cuts[49]:.1f}, {cuts[94]:.1f}, {cuts[98]:.1f}, "
            f"{max(wall):.1f} | {own[49]:.1f}, {own[98]:.1f} | {statistics.median(ratios):,.0f} |",
            flush=True,
        )
    scan.close()


if __name__ == "__main__":
    main()
