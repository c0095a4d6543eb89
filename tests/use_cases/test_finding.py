"""One field finds people, lots and needs, whatever the accents and the order of the words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator_app.database.connection import Database
from facilitator_app.database.opening import open_house
from facilitator_app.use_cases import finding
from facilitator_app.use_cases.beneficiary_search import Filter, search
from facilitator_app.use_cases.contract_tree import Show, contract_tree
from tests import make

TODAY = dt.date(2026, 11, 24)


@pytest.fixture
def house(demonstration: Path) -> Iterator[Database]:
    database = open_house(demonstration, author="Hélène Arnoux")
    with database.transaction() as session:
        make.a_beneficiary(session, last_name="Œuvrard-Gros", first_name="Élise", town="Toulon")
    yield database
    database.close()


def names(found: list[finding.Found]) -> list[str]:
    return [one.name for one in found]


@pytest.mark.parametrize("typed", ["oeuvrard", "elise gros", "GROS ÉLI"])
def test_people_are_found_by_the_beginnings_of_their_names(house: Database, typed: str) -> None:
    with house.reading() as session:
        assert names(finding.people(session, typed, TODAY)) == ["Œuvrard-Gros Élise"]


def test_a_job_is_no_name(house: Database) -> None:
    with house.reading() as session:
        assert finding.people(session, "manoeuvre", TODAY) == []


@pytest.mark.parametrize("typed", ["gros oliviers", "M-2026-001-L1", "batirade gros œuvre"])
def test_lots_are_found_by_title_contract_holder_or_code(house: Database, typed: str) -> None:
    with house.reading() as session:
        (first, *_) = finding.lots(session, typed)
    assert first.name == "Lot 1 Gros œuvre"
    assert "Batirade" in first.secondary


def test_needs_are_found_by_number_or_job(house: Database) -> None:
    with house.reading() as session:
        (need,) = finding.needs(session, "b-101")
        assert need.name.startswith("B-101 ")
        job = need.name.removeprefix("B-101 ").split()[0]
        assert need in finding.needs(session, job, most=100)


@pytest.mark.parametrize("typed", ["!!!", "👩‍👧‍👦", "%", "…"])
def test_signs_alone_find_nothing(house: Database, typed: str) -> None:
    with house.reading() as session:
        assert finding.people(session, "", TODAY), "the control"
        assert finding.people(session, typed, TODAY) == []
        assert finding.lots(session, typed) == []
        assert finding.needs(session, typed) == []
        assert search(session, typed, Filter.ALL, TODAY) == []
        assert contract_tree(session, TODAY).showing(Show.ALL, typed) == []


@pytest.mark.parametrize("typed", ["%", "_", "' OR 1=1 --", "\\", "(", "*"])
def test_signs_are_only_signs(house: Database, typed: str) -> None:
    with house.reading() as session:
        assert len(finding.people(session, f"{typed} zzz", TODAY)) == 0
        finding.lots(session, typed)
        finding.needs(session, typed)
