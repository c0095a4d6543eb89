"""A person's whole file holds every column kept about her, and nobody else's name."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from facilitator_app.domain.access_log import Look
from facilitator_app.domain.base import Record
from facilitator_app.domain.beneficiary import Beneficiary, EligibilityProof
from facilitator_app.domain.categories import CategoryGroup, Way
from facilitator_app.domain.columns import Choice, Code, Day, Flag, Moment, MonthColumn, Text, Words
from facilitator_app.domain.company import Contact
from facilitator_app.domain.erasure import kinds_about_people
from facilitator_app.domain.following import EventKind, PersonEvent, TutorEvaluation
from facilitator_app.domain.keys import Key, key_of
from facilitator_app.domain.need import Proposal, ProposalState
from facilitator_app.domain.not_the_same import NotTheSame
from facilitator_app.domain.office import StoredFile
from facilitator_app.domain.placement import MonthlyHours
from facilitator_app.domain.protected_criteria import ProtectedProof
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Month, hours
from facilitator_app.domain.words import initials
from facilitator_app.use_cases.personal_data import access_log, restriction
from facilitator_app.use_cases.personal_data.handing_over import as_json, as_pdf, hand_over
from facilitator_app.use_cases.personal_data.third_persons import names_somebody_else
from facilitator_app.use_cases.personal_data.whole_file import records_about, whole_file
from tests import make
from tests.conftest import TODAY
from tests.documents import reading

NOW = dt.datetime(2026, 11, 24, 9, 14).astimezone()


def told(session: Session, person: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(as_json(whole_file(session, Key(person), NOW)))
    return answer


def a_record(session: Session, kind: type[Record], keys: dict[str, Key]) -> Record:
    """A record of any kind about people, every column of it filled with something found again."""
    values: dict[str, Any] = {}
    for place, (name, column) in enumerate(kind.fields().items(), start=1):
        leads_to = [key.column.table.name for key in kind.__table__.c[name].foreign_keys]
        if name == "removed":
            continue
        if leads_to:
            values[name] = keys[leads_to[0]]
        elif isinstance(column, Choice):
            values[name] = next(iter(column.kind))
        elif isinstance(column, Text):
            values[name] = f"t{place} {name}"[: column.longest]
        elif isinstance(column, Words):
            values[name] = (f"mot {name}",)
        elif isinstance(column, Day):
            values[name] = dt.date(2026, 1, 1) + dt.timedelta(place)
        elif isinstance(column, Moment):
            values[name] = NOW
        elif isinstance(column, MonthColumn):
            values[name] = Month(2026, 3)
        elif isinstance(column, Flag):
            values[name] = True
        elif isinstance(column, Code):
            continue
        elif kind.__table__.c[name].type.python_type is Decimal or "Hours" in type(column).__name__:
            values[name] = hours(7)
        else:
            values[name] = 7
    return make.kept(session, kind(**values))


def test_every_column_of_every_record_about_a_person_is_handed_over(session: Session) -> None:
    """Found from the classes: a new table or column about people is exported without anybody thinking of it."""
    person = make.a_beneficiary(session)
    lot, company, need = make.a_lot(session), make.a_company(session), make.a_need(session)
    file = make.kept(session, StoredFile(content=b"%PDF-1.7", media_type="application/pdf"))
    keys: dict[str, Key] = {
        "beneficiary": person.id, "lot": lot.id, "company": company.id, "need": need.id, "stored_file": file.id,
    }  # fmt: skip
    made: list[Record] = []
    for table, (kind, _column) in kinds_about_people().items():
        record = a_record(session, kind, keys)
        keys[table] = record.id
        made.append(record)
    answer = told(session, person.id)
    exported = {(piece["table"], piece["id"]): piece["valeurs"] for piece in answer["enregistrements"]}
    for record in (person, *made):
        values = exported[record.__tablename__, record.id]
        assert set(values) == set(record.fields())
        for name, column in record.fields().items():
            kept = column.written(getattr(record, name))
            if isinstance(kept, str) and names_somebody_else(name):
                assert values[name]["valeur"] == initials(kept)
            else:
                assert values[name]["valeur"] == kept, (record.__tablename__, name)


def test_no_code_of_the_program_is_handed_over_to_be_read(session: Session) -> None:
    person = make.a_beneficiary(session)
    make.a_placement(
        session, beneficiary_id=person.id, eligibility_way=Way.CRITERIA, eligibility_family=CategoryGroup.UNEMPLOYMENT
    )
    answer = told(session, person.id)
    [placement] = [piece["valeurs"] for piece in answer["enregistrements"] if piece["table"] == "placement"]
    assert placement["eligibility_way"]["lecture"] == "Par un critère"
    assert placement["eligibility_family"]["lecture"] == "Chômage de longue durée"


def test_it_holds_what_was_removed_merged_and_written_before(session: Session) -> None:
    person = make.a_beneficiary(session, note="ancienne remarque")
    person.note = "nouvelle remarque"
    session.flush()
    gone = make.a_beneficiary(session, last_name="Doublon", merged_into=person.id, removed=True)
    make.kept(session, EligibilityProof(beneficiary_id=gone.id, category="RSA", removed=True))
    session.flush()
    records = records_about(session, person.id)
    assert {record.id for record in records if isinstance(record, Beneficiary)} == {person.id, gone.id}
    answer = told(session, person.id)
    assert any(piece["table"] == "eligibility_proof" and piece["retire"] for piece in answer["enregistrements"])
    assert ("ancienne remarque", "nouvelle remarque") in {(line["avant"], line["apres"]) for line in answer["journal"]}


def test_protected_criteria_are_in_the_persons_own_file(session: Session) -> None:
    person = make.a_beneficiary(session)
    make.kept(session, ProtectedProof(beneficiary_id=person.id, category="DISABLED"))
    answer = told(session, person.id)
    values = next(piece for piece in answer["enregistrements"] if piece["table"] == "protected_proof")["valeurs"]
    assert values["category"]["valeur"] == "DISABLED"
    assert values["category"]["lecture"] not in ("", "•••")


def test_nobody_elses_name_is_in_it(session: Session) -> None:
    company = make.a_company(session)
    make.kept(session, Contact(company_id=company.id, name="Laure Pignol"))
    other = make.a_beneficiary(session, last_name="Ben Saïd", first_name="Zoé")
    person = make.a_beneficiary(
        session, last_name="Vandermeulen", first_name="Aurélie", note="Vient avec Ben Saïd ZOÉ."
    )
    placement = make.a_placement(session, beneficiary_id=person.id, employer_id=company.id)
    make.kept(
        session,
        PersonEvent(
            beneficiary_id=person.id, kind=EventKind.CALL, day=TODAY, done_by="Hélène Arnoux",
            text="Vu Laure Pignol et M. Quentin Bertholier ; Mme Vandermeulen est d’accord, Marcus Okonjo aussi.",
        ),
    )  # fmt: skip
    make.kept(session, TutorEvaluation(placement_id=placement.id, day=TODAY, tutor="Marcus Okonjo", remark="Bien."))
    make.kept(session, NotTheSame(one_id=other.id, other_id=person.id, said_by="Hélène Arnoux"))
    file = whole_file(session, person.id, NOW)
    whole = as_json(file).decode() + reading.text(as_pdf(session, file))
    for name in ("Pignol", "Saïd", "ZOÉ", "Zoé", "Bertholier", "Okonjo", other.id):
        assert name not in whole, name
    body = as_json(file).decode()
    assert "Vu L. P. et M. Q. B." in body
    assert "Vient avec B. S. Z." in body
    assert "Mme Vandermeulen est d’accord" in body
    assert '"valeur": "M. O."' in body


def test_it_says_to_whom_she_was_told(session: Session) -> None:
    employer, holder = make.a_company(session, name="Cap Insertion"), make.a_company(session, name="Batirade")
    lot = make.a_lot(session, holder)
    person = make.a_beneficiary(session, referrer="Mission locale du Var")
    placement = make.a_placement(session, beneficiary_id=person.id, lot_id=lot.id, employer_id=employer.id)
    key = MonthlyHours.key(placement.id, Month(2026, 3))
    make.kept(session, MonthlyHours(id=key, placement_id=placement.id, month=Month(2026, 3), declared=hours(10)))
    need = make.a_need(session, company_id=make.a_company(session, name="Sollicitée SA").id)
    hidden = make.a_need(session, company_id=make.a_company(session, name="Jamais Avertie").id)
    for asked, state in ((need, ProposalState.PROPOSED), (hidden, ProposalState.RETAINED)):
        proposal = Proposal(
            id=key_of("proposal", asked.id, person.id), need_id=asked.id, beneficiary_id=person.id, state=state,
            proposed_on=TODAY,
        )  # fmt: skip
        make.kept(session, proposal)
    answer = told(session, person.id)
    names = {(one["nom"], one["qualite"]) for one in answer["destinataires"]}
    assert {name for name, _ in names} == {
        "Cap Insertion", "Batirade", "Ville de Port-Calme", "Sollicitée SA", "Mission locale du Var",
    }  # fmt: skip
    assert ("Cap Insertion", "Employeur") in names


def test_handing_it_over_is_noted_and_works_for_somebody_left_alone(session: Session, tmp_path: Path) -> None:
    person = make.a_beneficiary(session)
    restriction.restrict(session, person.id, "conteste son adresse", TODAY)
    readable, complete = hand_over(session, person.id, NOW, tmp_path)
    assert readable.read_bytes().startswith(b"%PDF")
    assert json.loads(complete.read_bytes())["personne"]["id"] == person.id
    assert person.last_name.casefold() not in f"{readable.name} {complete.name}".casefold()
    assert [line.look for line in access_log.looks(session, person.id)] == [Look.WHOLE_FILE]


def test_a_folder_that_refuses_leaves_neither_file(session: Session, tmp_path: Path) -> None:
    person = make.a_beneficiary(session)
    (tmp_path / "pris").write_text("un fichier")
    with pytest.raises(Refusal):
        hand_over(session, person.id, NOW, tmp_path / "pris")
    assert [file.name for file in tmp_path.iterdir() if file.suffix in (".pdf", ".json")] == []


def test_the_pdf_is_tagged_and_holds_every_value_that_is_read(session: Session) -> None:
    person = make.a_beneficiary(session, note="Remarque <b>libre</b> & accents éàç", town="La Seyne-sur-Mer")
    pdf = as_pdf(session, whole_file(session, person.id, NOW))
    text = reading.text(pdf)
    assert reading.info(pdf)["Tagged"] == "yes"
    assert "Remarque <b>libre</b> & accents éàç" in text
    assert "La Seyne-sur-Mer" in text
    assert not reading.overlapping(pdf)


def test_nobody_there_is_said(session: Session) -> None:
    with pytest.raises(Refusal, match="n’est plus dans le fichier"):
        whole_file(session, Key("0" * 32), NOW)
