from pathlib import Path

import pytest

from openpeel.errors import Refused
from openpeel.language.forces import FORCES
from openpeel.sources.published_tables import population
from openpeel.sources.published_tables.population import ETHNIC_GROUPS, population_by_force


def test_the_census_has_every_force_and_the_published_totals() -> None:
    by_force = population_by_force()
    assert list(by_force) == [force.identifier for force in FORCES]
    assert by_force["wiltshire"].total == 680_137
    assert sum(people.total for people in by_force.values()) == 56_075_912  # England and Wales, Census 2011
    assert set(by_force["wiltshire"].by_group) == set(ETHNIC_GROUPS)
    assert len(by_force["wiltshire"].by_detailed_group) == 18


def test_estimates_add_up_to_england_and_wales() -> None:
    assert sum(people.total for people in population_by_force(2020).values()) == 59_719_724  # ONS mid-2020
    assert population_by_force(2020)["wiltshire"].source == "ONS mid-2020 estimate"


def test_a_year_without_an_estimate_is_refused() -> None:
    with pytest.raises(Refused, match="1999"):
        population_by_force(1999)


def test_the_city_of_london_carries_its_caveat() -> None:
    assert population_by_force()["city-of-london"].caveat
    assert population_by_force()["wiltshire"].caveat is None


def test_the_shipped_tables_are_what_the_published_ones_give(shared_data: Path) -> None:
    tables = shared_data / "tables"
    force_tables = tables / "resistancelab-force-tables"
    census = population.census_rows(
        force_tables / "analysis/0002-demographics-by-police-force-area/force-demographics.csv"
    )
    (look_up,) = (force_tables / "source_ods/demographics").glob("Local_Authority*.csv")
    estimates = population.estimate_rows(
        tables / "home-office-ons-tables/crime-pressure-force-2022-pop-data.csv.gz", look_up
    )
    authorities = population.local_authority_rows(
        force_tables / "source_ods/demographics/la-ethnic-groups.csv", look_up
    )
    for name, rows in (
        ("census_2011_ethnic_group", census),
        ("census_2011_local_authorities", authorities),
        ("mid_year_estimates", estimates),
    ):
        made = [{key: str(value) for key, value in row.items()} for row in rows]
        assert made == population._shipped(name)


def test_local_authorities_add_up_to_their_forces() -> None:
    forces = population_by_force()
    totals = {force.identifier: dict.fromkeys(ETHNIC_GROUPS, 0) for force in FORCES}
    for row in population._local_authorities():
        people = population.population_of_local_authority(row["name"])
        assert people is not None
        for group, number in people.items():
            totals[row["force"]][group] += number
    assert totals == {force: dict(people.by_group) for force, people in forces.items()}
    assert population.population_of_local_authority(" e06000030 ") == population.population_of_local_authority(
        "Swindon"
    )
    assert population.population_of_local_authority("Atlantis") is None
    with pytest.raises(Refused, match="E99999999"):
        population.force_of_local_authority("E99999999")
