"""The pages on statistics say what the code computes."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from openpeel.sources.published_tables.cells import read_cells
from openpeel.sources.published_tables.population import population_by_force
from openpeel.sources.published_tables.reading import read_published
from openpeel.statistics.disparity import ratios
from openpeel.statistics.intervals import SpeaksOf, proportion
from openpeel.statistics.side_by_side import compare_rates

PAGES = Path(__file__).parents[2] / "docs/explanation"


def reproduced() -> dict[str, str]:
    page = (PAGES / "reproduced.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in page.splitlines() if line.startswith("| ")]
    return {row[0]: row[4] for row in rows[1:] if len(row) == 6}


def home_office(data: Path, name: str) -> Path:
    return data / "tables/home-office-ons-tables" / name


def force_table(data: Path, name: str) -> Path:
    return data / "tables/resistancelab-force-tables" / name


USE_OF_FORCE = "source_ods/use-of-force/police-use-of-force-apr20{}-tables.ods"
BOOK_2019 = USE_OF_FORCE.format("18-mar2019-hosb3319")
BOOK_2020 = USE_OF_FORCE.format("19-mar2020-hosb3720")


def tactics(data: Path, book: str) -> str:
    table = read_published(force_table(data, book), "Table_16")
    rows = table.chosen("uses of force, all groups", where={"level": "tactic"})
    outside = ("Not reported", "Tactical communication")
    return f"{sum(row.value for row in rows if row.groups['type of force'] not in outside):,.0f}"


def searches(data: Path) -> str:
    total = 0.0
    for row in read_cells(home_office(data, "search-arrests-data.csv.gz"))[1:]:
        if row[0] == "2019-03-31" and row[6] != "NA":
            total += float(str(row[6]))
    return f"{total:,.0f}"


def search_rank(data: Path) -> str:
    counts = read_published(home_office(data, "search-arrests-data.csv.gz")).by_force("searches", date(2019, 3, 31))
    people = population_by_force()
    kept = {force: int(n) for force, n in counts.items() if force != "city-of-london"}
    wiltshire = compare_rates(kept, {force: people[force].total for force in kept}).area("wiltshire")
    assert wiltshire is not None
    assert (wiltshire.rank_low, wiltshire.rank_high) == (4, 6)
    return str(wiltshire.rank)


def search_ratio(data: Path) -> str:
    table = read_published(home_office(data, "search-arrests-data.csv.gz"))
    counts = {
        group: int(table.by_force("searches", date(2019, 3, 31), {"ethnic group": words})["wiltshire"])
        for group, words in (("White", "White"), ("Black", "Black or Black British"))
    }
    black = ratios(counts, population_by_force()["wiltshire"].by_group, reference="White")[0].ratio
    assert black is not None
    assert (round(black.low, 1), round(black.high, 1)) == (6.0, 9.9)
    return f"{black.estimate:.1f}"


def severity_rank(data: Path) -> str:
    table = read_published(home_office(data, "crime-pressure-force-2022-data.csv.gz"))
    ranks = []
    for year in (2022, 2021):
        scores = table.by_force("severity score", date(year, 3, 31), {"offence group": "Total recorded crime"})
        ranks.append(sum(score < scores["wiltshire"] for score in scores.values()) + 1)
    assert (ranks[1], len(scores)) == (4, 42)
    return str(ranks[0])


def total(data: Path, book: str, sheet: str, measure: str) -> str:
    return f"{sum(read_published(force_table(data, book), sheet).by_force(measure).values()):,.0f}"


WORKED_OUT: dict[str, Callable[[Path], str]] = {
    "census-total": lambda _: f"{sum(people.total for people in population_by_force().values()):,}",
    "mid-2020-total": lambda _: f"{sum(people.total for people in population_by_force(2020).values()):,}",
    "searches-2019": searches,
    "arrests-2018": lambda data: (
        f"{sum(read_published(home_office(data, 'police-arrests-data.csv.gz')).by_force('arrests').values()):,.0f}"
    ),
    "force-2019": lambda data: tactics(data, BOOK_2019),
    "force-2020": lambda data: tactics(data, BOOK_2020),
    "incidents-2020": lambda data: total(data, BOOK_2020, "Table_12", "incidents"),
    "taser-2020": lambda data: total(data, BOOK_2020, "Table_13", "CED uses"),
    "officers-2019": lambda data: total(
        data, "source_ods/police-population/police-workforce-sep19-tables.ods", "Table_1", "full-time equivalents"
    ),
    "severity-rank": severity_rank,
    "search-rank": search_rank,
    "search-ratio": search_ratio,
    "audit-thrive": lambda _: proportion(18, 51, speaks_of=SpeaksOf.SAMPLING).as_percentage(),
}


@pytest.mark.parametrize("name", WORKED_OUT)
def test_a_reproduced_figure_is_what_the_page_says(name: str, shared_data: Path) -> None:
    assert WORKED_OUT[name](shared_data) == reproduced()[name]


def test_every_row_of_the_page_is_worked_out() -> None:
    assert set(reproduced()) == set(WORKED_OUT)
