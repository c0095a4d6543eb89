"""The published districts beside the people kept: offered where they decide, written only when accepted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from facilitator_app.database.connection import Database
from facilitator_app.domain.beneficiary import YesNoUnknown
from facilitator_app.domain.keys import Key
from facilitator_app.domain.retention import Restriction
from facilitator_app.use_cases.beneficiaries import draft_of
from facilitator_app.use_cases.district_offers import keep_district, keep_districts, offers
from facilitator_app.use_cases.reference.districts import Answer
from facilitator_app.use_cases.reference.tables import look_in
from tests.conftest import TODAY
from tests.exchange.reference import published
from tests.make import a_beneficiary
from tests.use_cases.reference.test_loading import load

TOULON, HYERES = "83137", "83069"
INSIDE, OUTSIDE = "43.125, 5.935", "43.125, 5.95"


@pytest.fixture
def people(database: Database, tmp_path: Path) -> Iterator[dict[str, Key]]:
    """By what their addresses are worth."""
    places: dict[str, dict[str, Any]] = {
        "in": {"commune_code": TOULON, "coordinates": INSIDE},
        "out": {"commune_code": TOULON, "coordinates": OUTSIDE, "in_qpv": YesNoUnknown.YES},
        "commune without district": {"commune_code": HYERES},
        "commune with districts": {"commune_code": TOULON},
        "already said": {"commune_code": TOULON, "coordinates": INSIDE, "in_qpv": YesNoUnknown.YES},
        "closed": {"coordinates": INSIDE, "archived_on": TODAY},
        "restricted": {"coordinates": INSIDE},
    }
    look_in(database.reading)
    with database.transaction() as session:
        keys = {name: a_beneficiary(session, last_name=name, **place).id for name, place in places.items()}
        session.add(Restriction(beneficiary_id=keys["restricted"], reason="conteste", since=TODAY))
    load(database, published.written(tmp_path, "qpv_2024.geojson", published.districts()))
    yield keys
    look_in(None)


def test_only_addresses_that_decide_something_new_are_offered(database: Database, people: dict[str, Key]) -> None:
    with database.reading() as session:
        found = {offer.id: offer for offer in offers(session)}
    assert {name for name, key in people.items() if key in found} == {"in", "out", "commune without district"}
    assert found[people["in"]].found.title == "Dans le quartier Les Hauts d’Azur"
    assert found[people["out"]].is_correction
    assert found[people["commune without district"]].found.answer is Answer.NO


def test_what_is_accepted_is_written_in_one_gesture_and_the_rest_is_not(
    database: Database, people: dict[str, Key]
) -> None:
    with database.transaction() as session:
        assert keep_districts(session, [offer for offer in offers(session) if not offer.is_correction]) == 2
    with database.reading() as session:
        said = {name: draft_of(session, key).in_qpv for name, key in people.items()}
        assert (said["in"], said["commune without district"]) == (YesNoUnknown.YES, YesNoUnknown.NO)
        assert (said["out"], said["closed"]) == (YesNoUnknown.YES, YesNoUnknown.UNKNOWN)
        assert [offer.id for offer in offers(session)] == [people["out"]]


def test_a_sheet_corrected_meanwhile_is_left_as_it_is(database: Database, people: dict[str, Key]) -> None:
    with database.transaction() as session:
        waiting = offers(session)
        keep_district(session, people["in"], YesNoUnknown.NO)
        session.flush()
        assert keep_districts(session, waiting) == 2
    with database.reading() as session:
        assert draft_of(session, people["in"]).in_qpv is YesNoUnknown.NO


def test_nothing_is_offered_before_the_file_is_loaded(database: Database) -> None:
    with database.transaction() as session:
        a_beneficiary(session, commune_code=HYERES)
        assert offers(session) == []
