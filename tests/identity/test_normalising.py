"""Names, births, telephones and addresses as they are compared: the many ways in which one is written are one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpeel.identity.identifiers import (
    normalised_address,
    normalised_birth,
    normalised_email,
    normalised_postcode,
    normalised_telephone,
    postcode_within,
    swapped_birth,
)
from openpeel.identity.names import normalised_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("O'Brien", "o’brien"),
        ("Smith-Jones", "SMITH JONES"),
        ("Zoë", "Zoe"),
        ("Łukasz", "Lukasz"),
        ("Mrs Ann", "Ann"),
        ("Dr. Sgt Ann", "ann"),
        ("  Mc Donald ", "McDonald"),
        ("Ann (mother)", "Ann"),
    ],
)
def test_one_name_written_in_two_ways(one: str, other: str) -> None:
    assert normalised_name(one) == normalised_name(other) or (
        # The parts may differ where one was written with a space.
        normalised_name(one).whole == normalised_name(other).whole  # type: ignore[union-attr]
    )


@pytest.mark.parametrize(
    "text", [None, "", "  ", "-", "Mr", "UNKNOWN", "not given", "N/K", "n/a", "caller", "?", "123"]
)
def test_no_name(text: str | None) -> None:
    assert normalised_name(text) is None


def test_short_forms_and_parts() -> None:
    bob, robert = normalised_name("Bob"), normalised_name("Robert James")
    assert bob is not None
    assert robert is not None
    assert bob.first in robert.forms
    assert robert.first in bob.forms
    assert robert.parts == ("robert", "james")
    assert normalised_name("al-Hassan").parts == ("hassan",)  # type: ignore[union-attr]
    assert normalised_name("Li").parts == ("li",)  # type: ignore[union-attr]
    sounds = {normalised_name(name).sound for name in ("Mohammed", "Muhammad", "Mohamed")}  # type: ignore[union-attr]
    assert len(sounds) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1984-03-09", "1984-03-09"),
        ("1984-03", "1984-03"),
        ("1984", "1984"),
        ("1984-02-30", "1984"),
        ("1984-13", None),
        ("1900-01-01", None),
        ("09/03/1984", None),
        ("", None),
        (None, None),
    ],
)
def test_births(text: str | None, found: str | None) -> None:
    assert normalised_birth(text) == found


def test_births_with_day_and_month_swapped() -> None:
    assert swapped_birth("1984-03-09") == "1984-09-03"
    assert swapped_birth("1984-03-19") is None
    assert swapped_birth("1984-03-03") is None
    assert swapped_birth("1984") is None


@pytest.mark.parametrize(
    "text",
    ["07700 900123", "+44 7700 900123", "0044 (0)7700-900123", "447700900123", "07700.900.123", "tel: 07700 900123"],
)
def test_one_telephone_number(text: str) -> None:
    assert normalised_telephone(text) == "+447700900123"


@pytest.mark.parametrize("text", [None, "", "withheld", "999", "000000", "0", "07700", "00000000000", "11111111111"])
def test_no_telephone_number(text: str | None) -> None:
    assert normalised_telephone(text) is None


def test_a_number_abroad() -> None:
    assert normalised_telephone("+48 601 234 567") == "+48601234567"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 High St", "12, High Street"),
        ("Flat 2, 14 St. John's Rd", "APT 2 14 ST JOHNS ROAD"),
        ("14 a The Avenue", "14A Avenue"),
        ("Rose Cott, Mill Ln, SN1 2AB", "rose cottage mill lane"),
    ],
)
def test_one_address(one: str, other: str) -> None:
    assert normalised_address(one) == normalised_address(other) is not None


@pytest.mark.parametrize("text", [None, "", "NFA", "No fixed abode", "unknown", "SN1 2AB"])
def test_no_address(text: str | None) -> None:
    assert normalised_address(text) is None


def test_postcodes() -> None:
    assert normalised_postcode("sn12ab") == normalised_postcode(" SN1 2AB ") == "SN1 2AB"
    assert normalised_postcode("SN1 OAB") == "SN1 0AB"
    assert normalised_postcode("SN1") is None
    assert normalised_postcode(None) is None
    assert postcode_within("12 High Street, Swindon sn1 2ab") == "SN1 2AB"


def test_e_mail() -> None:
    assert normalised_email(" A.B@Example.org ") == "a.b@example.org"
    assert normalised_email("none") is None


@pytest.mark.parametrize(
    "written", ["Flat 5, SN1-2AB", "sn12ab_Flat 5", "SN1, 2AB, the flat 5", "SN1 SN1 2AB 2AB Flat 5"]
)
def test_a_postcode_is_no_part_of_an_address(written: str) -> None:
    assert normalised_address(written) == "flat 5"


def test_a_floor_is_no_postcode() -> None:
    assert normalised_address("Flat B2, 1st Floor, 4 High St") == "flat b2 1st floor 4 high street"
    assert normalised_address("4 High St, SN1 1ST") == "4 high street"


@given(st.text() | st.none())
def test_whatever_is_written_there_is_an_answer(text: str | None) -> None:
    for normalised in (
        normalised_birth,
        normalised_telephone,
        normalised_email,
        normalised_postcode,
        normalised_address,
        postcode_within,
    ):
        once = normalised(text)
        assert once is None or normalised(once) in (once, None)
    name = normalised_name(text)
    assert name is None or (name.whole and name.parts and name.forms)
