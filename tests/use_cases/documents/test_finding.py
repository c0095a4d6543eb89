"""Finding the documents issued, printing them again, and what there is to print."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.issued_document import DocumentKind
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Month
from facilitator_app.use_cases import documents
from tests import make
from tests.documents.reading import info, pages, text
from tests.use_cases.documents.house import (
    AUGUST,
    CERTIFICATE,
    LATER,
    NOVEMBER,
    NOW,
    OCTOBER,
    SEPTEMBER,
    SHEET,
    House,
    declare,
    fill,
    validate,
)


def test_documents_are_found_by_number_fingerprint_or_lot(session: Session) -> None:
    house = fill(session)
    sheet = documents.issue(session, SHEET, house.lot, OCTOBER, NOW)
    certificate = documents.issue(session, CERTIFICATE, house.lot, OCTOBER, LATER)

    def found(words: str) -> list[str]:
        return [line.number for line in documents.issued(session, words)]

    assert found("") == [certificate.number, sheet.number]
    assert found("fs-2026") == [sheet.number]
    assert found(certificate.fingerprint) == [certificate.number]
    assert found(sheet.fingerprint.replace("-", "").lower()) == [sheet.number]
    assert found("gros oeuvre") == [certificate.number, sheet.number]
    assert found("%") == []
    assert documents.issued(session, lot_id="0" * 32) == []


@pytest.mark.parametrize("kind", [SHEET, CERTIFICATE])
def test_a_reprint_is_the_same_document_marked_as_a_duplicate(session: Session, kind: DocumentKind) -> None:
    house = fill(session)
    made = documents.issue(session, kind, house.lot, OCTOBER, NOW)
    declare(session, house.sami, OCTOBER, "140")
    copy = documents.reprint(session, made.document_id, dt.date(2026, 12, 24))
    assert copy == documents.reprint(session, made.document_id, dt.date(2026, 12, 24))
    assert "Duplicata du 24/12/2026" in text(copy)
    assert text(copy).replace("Duplicata du 24/12/2026 ", "").split() == text(made.pdf).split()
    assert made.number in text(copy)
    assert info(copy)["Tagged"] == "yes"
    assert info(copy)["Title"].endswith("(duplicata du 24/12/2026)")


def test_every_page_of_a_duplicate_says_so(session: Session) -> None:
    house = fill(session)
    made = documents.issue(session, CERTIFICATE, house.lot, OCTOBER, NOW, with_people=True)
    copy = documents.reprint(session, made.document_id, dt.date(2026, 12, 24))
    assert text(copy).count("Duplicata du 24/12/2026") == pages(copy) == 2


def test_a_document_that_is_gone_is_refused(asked: Session) -> None:
    with pytest.raises(Refusal, match="n’est plus dans la liste"):
        documents.content(asked, "0" * 32)


def test_lots_at_work_in_a_month_are_those_to_print(session: Session) -> None:
    house = fill(session)
    idle = make.a_lot(session)
    assert {lot.lot_id for lot in documents.lots_to_print(session)} == {house.lot, idle.id}
    assert [lot.lot_id for lot in documents.lots_to_print(session, OCTOBER)] == [house.lot]
    assert documents.lots_to_print(session, Month(2026, 7)) == []
    assert documents.lots_at_work(session, OCTOBER) == [house.lot]
    assert documents.lots_at_work(session, Month(2026, 7)) == []


def test_months_go_from_the_beginning_of_the_lot_to_today(database: Database, house: House) -> None:
    with database.transaction() as session:
        validate(session, house.lot, AUGUST)
    with database.reading() as session:
        months = documents.months_to_print(session, house.lot, NOW.date())
    assert (months[0].month, months[-1].month) == (NOVEMBER, Month(2026, 1))
    assert [line.month for line in months if line.validated] == [AUGUST]
    assert [line.month for line in months if line.has_hours] == [OCTOBER, SEPTEMBER, AUGUST]
