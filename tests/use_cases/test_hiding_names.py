"""Wherever the people of the house are named in a text, their initials stand instead; nothing else is touched."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest
from sqlalchemy.orm import Session

from facilitator_app.domain.values import Month, hours
from facilitator_app.use_cases.hiding_names import without_names
from tests import make


@pytest.fixture
def house(session: Session) -> Session:
    for last, first in (
        ("Ferrandi", "Nadia"), ("Ben Salah", "Karim"), ("D’Almeida", "Rosa"), ("Lœuillet", "Élise-Anne"),
        ("Abadie", "Marc"),
    ):  # fmt: skip
        make.a_beneficiary(session, last_name=last, first_name=first)
    make.a_beneficiary(session, last_name="Toumi", first_name="Inès", removed=True)
    session.flush()
    return session


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
        ("", ""),
    ],
)
def test_names_become_initials(house: Session, text: str, shown: str) -> None:
    assert without_names(house, text) == shown
    assert without_names(house, shown) == shown


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    month: Month
    said: tuple[str, ...]


def test_every_text_of_an_answer_is_read(house: Session) -> None:
    month = Month.of(dt.date(2026, 11, 24))
    answer = [Line("Ferrandi Nadia", month, ("Rien",)), Line("Nordbat", month, ("Abadie Marc",))]
    hidden = without_names(house, answer)
    assert hidden == [Line("F. N.", month, ("Rien",)), Line("Nordbat", month, ("A. M.",))]
    assert without_names(house, {"a": answer, "b": hours(3)}) == {"a": hidden, "b": hours(3)}


def test_an_answer_that_names_nobody_is_the_same_object(house: Session) -> None:
    answer = ({"a": "Nordbat"}, Line("Nordbat", Month.of(dt.date(2026, 11, 24)), ()), None)
    assert without_names(house, answer) is answer
