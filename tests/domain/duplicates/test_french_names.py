"""French names as clerks write them, among families, twins and namesakes: nobody tells the program who is who."""

from __future__ import annotations

import pytest

from facilitator_app.domain.duplicates.finding import pairs
from facilitator_app.domain.duplicates.person import Person
from tests.domain.duplicates.agreement_with_truth import f1, true_pairs
from tests.domain.duplicates.french_people import Entry, register


def as_people(entries: list[Entry]) -> list[Person]:
    return [
        Person(
            f"{place:06}",
            entry.last_name,
            entry.first_name,
            entry.birth_name,
            f"{entry.born:%Y%m%d}" if entry.born else "",
            entry.sex,
            entry.phone,
            entry.email,
            entry.address,
            entry.postal_code,
            entry.town,
        )
        for place, entry in enumerate(entries)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("seed", [11, 12, 13])
def test_people_written_twice_are_found_and_families_left_alone(seed: int) -> None:
    entries = register(seed, 4000)
    truth = true_pairs((f"{place:06}", entry.human) for place, entry in enumerate(entries))
    assert len(truth) > 400
    assert f1(pairs(as_people(entries)), truth) >= 0.975
