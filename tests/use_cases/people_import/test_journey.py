"""A list of people from a service, from the file to the people found in the list, and back with one undo."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sqlalchemy import func, select

from facilitator_app.database.connection import Database
from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.following import PersonEvent
from facilitator_app.domain.journal import Gesture
from facilitator_app.domain.keys import Key
from facilitator_app.use_cases.beneficiary_search import Filter, search
from facilitator_app.use_cases.beneficiary_sheet import sheet
from facilitator_app.use_cases.gestures.undoing import undo
from facilitator_app.use_cases.import_decisions import Standing
from facilitator_app.use_cases.import_report import Outcome
from facilitator_app.use_cases.people_import import Choice
from facilitator_app.use_cases.people_import.decisions import PeopleDecisions, written_people
from facilitator_app.use_cases.people_import.written_report import report_bytes
from tests.make import a_beneficiary
from tests.use_cases.people_import.imports import TODAY, imported, looked_at, outcomes

LIST = """Liste des personnes orientées;;;;;;
;;;;;;
Nom d’usage;Nom de jeune fille;Prénom;Né(e) le;Tél.;Commune;Public
MARTEL;;Lucie;14/06/2002;6 20 02 20 02;TOULON;RSA
MARTELL;;Lucie;14/06/2002;06.20.02.20.02;;
CASTALDI;DUBOIS;Anne;3/4/90;;La Garde;DELD
ORSINI;;Hugo;12/05/1988;;;
BELKACEM;;Yanis;01/02/1995;;Hyères;
ROY;;Zoé;32/01/1990;;;
"""


def house(database: Database) -> tuple[Key, Key]:
    """One open file and a closed one; returns their keys."""
    with database.transaction() as session:
        known = a_beneficiary(session, last_name="Orsini", first_name="Ugo", birth_date=dt.date(1988, 5, 12)).id
        closed = a_beneficiary(session, last_name="Belkacem", first_name="Yanis", birth_date=dt.date(1995, 2, 1),
                               archived_on=dt.date(2025, 3, 1), archived_reason="a déménagé").id  # fmt: skip
    return known, closed


def people(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Beneficiary)) or 0


def test_a_list_is_looked_at_decided_imported_and_undone(database: Database, tmp_path: Path) -> None:
    known, closed = house(database)
    path = tmp_path / "orientations.csv"
    path.write_bytes(LIST.replace("’", "'").encode("cp1252"))
    seen = looked_at(database, path)
    assert people(database) == 2
    decisions = PeopleDecisions(seen.lines)
    assert [decisions.standing(line) for line in seen.lines] == [
        Standing.CREATED, Standing.TO_DECIDE, Standing.CREATED, Standing.TO_DECIDE, Standing.TO_DECIDE,
        Standing.SET_ASIDE,
    ]  # fmt: skip
    lucie, lucie_again, _anne, hugo, yanis, _zoe = seen.lines
    decisions.choose(lucie_again, Choice(row=lucie.key))
    decisions.choose(hugo, Choice(person_id=known))
    decisions.choose(yanis, Choice(person_id=closed, reopen=True))
    said = "2 personnes créées, 3 complétées, 1 laissée de côté"
    assert written_people(decisions.counts()) == said
    done = imported(database, path, decisions.choices())
    assert decisions.are_met_by(done.report)
    with database.reading() as session:
        [anne] = search(session, "dubois anne", Filter.ALL, TODAY)
        shown = sheet(session, anne, TODAY)
        assert (shown.name, shown.town, shown.verdict.eligible) == ("Anne CASTALDI", "La Garde", False)
        assert "Il manque" in shown.statements[-1]  # nobody of the house has seen the proof
        assert sheet(session, closed, TODAY).archived_on is None
    assert outcomes(looked_at(database, path))[0] is Outcome.IDENTICAL
    account = report_bytes(done.lines, "csv").decode("utf-8-sig")
    assert "n’est pas une date" in account
    with database.transaction() as session:
        undo(session, list(session.scalars(select(Gesture.id).order_by(Gesture.at)))[-1])
    assert people(database) == 2
    with database.reading() as session:
        assert sheet(session, closed, TODAY).archived_on == dt.date(2025, 3, 1)
        assert session.scalar(select(func.count()).select_from(PersonEvent)) == 0


def test_the_lists_of_services_are_imported_and_imported_again(
    database: Database, shared_data: Path, tmp_path: Path
) -> None:
    path = shared_data / "people" / "import_beneficiaires.csv"
    first = imported(database, path)
    assert outcomes(first) == [Outcome.CREATED, Outcome.CREATED, Outcome.IDENTICAL, Outcome.SET_ASIDE]
    near = first.lines[3]
    assert "ressemble à la ligne 3 du fichier" in near.reason
    assert near.siblings[0].name == "Fondue Charlie"
    again = imported(database, path)
    assert outcomes(again) == [Outcome.IDENTICAL] * 3 + [Outcome.SET_ASIDE]
    faulty = imported(database, shared_data / "people" / "import_beneficiaires_buggy.csv")
    assert [line.reason for line in faulty.lines] == [
        "Il manque la date de naissance.",
        "La date de naissance «\u00a019970-04-22\u00a0» n’est pas une date.",
        "",
    ]
    assert people(database) == 2
