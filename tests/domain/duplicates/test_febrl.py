"""The public FEBRL sets of invented Australians, without their identity number, at the one threshold of the program."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from facilitator_app.domain.duplicates.finding import pairs
from facilitator_app.domain.duplicates.person import Person
from tests.domain.duplicates.agreement_with_truth import f1, true_pairs

SETS = (
    (("dataset1.csv",), 0.99),
    (("dataset2.csv",), 0.975),
    (("dataset3.csv",), 0.975),
    (("dataset4a.csv", "dataset4b.csv"), 0.985),
)


def people(path: Path) -> list[Person]:
    with path.open(encoding="utf-8") as lines:
        rows = [{name.strip(): value.strip() for name, value in row.items()} for row in csv.DictReader(lines)]
    return [
        Person(
            row["rec_id"],
            row["surname"],
            row["given_name"],
            born=row["date_of_birth"],
            address=" ".join(filter(None, (row["street_number"], row["address_1"], row["address_2"]))),
            postal_code=row["postcode"],
            town=row["suburb"],
        )
        for row in rows
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("files", "least"), SETS, ids=("1", "2", "3", "4"))
def test_what_the_best_tools_reach_is_reached(shared_data: Path, files: tuple[str, ...], least: float) -> None:
    everybody = [person for file in files for person in people(shared_data / "duplicates" / file)]
    truth = true_pairs((person.key, person.key.split("-")[1]) for person in everybody)
    assert f1(pairs(everybody), truth) >= least
