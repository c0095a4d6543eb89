"""Somebody anonymised is nowhere in the bytes of the file, and everything that was counted still is."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from facilitator_app.database import checks
from facilitator_app.database.connection import Database
from facilitator_app.database.opening import open_house
from facilitator_app.domain.access_log import Consultation, Look
from facilitator_app.domain.beneficiary import Beneficiary, EligibilityProof
from facilitator_app.domain.erasure import unclassified
from facilitator_app.domain.journal import CREATION, JournalEntry
from facilitator_app.domain.keys import Key, key_of
from facilitator_app.domain.need import Proposal, ProposalState
from facilitator_app.domain.placement import MonthlyHours, Placement
from facilitator_app.domain.records import BY_TABLE
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Month, hours
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.dashboard.overview import dashboard
from facilitator_app.use_cases.personal_data import erasure
from tests.conftest import TODAY
from tests.make import a_beneficiary, a_lot, a_need, a_placement

SECRETS = (
    "Vandermeulen", "vandermeulen", "VANDERMEULEN", "Delcroix-Née", "Aurélie", "aurelie", "Verschueren", "0611223344",
    "a.vander@exemple.fr", "rue des Lilas", "Sanary-sur-Mer", "genou fragile", "a quitté le secteur", "1987-06-14",
    "motif très personnel", "retard lundi", "prescripteur Dupondt", "Attestation Titre 99",
)  # fmt: skip


def test_every_column_about_people_is_classified() -> None:
    """A new column must be said KEPT, COARSENED or ERASED in domain/erasure.py; it is erased until then."""
    assert list(unclassified()) == []


def test_an_erased_person_is_nowhere_in_the_bytes(database: Database, path: Path) -> None:
    person = a_long_story(database)
    database.close()
    assert {secret for secret in SECRETS if occurrences(path, secret)} == set(SECRETS)
    database = open_house(path, author="Hélène Arnoux")
    with database.transaction() as session:
        account = erasure.anonymise(session, [person], TODAY)
    database.close()
    assert account.people == 1
    assert account.past_values > 5
    assert [secret for secret in SECRETS if occurrences(path, secret)] == []


def test_what_was_counted_still_is(database: Database, demonstration: Path) -> None:
    database.close()
    house = open_house(demonstration)
    with house.reading() as session:
        before, shown = figures(session), dashboard(session, TODAY)
        gone = session.scalars(
            select(Placement.beneficiary_id).where(Placement.ends_on < TODAY).order_by(Placement.id).limit(400)
        ).all()
        at_work = set(
            session.scalars(
                select(Placement.beneficiary_id).where(Placement.ends_on.is_(None) | (Placement.ends_on >= TODAY))
            )
        )
    people = [key for key in dict.fromkeys(gone) if key not in at_work]
    assert people
    with house.transaction() as session:
        erasure.anonymise(session, people, TODAY)
    with house.reading() as session:
        assert figures(session) == before
        now = dashboard(session, TODAY)
        assert (now.hours, now.months, now.publics, now.people, now.lots) == (
            shown.hours, shown.months, shown.publics, shown.people, shown.lots,
        )  # fmt: skip
        named = session.execute(select(Beneficiary.last_name).where(Beneficiary.id.in_(people))).scalars()
        assert set(named) == {"Anonymisée"}
    assert list(checks.faults(demonstration, house.engine)) == []
    house.close()


def test_the_chain_of_the_journal_still_holds_and_history_says_who_acted(database: Database, path: Path) -> None:
    person = a_long_story(database)
    with database.transaction() as session:
        erasure.anonymise(session, [person], TODAY)
    assert list(checks.faults(path, database.engine)) == []
    with database.reading() as session:
        lines = gestures.history(session, person)
        assert "Hélène Arnoux" in {line.author for line in lines}
        assert not any(secret in str(line) for line in lines for secret in SECRETS)
        labels = {line.label for line in gestures.recent(session)}
        assert "Geste sur une personne anonymisée" in labels
        assert "Anonymisation d’une personne" in labels


def test_an_anonymisation_cannot_be_undone_and_says_so(database: Database) -> None:
    person = a_long_story(database)
    with database.transaction() as session:
        erasure.anonymise(session, [person], TODAY)
    with database.reading() as session:
        last = gestures.last_to_undo(session)
        assert last is not None
        assert last.label == "Anonymisation d’une personne"
    with pytest.raises(Refusal, match="effacé"), database.transaction() as session:
        gestures.undo(session, last.gesture_id)


def test_somebody_at_work_is_not_anonymised(session: Session) -> None:
    placement = a_placement(session, starts_on=dt.date(2026, 9, 1))
    with pytest.raises(Refusal, match="est en poste"):
        erasure.anonymise(session, [placement.beneficiary_id], TODAY)


def test_twice_is_refused(session: Session) -> None:
    person = a_beneficiary(session)
    erasure.anonymise(session, [person.id], TODAY)
    with pytest.raises(Refusal, match="déjà"):
        erasure.anonymise(session, [person.id], TODAY)


def test_an_older_copy_put_back_forgets_them_too(database: Database, path: Path, tmp_path: Path) -> None:
    person = a_long_story(database)
    database.close()
    older = tmp_path / "ancienne.db"
    older.write_bytes(path.read_bytes())
    database = open_house(path)
    with database.transaction() as session:
        erasure.anonymise(session, [person], TODAY)
        known = erasure.ledger(session)
    database.close()
    again = open_house(older)
    with again.transaction() as session:
        assert erasure.replay(session, known).keys == (person,)
    with again.transaction() as session:
        assert erasure.replay(session, known).people == 0
        assert erasure.ledger(session) == known
    again.close()
    assert [secret for secret in SECRETS if occurrences(older, secret)] == []


def test_namesakes_keep_their_names(database: Database) -> None:
    with database.transaction() as session:
        gestures.call_it(session, "Nouvelle personne\u00a0: Aurélie Martin")
        other = a_beneficiary(session, last_name="Martin", first_name="Aurélie").id
    with database.transaction() as session:
        gone = a_beneficiary(session, last_name="Vandermeulen", first_name="Aurélie").id
    with database.transaction() as session:
        erasure.anonymise(session, [gone], TODAY)
    with database.reading() as session:
        assert session.get_one(Beneficiary, other).full_name == "Martin Aurélie"
        assert "Nouvelle personne\u00a0: Aurélie Martin" in {line.label for line in gestures.recent(session)}


def test_the_journal_still_gives_every_record(database: Database) -> None:
    person = a_long_story(database)
    with database.transaction() as session:
        erasure.anonymise(session, [person], TODAY)
    with database.reading() as session:
        told: dict[tuple[str, str], dict[str, object]] = {}
        asked = select(JournalEntry).where(JournalEntry.value.is_not(None))
        for entry in session.scalars(asked.order_by(JournalEntry.counter)):
            value = json.loads(entry.value or "")
            fields = value if entry.field == CREATION else {entry.field: value}
            told.setdefault((entry.table_name, entry.record_id), {}).update(fields)
        assert ("beneficiary", person) in told
        for (table, key), fields in told.items():
            record = session.get_one(BY_TABLE[table], key, execution_options={"include_removed": True})
            now = {name: column.written(getattr(record, name)) for name, column in record.fields().items()}
            assert {n: v for n, v in fields.items() if v is not None} == {n: v for n, v in now.items() if v is not None}


def occurrences(path: Path, secret: str) -> int:
    """How often a text stands in any file of the house's folder, as it is or as JSON writes it."""
    forms = {secret.encode(), secret.encode("utf-16-le"), secret.encode("unicode_escape")}
    files = [file for file in path.parent.rglob("*") if file.is_file() and file.name.startswith(path.stem)]
    return sum(file.read_bytes().count(form) for file in files for form in forms)


def a_long_story(database: Database) -> Key:
    """Somebody named under two names in every kind of record, in labels, and in the remarks of a lot."""
    with database.transaction() as session:
        gestures.call_it(session, "Nouvelle personne\u00a0: Aurélie Verschueren")
        person = a_beneficiary(
            session, last_name="Verschueren", first_name="Aurélie", birth_name="Delcroix-Née",
            birth_date=dt.date(1987, 6, 14),
            search_text="verschueren aurelie sanary-sur-mer", phone="0611223344", email="a.vander@exemple.fr",
            address="3 rue des Lilas", town="Sanary-sur-Mer", note="genou fragile", referrer="prescripteur Dupondt",
            registered_on=dt.date(2021, 2, 3),
        )  # fmt: skip
        key = person.id
        session.add(EligibilityProof(beneficiary_id=key, category="RSA", proof="Attestation Titre 99"))
    with database.transaction() as session:
        gestures.call_it(session, "Fiche de Aurélie Vandermeulen")
        known = session.get_one(Beneficiary, key)
        known.last_name, known.search_text = "VANDERMEULEN", "vandermeulen aurelie"
        known.last_name = "Vandermeulen"
        known.archived_on, known.archived_reason = dt.date(2023, 1, 15), "a quitté le secteur"
    with database.transaction() as session:
        gestures.call_it(session, "Correction de VANDERMEULEN")
        session.get_one(Beneficiary, key).search_text = "VANDERMEULEN"
    with database.transaction() as session:
        gestures.call_it(session, "Remarque sur Vandermeulen Aurélie")
        need = a_need(session, note="Aurélie Vandermeulen (Delcroix-Née Aurélie) conviendrait.")
        need.note = "Voir VANDERMEULEN  Aurélie, puis rappeler."
        session.add(
            Proposal(
                id=key_of("proposal", need.id, key), need_id=need.id, beneficiary_id=key,
                state=ProposalState.DECLINED, proposed_on=dt.date(2021, 3, 1), reason="motif très personnel",
            )
        )  # fmt: skip
        lot = a_lot(session)
        placement = a_placement(
            session, beneficiary_id=key, lot_id=lot.id, starts_on=dt.date(2021, 4, 12),
            ends_on=dt.date(2021, 5, 20), woman=True,
        )  # fmt: skip
        for number in (4, 5):
            month = Month(2021, number)
            session.add(
                MonthlyHours(
                    id=MonthlyHours.key(placement.id, month), placement_id=placement.id, month=month,
                    declared=hours("60.5"), note="retard lundi" if number == 5 else "",
                )
            )  # fmt: skip
        session.execute(
            Consultation.__table__.insert(),  # type: ignore[attr-defined]
            [{"id": "0" * 32, "beneficiary_id": key, "author": "", "at": dt.datetime(2026, 1, 1),
              "look": Look.PROTECTED, "reason": "motif très personnel"}],
            execution_options={"unjournalled": True},
        )  # fmt: skip
        return key


def figures(session: Session) -> list[object]:
    """Every sum the house keeps."""
    sums: list[object] = []
    for name in ("lot_month_total", "lot_total"):
        sums += sorted(map(tuple, session.execute(text(f"SELECT * FROM {name}"))))
    sums += session.execute(
        text("SELECT p.woman, p.senior, p.qpv, p.contract_type, COUNT(*), SUM(h.declared) FROM placement p"
             " JOIN monthly_hours h ON h.placement_id = p.id GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4")
    ).all()  # fmt: skip
    return sums
