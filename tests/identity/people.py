"""Made people and the many ways in which they are written down, with who is truly meant."""

from __future__ import annotations

import random
from typing import Any

from tests.identity.made import described

GIVEN = (
    "James", "Robert", "Margaret", "Aisha", "Mohammed", "Katarzyna", "Harpreet", "Wei", "Joao", "Olivia", "Thomas",
    "Fatima", "Piotr", "Jessica", "Alexander",
)  # fmt: skip
FAMILY = (
    "Abbott", "Penrose", "O'Brien", "Smith-Jones", "Kowalska", "Ahmed", "Kaur", "Zhang", "Silva", "Tanner", "Underhill",
    "Brereton", "Hallett", "Khan",
)  # fmt: skip
STREETS = ("High Street", "Mill Lane", "Station Road", "Church Close", "The Avenue", "Elm Grove")


def made_people(count: int, seed: int = 7) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Descriptions of ``count`` people, and who each is of."""
    dice = random.Random(seed)
    rows: list[dict[str, Any]] = []
    truth: dict[str, str] = {}
    for number in range(count):
        home = f"{dice.randint(1, 199)} {dice.choice(STREETS)}"
        person = {
            "given_name": dice.choice(GIVEN),
            "family_name": dice.choice(FAMILY),
            "date_of_birth": f"{dice.randint(1940, 2015)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}",
            "telephone": f"07700 {dice.randint(100000, 999999)}",
            "address": home,
            "postcode": f"SN{dice.randint(1, 20)} {dice.randint(1, 9)}{dice.choice('ABDEF')}{dice.choice('GHJLN')}",
        }
        for copy in range(dice.choice((1, 1, 2, 3))):
            said = {name: value for name, value in person.items() if dice.random() > 0.12}
            if dice.random() < 0.1 and len(said.get("family_name", "")) > 3:
                said["family_name"] = said["family_name"][:2] + said["family_name"][3:]
            if dice.random() < 0.1:
                said["given_name"], said["family_name"] = person["family_name"], person["given_name"]
            name = f"{number}-{copy}"
            truth[name] = str(number)
            rows.append(described(name, 1 + dice.random() * 80, **said))
    return rows, truth
