"""The numbers of documents, and what is kept of them."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.company import Company
from facilitator_app.domain.contract import Contract
from facilitator_app.domain.issued_document import DocumentKind, IssuedDocument
from facilitator_app.domain.office import StoredFile
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Month
from facilitator_app.use_cases import documents, gestures
from tests import make
from tests.documents.reading import info, pages, text
from tests.use_cases.documents.house import CERTIFICATE, LATER, NOW, OCTOBER, SHEET, House, declare, fill


def test_looking_writes_nothing(database: Database, house: House) -> None:
    with database.reading() as session:
        seen = documents.preview(session, CERTIFICATE, house.lot, OCTOBER, NOW)
        assert session.scalar(select(func.count()).select_from(IssuedDocument)) == 0
    assert (seen.number, seen.issued_at) == ("AT-2026-0001", None)
    assert info(seen.pdf)["Tagged"] == "yes"


@pytest.mark.parametrize("kind", [SHEET, CERTIFICATE])
def test_what_is_issued_is_what_was_seen(session: Session, kind: DocumentKind) -> None:
    house = fill(session)
    seen = documents.preview(session, kind, house.lot, OCTOBER, NOW)
    made = documents.issue(session, kind, house.lot, OCTOBER, NOW)
    assert (made.pdf, made.number) == (seen.pdf, seen.number)
    assert documents.content(session, made.document_id) == made.pdf


@pytest.mark.parametrize("kind", [SHEET, CERTIFICATE])
def test_the_same_data_gives_the_same_document_again(session: Session, kind: DocumentKind) -> None:
    house = fill(session)
    first = documents.issue(session, kind, house.lot, OCTOBER, NOW)
    again = documents.issue(session, kind, house.lot, OCTOBER, LATER)
    assert (again.document_id, again.number, again.pdf) == (first.document_id, first.number, first.pdf)
    assert (first.again, again.again) == (False, True)
    assert documents.preview(session, kind, house.lot, OCTOBER, LATER).issued_at == NOW


def test_a_changed_sheet_keeps_its_number_and_takes_a_new_date(session: Session) -> None:
    house = fill(session)
    first = documents.issue(session, SHEET, house.lot, OCTOBER, NOW)
    declare(session, house.sami, OCTOBER, "140")
    second = documents.issue(session, SHEET, house.lot, OCTOBER, LATER)
    assert first.number == second.number == "FS-2026-014-L1-10"
    assert first.document_id != second.document_id
    assert "Éditée le 24/11/2026 à 09:14" in text(first.pdf)
    assert "Éditée le 01/12/2026 à 15:30" in text(second.pdf)
    assert len(documents.issued(session)) == 2


def test_a_changed_certificate_takes_the_next_number(session: Session) -> None:
    house = fill(session)
    first = documents.issue(session, CERTIFICATE, house.lot, OCTOBER, NOW)
    declare(session, house.sami, OCTOBER, "140")
    second = documents.issue(session, CERTIFICATE, house.lot, OCTOBER, LATER)
    with_names = documents.issue(session, CERTIFICATE, house.lot, OCTOBER, LATER, with_people=True)
    assert [made.number for made in (first, second, with_names)] == ["AT-2026-0001", "AT-2026-0002", "AT-2026-0003"]
    assert documents.issue(session, CERTIFICATE, house.lot, OCTOBER, LATER).number == "AT-2026-0002"
    assert pages(with_names.pdf) == pages(second.pdf) + 1


def test_undoing_gives_no_number_twice_and_brings_the_file_back(database: Database, house: House) -> None:
    with database.transaction() as session:
        first = documents.issue(session, CERTIFICATE, house.lot, OCTOBER, NOW)
    with database.transaction() as session:
        last = gestures.last_to_undo(session)
        assert last is not None
        assert last.label == "Attestation d’heures AT-2026-0001"
        gestures.undo(session, last.gesture_id)
    with database.transaction() as session:
        assert documents.issued(session) == []
        assert documents.issue(session, CERTIFICATE, house.lot, OCTOBER, NOW).number == "AT-2026-0002"
        documents.issue(session, SHEET, house.lot, OCTOBER, NOW)
    with database.transaction() as session:
        sheet = session.scalars(select(StoredFile)).all()
        assert len(sheet) == 2
        assert first.pdf not in [kept.content for kept in sheet]


def test_the_file_of_an_undone_sheet_serves_again(database: Database, house: House) -> None:
    for _ in range(2):
        with database.transaction() as session:
            made = documents.issue(session, SHEET, house.lot, OCTOBER, NOW)
            assert not made.again
        with database.transaction() as session:
            assert documents.content(session, made.document_id) == made.pdf
            last = gestures.last_to_undo(session)
            assert last is not None
            gestures.undo(session, last.gesture_id)


def test_a_month_to_come_is_refused(asked: Session, house: House) -> None:
    with pytest.raises(Refusal, match="Décembre 2026 n’a pas commencé"):
        documents.preview(asked, SHEET, house.lot, Month(2026, 12), NOW)


def test_hostile_names_are_printed_as_typed(session: Session) -> None:
    house = fill(session)
    person = make.a_beneficiary(session, last_name="<b>Ke\u0301re\u0301kou</b> & Fils", first_name="🚀\u202eZo\u00eb")
    make.a_placement(session, lot_id=house.lot, beneficiary_id=person.id, starts_on=dt.date(2026, 9, 1))
    session.get_one(Company, house.holder).name = "../../Batirade\\CON"
    session.scalars(select(Contract)).one().short_name = "École « A/B » <script>"
    made = documents.issue(session, SHEET, house.lot, OCTOBER, NOW)
    read = text(made.pdf)
    assert "<b>Kérékou</b>" in read
    assert "<script>" in read


def test_neither_reason_nor_category_of_eligibility_is_printed(session: Session) -> None:
    house = fill(session)
    make.a_placement(
        session, lot_id=house.lot, categories=("rsa",), eligibility="Bénéficiaire du RSA, vu le 02/03/2026",
        disabled=True, qpv=True,
    )  # fmt: skip
    for kind in DocumentKind:
        printed = text(documents.issue(session, kind, house.lot, OCTOBER, NOW, with_people=True).pdf)
        assert not any(word in printed for word in ("RSA", "RQTH", "QPV", "quartier", "handicap"))


def test_a_house_without_details_still_prints(session: Session) -> None:
    lot = make.a_lot(session)
    made = documents.issue(session, CERTIFICATE, lot.id, OCTOBER, NOW)
    assert "à renseigner dans Paramètres" in text(made.pdf)
