"""What two descriptions are compared by, and the levels of agreement in each: once in SQL for Splink, once in Python.

The two forms of a level say the same; a test holds them to it on every pair of made descriptions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz.distance import OSA, JaroWinkler

from openpeel.identity.details import Profile
from openpeel.identity.identifiers import swapped_birth
from openpeel.identity.names import Name

Holds = Callable[[Profile, Profile], bool]

ALIKE = 0.88
"""Jaro-Winkler similarity from which two names are alike."""

SWAPPED = "given_l = family_r AND family_l = given_r"


@dataclass(frozen=True)
class Level:
    """One level of agreement. The first that holds is the pair's."""

    says: str
    """What agrees, for a reader."""
    sql: str
    holds: Holds
    m: float
    """How often two descriptions of one person are at this level, where the records are too few to tell."""
    u: float
    """How often two descriptions of different people are."""
    term: str | None = None
    """The column of which a common value counts less than a rare one."""


@dataclass(frozen=True)
class Comparison:
    """One item that descriptions are compared by."""

    name: str
    says: str
    missing_sql: str
    is_missing: Holds
    levels: tuple[Level, ...]

    def level(self, a: Profile, b: Profile) -> Level | None:
        """The level of agreement of a pair; None where the item is not known of both."""
        if self.is_missing(a, b):
            return None
        return next(level for level in self.levels if level.holds(a, b))


def _lacks(*columns: str) -> str:
    return " OR ".join(f"{column}_l IS NULL OR {column}_r IS NULL" for column in columns)


def _otherwise(m: float, u: float) -> Level:
    return Level("differs", "ELSE", lambda a, b: True, m, u)


def _same_given(a: Profile, b: Profile) -> bool:
    return a.given is not None and b.given is not None and a.given.whole == b.given.whole


def _short_form(a: Profile, b: Profile) -> bool:
    return a.given is not None and b.given is not None and b.given.first in a.given.forms


def _swapped_names(a: Profile, b: Profile) -> bool:
    if a.given is None or b.given is None or a.family is None or b.family is None:
        return False
    return a.given.whole == b.family.whole and a.family.whole == b.given.whole


def _given_alike(a: Profile, b: Profile) -> bool:
    return (
        a.given is not None
        and b.given is not None
        and (a.given.sound == b.given.sound or JaroWinkler.similarity(a.given.whole, b.given.whole) >= ALIKE)
    )


def _given_part(a: Profile, b: Profile) -> bool:
    return a.given is not None and b.given is not None and not set(a.given.parts).isdisjoint(b.given.parts)


def _initial(a: Profile, b: Profile) -> bool:
    if a.given is None or b.given is None:
        return False
    one, other = a.given.whole, b.given.whole
    return min(len(one), len(other)) == 1 and one[0] == other[0]


def _family_alike(a: Profile, b: Profile) -> bool:
    return (
        a.family is not None
        and b.family is not None
        and (a.family.sound == b.family.sound or JaroWinkler.similarity(a.family.whole, b.family.whole) >= ALIKE)
    )


def _family_part(a: Profile, b: Profile) -> bool:
    return a.family is not None and b.family is not None and not set(a.family.parts).isdisjoint(b.family.parts)


def _same_family(a: Profile, b: Profile) -> bool:
    return a.family is not None and b.family is not None and a.family.whole == b.family.whole


def _as_far_as_known(a: Profile, b: Profile) -> bool:
    return a.born is not None and b.born is not None and (a.born.startswith(b.born) or b.born.startswith(a.born))


def _birth_swapped(a: Profile, b: Profile) -> bool:
    return a.born is not None and b.born is not None and swapped_birth(a.born) == b.born


def _one_amiss(a: str | None, b: str | None) -> bool:
    return a is not None and b is not None and bool(OSA.distance(a, b, score_cutoff=1) <= 1)


def _no_place(a: Profile, b: Profile) -> bool:
    return (a.home is None or b.home is None) and (a.postcode is None or b.postcode is None)


def _same(column: str) -> Holds:
    def holds(a: Profile, b: Profile) -> bool:
        value = getattr(a, column)
        return value is not None and value == getattr(b, column)

    return holds


def _same_district(a: Profile, b: Profile) -> bool:
    return a.postcode is not None and b.postcode is not None and a.postcode.split()[0] == b.postcode.split()[0]


COMPARISONS = (
    Comparison(
        "given_name",
        "given name",
        _lacks("given"),
        lambda a, b: a.given is None or b.given is None,
        (
            Level("the same", "given_l = given_r", _same_given, 0.72, 0.008, "given"),
            Level("a short form", "list_contains(given_forms_l, given_first_r)", _short_form, 0.1, 0.006),
            Level(
                "in the place of the family name",
                SWAPPED,
                _swapped_names,
                0.03,
                0.0001,
            ),
            Level(
                "alike",
                f"given_sound_l = given_sound_r OR jaro_winkler_similarity(given_l, given_r) >= {ALIKE}",
                _given_alike,
                0.09,
                0.01,
            ),
            Level("one part the same", "list_has_any(given_parts_l, given_parts_r)", _given_part, 0.02, 0.002),
            Level(
                "an initial that fits",
                "least(length(given_l), length(given_r)) = 1 AND left(given_l, 1) = left(given_r, 1)",
                _initial,
                0.01,
                0.002,
            ),
            _otherwise(0.03, 0.97),
        ),
    ),
    Comparison(
        "family_name",
        "family name",
        f"{_lacks('family')} OR ({SWAPPED})",
        # Names in each other's place are one agreement, and weighed with the given name.
        lambda a, b: a.family is None or b.family is None or _swapped_names(a, b),
        (
            Level("the same", "family_l = family_r", _same_family, 0.85, 0.004, "family"),
            Level(
                "alike",
                f"family_sound_l = family_sound_r OR jaro_winkler_similarity(family_l, family_r) >= {ALIKE}",
                _family_alike,
                0.06,
                0.006,
            ),
            Level("one part the same", "list_has_any(family_parts_l, family_parts_r)", _family_part, 0.03, 0.001),
            _otherwise(0.03, 0.99),
        ),
    ),
    Comparison(
        "born",
        "date of birth",
        _lacks("born"),
        lambda a, b: a.born is None or b.born is None,
        (
            Level("the same", "born_l = born_r", _same("born"), 0.92, 0.00005, "born"),
            Level(
                "the same as far as known",
                "starts_with(born_l, born_r) OR starts_with(born_r, born_l)",
                _as_far_as_known,
                0.01,
                0.001,
            ),
            Level("day and month swapped", "born_swapped_l = born_r", _birth_swapped, 0.02, 0.00005),
            Level(
                "one digit amiss",
                "damerau_levenshtein(born_l, born_r) <= 1",
                lambda a, b: _one_amiss(a.born, b.born),
                0.03,
                0.001,
            ),
            _otherwise(0.02, 0.998),
        ),
    ),
    Comparison(
        "telephone",
        "telephone",
        _lacks("telephone"),
        lambda a, b: a.telephone is None or b.telephone is None,
        (
            Level("the same", "telephone_l = telephone_r", _same("telephone"), 0.7, 0.0001, "telephone"),
            Level(
                "one digit amiss",
                "damerau_levenshtein(telephone_l, telephone_r) <= 1",
                lambda a, b: _one_amiss(a.telephone, b.telephone),
                0.03,
                0.0001,
            ),
            _otherwise(0.27, 0.9998),
        ),
    ),
    Comparison(
        "email",
        "e-mail",
        _lacks("email"),
        lambda a, b: a.email is None or b.email is None,
        (
            Level("the same", "email_l = email_r", _same("email"), 0.8, 0.0001, "email"),
            _otherwise(0.2, 0.9999),
        ),
    ),
    Comparison(
        "home",
        "address",
        "(home_l IS NULL OR home_r IS NULL) AND (postcode_l IS NULL OR postcode_r IS NULL)",
        _no_place,
        (
            Level("the same house", "home_l = home_r", _same("home"), 0.75, 0.0002, "home"),
            Level("the same postcode", "postcode_l = postcode_r", _same("postcode"), 0.07, 0.0005),
            Level(
                "the same district",
                "split_part(postcode_l, ' ', 1) = split_part(postcode_r, ' ', 1)",
                _same_district,
                0.08,
                0.1,
            ),
            _otherwise(0.1, 0.9),
        ),
    ),
)
"""In the order in which a reader is told of them."""

TERMS = ("given", "family", "born", "telephone", "email", "home")
"""The columns of which a common value counts less than a rare one."""


def term_of(profile: Profile, term: str) -> str | None:
    """The value of a profile in one of the columns of :data:`TERMS`."""
    value = getattr(profile, term)
    return value.whole if isinstance(value, Name) else value
