"""Somebody whose data are left alone is kept, found by nobody in passing, and comes back when it is lifted."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from facilitator_app.domain.keys import Key
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases import beneficiary_search, finding
from facilitator_app.use_cases.beneficiary_search import Filter
from facilitator_app.use_cases.beneficiary_sheet import sheet
from facilitator_app.use_cases.matching.profiles import Spelling, followed, free_by, members
from facilitator_app.use_cases.personal_data import erasure, restriction
from tests.conftest import TODAY
from tests.make import a_beneficiary


def places(session: Session, key: Key) -> set[str]:
    """Where a person is shown."""
    found = {filter.value for filter in Filter if key in beneficiary_search.search(session, "", filter, TODAY)}
    if key in {person.id for person in finding.people(session, "serrat", TODAY)}:
        found.add("palette")
    if key in members(session, TODAY, Spelling()):
        found.add("matching")
    return found


def test_a_restricted_person_is_in_no_list(session: Session) -> None:
    key = a_beneficiary(session, last_name="Serrat", first_name="Inès").id
    usual = places(session, key)
    assert usual == {"all", "available", "out_of_touch", "palette", "matching"}
    restriction.restrict(session, key, "conteste son adresse", TODAY)
    assert places(session, key) == set()
    assert (followed(session), free_by(session, TODAY)) == (0, 0)
    assert [(row.name, row.reason) for row in restriction.restricted(session)] == [
        ("Serrat Inès", "conteste son adresse")
    ]
    assert sheet(session, key, TODAY).name == "Inès Serrat"  # whoever handles her request still reads it
    restriction.lift(session, key)
    assert places(session, key) == usual
    assert restriction.restricted(session) == []


def test_a_restriction_has_a_reason_and_is_made_once(session: Session) -> None:
    key = a_beneficiary(session).id
    with pytest.raises(Refusal, match="motif"):
        restriction.restrict(session, key, "  ", TODAY)
    restriction.restrict(session, key, "opposition", TODAY)
    with pytest.raises(Refusal, match="déjà limitées"):
        restriction.restrict(session, key, "opposition", TODAY)


def test_an_anonymised_person_is_in_no_list(session: Session) -> None:
    key = a_beneficiary(session, last_name="Serrat", first_name="Inès").id
    erasure.anonymise(session, [key], TODAY)
    assert places(session, key) == set()
