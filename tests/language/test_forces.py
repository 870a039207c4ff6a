import pytest

from openpeel.errors import Refused
from openpeel.language.forces import FORCES, force_named, force_or_none


def test_forty_three_forces_each_once() -> None:
    assert len(FORCES) == 43
    assert len({force.identifier for force in FORCES}) == 43
    assert len({force.area_code for force in FORCES}) == 43
    assert list(FORCES) == sorted(FORCES)


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("Avon & Somerset", "avon-and-somerset"),
        ("Avon and Somerset", "avon-and-somerset"),
        ("avon-and-somerset", "avon-and-somerset"),
        ("AVON AND SOMERSET CONSTABULARY", "avon-and-somerset"),
        ("London, City of", "city-of-london"),
        ("City of London Police", "city-of-london"),
        ("Metropolitan", "metropolitan"),
        ("Metropolitan Police Service", "metropolitan"),
        ("Dyfed Powys", "dyfed-powys"),
        ("  Wiltshire Police\u00a0", "wiltshire"),
        ("E23000038", "wiltshire"),
        ("Hampshire and Isle of Wight Constabulary", "hampshire"),
    ],
)
def test_published_spellings_name_one_force(text: str, identifier: str) -> None:
    assert force_named(text).identifier == identifier


@pytest.mark.parametrize(
    "text", ["Total England and Wales", "*Total South West", "British Transport Police", "Wales", ""]
)
def test_totals_regions_and_other_bodies_are_no_force(text: str) -> None:
    assert force_or_none(text) is None


def test_text_that_resembles_no_force_is_not_said_again() -> None:
    with pytest.raises(Refused) as refused:
        force_named("Jn Q. 07700 900123")
    assert "07700" not in str(refused.value)


def test_an_unknown_name_is_refused_with_near_spellings() -> None:
    with pytest.raises(Refused, match="Wiltshire"):
        force_named("Wilshire")
