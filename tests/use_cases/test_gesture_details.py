"""The history in words: which records, which fields, from which value to which, as the screen writes them."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import insert, update

from facilitator_app.database.connection import Database
from facilitator_app.domain.beneficiary import Beneficiary, EligibilityProof
from facilitator_app.domain.company import Company, Contact
from facilitator_app.domain.contract import Contract, ContractState
from facilitator_app.domain.field_names import Subject
from facilitator_app.domain.journal import Gesture, JournalEntry
from facilitator_app.domain.keys import Key, key_of, new_key
from facilitator_app.domain.need import Proposal, ProposalState
from facilitator_app.domain.placement import MonthlyHours
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Month, euros, hours
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.gestures.details import PAGE, details
from facilitator_app.use_cases.gestures.listing import Wanted, gesture_rows, gestures_found
from facilitator_app.use_cases.gestures.sheet_history import sheet_history
from tests import make

MARCH = Month(2026, 3)


def latest(database: Database) -> Key:
    with database.reading() as session:
        return gestures.recent(session, 1)[0].gesture_id


def test_values_are_written_as_on_screen(database: Database) -> None:
    with database.transaction() as session:
        contract = make.a_contract(session, number="M-2026-014", short_name="École").id
        other = make.a_buyer(session, name="Métropole du Port").id
    with database.transaction() as session:
        gestures.call_it(session, "Fiche du marché M-2026-014")
        changed = session.get_one(Contract, contract)
        changed.state, changed.notified_on = ContractState.CLOSED, dt.date(2026, 3, 12)
        changed.amount, changed.buyer_id = euros(7440000), other
        changed.subject = "Construction d’une école maternelle"
    with database.reading() as session:
        told = details(session, latest(database))
    [record] = told.records
    assert (record.kind, record.name, record.created) == ("Marché", "marché M-2026-014, École", False)
    by_name = {change.name: (change.before, change.after) for change in record.fields}
    assert by_name.pop("Objet")[1] == "Construction d’une école maternelle"
    assert by_name == {
        "Suivi": ("Suivi", "Clos"),
        "Notifié le": ("", "12/03/2026"),
        "Montant": ("", "7\u202f440\u202f000\u00a0€"),
        "Acheteur": ("Ville de Port-Calme", "Métropole du Port"),
    }


def test_published_codes_are_named(database: Database) -> None:
    with database.transaction() as session:
        make.a_beneficiary(session, jobs_aimed=("F1703", "Z9999"), commune_code="83137")
    with database.reading() as session:
        [record] = details(session, latest(database)).records
    said = {change.name: change.after for change in record.fields}
    assert said["Commune (code)"] == "Toulon (83137)"
    assert said["Métiers visés"] == "Maçonnerie (F1703), Z9999"


def test_records_are_called_as_a_person_would(database: Database) -> None:
    with database.transaction() as session:
        lot = make.a_lot(session, code="M-2026-014-L1").id
        person = make.a_beneficiary(session, first_name="Karim", last_name="Bensalem").id
        placement = make.a_placement(session, beneficiary_id=person, lot_id=lot).id
        need = make.a_need(session, code="B-112", title="Maçon", lot_id=lot).id
        make.kept(session, EligibilityProof(beneficiary_id=person, category="RSA"))
        make.kept(session, MonthlyHours(placement_id=placement, month=MARCH, declared=hours("151.67")))
        key = key_of("proposal", need, person)
        day = dt.date(2026, 11, 24)
        make.kept(
            session,
            Proposal(
                id=key, need_id=need, beneficiary_id=person, state=ProposalState.PROPOSED, proposed_on=day
            ),
        )  # fmt: skip
    with database.reading() as session:
        names = {record.kind: record.name for record in details(session, latest(database)).records}
        hidden = {record.kind: record for record in details(session, latest(database), hide_names=True).records}
    assert names["Lot"] == "lot M-2026-014-L1"
    assert names["Personne"] == "Karim Bensalem"
    assert names["Parcours"] == "parcours de Karim Bensalem, lot M-2026-014-L1"
    assert names["Besoin"] == "besoin B-112, Maçon"
    assert names["Heures du mois"] == "heures de mars 2026, Karim Bensalem"
    assert names["Proposition"] == "Karim Bensalem, besoin B-112, Maçon"
    assert names["Justificatif"].endswith(", Karim Bensalem")
    assert hidden["Personne"].name == "K. B."
    assert "Bensalem" not in str(hidden)
    assert "1990" not in str(hidden["Personne"])


def test_what_the_program_works_out_is_not_shown(database: Database) -> None:
    with database.transaction() as session:
        make.a_buyer(session, name="Ville")
    with database.reading() as session:
        [record] = details(session, latest(database)).records
    assert [(change.name, change.after) for change in record.fields] == [("Nom", "Ville")]


def test_protected_criteria_are_never_said(database: Database) -> None:
    with database.transaction() as session:
        make.a_placement(session, disabled=True, eligibility="Travailleur handicapé", categories=("TH",))
    with database.reading() as session:
        told = details(session, latest(database))
    assert "handicapé" not in str(told)
    assert "•••" in str(told)


def test_a_field_that_changed_twice_in_a_gesture_is_one_line(database: Database) -> None:
    with database.transaction() as session:
        key = make.a_company(session, name="Un").id
    with database.transaction() as session:
        for name in ("Deux", "Trois"):
            session.get_one(Company, key).name = name
            session.flush()
    with database.reading() as session:
        [record] = details(session, latest(database)).records
    assert [(change.before, change.after) for change in record.fields] == [("Un", "Trois")]


def test_a_large_gesture_is_told_by_pages(database: Database) -> None:
    with database.transaction() as session:
        rows = [{"id": new_key(), "name": f"Société {n:04}", "folded": f"societe {n}"} for n in range(450)]
        session.execute(insert(Company), rows)
    with database.reading() as session:
        pages = [details(session, latest(database), first) for first in (0, PAGE, 2 * PAGE, 3 * PAGE)]
    assert [len(page.records) for page in pages] == [200, 200, 50, 0]
    assert {page.total for page in pages} == {450}
    assert [record.name for page in pages for record in page.records] == [row["name"] for row in rows]


def test_erased_values_are_said_to_be(database: Database) -> None:
    with database.transaction() as session:
        key = make.a_beneficiary(session, town="Port-Calme").id
    with database.transaction() as session:
        session.get_one(Beneficiary, key).town = "Ailleurs"
    moved = latest(database)
    with database.transaction() as session:
        entries = JournalEntry.__table__
        erased = update(entries).where(entries.c.record_id == key).values(value=None)  # type: ignore[arg-type]
        session.connection().execute(erased)
    with database.reading() as session:
        [record] = details(session, moved).records
        lines = sheet_history(session, key)
    assert [(change.name, change.before, change.after) for change in record.fields] == [("Commune", "effacé", "effacé")]
    assert [(line.field, line.before, line.after) for line in lines] == [
        ("Commune", "", "effacé"), ("Toute la fiche", "", "effacé"),
    ]  # fmt: skip
    with pytest.raises(Refusal, match="effacé pour toujours"), database.transaction() as session:
        gestures.undo(session, moved)


def test_a_gesture_that_does_not_exist_is_refused(database: Database) -> None:
    with database.reading() as session, pytest.raises(Refusal, match="n’existe pas"):
        details(session, "0" * 32)


def test_the_list_is_narrowed_by_words_days_subject_and_state(database: Database) -> None:
    def act(label: str, make_it: object, author: str = "Hélène Arnoux") -> None:
        database.author = author
        with database.transaction() as session:
            gestures.call_it(session, label)
            make_it(session)  # type: ignore[operator]

    act("Fiche de Éloïse Ben", make.a_beneficiary)
    act("Nouvel acheteur", make.a_buyer, "Omar Haddad")
    act("Marché de l’œuvre", make.a_contract)
    undone = latest(database)
    with database.transaction() as session:
        gestures.undo(session, undone)

    def found(**wanted: object) -> list[str]:
        with database.reading() as session:
            keys = gestures_found(session, Wanted(**wanted))  # type: ignore[arg-type]
            return [row.label for row in gesture_rows(session, keys)]

    everything = ["Annulation\u00a0: Marché de l’œuvre", "Marché de l’œuvre", "Nouvel acheteur", "Fiche de Éloïse Ben"]
    assert found() == everything
    assert found(text="eloise ben") == ["Fiche de Éloïse Ben"]
    assert found(text="oeuvre marche") == everything[:2]
    assert found(text="haddad") == ["Nouvel acheteur"]
    assert found(subject=Subject.PEOPLE) == ["Fiche de Éloïse Ben"]
    assert found(undone=True) == ["Marché de l’œuvre"]
    assert "Marché de l’œuvre" not in found(undone=False)
    today = dt.datetime.now().astimezone().date()
    assert found(since=today, until=today) == everything
    assert found(since=today + dt.timedelta(days=1)) == found(until=today - dt.timedelta(days=1)) == []
    with database.reading() as session:
        rows = gesture_rows(session, gestures_found(session))
    assert [row.undone for row in rows] == [False, True, False, False]
    assert rows[3].said(hide_names=True) == "Personne"
    assert rows[2].said(hide_names=True) == "Nouvel acheteur"


def test_the_history_of_a_sheet_tells_its_parts(database: Database) -> None:
    with database.transaction() as session:
        gestures.call_it(session, "Nouvelle entreprise")
        company = make.a_company(session, name="Maçonnerie du Port").id
        contact = make.kept(session, Contact(company_id=company, name="Léa Roy", phone="0600000001")).id
    with database.transaction() as session:
        gestures.call_it(session, "Contact Léa Roy")
        session.get_one(Contact, contact).phone = "0600000002"
        session.get_one(Contact, contact).removed = True
    with database.reading() as session:
        lines = sheet_history(session, company)
    told = [(line.label, line.field, line.before, line.after, line.part) for line in lines]
    part = "Léa Roy, Maçonnerie du Port"
    assert set(told[:2]) == {
        ("Contact Léa Roy", "Téléphone", "0600000001", "0600000002", part),
        ("Contact Léa Roy", "Fiche", "présente", "retirée", part),
    }
    assert ("Nouvelle entreprise", "Nom", "", "Maçonnerie du Port", "") in told
    assert {line.author for line in lines} == {"Hélène Arnoux"}


def test_an_erased_label_gives_way_to_what_was_written(database: Database) -> None:
    with database.transaction() as session:
        gestures.call_it(session, "Fiche de Karim Bensalem")
        make.a_beneficiary(session)
    with database.transaction() as session:
        session.connection().execute(update(Gesture.__table__).values(label=""))  # type: ignore[arg-type]
    with database.reading() as session:
        [row] = gesture_rows(session, gestures_found(session))
    assert row.said() == "Personne"
