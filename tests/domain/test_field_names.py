"""The history finds a French word for everything that the journal keeps."""

from __future__ import annotations

import pytest

from facilitator_app.domain.base import Record
from facilitator_app.domain.field_names import COMPUTED, FIELDS, KINDS, Subject, field_name, is_shown, kind_name
from facilitator_app.domain.records import BY_TABLE, RECORDS

HOW = (
    "Add the French label of each to FIELDS in domain/field_names.py, as a person reads it in the history "
    "(«Date de naissance»), or to COMPUTED when the program works it out and nobody should see it."
)


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__tablename__)
def test_every_column_has_a_french_name(kind: type[Record]) -> None:
    table = kind.__tablename__
    columns = set(kind.fields()) - {"removed"}
    named, computed = set(FIELDS.get(table, {})), set(COMPUTED.get(table, ()))
    assert columns - named - computed == set(), f"No name in «{table}». {HOW}"
    assert named & computed == set(), f"Both named and computed in «{table}»: keep one."


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__tablename__)
def test_every_kind_of_record_has_a_french_name_and_a_subject(kind: type[Record]) -> None:
    table = kind.__tablename__
    assert table in KINDS, f"Add «{table}» to KINDS in domain/field_names.py: what one is called, and its Subject."


def test_nothing_is_named_that_does_not_exist() -> None:
    """Names of columns are for ever; one that is not there is misspelt."""
    for table in FIELDS.keys() | COMPUTED.keys():
        known = set(BY_TABLE[table].fields())
        assert set(FIELDS.get(table, {})) | COMPUTED.get(table, frozenset()) <= known, table


def test_a_field_of_a_newer_program_is_called_by_its_own_name() -> None:
    assert field_name("beneficiary", "shoe_size") == "shoe_size"
    assert kind_name("spaceship") == "spaceship"


def test_words_are_those_of_the_screen() -> None:
    assert kind_name("placement") == "Parcours"
    assert field_name("beneficiary", "birth_date") == "Date de naissance"
    assert field_name("need", "removed") == "Fiche"
    assert not is_shown("beneficiary", "sort_name")
    assert {subject.label for subject in Subject} >= {"Personnes", "Heures"}
