"""Wherever the people of the house are named in a text, their initials stand instead; nothing else is touched."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

import pytest
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.values import Month, hours
from facilitator_app.use_cases.hiding_names import without_names
from facilitator_app.use_cases.names_borne import NamesBorne
from tests import make


@pytest.fixture
def house(session: Session) -> NamesBorne:
    for last, first in (
        ("Ferrandi", "Nadia"), ("Ben Salah", "Karim"), ("D’Almeida", "Rosa"), ("Lœuillet", "Élise-Anne"),
        ("Abadie", "Marc"), ("Ly", "Mai"),
    ):  # fmt: skip
        make.a_beneficiary(session, last_name=last, first_name=first)
    make.a_beneficiary(session, last_name="Toumi", first_name="Inès", removed=True)
    make.a_beneficiary(session, last_name="Petit", first_name="Sonia", birth_name="Ouadah")
    session.flush()
    return names_of(session)


def names_of(session: Session) -> NamesBorne:
    names = NamesBorne()
    names.learn(session)
    return names


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Nadia Ferrandi", "N. F."),
        ("Ferrandi Nadia", "F. N."),
        ("FERRANDI, nadia", "F. N."),
        ("Fiche de Nadia Ferrandi", "Fiche de N. F."),
        ("2 cases vides\u00a0: Ferrandi Nadia, Ben Salah Karim.", "2 cases vides\u00a0: F. N., B. S. K.."),
        ("Nadia Ferrandi, Karim Ben Salah et 4 autres", "N. F., K. B. S. et 4 autres"),
        ("nadia.ferrandi@courriel.exemple", "N. F.@courriel.exemple"),
        ("Rosa D’Almeida (12/11)", "R. D. (12/11)"),
        ("Elise Anne LŒUILLET", "E. A. L."),
        ("Inès Toumi, retirée", "I. T., retirée"),
        ("Appeler Mme Ferrandi", "Appeler Mme F."),
        ("M. Abadie et Abadie Marc", "M. A. et A. M."),
        ("Marc Abadie", "M. A."),
        ("Nordbat Construction, lot 1 Gros œuvre", "Nordbat Construction, lot 1 Gros œuvre"),
        ("Nadia Salah", "Nadia Salah"),
        ("Sonia Ouadah, aujourd’hui Sonia Petit", "S. O., aujourd’hui S. P."),
        ("Sonia Petit, née Ouadah", "S. P., née O."),
        ("née le 12/03/1990 à Toulon", "née le 12/03/1990 à Toulon"),
        ("Petit chantier de Ferrandi", "Petit chantier de Ferrandi"),
        ("", ""),
    ],
)
def test_names_become_initials(house: NamesBorne, text: str, shown: str) -> None:
    assert without_names(house, text) == shown
    assert without_names(house, shown) == shown


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    month: Month
    said: tuple[str, ...]


def test_every_text_of_an_answer_is_read(house: NamesBorne) -> None:
    month = Month.of(dt.date(2026, 11, 24))
    answer = [Line("Ferrandi Nadia", month, ("Rien",)), Line("Nordbat", month, ("Abadie Marc",))]
    hidden = without_names(house, answer)
    assert hidden == [Line("F. N.", month, ("Rien",)), Line("Nordbat", month, ("A. M.",))]
    assert without_names(house, {"a": answer, "b": hours(3)}) == {"a": hidden, "b": hours(3)}


class Seen(NamedTuple):
    name: str
    note: str


def test_named_tuples_and_sets_are_read_and_written_again_as_they_are(house: NamesBorne) -> None:
    seen = Seen("Nadia Ferrandi", "Ferrandi absente")
    hidden = without_names(house, (seen,))
    assert hidden == (Seen("N. F.", "F. absente"),)
    assert type(hidden[0]) is Seen
    assert without_names(house, Seen("Ferrandi", "")) == Seen("Ferrandi", "")
    assert without_names(house, {"Marc Abadie", "Nordbat"}) == {"M. A.", "Nordbat"}
    assert without_names(house, frozenset({"Marc Abadie"})) == frozenset({"M. A."})
    unchanged = Seen("Nordbat", "")
    assert without_names(house, unchanged) is unchanged


def test_an_answer_that_names_nobody_is_the_same_object(house: NamesBorne) -> None:
    answer = ({"a": "Nordbat"}, Line("Nordbat", Month.of(dt.date(2026, 11, 24)), ()), None)
    assert without_names(house, answer) is answer


@dataclass(frozen=True, slots=True)
class Typed:
    name: str
    note: str


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        ("Ferrandi absente lundi", "F. absente lundi"),
        ("vu avec BEN SALAH et Ouadah", "vu avec B. S. et O."),
        ("remplace Abadie, puis Nadia Ferrandi", "remplace A., puis N. F."),
        ("un petit retard", "un petit retard"),
        ("Salah sans son Ben", "Salah sans son Ben"),
        ("appeler Ly, lot L", "appeler L., lot L"),
    ],
)
def test_a_last_name_alone_becomes_an_initial_in_what_is_typed_freely(house: NamesBorne, note: str, shown: str) -> None:
    assert without_names(house, [Typed("Ferrandi", note)]) == [Typed("Ferrandi", shown)]
    assert without_names(house, Typed("", shown)) == Typed("", shown)


def test_a_name_that_was_changed_is_still_hidden_and_the_new_one_is_from_then_on(database: Database) -> None:
    with database.transaction() as session:
        person = make.a_beneficiary(session, last_name="Verdier", first_name="Anne").id
    with database.reading() as session:
        learnt_before = names_of(session)
    for field, value in (("last_name", "Kaci"), ("first_name", "Annie"), ("birth_name", "Verdier-Roux")):
        with database.transaction() as session:
            setattr(session.get_one(Beneficiary, person), field, value)
    with database.transaction() as session:
        make.a_beneficiary(session, last_name="Novak", first_name="Petr")
    text = "Anne Verdier, Anne Kaci, Annie Kaci, Annie Verdier-Roux, Petr Novak"
    with database.reading() as session:
        learnt_before.learn(session)
        for names in (learnt_before, names_of(session)):
            assert without_names(names, text) == "A. V., A. K., A. K., A. V. R., P. N."
