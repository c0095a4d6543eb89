"""Importing lists of people: created, completed, identical, left to decide; one gesture, and nothing by halves."""

from __future__ import annotations

import datetime as dt
import gc
from pathlib import Path

from sqlalchemy import func, select

from facilitator_app.database.connection import Database
from facilitator_app.domain.base import Record
from facilitator_app.domain.beneficiary import Beneficiary, EligibilityProof, Sex
from facilitator_app.domain.following import PersonEvent
from facilitator_app.domain.journal import Gesture
from facilitator_app.domain.not_the_same import NotTheSame
from facilitator_app.domain.protected_criteria import ProtectedProof
from facilitator_app.domain.retention import Restriction
from facilitator_app.exchange.people import Field, open_people_file
from facilitator_app.use_cases.beneficiaries import search_text
from facilitator_app.use_cases.beneficiary_search import Filter, search
from facilitator_app.use_cases.duplicates import suspects
from facilitator_app.use_cases.gestures.undoing import undo
from facilitator_app.use_cases.import_decisions import Standing
from facilitator_app.use_cases.import_report import Outcome
from facilitator_app.use_cases.people_import import Choice
from facilitator_app.use_cases.people_import.decisions import PeopleDecisions
from facilitator_app.use_cases.people_import.mapping import fields_of
from facilitator_app.use_cases.people_import.written_report import report_bytes
from tests.exchange.people.lists import TITLES, in_csv
from tests.make import a_beneficiary
from tests.use_cases.people_import.imports import TODAY, imported, looked_at, outcomes

MORE = (*TITLES, "Téléphone", "Ville", "Code postal", "Critère", "Date justificatif")
LUCIE = ("Martel", "Lucie", "14/06/2002", "06 20 02 20 02", "Toulon", "83000", "RSA ; RQTH", "02/11/2026")


def test_a_pass_comes_with_its_number_and_its_days(database: Database, tmp_path: Path) -> None:
    titles = (*TITLES, "Numéro PASS IAE", "Début PASS IAE", "Fin PASS IAE")
    row = ("Martel", "Lucie", "14/06/2002", "99999 26 12345", "02/03/2026", "01/03/2028")
    imported(database, in_csv(tmp_path, titles, row))
    with database.reading() as session:
        (kept,) = session.scalars(select(EligibilityProof))
        assert (kept.category, kept.pass_number) == ("IAE", "99999 26 12345")
        assert (kept.valid_from, kept.valid_until) == (dt.date(2026, 3, 2), dt.date(2028, 3, 1))


def count(database: Database, kind: type[Record]) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(kind)) or 0


def person(database: Database) -> Beneficiary:
    with database.reading() as session:
        [found] = session.scalars(select(Beneficiary))
        session.expunge(found)
        return found


def test_a_person_is_created_found_by_search_and_undone_with_one_gesture(database: Database, tmp_path: Path) -> None:
    coming = imported(database, in_csv(tmp_path, MORE, LUCIE, ("Lefèvre", "Zoë", "1/2/90", "", "", "", "", "")))
    assert outcomes(coming) == [Outcome.CREATED, Outcome.CREATED]
    with database.reading() as session:
        assert len(search(session, "lefevre zoe", Filter.ALL, TODAY)) == 1
        lucie = session.scalars(select(Beneficiary).where(Beneficiary.first_name == "Lucie")).one()
        assert (lucie.phone, lucie.town, lucie.commune_code) == ("0620022002", "Toulon", "83137")
    with database.transaction() as session:
        undo(session, session.scalars(select(Gesture.id)).one())
    assert [count(database, kind) for kind in (Beneficiary, EligibilityProof, ProtectedProof)] == [0, 0, 0]


def test_criteria_wait_for_somebody_to_see_the_proof(database: Database, tmp_path: Path) -> None:
    imported(database, in_csv(tmp_path, MORE, LUCIE))
    with database.reading() as session:
        proof = session.scalars(select(EligibilityProof)).one()
        assert (proof.category, proof.dated_on, proof.seen_on) == ("RSA", dt.date(2026, 11, 2), None)
        assert session.scalars(select(ProtectedProof)).one().category == "DISABLED"


def test_importing_again_changes_nothing(database: Database, tmp_path: Path) -> None:
    path = in_csv(tmp_path, MORE, LUCIE)
    imported(database, path)
    assert outcomes(imported(database, path)) == [Outcome.IDENTICAL]
    with database.reading() as session:
        assert len(session.scalars(select(Gesture)).all()) == 1


def test_a_second_column_of_the_same_title_is_said_to_be_left(database: Database, tmp_path: Path) -> None:
    path = in_csv(tmp_path, ("Nom", "Prénom", "Né le", "Nom", "Ville", "Commune"),
                  ("Roy", "Zoé", "1/2/1990", "Petit", "Toulon", ""))  # fmt: skip
    assert imported(database, path).report.warnings == [
        "colonne «\u00a0Nom (2)\u00a0» laissée\u00a0: une autre dit «\u00a0Nom\u00a0»"
    ]


def test_only_what_is_empty_is_filled(database: Database, tmp_path: Path) -> None:
    with database.transaction() as session:
        a_beneficiary(session, last_name="MARTEL", first_name="lucie", birth_date=dt.date(2002, 6, 14),
                      phone="0611111111", sex=Sex.WOMAN)  # fmt: skip
    coming = imported(database, in_csv(tmp_path, MORE, LUCIE))
    assert outcomes(coming) == [Outcome.UPDATED]
    assert coming.lines[0].differences == ("commune", "Bénéficiaire du RSA", "critère protégé")
    found = person(database)
    assert (found.phone, found.last_name, found.town, found.postal_code) == ("0611111111", "MARTEL", "Toulon", "83000")
    assert "toulon" in found.search_text


def test_the_same_person_twice_in_a_file_is_one(database: Database, tmp_path: Path) -> None:
    path = in_csv(tmp_path, MORE, ("martel", "LUCIE", "14/06/2002", "", "", "", "", ""), LUCIE, LUCIE)
    assert outcomes(imported(database, path)) == [Outcome.CREATED, Outcome.UPDATED, Outcome.IDENTICAL]
    assert person(database).phone == "0620022002"


def test_a_probable_twin_waits_for_a_decision(database: Database, tmp_path: Path) -> None:
    with database.transaction() as session:
        known = a_beneficiary(session, last_name="Martel", first_name="Lucie", birth_date=dt.date(2002, 6, 14),
                              phone="0620022002").id  # fmt: skip
    path = in_csv(tmp_path, MORE, ("Martell", "Lucie", "14/06/2002", "0620022002", "Toulon", "83000", "", ""))
    waiting = imported(database, path)
    [line] = waiting.lines
    assert line.outcome is Outcome.SET_ASIDE
    assert line.reason.startswith("À décider")
    assert [twin.id for twin in line.twins] == [known]
    assert count(database, Beneficiary) == 1
    joined = imported(database, path, {line.key: Choice(person_id=known)})
    assert (outcomes(joined), person(database).town) == ([Outcome.UPDATED], "Toulon")


def test_a_twin_said_to_be_somebody_else_is_created_and_remembered_as_two(database: Database, tmp_path: Path) -> None:
    with database.transaction() as session:
        a_beneficiary(session, last_name="Martel", first_name="Lucie", birth_date=dt.date(2002, 6, 14))
    path = in_csv(tmp_path, TITLES, ("Martell", "Lucie", "14/06/2002"))
    line = imported(database, path).lines[0]
    assert line.twins
    assert outcomes(imported(database, path, {line.key: Choice()})) == [Outcome.CREATED]
    assert (count(database, Beneficiary), count(database, NotTheSame)) == (2, 1)


def test_a_closed_file_is_shown_and_never_reopened_silently(database: Database, tmp_path: Path) -> None:
    closed_on = dt.date(2025, 3, 1)
    with database.transaction() as session:
        known = a_beneficiary(session, last_name="Martel", first_name="Lucie", birth_date=dt.date(2002, 6, 14),
                              archived_on=closed_on, archived_reason="a déménagé").id  # fmt: skip
    path = in_csv(tmp_path, MORE, LUCIE)
    line = imported(database, path).lines[0]
    assert line.reason == "À décider, sa fiche est close (archivée le 01/03/2025)."
    assert [twin.side.archived_on for twin in line.twins] == [closed_on]
    done = imported(database, path, {line.key: Choice(person_id=known)})
    assert "la fiche reste close" in done.lines[0].warnings
    assert (person(database).archived_on, person(database).town) == (closed_on, "Toulon")


def test_somebody_whose_data_are_restricted_is_left_alone(database: Database, tmp_path: Path) -> None:
    with database.transaction() as session:
        known = a_beneficiary(session, last_name="Martel", first_name="Lucie", birth_date=dt.date(2002, 6, 14))
        session.add(Restriction(beneficiary_id=known.id, reason="conteste", since=TODAY))
    coming = imported(database, in_csv(tmp_path, MORE, LUCIE))
    assert coming.lines[0].reason == "Ses données sont limitées à sa demande."
    assert person(database).phone == ""


def test_two_people_with_one_file_number_are_told(database: Database, tmp_path: Path) -> None:
    titles = (*TITLES, "Identifiant")
    path = in_csv(tmp_path, titles, ("Martel", "Lucie", "14/06/2002", "A1"), ("Roy", "Zoé", "1/2/1990", "A1"))
    assert imported(database, path).lines[1].warnings == ("le numéro de dossier A1 est aussi celui de la ligne 2",)


def test_a_corrected_column_is_remembered_even_when_the_import_is_undone(database: Database, tmp_path: Path) -> None:
    path = in_csv(tmp_path, (*TITLES, "Divers 7"), ("Martel", "Lucie", "14/06/2002", "0620022002"))
    fields = (*open_people_file(path).guessed[:3], Field.PHONE)
    imported(database, path, fields=fields)
    assert person(database).phone == "0620022002"
    with database.transaction() as session:
        undo(session, session.scalars(select(Gesture.id)).one())
    later = in_csv(tmp_path, (*TITLES, "Divers 7", "Ville"), ("Roy", "Zoé", "1/2/1990", "0611111111", "Toulon"))
    with database.reading() as session:
        assert fields_of(session, open_people_file(later)) == (*fields, Field.TOWN)


def test_the_whole_import_is_one_gesture(database: Database, tmp_path: Path) -> None:
    imported(database, in_csv(tmp_path, MORE, LUCIE, ("Roy", "Zoé", "1/2/1990", "", "", "", "QPV", "")))
    with database.reading() as session:
        assert list(session.scalars(select(Gesture.label))) == ["Import de personnes.csv"]


def test_decisions_become_choices(database: Database, tmp_path: Path) -> None:
    path = in_csv(tmp_path, TITLES, ("Martel", "Lucie", "14/06/2002"), ("Roy", "Zoé", "1/2/1990"))
    lines = imported(database, path).lines
    decisions = PeopleDecisions(lines)
    decisions.toggle(lines[1])
    assert decisions.choices() == {lines[1].key: Choice(leave=True)}


def test_the_account_is_a_table(database: Database, tmp_path: Path) -> None:
    lines = imported(database, in_csv(tmp_path, TITLES, ("Martel", "Lucie", "14/06/2002"), ("Roy", "", "1/2/90"))).lines
    text = report_bytes(lines, "csv").decode("utf-8-sig").splitlines()
    assert text[1].startswith("2;Martel Lucie;Créée;")
    assert text[2].startswith("3;Roy;Laissée de côté;")
    assert "Il manque le prénom." in text[2]
    assert report_bytes(lines, "xlsx").startswith(b"PK")


def test_what_is_searched_is_the_same_as_for_a_person_typed_in(database: Database, tmp_path: Path) -> None:
    titles = (*TITLES, "Ville", "Métier visé")
    imported(database, in_csv(tmp_path, titles, ("Œuvrard-L’Hôte", "Zoë", "1/2/1990", "Saint-Étienne", "F1703 A1203")))
    kept = person(database)
    assert kept.search_text == search_text(kept.last_name, kept.first_name, kept.town, kept.jobs_aimed)
    assert len(kept.jobs_aimed) == 2


def test_the_collector_is_back_after_an_import(database: Database, tmp_path: Path) -> None:
    gc.enable()
    try:
        imported(database, in_csv(tmp_path, MORE, LUCIE))
        assert gc.isenabled()
    finally:
        gc.disable()  # as it is all along the tests


def test_near_twins_of_one_file_wait_for_a_decision(database: Database, tmp_path: Path) -> None:
    titles = (*TITLES, "Téléphone", "Ville")
    path = in_csv(
        tmp_path, titles, ("Martel", "Lucie", "14/06/2002", "0620022002", ""),
        ("Martell", "Lucie", "14/06/2002", "0620022002", "Toulon"), ("Roy", "Zoé", "1/2/1990", "", ""),
    )  # fmt: skip
    waiting = imported(database, path)
    assert outcomes(waiting) == [Outcome.CREATED, Outcome.SET_ASIDE, Outcome.CREATED]
    near = waiting.lines[1]
    assert near.reason == "À décider, ressemble à la ligne 2 du fichier\u00a0: Martel Lucie."
    [sibling] = near.siblings
    assert (sibling.key, "même téléphone" in sibling.same, "noms à une lettre près" in sibling.same) == (
        "2",
        True,
        True,
    )


def test_a_row_said_to_be_an_earlier_one_completes_it(database: Database, tmp_path: Path) -> None:
    titles = (*TITLES, "Téléphone", "Ville")
    rows = [("Martel", "Lucie", "14/06/2002", "0620022002", ""),
            ("Martell", "Lucie", "14/06/2002", "0620022002", "Toulon")]  # fmt: skip
    done = imported(database, in_csv(tmp_path, titles, *rows), {"3": Choice(row="2")})
    assert outcomes(done) == [Outcome.CREATED, Outcome.UPDATED]
    assert (person(database).last_name, person(database).town) == ("Martel", "Toulon")


def test_near_twins_said_to_be_two_are_both_created_and_remembered_as_two(database: Database, tmp_path: Path) -> None:
    rows = [("Martel", "Lucie", "14/06/2002"), ("Martell", "Lucie", "14/06/2002")]
    done = imported(database, in_csv(tmp_path, TITLES, *rows), {"3": Choice()})
    assert outcomes(done) == [Outcome.CREATED, Outcome.CREATED]
    assert (count(database, Beneficiary), count(database, NotTheSame)) == (2, 1)
    with database.reading() as session:
        assert suspects(session) == []


def test_a_row_joined_to_one_that_is_left_comes_alone(database: Database, tmp_path: Path) -> None:
    path = in_csv(tmp_path, TITLES, ("Martel", "Lucie", "14/06/2002"), ("Martell", "Lucie", "14/06/2002"))
    decisions = PeopleDecisions(looked_at(database, path).lines)
    first, second = decisions.lines
    decisions.choose(second, Choice(row=first.key))
    assert decisions.standing(second) is Standing.UPDATED
    decisions.toggle(first)
    assert decisions.standing(second) is Standing.CREATED
    done = imported(database, path, decisions.choices())
    assert decisions.are_met_by(done.report)
    assert person(database).last_name == "Martell"


def test_couples_are_two_people(database: Database, tmp_path: Path) -> None:
    titles = (*TITLES, "Téléphone", "Adresse", "Numéro allocataire")
    home = ("0620022002", "3 rue des Lices", "2055990")
    people = [("Martel", "Lucie", "14/06/2002", *home), ("Martel", "Bruno", "3/8/1999", *home)]
    done = imported(database, in_csv(tmp_path, titles, *people))
    assert outcomes(done) == [Outcome.CREATED, Outcome.CREATED]
    assert done.lines[1].warnings == ("le numéro de dossier 2055990 est aussi celui de la ligne 2",)


def test_one_file_number_and_one_birthday_wait_for_a_decision(database: Database, tmp_path: Path) -> None:
    titles = (*TITLES, "Identifiant")
    people = [("Martel", "Lucie", "14/06/2002", "A1"), ("Zerrouki", "Anne", "14/06/2002", "A1")]
    near = imported(database, in_csv(tmp_path, titles, *people)).lines[1]
    assert near.outcome is Outcome.SET_ASIDE
    assert near.siblings[0].same[0] == "même numéro de dossier"
    assert "noms différents" in near.siblings[0].differs


def test_a_closed_file_is_reopened_when_it_is_asked_for_and_says_why(database: Database, tmp_path: Path) -> None:
    with database.transaction() as session:
        known = a_beneficiary(session, last_name="Martel", first_name="Lucie", birth_date=dt.date(2002, 6, 14),
                              archived_on=dt.date(2025, 3, 1), archived_reason="a déménagé").id  # fmt: skip
    line = imported(database, path := in_csv(tmp_path, MORE, LUCIE)).lines[0]
    done = imported(database, path, {line.key: Choice(person_id=known, reopen=True)})
    assert "fiche rouverte" in done.lines[0].differences
    assert (person(database).archived_on, person(database).town) == (None, "Toulon")
    with database.reading() as session:
        event = session.scalars(select(PersonEvent)).one()
        assert (event.beneficiary_id, event.day) == (known, TODAY)
        assert event.text == (
            "Fiche rouverte à l’import de personnes.csv, ligne 2. Elle avait été close le 01/03/2025\u00a0: a déménagé."
        )
    with database.transaction() as session:
        undo(session, list(session.scalars(select(Gesture.id).order_by(Gesture.at)))[-1])
    assert (person(database).archived_on, count(database, PersonEvent)) == (dt.date(2025, 3, 1), 0)


def test_a_name_at_birth_finds_who_was_imported_or_completed(database: Database, tmp_path: Path) -> None:
    titles = (*TITLES, "Nom de jeune fille", "Ville")
    imported(database, in_csv(tmp_path, titles, ("Castaldi", "Anne", "3/4/1990", "Dubois", "")))
    imported(database, in_csv(tmp_path, titles, ("Castaldi", "Anne", "3/4/1990", "", "Toulon")))
    kept = person(database)
    assert (kept.birth_name, kept.search_text) == ("Dubois", "castaldi anne dubois toulon")
    used = ("Nom d’usage", "Nom de naissance", *TITLES[1:])
    found = imported(database, in_csv(tmp_path, used, ("Castaldi", "Dubois", "Anne", "3/4/1990")))
    assert outcomes(found) == [Outcome.IDENTICAL]
